"""Whom a ward can invite, and what was asked and called in a journey."""

from uuid import UUID

from discharge.agreement.selectors import kept_story
from discharge.meetings.rules import Meetings, meetings_of
from journeys.models import Journey, JourneyParty
from organisations.models import Organisation


def meetings_in(journey: Journey) -> Meetings:
    """As whoever asks may read them."""
    return kept_story(journey).once(meetings_of)


def invitable(journey: Journey) -> list[Organisation]:
    """The parties of a journey that are not the hospital where the citizen lies."""
    own = {unit for unit in (journey.hospital_id, journey.ward_id) if unit is not None}
    parties = JourneyParty.objects.filter(journey=journey).exclude(organisation_id__in=own)
    units: dict[UUID, Organisation] = {}
    for party in parties.select_related("organisation__root").order_by("role", "pk"):
        if (party.organisation.root_id or party.organisation_id) not in own:
            units.setdefault(party.organisation_id, party.organisation)
    return list(units.values())
