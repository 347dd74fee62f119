"""The page of figures: who waits now and why, and each figure with its own past (UX §1.d)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.selectors.asker import Asker
from desk.selectors.figures.drawing import Drawing, run_chart, stacked_bars
from desk.selectors.figures.readings import Reading, reading_of, value_words
from desk.selectors.figures.scopes import Choice, names_of, own_code, scope_choices
from discharge.wording.sentences import REASON_WORDS, SECTOR_WORDS
from journeys.domain.calendar.clock import local_date
from principles.indicators.rules.publication import Cut
from principles.indicators.rules.registry import INDICATORS, LINES, VERSION, Better, Line, Unit, indicator_of
from principles.indicators.selectors import Areas, By, Figures, WaitingNow, matrix_cells, taken_months, waiting_now
from principles.indicators.sentences import absence_of, definition_of, name_of

# Years that can be looked back, and those that are shown unasked.
PERIODS = (1, 2, 5)
USUAL = 2
COMPARED = 3
PREPARATION = "K20.hours"
# What stands on the page by itself comes first; of the others each is a chart.
CHARTS = ("K20", "K6", "K7", "K10", "K4", "K5", "K13", "K13.calls", "K16", "K17", "K26", "K14", "K11")
ALL = tuple(LINES)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One row of the table under a chart."""

    month: date
    reading: Reading


@dataclass(frozen=True, slots=True)
class Figure:
    """One line with its chart, its table and its definition."""

    line: Line
    name: str
    definition: str
    clauses: str
    rows: tuple[MonthLine, ...]
    drawing: Drawing
    # The last month that can be shown, and the same half a year before.
    latest: MonthLine | None
    before: MonthLine | None

    @property
    def bounded(self) -> MonthLine | None:
        """The last month of which only a bound can be told ("mindst 95 %"), where nothing can be drawn."""
        told = [row for row in self.rows if row.reading.number is not None]
        return told[-1] if told and self.latest is None else None

    @property
    def trend(self) -> str:
        """In words: against half a year before; empty where one of them cannot be shown."""
        if self.latest is None or self.before is None:
            return ""
        now, then = self.latest.reading.value or 0.0, self.before.reading.value or 0.0
        month = date_format(self.before.month, "F")
        if value_words(self.line, now) == value_words(self.line, then):
            return _("Som i {month}.").format(month=month)
        words = {"month": month, "value": value_words(self.line, then)}
        risen = now > then
        if self.line.better is Better.NEITHER:
            said = _("Højere end i {month} ({value}).") if risen else _("Lavere end i {month} ({value}).")
        elif risen == (self.line.better is Better.HIGHER):
            said = _("Bedre end i {month} ({value}).")
        else:
            said = _("Dårligere end i {month} ({value}).")
        return said.format(**words)


@dataclass(frozen=True, slots=True)
class Growth:
    """What a reason's days were in the last three months and in the three before; the number None is too few."""

    name: str
    now: float | None
    before: float | None

    @property
    def more(self) -> float:
        """How many more."""
        return (self.now or 0.0) - (self.before or 0.0) if None not in (self.now, self.before) else float("-inf")


