"""What one reader may read of events now: undo hides what another house has not released (DESIGN §4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from journeys.domain.events import EventKind
from journeys.domain.events.catalogue import PAYLOADS
from journeys.domain.events.payload import words_of
from journeys.domain.events.payloads.documents import CLOSED_KINDS, Addressed
from journeys.domain.history.history import History
from journeys.domain.history.release import as_read, unread_refs, without_words
from journeys.models import JourneyEvent
from organisations.models import Organisation
from organisations.selectors.units import circle_ids, house_ids


@dataclass(frozen=True, slots=True)
class Reader:
    """The units of the reader's house, which read everything of their own at once, and the instant of reading.

    `addressed` are the units whose letters the reader reads: the house, of the social area the own unit alone;
    `circle` are those through which the reader hears of what is closed.
    """

    house: frozenset[UUID]
    now: datetime
    addressed: frozenset[UUID]
    circle: frozenset[UUID]


def history_of(rows: Iterable[JourneyEvent]) -> History:
    """The history of these rows; a page that asks again about the same ones is given the same answers."""
    return History.of([row.record for row in rows])


def reader_for(unit: Organisation | None, now: datetime, *, addressed: frozenset[UUID] | None = None) -> Reader:
    """Who reads; without a unit nothing is one's own."""
    house = house_ids(unit) if unit else frozenset()
    letters = house if addressed is None else addressed
    return Reader(house, now, letters, circle_ids(unit) & letters if unit else frozenset())


def readable(rows: Sequence[JourneyEvent], reader: Reader) -> list[JourneyEvent]:
    """The entries of a timeline, in the order given; rows that void an unreadable one void what that one voided."""
    unread = _unread(rows, reader)
    rows = [as_told(row, reader) for row in rows]
    if not unread:
        return rows
    voids = {record.ref: record.voids_ref or "" for record in as_read([row.as_record() for row in rows], unread)}
    return [_voiding(row, voids[row.source_ref]) for row in rows if row.source_ref in voids]


def as_told(row: JourneyEvent, reader: Reader) -> JourneyEvent:
    """What is written to certain units is read by them and by whoever wrote it; to others it is told without words."""
    holds = PAYLOADS[EventKind(row.kind)]
    if not issubclass(holds, Addressed):
        return row
    words = words_of(holds) & row.payload.keys()
    units = {*row.payload.get("receivers", ()), str(row.organisation_id)}
    if not words or not units.isdisjoint(map(str, reader.addressed)):
        return row
    return row.shown(payload={**row.payload, **dict.fromkeys(words, "")})


def stating(rows: Sequence[JourneyEvent], reader: Reader) -> list[JourneyEvent]:
    """The events that the state is folded from: all of them, those that may not be read yet without their words.

    What is closed to the reader is not among them.
    """
    unread, closed = _unread(rows, reader), _closed(rows, reader)
    if not unread:
        return list(rows)
    heard = (row for row in rows if row.source_ref not in closed)
    bare = (_bare(row) if row.source_ref in unread else row for row in heard)
    return [row for row in bare if row is not None]


def _unread(rows: Sequence[JourneyEvent], reader: Reader) -> set[str]:
    closed = _closed(rows, reader)
    if not any(row.released_at > reader.now or row.voids_ref for row in rows):
        return closed
    house = {str(unit) for unit in reader.house}
    records = [row.as_record() for row in rows]
    return closed | unread_refs(records, is_own=lambda event: event.organisation in house, now=reader.now)


def _closed(rows: Sequence[JourneyEvent], reader: Reader) -> set[str]:
    """The refs of what the reader does not hear of (B2-P5 c)."""
    if not any(row.payload.get("document_kind") in CLOSED_KINDS for row in rows):
        return set()
    own = {str(unit) for unit in reader.circle}
    return {ref for ref, circle in history_of(rows).circles.items() if own.isdisjoint(circle)}


def _voiding(row: JourneyEvent, voids_ref: str) -> JourneyEvent:
    return row if row.voids_ref == voids_ref else row.shown(voids_ref=voids_ref)


def _bare(row: JourneyEvent) -> JourneyEvent | None:
    payload = without_words(EventKind(row.kind), row.payload)
    return row.shown(payload=payload) if payload is not None else None
