"""Tells a piece of a region and folds it: the same rows that events make one by one (DESIGN §2)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Protocol
from uuid import UUID

from desk.actions.demo.cast import person_of
from desk.actions.region.courses import LONGEST, tell_stay
from desk.actions.region.stays import Life, RegionEvent, RegionPaper, Units, Ward, in_order
from documents.models import Document, Version
from journeys.actions.events import event_row
from journeys.actions.projection.citizen import project_citizen
from journeys.actions.projection.gathering import Gathered, add_rows, gathering
from journeys.actions.strangers import keys_of
from journeys.domain.calendar.clock import in_copenhagen
from journeys.domain.events import EventSource
from journeys.models import (
    ChainKey,
    Citizen,
    Deadline,
    DeadlineState,
    EventPlacement,
    Journey,
    JourneyEvent,
    JourneyParty,
    ReadMark,
)
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation
from organisations.selectors.units import sharing_units

PIECE = 200
# How often a citizen comes back, by number of journeys.
_JOURNEYS, _SHARES = (1, 2, 3), (75, 17, 8)
# Between two journeys of a citizen; of those who come back, how many do within a month, after a short stay.
_APART, _SOON, _SHORT = timedelta(days=120), 0.5, timedelta(days=10)
# Of a hundred arrivals, how many come at each hour of the day; fewer at the weekend.
_BY_HOUR = (2, 1, 1, 1, 1, 1, 2, 4, 6, 7, 8, 8, 7, 7, 6, 6, 6, 5, 5, 4, 4, 3, 3, 2)
_AT_WEEKEND = 0.7
# The largest municipality has so many times the citizens of another.
_LARGEST, _TIMES = "kommune-751", 4
SEEN_AFTER = timedelta(hours=12)


class Store(Protocol):
    """Where the rows go: events first, since the others name them by their numbers."""

    def events(self, rows: Sequence[JourneyEvent]) -> None:
        """Numbers and writes them."""

    def others(self, gathered: Gathered) -> None:
        """Writes what follows from them."""


class RegionRows:
    """Into the database at hand, a statement for many rows."""

    def events(self, rows: Sequence[JourneyEvent]) -> None:
        """Numbers and writes them."""
        JourneyEvent.objects.bulk_create(rows)

    def others(self, gathered: Gathered) -> None:
        """Writes what follows from them."""
        gathered.write()


SAVED = RegionRows()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPlan:
    """A region: `journeys` of them until `until`, so many a day; piece by piece the same for the same seed."""

    journeys: int
    seed: int
    until: datetime
    per_day: int

    @property
    def pieces(self) -> int:
        """How many pieces it has."""
        return -(-self.journeys // PIECE)

    def slots(self, piece: int) -> range:
        """The numbers of a piece's journeys; the latest journey is the first."""
        return range(piece * PIECE, min((piece + 1) * PIECE, self.journeys))


def units_of_region() -> Units:
    """What reference data has; the order is their key's, so that a seed means the same on every machine."""
    by_id = {str(unit.pk): unit for unit in Organisation.objects.select_related("root")}
    kinds: dict[str, list[Organisation]] = {}
    for unit in sorted(by_id.values(), key=lambda unit: unit.reference_key or ""):
        if unit.reference_key is not None and unit.closed_on is None:
            kinds.setdefault(unit.kind, []).append(unit)
    wards, emergency = (
        [Ward(unit.pk, unit.root_id or unit.pk) for unit in kinds.get(kind.value, [])]
        for kind in (OrganisationKind.WARD, OrganisationKind.EMERGENCY_DEPARTMENT)
    )
    municipalities = kinds.get(OrganisationKind.MUNICIPALITY.value, [])
    practices = [unit.pk for unit in kinds.get(OrganisationKind.GP_PRACTICE.value, [])]
    inhabitants = [_TIMES if unit.reference_key == _LARGEST else 1 for unit in municipalities]
    return Units(wards, emergency, [unit.pk for unit in municipalities], inhabitants, practices, by_id)


def citizens_of(plan: RegionPlan, piece: int, units: Units) -> Iterator[tuple[Citizen, Sequence[RegionEvent]]]:
    """The citizens of one piece and what is told of each, in the order in which it came."""
    random = Random(f"{plan.seed}/{piece}")  # noqa: S311 - the same region every time
    slots = plan.slots(piece)
    at = slots.start
    while at < slots.stop:
        count = min(random.choices(_JOURNEYS, _SHARES)[0], slots.stop - at)
        life = Life(units, person_of(at, random=random), random)
        citizen = Citizen(id=life.uuid(), cpr=life.person.cpr)
        arrived = _arrival(plan, at, random)
        begins = _begins(arrived, count, random)
        life.know(begins[0] - _APART)
        for begin, before, after in zip(begins, [None, *begins], [*begins[1:], None], strict=False):
            soon = after is not None and after - begin < _APART
            again = before is not None and begin - before < _APART
            tell_stay(life, begin, until=plan.until, within=_SHORT if soon else LONGEST, again=again)
        yield citizen, tuple(in_order(life.events, until=plan.until))
        at += count