class FiguresPage:
    """All that the page shows of one scope."""

    def __init__(self, asker: Asker, code: str = "", period: str = "") -> None:
        """`code` is the scope that the address names and `period` the years; anything else is the usual."""
        self.asker, self._code = asker, code
        self.period = int(period) if period in {str(years) for years in PERIODS} else USUAL
        self.areas = Areas()

    periods = PERIODS

    @cached_property
    def taken(self) -> Sequence[date]:
        """The months of the period whose figures were taken."""
        return taken_months(_months_before(local_date(self.asker.now), 12 * self.period))

    @cached_property
    def cells(self) -> Figures:
        """What is published of the scope."""
        return Figures(self.chosen.scope, self.taken)

    version = VERSION

    @cached_property
    def groups(self) -> tuple[tuple[str, Sequence[Choice]], ...]:
        """The scopes that can be chosen."""
        return scope_choices(self.asker)

    @cached_property
    def chosen(self) -> Choice:
        """The scope that is shown."""
        choices = {choice.code: choice for _, group in self.groups for choice in group}
        return choices.get(self._code) or choices.get(own_code(self.asker)) or choices["region"]

    @cached_property
    def until(self) -> date | None:
        """The last month whose figures were taken."""
        return self.taken[-1] if self.taken else None

    @cached_property
    def waiting(self) -> WaitingNow:
        """Who waits now."""
        return waiting_now(self.chosen.scope, now=self.asker.now, areas=self.areas)

    @cached_property
    def waiting_rows(self) -> list[dict[str, Any]]:
        """Each reason that can be shown, with the width of its bar in per cent of the largest."""
        known = [number for _, _, number in self.waiting.reasons if number is not None]
        return [
            {
                "name": reason_name(reason, sector),
                "number": number,
                "width": round(100 * number / max(known)) if number else 0,
            }
            for reason, sector, number in self.waiting.reasons
        ]

    @cached_property
    def first(self) -> int:
        """The place of the first month in which anything may be shown: what lies before is not drawn."""
        found = []
        for key in ALL:
            for detail in self.cells.details(key):
                series = self.cells.series(key, detail=detail)
                found += [number for number, told in enumerate(series) if told is not None and told.sums.shown][:1]
        return min(found, default=0)

    @property
    def months(self) -> Sequence[date]:
        """The months that are drawn."""
        return self.taken[self.first :]

    def figure(self, key: str) -> Figure:
        """One line."""
        line, series = LINES[key], self.cells.series(key)
        rows = tuple(MonthLine(month, reading_of(line, told)) for month, told in zip(self.taken, series, strict=True))[
            self.first :
        ]
        values = [row.reading.value for row in rows]
        shown = [row for row in rows if row.reading.value is not None]
        latest = shown[-1] if shown else None
        before = [row for row in shown if latest and _months_between(row.month, latest.month) >= 6]
        top = 100.0 if line.unit is Unit.SHARE else None
        return Figure(
            line=line,
            name=name_of(key),
            definition=definition_of(key),
            clauses=", ".join(indicator_of(key).clauses),
            rows=rows,
            drawing=run_chart(self.months, values, [row.reading.words for row in rows], top=top),
            latest=latest,
            before=before[-1] if before else None,
        )

    @cached_property
    def preparation(self) -> Figure:
        """The shared preparation time."""
        return self.figure(PREPARATION)

    @cached_property
    def charts(self) -> list[Figure]:
        """The other figures."""
        return [self.figure(key) for key in CHARTS]

    @cached_property
    def reasons(self) -> list[tuple[str, list[Reading]]]:
        """The waiting days by reason and month, as far as they may be shown; the name says whose reason it is."""
        line, found = LINES["K8"], []
        for detail in self.cells.details("K8"):
            reason, _, sector = detail.partition("|")
            series = self.cells.series("K8", detail=detail)
            found.append((reason_name(reason, sector), [reading_of(line, sums) for sums in series[self.first :]]))
        return sorted(found, key=lambda each: -sum(reading.value or 0.0 for reading in each[1]))

    @property
    def waiting_definition(self) -> str:
        """What a waiting day is."""
        return definition_of("K8")

    @cached_property
    def reason_drawing(self) -> Drawing:
        """The same as stacked bars; the largest at the bottom."""
        stacks = [(name, [reading.value for reading in readings]) for name, readings in self.reasons]
        return stacked_bars(self.months, [stack for stack in stacks if any(stack[1])])

    @cached_property
    def reason_table(self) -> list[tuple[date, list[Reading]]]:
        """By month, one reading per reason."""
        return [(month, [readings[number] for _, readings in self.reasons]) for number, month in enumerate(self.months)]

    @cached_property
    def growth(self) -> list[Growth]:
        """The reasons by how much they grew, the one that grew most first."""
        found = [
            Growth(name, _sum(readings[-COMPARED:]), _sum(readings[-2 * COMPARED : -COMPARED]))
            for name, readings in self.reasons
        ]
        return sorted(found, key=lambda each: (-each.more, each.name))

    @cached_property
    def matrix(self) -> "Matrix":
        """Hospital × municipality, of the scope's own municipalities where it is an area."""
        return Matrix(self)

    @cached_property
    def definitions(self) -> list[dict[str, Any]]:
        """Every K with its definition, or why it has no number here."""
        return [
            {
                "id": each.id,
                "name": name_of(each.id),
                "clauses": ", ".join(each.clauses),
                "lines": [(name_of(line.key), definition_of(line.key)) for line in each.lines],
                "absent": absence_of(each.absent) if each.absent else "",
            }
            for each in INDICATORS.values()
        ]


class Matrix:
    """The mean preparation time by hospital and municipality in the last half-year that is over."""

    def __init__(self, page: FiguresPage) -> None:
        """Read off the published cells."""
        self.half, cells = matrix_cells(PREPARATION, Cut.MATRIX, page.taken[-1]) if page.taken else (None, {})
        day = self.half or local_date(page.asker.now)
        own = {key: told for key, told in cells.items() if _is_of(page, key, day)}
        names = names_of([unit for key in own for unit in key])
        self.hospitals = sorted({key[0] for key in own}, key=lambda unit: names[unit])
        self.names = names
        self.rows = [
            (names[municipality], [reading_of(_MEAN, own.get((hospital, municipality))) for hospital in self.hospitals])
            for municipality in sorted({key[1] for key in own}, key=lambda unit: names[unit])
        ]

    @property
    def heads(self) -> list[str]:
        """The hospitals' names."""
        return [self.names[hospital] for hospital in self.hospitals]


def _is_of(page: FiguresPage, key: tuple[str, str], day: date) -> bool:
    """Whether a cell lies in the scope, or in one of its municipalities."""
    unit = page.chosen.scope.unit
    area = page.areas.at(UUID(key[1]), day) if key[1] else None
    return unit is None or str(unit) in key or unit == area


_MEAN = Line("K20.hours", Unit.MEAN, LINES[PREPARATION].measure)


def reason_name(reason: str, sector: str) -> str:
    """ "Plejehjemsplads (kommunen)"; a wait of which nobody has said why is named so."""
    if not reason:
        return _("Årsag ikke angivet")
    word = str(REASON_WORDS.get(reason, reason)).capitalize()
    return f"{word} ({SECTOR_WORDS[sector]})" if sector in SECTOR_WORDS else word


def group_name(by: By, group: str) -> str:
    """ "65–79 år", "Somatik"; what is not known is a group of its own."""
    if not group:
        return _("Alder ukendt") if by is By.AGE else _("Speciale ukendt")
    if by is By.AGE:
        return _("80 år og derover") if group == "80+" else _("{ages} år").format(ages=group.replace("-", "–"))
    return {"somatic": _("Somatik"), "psychiatric": _("Psykiatri")}.get(group, group)


def _sum(readings: Sequence[Reading]) -> float | None:
    values = [reading.value for reading in readings]
    known = [value for value in values if value is not None]
    return sum(known) if values and len(known) == len(values) else None


def _months_before(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
