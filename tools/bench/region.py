"""Everything that is measured in one region, in a process of its own; the figures come out as one line of JSON."""

import os
import sys
import time
from collections.abc import Iterable

import django
from django.core.management import call_command
from django.test import override_settings

from tools.bench.figures import BenchFigure, to_json
from tools.bench.sizes import FULL, QUICK, Sizes


def main(wanted: str, quick: str, share: str, journeys: str) -> None:
    """`journeys` 0 takes the region that is there; `wanted` are groups, or `all`."""
    django.setup()
    sizes, figures = QUICK if quick == "quick" else FULL.scaled(float(share)), []
    if int(journeys):
        figures.append(_generate(int(journeys)))
    with override_settings(ROOT_URLCONF="tools.bench.empty", ALLOWED_HOSTS=["*"], DEBUG=False):
        for name, measured in _measures(sizes):
            if wanted == "all" or name in wanted.split(","):
                print(name, file=sys.stderr, flush=True)
                figures += measured
    print(to_json(figures))


def _measures(sizes: Sizes) -> Iterable[tuple[str, Iterable[BenchFigure]]]:
    from tools.bench.measured import clients, dashboard, deadlines, inputs, intake, pages, rebuilding

    yield "P1", pages.measure(sizes)
    yield "P3", dashboard.measure(sizes)
    yield "P4", intake.measure(sizes, cores=os.cpu_count() or 1)
    yield "P6", rebuilding.measure(sizes)
    yield "P7", clients.measure(sizes)
    yield "P8", inputs.measure(sizes)
    # Last: it fills a table with rows that are no journey's.
    yield "P5", deadlines.measure(sizes)


def _generate(journeys: int) -> BenchFigure:
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    # A small region has its days close together, so that every list has rows.
    per_day = min(500, max(journeys // 4, 1))
    processes = 1 if journeys < 1000 else os.cpu_count()
    call_command("generate_region", journeys=journeys, per_day=per_day, processes=processes, stdout=sys.stderr)
    seconds = time.perf_counter() - began
    note = f"{journeys / seconds:.0f} journeys a second, the database's work included"
    return BenchFigure(
        group="region", name=f"generate_region: {journeys} journeys", measured=seconds, unit="s", note=note
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
