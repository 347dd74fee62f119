"""Control charts: what a figure's own past lets one expect, and which months are more than chance (RULES 6).

Formulas as in the common handbooks: a share by its own denominator (p-chart), any other value by how much it moves from
month to month (XmR-chart, 2.66 × the mean move). Only published months are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import sqrt
from statistics import fmean, median

from principles.indicators.rules.shares import wilson

# The first so many months that can be shown are what is compared with; with fewer than LEAST there are no limits.
BASELINE = 12
LEAST = 8
# So many in a row on one side, or each above (below) the one before.
SHIFT = 8
TREND = 6
_XMR = 2.66


class Signal(StrEnum):
    """Why a month is more than chance."""

    OUTSIDE = "outside"
    SHIFT = "shift"
    TREND = "trend"


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One published month; `number` is the denominator of a share, which lies between 0 and 100."""

    value: float
    number: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which a month is expected to lie."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Control:
    """The centre, the limits and the signals of each month that has a value; other months have None."""

    centre: float
    limits: tuple[Limits | None, ...]
    signals: tuple[Signal | None, ...]
    # How many months the centre comes from.
    baseline: int


def control_of(points: Sequence[ControlPoint | None], *, share: bool) -> Control | None:
    """None where too few months can be shown to expect anything."""
    known = [point for point in points if point is not None]
    if len(known) < LEAST:
        return None
    base = known[:BASELINE]
    if share:
        total = sum(point.number for point in base)
        centre = sum(point.value * point.number for point in base) / total
        limits = [_of_share(centre, point.number) if point else None for point in points]
    else:
        centre = fmean(point.value for point in base)
        moves = fmean(abs(after.value - before.value) for before, after in pairwise(base))
        expected = Limits(max(0.0, centre - _XMR * moves), centre + _XMR * moves)
        limits = [expected if point else None for point in points]
    return Control(centre, tuple(limits), _signals(points, limits, centre), len(base))


def _of_share(centre: float, number: int) -> Limits:
    wide = 3 * sqrt(centre * (100 - centre) / number)
    return Limits(max(0.0, centre - wide), min(100.0, centre + wide))


def _signals(
    points: Sequence[ControlPoint | None], limits: Sequence[Limits | None], centre: float
) -> tuple[Signal | None, ...]:
    """A month that cannot be shown ends a row: nobody knows on which side it lies."""
    found, above, rising = list[Signal | None](), 0, 0
    before: float | None = None
    for point, expected in zip(points, limits, strict=True):
        if point is None or expected is None:
            found.append(None)
            above, rising, before = 0, 0, None
            continue
        above = _longer(above, _side(point.value, centre))
        rising = _longer(rising, 0 if before is None else _side(point.value, before))
        before = point.value
        if not expected.low <= point.value <= expected.high:
            found.append(Signal.OUTSIDE)
        elif abs(above) >= SHIFT:
            found.append(Signal.SHIFT)
        else:
            # Six that rise are five steps.
            found.append(Signal.TREND if abs(rising) >= TREND - 1 else None)
    return tuple(found)


def _side(value: float, of: float) -> int:
    return (value > of) - (value < of)


def _longer(run: int, side: int) -> int:
    return run + side if run * side > 0 else side


@dataclass(frozen=True, slots=True)
class PooledMonths:
    """Some months together: the pooled share, or the median of their values; `left_out` months cannot be shown."""

    value: float | None
    number: int
    months: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after a month; `low` and `high` bound the difference of two shares in percentage points (95 %)."""

    before: PooledMonths
    after: PooledMonths
    low: float | None = None
    high: float | None = None


def compare(points: Sequence[ControlPoint | None], at: int, *, share: bool, baseline: int = BASELINE) -> Comparison:
    """At most `baseline` months before the place `at`, and as many from it on."""
    before = _span(points[max(0, at - baseline) : at], share=share)
    after = _span(points[at : at + baseline], share=share)
    if not share or before.value is None or after.value is None:
        return Comparison(before, after)
    # Newcombe 1998, method 10: from the Wilson interval of each.
    (low_1, high_1), (low_2, high_2) = (_wilson(span.value or 0.0, span.number) for span in (before, after))
    gap = after.value - before.value
    low = gap - sqrt((after.value - low_2) ** 2 + (high_1 - before.value) ** 2)
    high = gap + sqrt((high_2 - after.value) ** 2 + (before.value - low_1) ** 2)
    return Comparison(before, after, low, high)


def _span(points: Sequence[ControlPoint | None], *, share: bool) -> PooledMonths:
    known = [point for point in points if point is not None]
    number, left_out = sum(point.number for point in known), len(points) - len(known)
    if not known:
        return PooledMonths(None, 0, 0, left_out)
    pooled = sum(point.value * point.number for point in known) / number
    return PooledMonths(pooled if share else median(point.value for point in known), number, len(known), left_out)


def _wilson(share: float, number: int) -> tuple[float, float]:
    low, high = wilson(round(share * number / 100), number)
    return 100 * low, 100 * high
