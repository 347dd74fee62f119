"""Before and after a month, with the method beside it: no line says that the change was the reason (RULES 6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from desk.selectors.figures.figure import CHARTS, PREPARATION, Figure, points_of
from desk.selectors.figures.readings import value_words
from principles.indicators.rules.control import BASELINE, Comparison, PooledMonths, compare
from principles.indicators.rules.registry import Unit

# What a change is asked of where nobody names a month.
_USUAL_BACK = 6


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One figure before and after."""

    figure: Figure
    found: Comparison

    @property
    def before(self) -> str:
        """With its unit."""
        return self._words(self.found.before)

    @property
    def after(self) -> str:
        """With its unit."""
        return self._words(self.found.after)

    def _words(self, span: PooledMonths) -> str:
        return _("vises ikke") if span.value is None else value_words(self.figure.line, span.value)

    @property
    def difference(self) -> str:
        """In percentage points with its interval, of shares; else only the difference."""
        before, after = self.found.before.value, self.found.after.value
        if before is None or after is None:
            return ""
        gap = after - before
        if self.found.low is None or self.found.high is None:
            return self._gap_words(gap) if self.figure.line.unit is not Unit.SHARE else ""
        return _("{gap} procentpoint ({low} til {high})").format(
            gap=_signed(gap), low=_signed(self.found.low), high=_signed(self.found.high)
        )

    def _gap_words(self, gap: float) -> str:
        words = value_words(self.figure.line, abs(gap))
        if words == value_words(self.figure.line, 0.0):
            return _("ingen forskel")
        return f"{'+' if gap > 0 else '-'}{words}"

    @property
    def is_sure(self) -> bool:
        """Whether the interval of the difference leaves nought out."""
        low, high = self.found.low, self.found.high
        return low is not None and high is not None and not low <= 0 <= high


def method_words() -> str:
    """How it is counted, and what it does not say."""
    return _(
        "Andele lægges sammen over månederne; intervallet om forskellen er Newcombes (af de to Wilson-intervaller). "
        "Timer er medianen af månedernes medianer, andre tal ligeså, uden interval. Måneder, der ikke kan vises, er "
        "udeladt; hvert nøgletals egne undtagelser står i dets definition. Forskellen siger ikke, hvad der skabte den."
    )


def _signed(value: float) -> str:
    whole = round(value)
    return ("+" if whole > 0 else "") + number_format(whole, decimal_pos=0, force_grouping=True)


class BeforeAndAfter:
    """All figures before and after a month of the period."""

    baseline = BASELINE

    def __init__(self, months: Sequence[date], since: str, figure: Callable[[str], Figure]) -> None:
        """`since` is the month as the address says it (2026-04); anything else is half a year ago."""
        self._figure = figure
        # The first month has nothing before it.
        self.months = months[1:]
        named = {f"{month:%Y-%m}": month for month in self.months}
        self.since = named.get(since) or (self.months[-min(_USUAL_BACK, len(self.months))] if self.months else None)
        self._at = months.index(self.since) if self.since else 0

    @property
    def method(self) -> str:
        """Beside it."""
        return method_words()

    @property
    def lines(self) -> list[ChangeLine]:
        """Preparation first; what cannot be shown on either side is left out."""
        found = []
        for key in (PREPARATION, *CHARTS) if self.since else ():
            figure = self._figure(key)
            points = points_of([row.reading for row in figure.rows])
            line = ChangeLine(figure, compare(points, self._at, share=figure.line.unit is Unit.SHARE))
            if line.found.before.value is not None or line.found.after.value is not None:
                found.append(line)
        return found
