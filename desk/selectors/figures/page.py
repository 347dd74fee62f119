"""The page of figures: who waits now and why, and each figure with its own past (UX §1.d)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from desk.selectors.asker import Asker
from desk.selectors.figures.change import BeforeAndAfter
from desk.selectors.figures.defined import DefinedIndicator, defined
from desk.selectors.figures.divided import Divided, Matrix
from desk.selectors.figures.drawing import Drawing, stacked_bars
from desk.selectors.figures.figure import CHARTS, COMPARED, PREPARATION, Figure, figure_of
from desk.selectors.figures.readings import FigureReading, reading_of, value_words
from desk.selectors.figures.scopes import ScopeChoice, ScopeGroups, choice_of, not_found, scope_choices
from desk.selectors.figures.source_rows import KeptRow, kept_in, kept_rows
from desk.selectors.numbers import rounded
from discharge.wording.sentences import REASON_WORDS, SECTOR_WORDS
from journeys.domain.calendar.clock import local_date, month_from
from organisations.domain.permissions import Permission, role_may
from principles.indicators.rules.publication import Cut
from principles.indicators.rules.registry import INDICATORS, KEPT_LINES, LINES, VERSION, IndicatorLine, Kept, Unit
from principles.indicators.selectors import Areas, PublishedFigures, WaitingNow, inhabitants, taken_months, waiting_now
from principles.indicators.sentences import definition_of, name_of

# Years that can be looked back, and those that are shown unasked.
PERIODS = (1, 2, 5)
USUAL = 2
ALL = tuple(LINES)
# As many reasons have a pattern and a name of their own; what is left is one stack.
_STACKS = 5


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


@dataclass(frozen=True, slots=True)
class Charged:
    """What one side charges for the waiting days, by reason and month."""

    line: IndicatorLine
    months: Sequence[date]
    reasons: Sequence[tuple[str, Sequence[FigureReading]]]

    @property
    def name(self) -> str:
        """Of its figure."""
        return name_of(self.line.key)

    @property
    def definition(self) -> str:
        """What its figure counts."""
        return definition_of(self.line.key)

    @property
    def table(self) -> list[tuple[date, list[FigureReading], str]]:
        """By month, one reading per reason, and what the shown ones come to."""
        return [(month, found, self._together(found)) for month, found in _by_month(self.months, self.reasons)]

    def _together(self, readings: Sequence[FigureReading]) -> str:
        """Never more than anybody can add up: what is not shown is not in it."""
        known = [reading.value for reading in readings if reading.value is not None]
        return value_words(self.line, sum(known)) if known else _("vises ikke")


class FiguresPage:
    """All that the page shows of one scope."""

    def __init__(self, asker: Asker, code: str = "", period: str = "", since: str = "") -> None:
        """What the address names: the scope, the years, and the month of a change; anything else is the usual."""
        self.asker, self._code, self._period, self._since = asker, code, period, since
        self.period = int(period) if period in {str(years) for years in PERIODS} else USUAL
        self.areas = Areas()
        self._figures: dict[str, Figure] = {}

    periods = PERIODS

    @cached_property
    def taken(self) -> Sequence[date]:
        """The months of the period whose figures were taken."""
        return taken_months(month_from(local_date(self.asker.now), -12 * self.period))

    @cached_property
    def cells(self) -> PublishedFigures:
        """What is published of the scope."""
        return PublishedFigures(self.chosen.scope, self.taken)

    version = VERSION

    @cached_property
    def of_surveys(self) -> tuple[str, ...]:
        """The K whose number stands on the page of surveys; none for who may not open it."""
        if not role_may(self.asker.role, Permission.VIEW_SURVEYS):
            return ()
        return kept_in(Kept.SURVEY)

    @cached_property
    def kept(self) -> list[KeptRow]:
        """What surveys, registers and the flowchart say of the scope."""
        return [row for key in KEPT_LINES for row in kept_rows(self.kept_cells, key)]

    @cached_property
    def kept_cells(self) -> PublishedFigures:
        """Published cells of all months of the period: surveys and meetings do not wait for a month of journeys."""
        today = local_date(self.asker.now)
        months = [month_from(today, -back) for back in range(12 * self.period, -1, -1)]
        return PublishedFigures(self.chosen.scope, months)

    @cached_property
    def inhabitants(self) -> Mapping[date, float]:
        """How many people live in the scope, by month; empty where nobody has loaded it."""
        return inhabitants(self.chosen.scope, self.taken, areas=self.areas)

    @property
    def per_thousand(self) -> str:
        """Why a figure per inhabitant stands or does not (K8)."""
        if self.chosen.scope.cut is Cut.HOSPITAL:
            return _("Ventedøgn pr. 1.000 indbyggere vises ikke for et hospital: det har ingen indbyggere.")
        if not self.inhabitants:
            return _("Ventedøgn pr. 1.000 indbyggere vises ikke: ingen administrator har indlæst folketal.")
        return _("Ventedøgn pr. 1.000 indbyggere står i filen (CSV) for de år, hvor folketal er indlæst.")

    @cached_property
    def groups(self) -> ScopeGroups:
        """The scopes that can be chosen."""
        return scope_choices(self.asker)

    @cached_property
    def chosen(self) -> ScopeChoice:
        """The scope that is shown."""
        return choice_of(self.groups, self._code, self.asker)

    @property
    def misread(self) -> list[str]:
        """What the address names and does not exist, each with what is shown in its place."""
        told = [not_found(self._code, self.chosen)]
        if self._period not in ("", str(self.period)):
            odd = _("Den periode, adressen peger på, findes ikke. Her vises {years} år.")
            told.append(odd.format(years=self.period))
        if self._since != self.since:
            told.append(_("Den måned, adressen sammenligner fra, er ikke gjort op."))
        return [words for words in told if words]

    @cached_property
    def until(self) -> date | None:
        """The last month whose figures were taken."""
        return self.taken[-1] if self.taken else None

    @cached_property
    def waiting(self) -> WaitingNow:
        """Who waits now."""
        return waiting_now(self.chosen.scope, now=self.asker.now, areas=self.areas)

    @property
    def waiting_untold(self) -> str:
        """In place of their number: it may be small, nothing, or protect a small one of another house."""
        return _("Hvor mange der venter, vises ikke: tallet er for lille eller kan røbe et lille.")

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
        if key not in self._figures:
            self._figures[key] = figure_of(key, self.months, self.cells.series(key)[self.first :])
        return self._figures[key]

    @cached_property
    def preparation(self) -> Figure:
        """The shared preparation time."""
        return self.figure(PREPARATION)

    @cached_property
    def charts(self) -> list[Figure]:
        """The other figures; the first of a K has its other lines beside it."""
        return [replace(self.figure(key), more=self._more(key)) for key in CHARTS]

    @property
    def waiting_more(self) -> tuple[Figure, ...]:
        """What is told of waiting days beside their reasons."""
        return self._more("K8")

    def _more(self, key: str) -> tuple[Figure, ...]:
        lines = INDICATORS[key].lines if key in INDICATORS else ()
        return tuple(
            self.figure(line.key)
            for line in lines
            if not line.by_reason and line.key not in (key, PREPARATION, *CHARTS)
        )

    @cached_property
    def reasons(self) -> list[tuple[str, list[FigureReading]]]:
        """The waiting days by reason and month, as far as they may be shown; the name says whose reason it is."""
        found = self._by_reason("K8")
        return sorted(found, key=lambda each: -sum(reading.value or 0.0 for reading in each[1]))

    @cached_property
    def charged(self) -> list[Charged]:
        """What the days cost, by who charges it, with the reasons in the order of their days; where there is any."""
        order = {name: place for place, (name, _) in enumerate(self.reasons)}
        lines = [line for line in INDICATORS["K8"].lines if line.unit is Unit.KRONER]
        return [
            Charged(line, self.months, found)
            for line in lines
            if (found := sorted(self._by_reason(line.key), key=lambda each: order.get(each[0], len(order))))
        ]

    @property
    def charged_none(self) -> str:
        """That no month has an amount yet, as before the first census that counts them; empty where one has."""
        return "" if self.charged else _("Hvad ventedøgnene koster, er ikke gjort op for nogen måned endnu.")

    def _by_reason(self, key: str) -> list[tuple[str, list[FigureReading]]]:
        found = []
        for detail in self.cells.details(key):
            reason, _, sector = detail.partition("|")
            series = self.cells.series(key, detail=detail)[self.first :]
            found.append((reason_name(reason, sector), [reading_of(LINES[key], sums) for sums in series]))
        return found

    @property
    def waiting_definition(self) -> str:
        """What a waiting day is."""
        return definition_of("K8")

    @cached_property
    def reason_drawing(self) -> Drawing:
        """The same as stacked bars; the largest at the bottom."""
        stacks: list[tuple[str, list[float | None]]] = [
            (name, values) for name, readings in self.reasons if any(values := [reading.value for reading in readings])
        ]
        if len(stacks) > _STACKS + 1:
            rest = [
                sum(value or 0.0 for value in month)
                for month in zip(*(each for _name, each in stacks[_STACKS:]), strict=True)
            ]
            stacks = [*stacks[:_STACKS], (_("Øvrige årsager"), [*rest])]
        return stacked_bars(self.months, stacks)

    @property
    def reason_gaps(self) -> str:
        """That a bar may be too low; empty where every reason of every month is shown."""
        if all(reading.value is not None for _name, readings in self.reasons for reading in readings):
            return ""
        return _("En årsag, der ikke vises i en måned, er ikke med i månedens søjle, så søjlen kan være for lav.")

    @cached_property
    def reason_table(self) -> list[tuple[date, list[FigureReading]]]:
        """By month, one reading per reason."""
        return _by_month(self.months, self.reasons)

    @cached_property
    def growth(self) -> list[Growth]:
        """The reasons by how much they grew, the one that grew most first."""
        found = [
            Growth(name, _sum(readings[-COMPARED:]), _sum(readings[-2 * COMPARED : -COMPARED]))
            for name, readings in self.reasons
        ]
        return sorted(found, key=lambda each: (-each.more, each.name))

    @property
    def grown(self) -> Growth | None:
        """The reason that grew most; None where none grew, or none can be compared."""
        return next((row for row in self.growth if row.more > 0), None)

    @property
    def grown_among(self) -> str:
        """That the one that grew most is so of those alone that can be compared; empty where all can be."""
        if self.grown is None or all(None not in (row.before, row.now) for row in self.growth):
            return ""
        return _("Årsager, hvor en måned ikke kan vises, er ikke sammenlignet.")

    @property
    def grown_words(self) -> str:
        """Which reason grew most, as a sentence, or why none is named."""
        if self.grown is None:
            return self.grown_none
        days = {"before": rounded(self.grown.before or 0.0), "now": rounded(self.grown.now or 0.0)}
        said = _("{reason}: fra {before} til {now} døgn.").format(reason=self.grown.name, **days)
        return f"{said} {self.grown_among}".strip()

    @property
    def grown_none(self) -> str:
        """Why no reason is named."""
        if not self.growth:
            return _("Ingen ventedøgn at vise.")
        if any(row.before is not None and row.now is not None for row in self.growth):
            return _("Ingen årsag voksede, så vidt det kan vises.")
        return _("Det kan ikke siges: ikke alle de måneder, der skal sammenlignes, vises.")

    @property
    def reason_sums(self) -> list[tuple[str, str, str]]:
        """Each reason with its days of the last three months and of the three before, in words."""
        hidden, days = _("vises ikke"), LINES["K8"]
        return [
            (
                row.name,
                hidden if row.now is None else value_words(days, row.now),
                hidden if row.before is None else _("før {before}").format(before=value_words(days, row.before)),
            )
            for row in self.growth
        ]

    @cached_property
    def matrix(self) -> Matrix:
        """Two houses at once: a hospital's own wards, else hospitals, by municipality."""
        return Matrix(self.chosen.scope, self.taken, self.areas)

    @property
    def since(self) -> str:
        """The month of a change as the address named it, of the months that were taken; empty of any other."""
        return self._since if self._since in {f"{month:%Y-%m}" for month in self.taken} else ""

    @property
    def query(self) -> str:
        """The choice as an address carries it on: to files, paper, and the pages beside this one."""
        asked = {"vis": self.chosen.code, "periode": str(self.period), "fra": self.since}
        return urlencode({name: value for name, value in asked.items() if value})

    @cached_property
    def change(self) -> BeforeAndAfter:
        """Before and after a month."""
        return BeforeAndAfter(self.months, self._since, self.figure)

    @cached_property
    def divided(self) -> Divided:
        """The last month by speciality and by age."""
        return Divided(self.cells)

    @cached_property
    def definitions(self) -> list[DefinedIndicator]:
        """Every K with its definition, or why it has no number here."""
        return defined()


def reason_name(reason: str, sector: str) -> str:
    """ "Plejehjemsplads (kommunen)"; a wait of which nobody has said why is named so."""
    if not reason:
        return _("Årsag ikke angivet")
    word = str(REASON_WORDS.get(reason, reason)).capitalize()
    return f"{word} ({SECTOR_WORDS[sector]})" if sector in SECTOR_WORDS else word


def _by_month(
    months: Sequence[date], reasons: Sequence[tuple[str, Sequence[FigureReading]]]
) -> list[tuple[date, list[FigureReading]]]:
    return [(month, [readings[place] for _name, readings in reasons]) for place, month in enumerate(months)]


def _sum(readings: Sequence[FigureReading]) -> float | None:
    values = [reading.value for reading in readings]
    known = [value for value in values if value is not None]
    return sum(known) if values and len(known) == len(values) else None
