"""How far each side of a journey has read and acknowledged what the others said (UX §5.1)."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desk.selectors.lists.marks import TO_ACKNOWLEDGE
from journeys.domain.events import EventSource
from journeys.domain.sight.acknowledgement import Tick, tick
from journeys.models import Journey, JourneyEvent, ReadMark
from journeys.selectors.reading import Reader, history_of
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class PartyMark:
    """One side: none | question | a `Tick`, by whom and when."""

    name: str
    lane: str
    state: str
    by: str
    at: datetime | None


def party_marks(
    journey: Journey, events: Sequence[JourneyEvent], marks: Sequence[ReadMark], *, reader: Reader
) -> list[PartyMark]:
    """One row per side, hospital first. `events` are those that everybody may read: what can be undone has reached
    nobody yet."""
    marks = [_as_known(mark, reader) for mark in marks]
    sides = (("hospital", journey.hospital), ("municipality", journey.municipality), ("gp", journey.gp_practice))
    return [_mark(lane, side, journey, events, marks) for lane, side in sides if side is not None]


def _as_known(mark: ReadMark, reader: Reader) -> ReadMark:
    """Another house's acknowledgement that can still be undone is not known; what held before it is."""
    held = mark.acknowledgement_released_at is not None and reader.now < mark.acknowledgement_released_at
    if not held or mark.unit_id in reader.house:
        return mark
    before = copy(mark)
    before.acknowledged_sequence, before.acknowledged_at = mark.earlier_sequence, mark.earlier_at
    before.acknowledged_by = mark.earlier_by
    return before


def _mark(
    lane: str, side: Organisation, journey: Journey, events: Sequence[JourneyEvent], marks: Sequence[ReadMark]
) -> PartyMark:
    house = side.root_id or side.pk
    if lane == "municipality" and journey.municipal_services is not True:
        state = "question" if journey.municipal_services is None else "none"
        return PartyMark(side.label, lane, state, "", None)
    own = [mark for mark in marks if (mark.unit.root_id or mark.unit_id) == house]
    # Of several units that got as far, the one that was there first.
    acknowledged = min(own, key=lambda m: (-m.acknowledged_sequence, str(m.acknowledged_at), m.pk), default=None)
    seen = min(own, key=lambda m: (-m.seen_sequence, str(m.seen_at), m.pk), default=None)
    state = tick(
        newest=newest_for(house, events),
        acknowledged=acknowledged.acknowledged_sequence if acknowledged else 0,
        seen=seen.seen_sequence if seen else 0,
    )
    if acknowledged and state in (Tick.ACKNOWLEDGED, Tick.ACKNOWLEDGED_BEFORE):
        by = acknowledged.acknowledged_by.name if acknowledged.acknowledged_by else ""
        return PartyMark(side.label, lane, state.value, by, acknowledged.acknowledged_at)
    return PartyMark(side.label, lane, state.value, "", seen.seen_at if seen and state is Tick.SEEN else None)


def newest_for(house: UUID, events: Sequence[JourneyEvent]) -> int:
    """The last thing that a house has to acknowledge: stated by others and not taken back (as `marks.with_answer`)."""
    gone = history_of(events).voided
    return max((event.pk for event in events if event.source_ref not in gone and _concerns(event, house)), default=0)


def _concerns(event: JourneyEvent, house: UUID) -> bool:
    """Somebody else's; a message that names the house as its sender is the other system's word."""
    if event.kind not in TO_ACKNOWLEDGE:
        return False
    speaker = event.organisation
    by_message = event.source == EventSource.MESSAGE.value
    return by_message or speaker is None or (speaker.root_id or speaker.pk) != house