def _begins(arrived: datetime, count: int, random: Random) -> list[datetime]:
    """When each of a citizen's journeys begins, the last at its arrival; some follow the one before closely."""
    begins = [arrived]
    while len(begins) < count:
        soon = random.random() < _SOON
        begins.append(begins[-1] - (timedelta(hours=random.randrange(11 * 24, 28 * 24)) if soon else _APART))
    return begins[::-1]


def _arrival(plan: RegionPlan, slot: int, random: Random) -> datetime:
    """When the journey of that number begins: the day follows from the number, the hour is drawn."""
    day = plan.until - timedelta(days=slot // plan.per_day)
    if in_copenhagen(day).weekday() > 4 and random.random() > _AT_WEEKEND:
        day -= timedelta(days=2)
    hours = random.choices(range(24), _BY_HOUR)[0]
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    arrived = midnight + timedelta(hours=hours, minutes=random.randrange(60))
    return arrived if arrived <= plan.until else arrived - timedelta(days=1)


def write_piece(plan: RegionPlan, piece: int, units: Units, *, store: Store = SAVED) -> int:
    """Writes one piece into the database at hand, in the caller's transaction; returns how many journeys it made."""
    return write_told(list(citizens_of(plan, piece, units)), units, until=plan.until, store=store)


def write_told(
    told: Sequence[tuple[Citizen, Sequence[RegionEvent]]], units: Units, *, until: datetime, store: Store = SAVED
) -> int:
    """Writes new citizens with what is told of each, and folds them; returns how many journeys it made."""
    rows, papers = {}, dict[UUID, RegionPaper]()
    for citizen, its_events in told:
        rows[citizen] = [_row(citizen, each) for each in its_events]
        papers |= {each.identity: each.paper for each in its_events if each.paper}
    events = [row for of_citizen in rows.values() for row in of_citizen]
    keys = {key: row.citizen for row in events if row.source == EventSource.MESSAGE for key in keys_of(row)}
    store.events(events)
    with gathering(units.by_id) as gathered:
        add_rows(list(rows))
        add_rows([ChainKey(key=key, citizen=citizen) for key, citizen in keys.items()])
        for citizen, of_citizen in rows.items():
            if of_citizen:
                project_citizen(citizen, now=until, announce=False, events=of_citizen)
        _write_papers([row for row in events if row.uuid in papers], papers, gathered)
        for deadline in gathered.rows(Deadline):
            if deadline.state == DeadlineState.PENDING and deadline.due_at <= until:
                deadline.state, deadline.fired_at = DeadlineState.FIRED.value, deadline.due_at
        add_rows(list(_seen(until, gathered)))
    store.others(gathered)
    return sum(journey.merged_into_id is None for journey in gathered.rows(Journey))


def _write_papers(sent: Sequence[JourneyEvent], papers: Mapping[UUID, RegionPaper], gathered: Gathered) -> None:
    """What was sent, in the journeys in which the fold has placed it."""
    places = {placed.event_id: placed.journey_id for placed in gathered.rows(EventPlacement)}
    documents = dict[UUID, Document]()
    for row in sent:
        paper = papers[row.uuid]
        begun = {"journey_id": places[row.pk], "kind": row.payload["document_kind"], "unit_id": row.organisation_id}
        documents.setdefault(paper.document, Document(id=paper.document, begun_at=row.occurred_at, **begun))
    add_rows(list(documents.values()))
    add_rows(
        [
            Version(
                document=documents[papers[row.uuid].document],
                event=row,
                number=papers[row.uuid].number,
                values=dict(papers[row.uuid].values),
                sent_at=row.occurred_at,
            )
            for row in sent
        ]
    )


def _row(citizen: Citizen, told: RegionEvent) -> JourneyEvent:
    came = max(told.new.stated_at or told.new.occurred_at, told.new.occurred_at)
    return event_row(citizen, told.new, identity=told.identity, now=came, released_at=came)


def _seen(until: datetime, gathered: Gathered) -> Iterable[ReadMark]:
    """What is older than a shift has been seen and acknowledged by everybody who takes part."""
    marks = {}
    for party in gathered.rows(JourneyParty):
        if (last := party.journey.last_event_at) is None or last > until - SEEN_AFTER:
            continue
        for unit in readers_of(gathered.organisations[str(party.organisation_id)]):
            marks[party.journey_id, unit] = ReadMark(
                journey=party.journey,
                unit_id=unit,
                seen_sequence=party.journey.last_sequence,
                seen_at=until,
                acknowledged_sequence=party.journey.last_sequence,
                acknowledged_at=until,
            )
    return marks.values()


_readers: dict[UUID, tuple[UUID, ...]] = {}


def readers_of(unit: Organisation) -> tuple[UUID, ...]:
    """The units whose staff look at what the unit takes part in: itself, and of a municipality its needs assessment."""
    if unit.pk not in _readers:
        sharing = Organisation.objects.filter(pk__in=sharing_units(unit), reference_key__endswith="-visitation")
        _readers[unit.pk] = tuple(dict.fromkeys((unit.pk, *sharing.values_list("pk", flat=True))))
    return _readers[unit.pk]
