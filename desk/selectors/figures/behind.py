"""The journeys behind a published cell, for those who may see each of them (UX §1.d; DESIGN §6).

A list never proves what the figures hide: neither it, nor what its cell holds beside it, may be one to four journeys.
The own house must be shown the same month as well: a list that is cut to the reader's sight would tell its number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.selectors.asker import Asker
from desk.selectors.figures.page import ALL, FiguresPage, reason_name
from desk.selectors.figures.readings import FigureReading, reading_of
from desk.selectors.figures.scopes import house_scope
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import can
from principles.indicators.rules.registry import LINES, Unit
from principles.indicators.rules.suppression import hides_no_small
from principles.indicators.selectors import BehindCell, PublishedFigures, Scope, ToldCell, behind_cell
from principles.indicators.sentences import definition_of, name_of

# A list for reading, not for export; whoever has more narrows the choice.
MOST_SHOWN = 200
# No figure ties pay to one citizen (RULES 6): what a stay costs stands in its own ledger alone.
LISTED = tuple(key for key in ALL if LINES[key].unit is not Unit.KRONER)
_AMOUNTS = (Unit.HOURS, Unit.DAYS, Unit.MEAN)


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One journey: `met` is None where the share is not shown, `amount` where the figure has none or it is hidden."""

    journey: Journey
    on: date
    met: bool | None
    amount: float | None


class Behind:
    """What is listed of one cell, or why nothing is."""

    def __init__(self, page: FiguresPage, line: str, month: str, detail: str = "") -> None:
        """As the address names them; what is no line or no month that was taken is asked for again."""
        self.page, self.asker = page, page.asker
        self.line = line if line in LISTED else ""
        named = {f"{each:%Y-%m}": each for each in page.taken}
        self.month = named.get(month)
        self.detail = detail if self.line and detail in page.cells.details(self.line) else ""

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What can be chosen."""
        return [(key, f"{key} · {name_of(key)}") for key in LISTED]

    @property
    def details(self) -> list[tuple[str, str]]:
        """By what the line is split; empty of most."""
        found = self.page.cells.details(self.line) if self.line else []
        return [(detail, reason_name(*detail.split("|"))) for detail in found if detail]

    @property
    def months(self) -> Sequence[date]:
        """The latest first: what is old is out of sight."""
        return self.page.taken[::-1]

    @property
    def name(self) -> str:
        """ "Udskrivelsen aftalt på forhånd: oktober 2026"."""
        if not self.line or self.month is None:
            return _("Forløbene bag et tal")
        named = f"{name_of(self.line)} ({reason_name(*self.detail.split('|'))})" if self.detail else name_of(self.line)
        return f"{named}: {date_format(self.month, 'F Y')}"

    @property
    def definition(self) -> str:
        """What is counted."""
        return definition_of(self.line) if self.line else ""

    @cached_property
    def shows_amount(self) -> bool:
        """Whether it is told what each journey adds; not where the others' would be one to four calls or plans."""
        line = LINES[self.line]
        if line.unit not in _AMOUNTS or not line.per:
            return line.unit in _AMOUNTS
        return hides_no_small(self._held.happenings(line.per, self._seen), self._held.happenings(line.per))

    @cached_property
    def told(self) -> ToldCell | None:
        """The cell."""
        return self._told(self.page.chosen.scope)

    def _told(self, scope: Scope) -> ToldCell | None:
        assert self.month is not None
        return PublishedFigures(scope, [self.month]).series(self.line, detail=self.detail)[0]

    @property
    def reading(self) -> FigureReading:
        """As every page says it."""
        return reading_of(LINES[self.line], self.told)

    @cached_property
    def _held(self) -> BehindCell:
        assert self.month is not None
        return behind_cell(
            self.page.chosen.scope, self.line, self.detail, self.month, areas=self.page.areas, now=self.asker.now
        )

    @cached_property
    def _seen(self) -> frozenset[UUID]:
        """Which of them are in sight, asked of every journey by the one door; rows are read of what is listed alone."""
        own = self.asker.own_journeys().filter(pk__in=self._held.journeys, unconfirmed=False)
        return frozenset(own.order_by().values_list("pk", flat=True))

    @cached_property
    def why_not(self) -> str:
        """Why there is no list; empty where there is one."""
        if not self.line or self.month is None:
            return _("Vælg et nøgletal og en måned.")
        if self.details and not self.detail:
            return _("Vælg en årsag: ventedøgnene vises for én årsag ad gangen.")
        if self.told is None or not self.told.sums.number:
            return _("Ingen forløb er talt med den måned.")
        own = house_scope(self.asker)
        house = self._told(own) if own else None
        if not self.told.sums.shown or (house is not None and not house.sums.shown):
            return _("Tallet vises ikke, fordi det er for lille eller kan røbe et lille. Så vises heller ingen liste.")
        if not self._seen:
            return _("Ingen af forløbene er dine at se nu. Et afsluttet forløb kan ses i 90 dage.")
        if not self._tells_no_few(slice(0, 1)):
            return _("Du må se for få af forløbene, eller alle på nær få. En liste ville røbe et lille tal.")
        return ""

    @cached_property
    def _tells_met(self) -> bool:
        if LINES[self.line].unit is not Unit.SHARE:
            return False
        own = house_scope(self.asker)
        cells = [self.told, self._told(own) if own else None]
        shown = all(cell is None or cell.sums.share_shown for cell in cells)
        return shown and self._tells_no_few(slice(1, None))

    def _tells_no_few(self, sides: slice) -> bool:
        """Neither of what is listed nor of what is not there are one to four, as cases or as journeys."""
        counted = (self._held.weights, self._held.people)
        return all(hides_no_small(count(self._seen)[sides], count()[sides]) for count in counted)

    @cached_property
    def rows(self) -> list[BehindRow]:
        """The latest first; none where nothing may be listed."""
        if self.why_not:
            return []
        listed = [case for case in self._held.cases if case.journey in self._seen][:MOST_SHOWN]
        journeys = Journey.objects.select_related("citizen", "ward").in_bulk([case.journey for case in listed])
        return [
            BehindRow(
                journeys[case.journey],
                case.on,
                bool(case.numerator) if self._tells_met else None,
                case.amount if self.shows_amount else None,
            )
            for case in listed
        ]

    @property
    def shows_met(self) -> bool:
        """Whether the numerator is told of each."""
        return not self.why_not and self._tells_met

    @property
    def in_sight(self) -> int:
        """How many could be listed; none where nothing may be. A list never hides that it stops."""
        return 0 if self.why_not else self._held.weights(self._seen)[0]

    @property
    def more(self) -> bool:
        """Whether there are more than are shown."""
        return self.in_sight > MOST_SHOWN

    @property
    def others(self) -> bool:
        """Whether the cell holds journeys that the reader does not see."""
        return not self.why_not and len(self._seen) < len(self._held.journeys)

    @property
    def data(self) -> dict[str, Any]:
        """As a program reads it."""
        return {
            "line": self.line,
            "month": f"{self.month:%Y-%m}" if self.month else "",
            "why_not": self.why_not or None,
            "others": self.others,
            "in_sight": self.in_sight,
            "journeys": [
                {"id": row.journey.pk, "on": row.on, "met": row.met, "amount": row.amount} for row in self.rows
            ],
        }


def may_list(asker: Asker) -> bool:
    """Whether there are lists behind the figures at all: never for those who see figures only."""
    return can(asker.user, Permission.VIEW_JOURNEY)
