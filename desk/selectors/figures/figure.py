"""One line of the figures over the months: its readings, its chart with limits, and what they say in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.selectors.agreement.links import requirement_link
from desk.selectors.figures.drawing import Drawing, run_chart
from desk.selectors.figures.readings import FigureReading, reading_of, value_words
from principles.indicators.rules.control import Control, ControlPoint, Signal, compare, control_of
from principles.indicators.rules.registry import LINES, Better, Indicator, IndicatorLine, Unit, indicator_of
from principles.indicators.selectors import ToldCell
from principles.indicators.sentences import definition_of, name_of

PREPARATION = "K20.hours"
# So many months stand for now.
COMPARED = 3
# Of fewer months on one side nothing is said.
_FEWEST_MONTHS = 2
# What stands on the page by itself comes first; of the others each is a chart.
CHARTS = ("K20", "K6", "K7", "K10", "K4", "K5", "K13", "K13.calls", "K16", "K17", "K26", "K14", "K11", "K9", "K28")


@dataclass(frozen=True, slots=True)
class FigureMonth:
    """One row of the table under a chart."""

    month: date
    reading: FigureReading
    signal: Signal | None = None

    @property
    def signal_words(self) -> str:
        """Why the month is more than chance; empty where it is not."""
        return signal_words(self.signal) if self.signal else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line with its chart, its table and its definition."""

    line: IndicatorLine
    name: str
    definition: str
    clauses: Sequence[tuple[str, str]]
    rows: tuple[FigureMonth, ...]
    drawing: Drawing
    control: Control | None
    # The last month that can be shown, and the same half a year before.
    latest: FigureMonth | None
    before: FigureMonth | None
    # The other lines of the same K, which have no chart of their own.
    more: tuple["Figure", ...] = ()

    @property
    def shown(self) -> FigureMonth | None:
        """The last month of which anything can be told."""
        return self.latest or self.bounded

    @property
    def bounded(self) -> FigureMonth | None:
        """The last month of which only a bound can be told ("mindst 95 %"), where nothing can be drawn."""
        told = [row for row in self.rows if row.reading.number is not None]
        return told[-1] if told and self.latest is None else None

    @property
    def is_told(self) -> bool:
        """Whether any month has a number: else a table of them says nothing."""
        return any(row.reading.number is not None for row in self.rows)

    @property
    def signalled(self) -> list[FigureMonth]:
        """The months that are more than chance, the last first."""
        return [row for row in reversed(self.rows) if row.signal]

    @property
    def trend(self) -> str:
        """In words: against half a year before; empty where one of them cannot be shown.

        Of the preparation time against the spring, as the first answer of the page says it: one question, one answer.
        """
        if self.line.key == PREPARATION and self.latest is not None:
            return self.since_spring
        if self.latest is None or self.before is None:
            return ""
        same_year = self.before.month.year == self.latest.month.year
        month = date_format(self.before.month, "F" if same_year else "F Y")
        now, then = self.latest.reading.value or 0.0, self.before.reading.value or 0.0
        if value_words(self.line, now) == value_words(self.line, then):
            return _("Som i {month}.").format(month=month)
        if self.line.unit is Unit.SHARE and not self._is_sure():
            said = _("Ingen sikker forskel fra {month} ({value}).")
        else:
            said = self._compared(now, then)
        return said.format(month=month, value=value_words(self.line, then))

    def _is_sure(self) -> bool:
        pair = points_of([row.reading for row in (self.before, self.latest) if row])
        found = compare(pair, 1, share=True)
        return found.low is not None and found.high is not None and not found.low <= 0 <= found.high

    def _compared(self, now: float, then: float) -> str:
        risen = now > then
        # Of one month against one only a share has an interval: of the others nobody knows whether it got better.
        if self.line.better is Better.NEITHER or self.line.unit is not Unit.SHARE:
            return _("Højere end i {month} ({value}).") if risen else _("Lavere end i {month} ({value}).")
        if risen == (self.line.better is Better.HIGHER):
            return _("Bedre end i {month} ({value}).")
        return _("Dårligere end i {month} ({value}).")

    @property
    def _spring_and_now(self) -> tuple[list[FigureReading], list[FigureReading]]:
        """What can be shown of March to May and of the last three months."""
        last = self.rows[-COMPARED:]
        spring = _spring_before(last[0].month) if last else ()
        sides = ([row for row in self.rows if row.month in spring], last)
        before, after = ([row.reading for row in rows if row.reading.value is not None] for rows in sides)
        return before, after

    @property
    def spring_is_told(self) -> bool:
        """Whether there are months enough on both sides to compare: where not, how many they are is not told either."""
        return min(map(len, self._spring_and_now)) >= _FEWEST_MONTHS

    @property
    def spring_numbers(self) -> tuple[int, int]:
        """How many are counted in the spring and in the last three months, as far as months are shown."""
        before, after = (sum(reading.number or 0 for reading in side) for side in self._spring_and_now)
        return before, after

    @property
    def since_spring(self) -> str:
        """The last three months against the spring before them, each by its median month.

        Better or worse only where no month of the one side lies among those of the other.
        """
        before, after = ([reading.value or 0.0 for reading in side] for side in self._spring_and_now)
        if not self.spring_is_told:
            return _("Det kan ikke siges, om den er bedre end i foråret: for få måneder kan vises.")
        then, now = median(before), median(after)
        words = {"value": value_words(self.line, now), "then": value_words(self.line, then)}
        if words["value"] == words["then"]:
            return _("Som i foråret ({then}).").format(**words)
        if max(before) > min(after) and max(after) > min(before):
            return _("Ingen sikker forskel fra foråret: {value} mod {then}.").format(**words)
        better = (now > then) == (self.line.better is Better.HIGHER)
        said = (
            _("Bedre end i foråret: {value} mod {then}.")
            if better
            else _("Dårligere end i foråret: {value} mod {then}.")
        )
        return said.format(**words)


