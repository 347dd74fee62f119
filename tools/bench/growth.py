"""P2: each page in a larger region beside itself in the smallest: a process for each region, asked in turn.

What a page reads is counted in buffers, and no plan may read a table of history from one end to the other: the time
of a busy machine says less.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from statistics import median
from typing import Any

from tests.services.buffers import PAGES, buffers_of, plans_of, scanned, statements_of
from tools.bench.figures import BenchFigure
from tools.places import ROOT

GROWS, READS, DEEPER = 1.25, 1.5, 100
JOURNEY = ("hospital", "/forloeb/")
_SERVED = (*PAGES, JOURNEY)


class Region:
    """A process that asks pages of one database."""

    def __init__(self, url: str, stack: ExitStack) -> None:
        """Starts it; it ends with the stack."""
        own = {"DATABASE_URL": url, "DEBUG": "1", "DEMO": "1", "LOG_LEVEL": "ERROR"}
        environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        command = [sys.executable, "-m", "tools.bench.growth"]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = stack.enter_context(subprocess.Popen(command, cwd=ROOT, env=environment, **pipes))
        stack.callback(self._process.terminate)

    def ask(self, page: int, *, plans: bool = False) -> dict[str, Any]:
        """One page: its time, or how its questions are answered."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{page} {int(plans)}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a region of the bench does not answer for {_SERVED[page]}")
        answer: dict[str, Any] = json.loads(line)
        return answer


def growth(smallest: str, larger: str, journeys: int, *, tries: int) -> Iterator[BenchFigure]:
    """Three figures a page: time, buffers, and tables that were scanned."""
    with ExitStack() as stack:
        regions = [Region(url, stack) for url in (smallest, larger)]
        for page, (who, address) in enumerate(_SERVED):
            print(f"P2 {who} {address}", file=sys.stderr, flush=True)
            yield from _of_page(f"{who} {address}, {journeys} journeys", page, regions, tries)


def _of_page(name: str, page: int, regions: Sequence[Region], tries: int) -> Iterator[BenchFigure]:
    small, large = (region.ask(page, plans=True) for region in regions)
    times = [[region.ask(page) for region in regions] for _ in range(tries)]
    (wall, cpu), (own_wall, own_cpu) = (
        [median(both[place][key] for both in times) for key in ("wall", "cpu")] for place in (1, 0)
    )
    yield BenchFigure(
        group="P2",
        name=name,
        measured=wall,
        floor=own_wall,
        goal=GROWS,
        cpu=cpu,
        queries=large["queries"],
        note=f"{cpu / own_cpu:.2f} × by CPU; {large['bytes'] / small['bytes']:.2f} × the bytes of the answer",
    )
    yield BenchFigure(
        group="P2",
        name=f"{name}: buffers",
        measured=large["buffers"],
        unit="buffers",
        # What an index that is one level deeper costs a page is no growth.
        floor=small["buffers"] + DEEPER / READS,
        goal=READS,
        note=f"{small['buffers']} in the smallest region; {DEEPER} more are an index one level deeper",
    )
    yield BenchFigure(
        group="P2",
        name=f"{name}: tables of history that are scanned",
        measured=len(large["scanned"]),
        unit="tables",
        goal=0,
        note=", ".join(large["scanned"]),
    )


def _serve() -> None:
    import django

    django.setup()
    from django.test import override_settings

    with override_settings(ALLOWED_HOSTS=["*"], DEBUG=False):
        for line in sys.stdin:
            page, plans = map(int, line.split())
            print(json.dumps(_answer(page, plans=bool(plans))), flush=True)


def _answer(page: int, *, plans: bool) -> dict[str, Any]:
    from tools.bench.measured.pages import client_of

    who, address = _SERVED[page]
    if (who, address) == JOURNEY:
        address = f"{address}{_a_journey(who)}/"
    ask = partial(client_of(who).get, address)
    if plans:
        answer = ask()
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}")
        asked = statements_of(ask)
        found = list(plans_of(asked))
        sizes = {"queries": len(asked), "bytes": len(answer.content)}
        return {**sizes, "buffers": buffers_of(found), "scanned": sorted(set(scanned(found)))}
    wall, cpu = time.perf_counter(), time.process_time()
    ask()
    return {"wall": 1000 * (time.perf_counter() - wall), "cpu": 1000 * (time.process_time() - cpu)}


def _a_journey(who: str) -> str:
    """An open journey that the reader sees, of as many events in each region."""
    from django.db.models import Count
    from django.utils import timezone

    from journeys.models import Journey
    from journeys.selectors.sight import sight_of
    from organisations.models import User

    seen = Journey.objects.visible_to(sight_of(User.objects.get(username=who), now=timezone.now()))
    open_ones = seen.filter(over_at=None).annotate(events=Count("placements")).order_by("pk")
    journey = open_ones.filter(events=6).first() or open_ones.first()
    if journey is None:
        raise RuntimeError(f"{who} sees no open journey: the region is too small")
    return str(journey.pk)


if __name__ == "__main__":
    _serve()
