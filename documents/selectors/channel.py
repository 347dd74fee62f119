"""What may be sent to whom in a journey, by the facts at the time of sending (RULES 2a O8)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from discharge.agreement.selectors import kept_story
from discharge.channel.rules.channel import (
    Channel,
    ChannelDocument,
    ChannelFacts,
    ChannelPermission,
    Recipient,
    channel,
)
from discharge.channel.rules.same_day import is_plan_in_time
from discharge.channel.selectors import citizen_facts_of
from discharge.settings.rules.limits import hours
from discharge.settings.selectors import answers_for
from documents.domain.declaring import DeclaredKind
from documents.domain.realism import Realism, plans_of
from documents.domain.threads import threads_of
from documents.models import Delivery
from documents.selectors.sent import reading_units
from journeys.domain.calendar.clock import elapsed, local_date
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.citizen.newborns import is_newborn
from journeys.domain.history.history import History
from journeys.models import Journey, JourneyParty
from organisations.domain.kinds import HOSPITAL_KINDS, MUNICIPAL_KINDS, OrganisationKind
from organisations.models import Organisation, User
from organisations.selectors.units import house_ids

# The roles of a journey's parties as table 2a knows them.
RECIPIENTS = {
    "municipality": Recipient.MUNICIPALITY,
    "social": Recipient.MUNICIPAL_SOCIAL,
    "general_practice": Recipient.GP,
    "hospital": Recipient.HOSPITAL,
}


@dataclass(frozen=True, slots=True)
class ChannelReceiver:
    """A party that a document can be sent to."""

    unit: Organisation
    recipient: Recipient


def receivers_of(journey: Journey, by: User) -> list[ChannelReceiver]:
    """Every other house in the journey; the citizen's municipality also where it takes no part yet (C7).

    Whoever has written to the house here can be answered, whether it takes part or not (DICTIONARY §8.2).
    """
    own = house_ids(by.unit) if by.unit else frozenset()
    parties = JourneyParty.objects.filter(journey=journey, role__in=RECIPIENTS).select_related("organisation__root")
    parties = parties.order_by("role", "pk")
    found = {party.organisation_id: ChannelReceiver(party.organisation, RECIPIENTS[party.role]) for party in parties}
    if journey.municipality is not None:
        found.setdefault(journey.municipality.pk, ChannelReceiver(journey.municipality, Recipient.MUNICIPALITY))
    for unit in _correspondents(journey, reading_units(by)):
        recipient = _recipient(unit)
        if recipient is not None:
            found.setdefault(unit.pk, ChannelReceiver(unit, recipient))
    others = [receiver for pk, receiver in found.items() if pk not in own]
    order = list(RECIPIENTS.values())
    return sorted(others, key=lambda receiver: (order.index(receiver.recipient), receiver.unit.name))


def _correspondents(journey: Journey, own: Collection[UUID]) -> QuerySet[Organisation]:
    senders = Delivery.objects.filter(journey=journey, receiver_id__in=own).values("sender_id")
    return Organisation.objects.filter(pk__in=senders).select_related("root")


def _recipient(unit: Organisation) -> Recipient | None:
    """As what table 2a knows a house that takes no part; None of one of which nobody has said what it is."""
    if OrganisationKind(unit.kind) is OrganisationKind.SOCIAL_UNIT:
        return Recipient.MUNICIPAL_SOCIAL
    kind = OrganisationKind((unit.root or unit).kind)
    if kind in MUNICIPAL_KINDS:
        return Recipient.MUNICIPALITY
    if kind in HOSPITAL_KINDS:
        return Recipient.HOSPITAL
    return Recipient.GP if kind is OrganisationKind.GP_PRACTICE else None


def channel_of(journey: Journey, recipient: Recipient | None, *, now: datetime, needs: bool | None = None) -> Channel:
    """Table 2a for a receiver; `needs` is the sender's word that the citizen will need the municipality."""
    facts = citizen_facts_of(journey)
    # A need that was proved in this stay holds beside what the municipality gives today (2b F10a).
    known, services = facts.affiliations, True if needs or journey.municipal_services else facts.municipal_services
    standing = kept_story(journey).agreement.agreed
    agreed = standing.at if standing else None
    # The practice is expected to do nothing at the home-coming itself.
    expected = agreed if journey.discharged_at is None and recipient is not Recipient.GP else None
    choices = answers_for(journey.hospital_id, now)
    asked = ChannelFacts(
        elder_care=known.get(Affiliation.ELDER_CARE),
        social=known.get(Affiliation.SOCIAL),
        speciality=None if journey.speciality == "unknown" else journey.speciality,
        stay_hours=stay_hours(journey, now, agreed, short=hours(choices["G5"])),
        needs_municipal_services=services,
        recipient=recipient,
        action_within_hours=hours_between(now, expected) if expected else None,
        plan_in_time=is_plan_in_time(
            sent_at=now, expected_at=expected, plan_first_sent_at=_plan_told_at(journey, recipient, expected)
        ),
        newborn=is_newborn(journey.citizen.birth_date, journey.admitted_at),
    )
    return channel(asked, choices)


def _plan_told_at(journey: Journey, recipient: Recipient | None, expected: datetime | None) -> datetime | None:
    """When a receiver was first sent a plan that tells of the day which holds; None where none does."""
    if expected is None:
        return None
    told = (
        plan.version.sent_at
        for plan in kept_story(journey).once(_care_plans)
        if plan.planned_at is not None
        and local_date(plan.planned_at) == local_date(expected)
        and (not plan.version.roles or recipient in {RECIPIENTS.get(role) for role in plan.version.roles.values()})
    )
    return min(told, default=None)


def _care_plans(story: History) -> tuple[Realism, ...]:
    """Every version of every care pathway plan; each receiver is asked about the same ones."""
    return plans_of((each for each in threads_of(story) if each.kind == ChannelDocument.CARE_PATHWAY_PLAN), story)


def stay_hours(journey: Journey, now: datetime, agreed: datetime | None, *, short: timedelta) -> float | None:
    """How long the stay is as far as is known: to the discharge, to the agreed one, or at least until now (O1)."""
    begun = journey.admitted_at
    if begun is None:
        return None
    if journey.discharged_at is not None:
        return hours_between(begun, journey.discharged_at)
    so_far = hours_between(begun, now)
    planned = hours_between(begun, agreed) if agreed else None
    # A stay that is so old is no short one, whatever is planned; a young one may still become long.
    return so_far if so_far >= short / timedelta(hours=1) else planned


def hours_between(start: datetime, end: datetime) -> float:
    """Elapsed hours."""
    return elapsed(start, end).total_seconds() / 3600


def permission_of(
    kind: DeclaredKind, journey: Journey, receiver: ChannelReceiver, *, now: datetime, needs: bool | None = None
) -> ChannelPermission:
    """Whether a kind may go to a receiver; a municipality may also be one for elder care only (O2 asks its area)."""
    return channel_of(journey, receiver.recipient, now=now, needs=needs).documents[ChannelDocument(kind.document)]
