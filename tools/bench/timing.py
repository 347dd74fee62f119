"""Medians of several tries, of the wall's time and of our processor's: machines are shared."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of one call; the median of the tries."""

    wall: float
    cpu: float


def timed(*calls: Callable[[], object], tries: int) -> list[Timed]:
    """Calls in turn, so that a busy minute of the machine meets them all; the first round only warms up.

    What lay in the process before is no garbage of theirs: a collection meanwhile does not look it through.
    """
    gc.collect()
    gc.freeze()
    found: list[list[Timed]] = [[] for _ in calls]
    for number in range(tries + 1):
        for call, times in zip(calls, found, strict=True):
            wall, cpu = time.perf_counter(), time.process_time()
            call()
            if number:
                times.append(Timed(1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)))
    gc.unfreeze()
    return [Timed(median(each.wall for each in times), median(each.cpu for each in times)) for times in found]


def quantile(values: list[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
