"""The events of a journey by their address, and what one act wrote at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desk.selectors.asker import Asker
from desk.selectors.timeline.entries import TimelineEntry
from journeys.actions.acting.changing import check_changeable, check_takeable
from journeys.actions.refusals import Refused
from journeys.domain.events import CITIZEN_KINDS, EventKind
from journeys.domain.history.history import History
from journeys.models import EventPlacement, Journey, JourneyEvent
from journeys.querysets import family_of
from journeys.selectors.reading import Reader
from organisations.domain.refusals import NotAllowed


def event_of(journey: Journey, event_id: UUID, reader: Reader) -> JourneyEvent | None:
    """An event of the journey, or a fact about its citizen, that the reader may read."""
    event = (
        JourneyEvent.objects.select_related("placement", "citizen", "organisation", "actor__active_membership")
        .filter(uuid=event_id, citizen_id__in=family_of(journey.citizen_id))
        .first()
    )
    if event is None:
        return None
    placed = getattr(event, "placement", None)
    hidden = reader.now < event.released_at or (placed is not None and placed.withdrawn)
    if hidden and event.organisation_id not in reader.house:
        return None
    if placed is not None and placed.circle and not EventPlacement.objects.filter(pk=event.pk).heard_by(reader.circle):
        return None
    about_citizen = EventKind(event.kind) in CITIZEN_KINDS and not journey.unconfirmed
    return event if about_citizen or (placed and placed.journey_id == journey.pk) else None


def may_correct(event: JourneyEvent, asker: Asker, journey: Journey) -> bool:
    """Whether this reader may say it right; some may only take it back."""
    try:
        check_changeable(event, by=asker.user, journey=journey, correct=True)
    except (NotAllowed, Refused):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Undo:
    """An act of the reader's that nobody else has read yet, and for how many seconds more."""

    event: JourneyEvent
    sentence: str
    seconds: int

    @classmethod
    def of(cls, entry: TimelineEntry, now: datetime) -> "Undo":
        """As it stands at `now`."""
        left = round((entry.event.released_at - now).total_seconds())
        return cls(entry.event, entry.sentence, max(0, left))


def may_undo(event: JourneyEvent, asker: Asker, journey: Journey) -> bool:
    """Whether taking it back now would be done; nothing is offered that is then refused."""
    try:
        check_takeable(event, by=asker.user, journey=journey, now=asker.now)
    except (NotAllowed, Refused):
        return False
    return True


def same_act(event: JourneyEvent) -> list[JourneyEvent]:
    """What one act wrote at once and still stands: a form may say several things, of several kinds."""
    written = JourneyEvent.objects.filter(
        citizen_id=event.citizen_id, actor_id=event.actor_id, recorded_at=event.recorded_at
    )
    voided = History(each.as_record() for each in JourneyEvent.objects.of_citizen(event.citizen.root_id)).voided
    return [each for each in written.order_by("pk") if each == event or each.source_ref not in voided]
