"""In which journey a letter that came by message belongs: one in which its receiver takes part (DESIGN §6)."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from discharge.channel.rules.channel import ChannelDocument as DocumentCode
from documents.models import Delivery, Document, Version
from journeys.domain.sight.scope import Sight
from journeys.models import Citizen, Journey, JourneyEvent, JourneyParty
from journeys.querysets import JourneyQuerySet
from organisations.domain.kinds import MUNICIPAL_KINDS, OrganisationKind
from organisations.models import Organisation
from organisations.selectors.units import house_ids


def journey_of_letter(
    citizen: Citizen,
    sender: Organisation,
    receiver: Organisation,
    *,
    thread: UUID,
    episodes: Collection[str] = (),
    now: datetime,
) -> Journey | None:
    """That of its thread, of its episode, or the receiver's only one that is not over; None where none is certain.

    A letter opens no journey to anybody who does not take part, but the citizen's municipality (RULES 2a C7).
    """
    seen = _seen_by(receiver, sender, now).filter(citizen_id=citizen.joined_to_id or citizen.pk)
    journeys = {journey.pk: journey for journey in seen}
    if not journeys:
        return None
    homes = Document.objects.filter(thread=thread).values_list("journey__merged_into_id", "journey_id")
    of_thread = {merged or own for merged, own in homes}
    of_episode = _of_episodes(citizen, episodes)
    for certain in (of_thread, of_episode):
        if len(certain & journeys.keys()) == 1:
            return journeys[(certain & journeys.keys()).pop()]
    for candidates in ([each for each in journeys.values() if each.over_at is None], list(journeys.values())):
        if len(candidates) == 1:
            return candidates[0]
    return None


def may_be_placed(citizen: Citizen, sender: Organisation, receiver: Organisation, *, now: datetime) -> bool:
    """Whether there is any journey in which it could lie; cheap, for letters that are asked about again and again."""
    return _seen_by(receiver, sender, now).filter(citizen_id=citizen.joined_to_id or citizen.pk).exists()


def _of_episodes(citizen: Citizen, episodes: Collection[str]) -> set[UUID]:
    if not episodes:
        return set()
    told = JourneyEvent.objects.of_citizen(citizen.joined_to_id or citizen.pk)
    rows = told.values_list("episode_ids", "placement__journey_id")
    return {journey for named, journey in rows if journey and not set(episodes).isdisjoint(named)}


def _seen_by(receiver: Organisation, sender: Organisation, now: datetime) -> JourneyQuerySet:
    """What the receiver's house sees; and where it is the citizen's municipality, what the sender takes part in."""
    house = house_ids(receiver)
    sight = Sight(
        units=house,
        needs_services=_is_municipal(receiver),
        over_after=now - settings.SIGHT_AFTER_CLOSE,
    )
    seen = Journey.objects.visible_to(sight).values("pk")
    parties = JourneyParty.objects.filter(organisation_id__in=house_ids(sender)).values("journey_id")
    opened = Q(municipality_id__in=house, pk__in=parties, unconfirmed=False)
    return Journey.objects.current().filter(Q(pk__in=seen) | opened)


def _is_municipal(unit: Organisation) -> bool:
    return OrganisationKind((unit.root or unit).kind) in MUNICIPAL_KINDS


def thread_about(
    citizen: Citizen, sender: Organisation, receiver: Organisation, subject: str, *, plain: Callable[[str], str]
) -> UUID | None:
    """The last thread of letters between two houses about a citizen that has this subject, as `plain` writes it."""
    one, other = house_ids(sender), house_ids(receiver)
    between = Delivery.objects.filter(
        Q(sender__in=one, receiver__in=other) | Q(sender__in=other, receiver__in=one),
        journey__citizen_id=citizen.joined_to_id or citizen.pk,
        kind=DocumentCode.CORRESPONDENCE.value,
    )
    written = Version.objects.filter(document__in=between.values("document")).select_related("document")
    for version in written.order_by("-sent_at", "-pk"):
        if plain(version.values.get("subject", "")) == subject:
            return version.document.thread
    return None


def writers_elsewhere(journey: Journey, units: Collection[UUID]) -> list[str]:
    """Which of these units have written in the journey from another system: what is sent here does not reach that."""
    letters = Document.objects.filter(journey=journey, begun_by=None, unit_id__in=units)
    names = {document.unit.label for document in letters.select_related("unit")}
    return sorted(names)
