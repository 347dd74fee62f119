"""Which events somebody may correct or take back, and if not, why (permissions ≠ policies, DESIGN §3)."""

from uuid import UUID

from desk.selectors.asker import Asker
from journeys.actions.acts import Refused
from journeys.domain.effective import voided_refs
from journeys.domain.events import CITIZEN_KINDS, EventKind, EventSource
from journeys.models import Journey, JourneyEvent
from journeys.sentences import refused_sentence
from organisations.domain.refusals import NotAllowed
from organisations.selectors.units import house_ids


def event_of(journey: Journey, event_id: UUID) -> JourneyEvent | None:
    """An event of the journey, or a fact about its citizen."""
    event = (
        JourneyEvent.objects.select_related("placement", "citizen", "organisation", "actor__active_membership")
        .filter(uuid=event_id, citizen_id=journey.citizen_id)
        .first()
    )
    if event is None:
        return None
    placed = getattr(event, "placement", None)
    return event if EventKind(event.kind) in CITIZEN_KINDS or (placed and placed.journey_id == journey.pk) else None


def check_own(event: JourneyEvent, asker: Asker, *, correct: bool) -> None:
    """Raises Refused for a message and for what no longer counts, NotAllowed for what another side entered."""
    if event.source == EventSource.MESSAGE.value:
        raise Refused("act.message_cannot_be_corrected" if correct else "act.message_cannot_be_taken_back")
    house = house_ids(asker.unit) if asker.unit else frozenset()
    if event.actor_id != asker.user.pk and event.organisation_id not in house:
        raise NotAllowed("act.not_own", refused_sentence("act.not_own"))
    others = JourneyEvent.objects.filter(citizen_id=event.citizen_id)
    if event.source_ref in voided_refs([other.as_record() for other in others]) or event.payload.get("taken_back"):
        raise Refused("act.already_voided")


def same_act(event: JourneyEvent) -> list[JourneyEvent]:
    """What one act wrote at once: a form may say several things."""
    return list(
        JourneyEvent.objects.filter(
            citizen_id=event.citizen_id, actor_id=event.actor_id, recorded_at=event.recorded_at, kind=event.kind
        )
    )
