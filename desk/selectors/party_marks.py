"""How far each side of a journey has read and acknowledged what the others said (UX §5.1)."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent, ReadMark
from journeys.selectors.reading import Reader
from organisations.models import Organisation

# Nobody has to answer an acknowledgement or a note with an acknowledgement.
_SAID_ENOUGH = frozenset({EventKind.ACKNOWLEDGED.value, EventKind.NOTE_WRITTEN.value})


@dataclass(frozen=True, slots=True)
class PartyMark:
    """One side: none | received | seen | acknowledged | question, by whom and when."""

    house_id: UUID
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
    own = [mark for mark in marks if (mark.unit.root_id or mark.unit_id) == house]
    newest = max((event.pk for event in events if _concerns(event, house)), default=0)
    acknowledged = max(own, key=lambda mark: mark.acknowledged_sequence, default=None)
    seen = max(own, key=lambda mark: mark.seen_sequence, default=None)
    if lane == "municipality" and journey.municipal_services is not True:
        return PartyMark(
            house, side.label, lane, "question" if journey.municipal_services is None else "none", "", None
        )
    if acknowledged and acknowledged.acknowledged_at and acknowledged.acknowledged_sequence >= newest:
        by = acknowledged.acknowledged_by.name if acknowledged.acknowledged_by else ""
        return PartyMark(house, side.label, lane, "acknowledged", by, acknowledged.acknowledged_at)
    if seen and seen.seen_at and seen.seen_sequence >= newest:
        return PartyMark(house, side.label, lane, "seen", "", seen.seen_at)
    return PartyMark(house, side.label, lane, "received", "", None)


def _concerns(event: JourneyEvent, house: UUID) -> bool:
    """Said by somebody else, and more than an acknowledgement."""
    if event.kind in _SAID_ENOUGH:
        return False
    speaker = event.organisation
    return speaker is None or (speaker.root_id or speaker.pk) != house
