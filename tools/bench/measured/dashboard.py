"""P3: the figures over five years beside their stored rows, and what one late correction counts again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from time import perf_counter
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from journeys.actions.events import NewEvent, record_event
from journeys.domain.events import EventKind, EventSource
from journeys.models import JourneyEvent
from principles.indicators.actions.cells import keep_cells
from principles.indicators.actions.publishing import keep_figures
from principles.models import CellMark, IndicatorCase, IndicatorCell
from tools.bench.figures import BenchFigure
from tools.bench.measured.pages import client_of, page
from tools.bench.sizes import Sizes

TIMES = 3.0
# Into another month, so that the figures of both are others.
_LATER = timedelta(days=31)


def measure(sizes: Sizes) -> Iterator[BenchFigure]:
    """The page of a whole area, and a discharge that is said again a month later."""
    keep_figures(now=timezone.now())
    client = client_of("cluster")
    yield page("figures over five years, page", client, "/noegletal/?periode=5", sizes, goal=TIMES, group="P3")
    yield from _correction()


def _correction() -> Iterator[BenchFigure]:
    """Nothing of it stays: whoever measures again corrects the same discharge by as much."""
    keep_cells(now=timezone.now())
    discharge = _oldest_discharge()
    if discharge is None:
        return
    with transaction.atomic():
        before = _written()
        _say_again(discharge)
        places = {(month, str(hospital or ""), str(home or "")) for month, hospital, home in _marked()}
        began = perf_counter()
        written = keep_cells(now=timezone.now())
        took = perf_counter() - began
        after = _written()
        transaction.set_rollback(True)
    changed = {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
    yield BenchFigure(
        group="P3",
        name="late correction: places written outside its own month and houses",
        measured=len(changed - places),
        unit="places",
        goal=0,
        note=f"{len(changed)} places written of {len(after)}; {took * 1000:.0f} ms",
    )
    yield BenchFigure(
        group="P3", name="late correction: cells that say it", measured=written, unit="cells", goal=1, at_least=True
    )


def _oldest_discharge() -> JourneyEvent | None:
    """Of a stay in bed, told by message and never said again."""
    journeys = IndicatorCase.objects.order_by("on", "journey").values_list("journey", flat=True)[:500]
    told = JourneyEvent.objects.filter(kind=EventKind.DISCHARGED, source=EventSource.MESSAGE, payload__class="IMP")
    standing = told.filter(placement__journey__in=list(journeys), placement__voided=False, voids_ref="")
    return standing.order_by("occurred_at", "pk").first()


def _say_again(discharge: JourneyEvent) -> None:
    at = discharge.occurred_at + _LATER
    later = NewEvent(
        kind=EventKind.DISCHARGED,
        occurred_at=at,
        source=EventSource.MESSAGE,
        source_ref=str(uuid4()),
        organisation_id=discharge.organisation_id,
        episode_ids=tuple(discharge.episode_ids),
        voids_ref=discharge.source_ref,
        payload={**discharge.payload, "period_end": at.isoformat()},
    )
    record_event(discharge.citizen_id, later, now=timezone.now(), tell=False)


def _marked() -> Iterable[tuple[date, UUID | None, UUID | None]]:
    return CellMark.objects.values_list("month", "hospital_id", "municipality_id")


def _written() -> Mapping[tuple[date, str, str], int]:
    """How often the cells of each month and pair of houses were written."""
    rows = IndicatorCell.objects.order_by().values_list("month", "hospital", "municipality")
    return {(month, hospital, home): times for month, hospital, home, times in rows.annotate(Sum("version"))}
