"""P3: the figures over five years beside their stored rows, and what one late correction counts again."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

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


def measure(sizes: Sizes) -> Iterator[BenchFigure]:
    """The page of a whole area, and a discharge that is said again an hour later."""
    keep_figures(now=timezone.now())
    client = client_of("cluster")
    yield page("figures over five years, page", client, "/noegletal/?periode=5", sizes, goal=TIMES, group="P3")
    yield from _correction()


def _correction() -> Iterator[BenchFigure]:
    keep_cells(now=timezone.now())
    counted = IndicatorCase.objects.order_by("on").values("journey")[:1]
    first = JourneyEvent.objects.filter(
        kind=EventKind.DISCHARGED, source=EventSource.MESSAGE, placement__journey__in=counted
    ).first()
    if first is None:
        return
    now = timezone.now()
    later = NewEvent(
        kind=EventKind.DISCHARGED,
        occurred_at=first.occurred_at + timedelta(hours=1),
        source=EventSource.MESSAGE,
        source_ref=str(uuid4()),
        organisation_id=first.organisation_id,
        episode_ids=tuple(first.episode_ids),
        voids_ref=first.source_ref,
        payload=first.payload,
    )
    record_event(first.citizen_id, later, now=now, tell=False)
    places = set(CellMark.objects.values_list("month", "hospital_id", "municipality_id"))
    own = 0
    for month, hospital, municipality in places:
        own += IndicatorCell.objects.filter(
            month=month, hospital=str(hospital or ""), municipality=str(municipality or "")
        ).count()
    written = keep_cells(now=now)
    touched = IndicatorCell.objects.filter(changed_at=now).count()
    yield BenchFigure(
        group="P3",
        name="late correction: cells written outside its own month and houses",
        measured=touched - written,
        unit="cells",
        goal=0,
        note=f"{written} written of {own} in its places, {IndicatorCell.objects.count()} in all",
    )
