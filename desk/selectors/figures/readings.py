"""One published cell in words: the value, how sure it is, or that there are too few (RULES 6)."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from desk.selectors.numbers import percent, rounded
from desk.selectors.payment.words import dkk
from principles.indicators.rules.bounds import bound_of
from principles.indicators.rules.publication import Sums
from principles.indicators.rules.registry import IndicatorLine, Unit
from principles.indicators.rules.shares import wilson
from principles.indicators.selectors import ToldCell


@dataclass(frozen=True, slots=True)
class FigureReading:
    """`value` is None where nothing may be drawn; then `words` say why."""

    words: str
    value: float | None = None
    number: int | None = None
    numerator: int | None = None
    low: float | None = None
    high: float | None = None
    # How often the month was taken: above one, a late word changed this cell.
    edition: int | None = None

    @property
    def count(self) -> str:
        """How many it is of, with separators; empty where that is not told."""
        return grouped(self.number)

    @property
    def interval(self) -> str:
        """The 95 % interval of a share in words; empty of other units.

        As fine as it takes for its ends to differ: "0–0 %" beside "under 1 %" would be no interval.
        """
        if self.low is None or self.high is None:
            return ""
        places = 0 if rounded(self.low) != rounded(self.high) else 1
        return f"{rounded(self.low, places)}–{rounded(self.high, places)} %"


def reading_of(line: IndicatorLine, told: ToldCell | None) -> FigureReading:
    """A published cell as it may be told; None is told of nobody either.

    The same words for few, for none, and for many who are hidden so that others' few are not told.
    """
    if told is None or not told.sums.shown or not told.sums.number:
        return FigureReading(_("vises ikke") if line.measure else _("for få til at vise"))
    return replace(_reading(line, told.sums), edition=told.version)


def _reading(line: IndicatorLine, sums: Sums) -> FigureReading:
    if line.unit is Unit.SHARE:
        return _share(sums)
    if line.unit is Unit.KRONER and sums.numerator < sums.number:
        # Of some only: that this is so is told where no amount at all is known.
        return FigureReading(_("vises ikke") if sums.numerator else dkk(None), number=sums.number)
    mean, whole = sums.amount / sums.number, sums.amount
    value = sums.median if line.unit is Unit.HOURS else mean if line.unit is Unit.MEAN else whole
    if value is None:
        return FigureReading(_("for få forløb"))
    return FigureReading(value_words(line, value), value, sums.number)


def _share(sums: Sums) -> FigureReading:
    n, met = sums.number, sums.numerator
    if not sums.share_shown:
        return FigureReading(_hidden_share(sums), number=n)
    low, high = wilson(met, n)
    value = 100 * met / n
    return FigureReading(percent(value), value, n, met, 100 * low, 100 * high)


def _hidden_share(sums: Sums) -> str:
    """Fewer than five on one side: what that says of the share where it may be told, and no more."""
    n, bound = sums.number, bound_of((sums.number, sums.numerator)) if sums.bound_shown else None
    if bound is None:
        return _("vises ikke")
    low, high = bound
    if low:
        return _("mindst {share} %").format(share=int(100 * low / n))
    return _("højst {share} %").format(share=-int(-100 * high // n))


def value_words(line: IndicatorLine, value: float) -> str:
    """A value with its unit."""
    if line.unit is Unit.SHARE:
        return percent(value)
    if line.unit is Unit.HOURS:
        return _("{hours} timer").format(hours=rounded(value, 1))
    if line.unit is Unit.DAYS:
        return _("{days} døgn").format(days=rounded(value))
    if line.unit is Unit.KRONER:
        return dkk(Decimal(str(round(value, 2))))
    return rounded(value, 0 if line.unit is Unit.COUNT else 1)


def grouped(number: int | None) -> str:
    """A number with separators: 12.345, in English 12,345; empty where there is none."""
    return "" if number is None else number_format(number, force_grouping=True)
