"""P6: deriving rows again costs the same for the last journeys as for the first, and the memory stays flat."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils import timezone

from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Citizen, Journey
from tools.bench.figures import BenchFigure
from tools.bench.machine import resident_mb
from tools.bench.sizes import Sizes
from tools.bench.timing import timed

LINEAR, FLAT_MB = 1.2, 20.0


def measure(sizes: Sizes) -> Iterator[BenchFigure]:
    """A sample of citizens, its second half beside its first."""
    sample = list(Citizen.objects.filter(journeys__isnull=False).distinct().order_by("pk")[: sizes.rebuilt])
    half = len(sample) // 2
    citizens = [citizen.pk for citizen in sample]
    _rebuild(citizens[:2])
    first = timed(lambda: _rebuild(citizens[:half]), tries=1)[0]
    memory = resident_mb()
    second = timed(lambda: _rebuild(citizens[half : 2 * half]), tries=1)[0]
    journeys = Journey.objects.current().filter(citizen__in=citizens).count() or 1
    cpu = (first.cpu + second.cpu) / journeys
    yield BenchFigure(
        group="P6",
        name=f"rebuild: the second {half} citizens beside the first",
        measured=second.wall,
        floor=first.wall,
        goal=LINEAR,
        cpu=second.cpu,
        note=f"{1000 / cpu:.0f} journeys for each second of one processor, the database's not counted",
    )
    yield BenchFigure(
        group="P6", name="memory that the second half adds", measured=resident_mb() - memory, unit="MB", goal=FLAT_MB
    )


def _rebuild(citizens: Sequence[UUID]) -> None:
    for citizen in citizens:
        if rebuild_citizen(citizen, now=timezone.now()):
            raise RuntimeError(f"what is stored of {citizen} is not what its events say")
