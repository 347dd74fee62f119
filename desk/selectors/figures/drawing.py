"""Coordinates of the drawings: a run chart and stacked bars; the templates only write them down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

WIDTH, HEIGHT = 640, 210
LEFT, RIGHT, TOP, BOTTOM = 46, 110, 20, 34
# The names of the stacks are longer than a value.
_NAMED = 280
_LABEL_GAP = 15


@dataclass(frozen=True, slots=True)
class Mark:
    """A text or a point at a place."""

    x: float
    y: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar; `pattern` is its place in the order of the stack."""

    x: float
    y: float
    width: float
    height: float
    pattern: int
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a template draws."""

    lines: tuple[str, ...] = ()
    points: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()
    labels: tuple[Mark, ...] = ()
    ticks: tuple[Mark, ...] = ()
    months: tuple[Mark, ...] = ()
    usual: Mark | None = None
    # Where the plot ends.
    right: int = WIDTH - RIGHT


def run_chart(
    months: Sequence[date], values: Sequence[float | None], words: Sequence[str], *, top: float | None = None
) -> Drawing:
    """A line through the months, broken where nothing may be shown; the dashed line is the median of its own past."""
    known = [value for value in values if value is not None]
    highest = top or _nice(max(known, default=1.0))
    places = [_x(number, len(months)) for number in range(len(months))]
    points = [
        Mark(x, _y(value, highest), word)
        for x, value, word in zip(places, values, words, strict=True)
        if value is not None
    ]
    lines, run = list[str](), list[str]()
    for x, value in zip(places, values, strict=True):
        if value is None:
            lines, run = ([*lines, " ".join(run)] if run else lines), []
        else:
            run.append(f"{x:.1f},{_y(value, highest):.1f}")
    if run:
        lines.append(" ".join(run))
    usual = sorted(known)[len(known) // 2] if len(known) > 5 else None
    return Drawing(
        lines=tuple(lines),
        points=tuple(points),
        labels=tuple(Mark(point.x + 8, point.y + 4, point.words) for point in points[-1:]),
        ticks=_ticks(highest),
        months=_months(months, places),
        usual=Mark(LEFT, _y(usual, highest)) if usual is not None else None,
    )


def stacked_bars(months: Sequence[date], stacks: Sequence[tuple[str, Sequence[float | None]]]) -> Drawing:
    """A bar a month; the first stack lies at the bottom, and each is named at the right of the last bar."""
    sums = [sum(values[number] or 0.0 for _, values in stacks) for number in range(len(months))]
    right = WIDTH - _NAMED
    highest, places = _nice(max(sums, default=1.0)), [_x(number, len(months), right) for number in range(len(months))]
    wide = max(4.0, (right - LEFT) / max(len(months), 1) * 0.7)
    bars, labels, below = list[Bar](), list[Mark](), [0.0] * len(months)
    for place, (name, values) in enumerate(stacks):
        for number, value in enumerate(values):
            if value:
                top = _y(below[number] + value, highest)
                height = _y(below[number], highest) - top
                words = f"{date_format(months[number], 'F Y')}: {name} {value:.0f}"
                bars.append(Bar(places[number] - wide / 2, top, wide, height, place, words))
                below[number] += value
        middle = _y(below[-1] - (values[-1] or 0.0) / 2, highest) if months else TOP
        lowest = labels[-1].y - _LABEL_GAP if labels else HEIGHT
        labels.append(Mark(right + 20, min(middle + 4, lowest), name))
    return Drawing(
        bars=tuple(bars), labels=tuple(labels), ticks=_ticks(highest), months=_months(months, places), right=right
    )


def _x(number: int, count: int, right: int = WIDTH - RIGHT) -> float:
    return LEFT + (right - LEFT) * (number + 0.5) / max(count, 1)


def _y(value: float, highest: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(value, highest) / highest


def _nice(value: float) -> float:
    """The next of 1, 2, 4, 5, 8 and 10 times a power of ten."""
    step = 1.0
    while step * 10 < value:
        step *= 10
    return next(step * factor for factor in (1, 2, 4, 5, 8, 10) if step * factor >= value)


def _ticks(highest: float) -> tuple[Mark, ...]:
    shown = (0.0, highest / 2, highest)
    return tuple(Mark(LEFT - 6, _y(value, highest), f"{value:g}") for value in shown)


def _months(months: Sequence[date], places: Sequence[float]) -> tuple[Mark, ...]:
    """January with its year and July; a short row begins with its first month."""
    return tuple(
        Mark(x, HEIGHT - BOTTOM + 16, date_format(month, "M y" if month.month == 1 or number == 0 else "M").lower())
        for number, (month, x) in enumerate(zip(months, places, strict=True))
        if month.month in (1, 7) or (number == 0 and month.month not in (5, 6, 11, 12))
    )