def _spring_before(month: date) -> tuple[date, ...]:
    """March to May of the year, or of the one before, that were over when a month began."""
    year = month.year if month.month > 5 else month.year - 1
    return tuple(date(year, number, 1) for number in (3, 4, 5))


def figure_of(key: str, months: Sequence[date], series: Sequence[ToldCell | None]) -> Figure:
    """A line of one unit."""
    line, readings = LINES[key], [reading_of(LINES[key], told) for told in series]
    control = control_of(points_of(readings), share=line.unit is Unit.SHARE)
    signals = control.signals if control else [None] * len(readings)
    rows = tuple(FigureMonth(*each) for each in zip(months, readings, signals, strict=True))
    shown = [row for row in rows if row.reading.value is not None]
    latest = shown[-1] if shown else None
    before = [row for row in shown if latest and months_between(row.month, latest.month) >= 6]
    top = 100.0 if line.unit is Unit.SHARE else None
    return Figure(
        line=line,
        name=name_of(key),
        definition=definition_of(key),
        clauses=clause_links(indicator_of(key)),
        rows=rows,
        drawing=run_chart(months, readings, top=top, control=control),
        control=control,
        latest=latest,
        before=before[-1] if before else None,
    )


def points_of(readings: Sequence[FigureReading]) -> list[ControlPoint | None]:
    """What control charts and comparisons read: published months only."""
    return [None if reading.value is None else ControlPoint(reading.value, reading.number or 1) for reading in readings]


def clause_links(indicator: Indicator) -> list[tuple[str, str]]:
    """Each clause that a figure comes from, with its page where it has one."""
    return [(clause, requirement_link(clause)) for clause in indicator.clauses]


def signal_words(signal: Signal) -> str:
    """In words."""
    return {
        Signal.OUTSIDE: _("uden for grænserne"),
        Signal.SHIFT: _("otte i træk på samme side"),
        Signal.TREND: _("seks i træk samme vej"),
    }[signal]


def months_between(first: date, last: date) -> int:
    """Whole months."""
    return (last.year - first.year) * 12 + last.month - first.month
