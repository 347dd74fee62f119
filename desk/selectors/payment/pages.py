"""The ledger of a journey and of a month as pages show them (UX §2 item 7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.selectors.asker import Asker
from desk.selectors.lists.inbox import unread_column
from desk.selectors.payers import paid_by
from discharge.payment.rules.days import DaySums, sums_of
from discharge.payment.selectors.ledger import LedgerDay, LedgerLine, month_lines
from journeys.domain.calendar.clock import local_date, next_month
from journeys.domain.sight.showable import in_calendar
from journeys.models import Journey
from journeys.querysets import JourneyQuerySet
from organisations.domain.roles import Sector
from organisations.models import Organisation

FILTERS = ("alle", "uafklarede", "uenige")


def month_of(text: str, asker: Asker) -> date:
    """The first day of the month that an address asks for; anything odd is the present one."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = date.min
    return first if in_calendar(first) else local_date(asker.now).replace(day=1)


def misread_month(text: str, shown: date) -> list[str]:
    """That the month in an address does not exist, and which one stands there instead; none where all is well."""
    if text in ("", f"{shown:%Y-%m}"):
        return []
    said = _("Den måned, adressen peger på, findes ikke. Her vises {month}.")
    return [said.format(month=date_format(shown, "F Y"))]


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of some days."""

    lines: tuple[LedgerLine, ...]

    @property
    def counted(self) -> int:
        """Days that count, disputed ones included."""
        return sum(line.day.why is None for line in self.lines)

    @property
    def not_counted(self) -> int:
        """Days that do not."""
        return len(self.lines) - self.counted

    @property
    def agreed(self) -> int:
        """Days that both parties agreed to."""
        return sum(line.agreed for line in self.lines)

    @property
    def disputed(self) -> int:
        """Days on which somebody says no."""
        return sum(line.disputed for line in self.lines)

    @property
    def sums(self) -> DaySums:
        """What they cost."""
        return sums_of(line.day for line in self.lines)


@dataclass(frozen=True, slots=True)
class MonthRow(Totals):
    """One journey's days of the month."""

    journey: Journey


class MonthPage:
    """The days of a month that concern the reader's house: those it pays for, or those of its own wards."""

    def __init__(self, asker: Asker, text: str = "", *, wanted: str = "") -> None:
        """`text` names the month as an address does; `wanted` keeps the days not agreed yet, or the disputed ones."""
        self.asker, self.first = asker, month_of(text, asker)
        self.misread = misread_month(text, self.first)
        self.last = next_month(self.first) - timedelta(days=1)
        self.wanted = wanted if wanted in FILTERS else FILTERS[0]

    @property
    def previous(self) -> str:
        """The month before, for the address."""
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def next(self) -> str:
        """The month after, for the address; empty for a month that has not begun."""
        following = next_month(self.first)
        return f"{following:%Y-%m}" if following <= local_date(self.asker.now) else ""

    @property
    def house(self) -> Organisation | None:
        """The municipality or hospital whose page it is."""
        unit = self.asker.unit
        return (unit.root or unit) if unit else None

    @property
    def pays(self) -> bool:
        """Whether the reader's house is the one that pays."""
        return self.asker.sector is Sector.MUNICIPALITY

    @cached_property
    def days(self) -> tuple[LedgerDay, ...]:
        """Every day of the month, by date."""
        payer = self.house.pk if self.pays and self.house else None
        rows = self._journeys().select_related("citizen", "hospital", "ward", "municipality")
        journeys = list(rows.annotate(menu_unread=unread_column(self.asker)))
        if journeys:
            # The menu's number comes with the rows: it costs no statement of its own.
            self.asker.unread = getattr(journeys[0], "menu_unread", None)
        return month_lines(
            journeys,
            first=self.first,
            last=self.last,
            now=self.asker.now,
            payer=payer,
            house=self.asker.reader.house,
        )

    def _journeys(self) -> JourneyQuerySet:
        """In sight, with a period that touches the month; a municipality's own by whom the days belong to."""
        lasts = Q(ledger__last_on__isnull=True) | Q(ledger__last_on__gte=self.first)
        in_month = Q(ledger__first_on__lte=self.last) & lasts
        if not self.pays:
            return self.asker.own_journeys().filter(in_month)
        spans = paid_by(self.asker).filter(journey=OuterRef("pk"), first_on__lte=self.last, former=False)
        paid = Exists(spans.filter(Q(last_on__isnull=True) | Q(last_on__gte=self.first)))
        return Journey.objects.current().filter(in_month, paid, municipal_services=True)

    @cached_property
    def shown(self) -> tuple[LedgerDay, ...]:
        """What the chosen filter keeps."""
        return tuple(each for each in self.days if _keeps(self.wanted, each.line))

    @cached_property
    def rows(self) -> tuple[MonthRow, ...]:
        """One row per journey, by the citizen's name."""
        found: dict[Any, list[LedgerDay]] = {}
        for each in self.shown:
            found.setdefault(each.journey.pk, []).append(each)
        rows = [MonthRow(tuple(each.line for each in lines), lines[0].journey) for lines in found.values()]
        return tuple(sorted(rows, key=lambda row: (row.journey.citizen.family_name, str(row.journey.pk))))

    @property
    def none_words(self) -> tuple[str, str]:
        """Why no row stands there, and what to do: of a day that is not over nobody can say that it does not count."""
        if self.days:
            by_filter = {
                "uenige": _("Ingen uenighed i denne måned."),
                "uafklarede": _("Alle dage i denne måned er aftalt."),
            }
            return by_filter[self.wanted], _("Se en anden måned, eller vis alle dage.")
        today = local_date(self.asker.now)
        if self.first > today:
            return _("Måneden er ikke begyndt."), _("Vælg en anden måned ovenfor.")
        if self.last >= today:
            return _("Ingen dage i denne måned endnu."), _("En dag kommer med, når den er gået.")
        return _("Ingen dage i denne måned."), _("Vælg en anden måned ovenfor.")

    @property
    def totals(self) -> Totals:
        """Of the whole month, whatever the filter."""
        return Totals(tuple(each.line for each in self.days))

    def count(self, wanted: str) -> int:
        """How many days a filter keeps."""
        return sum(_keeps(wanted, each.line) for each in self.days)


def _keeps(wanted: str, line: LedgerLine) -> bool:
    return {"uafklarede": not line.agreed, "uenige": line.disputed}.get(wanted, True)
