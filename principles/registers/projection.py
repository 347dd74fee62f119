"""What the registers bring to the published figures: K19, K23 and K24 by month, of the region and of each cluster.

They count meetings, requests and practices, which whoever reads the figures may read by name: none is hidden.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeAlias, TypeVar
from uuid import UUID

from django.db.models import Prefetch

from journeys.domain.calendar.clock import local_date
from principles.indicators.rules.publication import Cut, Sums, is_closed
from principles.indicators.rules.sources import KeptKey, Source, told
from principles.indicators.selectors import Areas
from principles.models import Adoption, ChangeDecision, ChangeRequest, SharedPractice, TrainingEvent
from principles.registers.rules.changes import ChangeState, requests
from principles.registers.rules.practices import Described, spread
from principles.registers.rules.training import is_held, training
from principles.registers.selectors import event_of

Row = TypeVar("Row")
# The region (None) or a cluster, and a month.
_Place: TypeAlias = tuple[UUID | None, date]
_Cells: TypeAlias = dict[KeptKey, Sums]


def register_figures(census: date, at: datetime) -> Mapping[KeptKey, Sums]:
    """By what stood in the registers at an instant; a later change is restated at the next census."""
    return _training(census, at) | _changes(census, at) | _practices(census, at)


def _training(census: date, at: datetime) -> _Cells:
    rows = TrainingEvent.history.as_of(at)
    found: _Cells = {}
    for place, events in _grouped(((row.area_id, row.held_on, row) for row in rows), census).items():
        held = training([event_of(row) for row in events], census)
        found[_key("K19", place)] = told(held.planned, held.held)
        sectors = {"hospital": held.hospital, "municipality": held.municipality, "general_practice": held.practice}
        for sector, people in sectors.items():
            found[_key("K19.people", place, sector)] = told(held.held, 0, people)
        if held.score is not None:
            # Of those that count as held: the mean is theirs alone.
            scored = sum(row.score is not None and is_held(event_of(row), census) for row in events)
            found[_key("K19.score", place)] = told(scored, 0, held.score * scored)
    return found


def _changes(census: date, at: datetime) -> _Cells:
    areas, found = Areas(), _Cells()
    decided = ChangeDecision.objects.filter(decided_at__lte=at).order_by("decided_at", "pk")
    rows = ChangeRequest.objects.filter(asked_at__lte=at).select_related("house")
    rows = rows.prefetch_related(Prefetch("decisions", decided))
    dated = ((areas.of_house(row.house, local_date(row.asked_at)), local_date(row.asked_at), row) for row in rows)
    for place, own in _grouped(dated, census).items():
        counted = requests(_state(row) for row in own)
        asked = counted.open + counted.decided
        found[_key("K23", place)] = told(asked, counted.decided)
        found[_key("K23.implemented", place)] = told(asked, counted.implemented)
    return found


def _state(row: ChangeRequest) -> ChangeState:
    decisions = list(row.decisions.all())
    return ChangeState(decisions[-1].state) if decisions else ChangeState.OPEN


def _practices(census: date, at: datetime) -> _Cells:
    adopted = defaultdict[UUID, set[UUID]](set)
    for each in Adoption.history.as_of(at):
        if each.begun_on <= census:
            adopted[each.practice_id].add(each.area_id)
    rows = SharedPractice.history.as_of(at)
    found: _Cells = {}
    for place, own in _grouped(((row.area_id, row.published_on, row) for row in rows), census).items():
        counted = spread(Described(row.area_id, frozenset(adopted[row.pk])) for row in own)
        found[_key("K24", place)] = told(counted.published, counted.adopted)
    return found


def _grouped(rows: Iterable[tuple[UUID | None, date, Row]], census: date) -> Mapping[_Place, list[Row]]:
    """Of the months that a census finds over: of the region all, of a cluster its own."""
    found = defaultdict[_Place, list[Row]](list)
    for area, day, row in rows:
        month = day.replace(day=1)
        if is_closed(month, census):
            for place in dict.fromkeys((None, area)):
                found[place, month].append(row)
    return found


def _key(line: str, place: _Place, detail: str = "") -> KeptKey:
    area, month = place
    return KeptKey(line, detail, Cut.AREA if area else Cut.REGION, str(area or ""), month)


REGISTER_SOURCE = Source(
    "registers", frozenset({"K19", "K19.people", "K19.score", "K23", "K23.implemented", "K24"}), register_figures
)
