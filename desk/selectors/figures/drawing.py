"""Coordinates of the drawings: a run chart and stacked bars; the templates only write them down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format

from desk.selectors.figures.readings import FigureReading
from principles.indicators.rules.control import Control

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
    # Around points that are more than chance; `words` are the corners.
    breaks: tuple[Mark, ...] = ()
    limits: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    labels: tuple[Mark, ...] = ()
    ticks: tuple[Mark, ...] = ()
    months: tuple[Mark, ...] = ()
    usual: Mark | None = None
    usual_label: Mark | None = None
    # Where the plot ends.
    right: int = WIDTH - RIGHT


def run_chart(
    months: Sequence[date],
    readings: Sequence[FigureReading],
    *,
    top: float | None = None,
    control: Control | None = None,
) -> Drawing:
    """A line through the months, broken where nothing may be shown, with centre and limits of its own past.

    Too short a past has no limits: then the dashed line is its median.
    """
    values = [reading.value for reading in readings]
    known = [value for value in values if value is not None]
    limits = [each for each in control.limits if each] if control else []
    highest = top or _nice(max([*known, *(each.high for each in limits)], default=1.0))
    places = [_x(number, len(months)) for number in range(len(months))]
    points = [
        Mark(x, _y(reading.value, highest), f"{date_format(month, 'F Y')}: {reading.words}")
        for x, month, reading in zip(places, months, readings, strict=True)
        if reading.value is not None
    ]
    usual = control.centre if control else sorted(known)[len(known) // 2] if len(known) > 5 else None
    last = next((reading.words for reading in reversed(readings) if reading.value is not None), "")
    return Drawing(
        lines=tuple(_runs(places, values, highest)),
        points=tuple(points),
        breaks=tuple(_breaks(places, values, highest, control)),
        limits=tuple(
            line
            for side in ("low", "high")
            for line in _runs(places, [getattr(each, side, None) for each in control.limits], highest, steps=True)
        )
        if control
        else (),
        labels=tuple(Mark(point.x + 10, point.y + 4, last) for point in points[-1:]),
        ticks=_ticks(highest),
        months=_months(months, places),
        usual=Mark(LEFT, _y(usual, highest)) if usual is not None else None,
        usual_label=_beside_last(_y(usual, highest), points) if usual is not None else None,
    )


def _beside_last(y: float, points: Sequence[Mark]) -> Mark:
    """Where the dashed line is named: at its end, and clear of the name of the last point."""
    last = points[-1].y if points else TOP
    if abs(y - last) < _LABEL_GAP:
        y = last + (_LABEL_GAP if y >= last else -_LABEL_GAP)
    return Mark(WIDTH - RIGHT + 4, y + 4)


def _runs(
    places: Sequence[float], values: Sequence[float | None], highest: float, *, steps: bool = False
) -> Iterator[str]:
    """The pieces of a line; `steps` draws each month flat."""
    half, run = (places[1] - places[0]) / 2 if len(places) > 1 else 0.0, list[str]()
    for x, value in zip(places, values, strict=True):
        if value is None:
            if run:
                yield " ".join(run)
            run = []
            continue
        ends = (x - half, x + half) if steps else (x,)
        run += [f"{end:.1f},{_y(value, highest):.1f}" for end in ends]
    if run:
        yield " ".join(run)


def _breaks(
    places: Sequence[float], values: Sequence[float | None], highest: float, control: Control | None
) -> Iterator[Mark]:
    """A diamond around each month that is more than chance."""
    for x, value, signal in zip(places, values, control.signals if control else (), strict=False):
        if signal is not None and value is not None:
            y = _y(value, highest)
            yield Mark(x, y, f"{x:.1f},{y - 8:.1f} {x + 8:.1f},{y:.1f} {x:.1f},{y + 8:.1f} {x - 8:.1f},{y:.1f}")


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
    return tuple(Mark(LEFT - 6, _y(value, highest), number_format(f"{value:g}")) for value in shown)


def _months(months: Sequence[date], places: Sequence[float]) -> tuple[Mark, ...]:
    """January with its year and July; a short row begins with its first month."""
    return tuple(
        Mark(x, HEIGHT - BOTTOM + 22, date_format(month, "M y" if month.month == 1 or number == 0 else "M").lower())
        for number, (month, x) in enumerate(zip(months, places, strict=True))
        if month.month in (1, 7) or (number == 0 and month.month not in (5, 6, 11, 12))
    )
