"""Published cells, medians and who waits now: sums over the stored cases, never citizens (RULES 6)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import Count, IntegerField, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from discharge.models import ReadyPeriod
from journeys.domain.calendar.clock import local_date, next_month
from organisations.models import CooperationAreaMember
from organisations.selectors.areas import holds_on
from principles.indicators.rules.publication import Cut, Group, Key, Sums, by_column, is_closed, publish
from principles.indicators.rules.suppression import Cell, Weights, withheld
from principles.models import IndicatorCase


class Areas:
    """To which cooperation area a municipality belonged on a day (RULES 3.4 model rule 7)."""

    @cached_property
    def _members(self) -> Mapping[UUID, Sequence[CooperationAreaMember]]:
        found = defaultdict[UUID, list[CooperationAreaMember]](list)
        for member in CooperationAreaMember.objects.order_by("organisation", "pk"):
            found[member.organisation_id].append(member)
        return found

    def at(self, municipality: UUID | None, day: date) -> UUID | None:
        """The area's id; None of a municipality that is unknown or in none."""
        for member in self._members.get(municipality, ()) if municipality else ():
            if holds_on(member.valid_from, member.valid_to, day):
                return member.area_id
        return None

    def changes(self, first: date, last: date) -> list[date]:
        """The days of a span, its first apart, on which somebody joined or left an area."""
        days = {day for rows in self._members.values() for row in rows for day in (row.valid_from, row.valid_to) if day}
        return sorted(day for day in days if first < day <= last)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: a cut and its unit; the region's has none."""

    cut: Cut
    unit: UUID | None = None

    def cases(self, areas: Areas, rows: QuerySet[IndicatorCase]) -> list[IndicatorCase]:
        """The cases of the scope among some."""
        if self.cut is Cut.HOSPITAL:
            rows = rows.filter(hospital_id=self.unit)
        if self.cut is Cut.MUNICIPALITY:
            rows = rows.filter(municipality_id=self.unit)
        found = list(rows)
        if self.cut is Cut.AREA:
            return [row for row in found if areas.at(row.municipality_id, row.on) == self.unit]
        return found


def closed_months(first: date, now: datetime) -> tuple[date, ...]:
    """The months since `first` whose figures have been taken."""
    months, month, today = [], first, local_date(now)
    while is_closed(month, today):
        months.append(month)
        month = next_month(month)
    return tuple(months)


class Cells:
    """All published cells of some lines and months, read in one query; suppression is decided for the whole region."""

    def __init__(
        self, lines: Iterable[str], months: Sequence[date], *, now: datetime, areas: Areas | None = None
    ) -> None:
        """Nothing is read before it is asked for."""
        self.lines, self.months, self.now = tuple(lines), tuple(months), now
        self.areas = areas or Areas()

    @property
    def _rows(self) -> QuerySet[IndicatorCase]:
        return IndicatorCase.objects.filter(
            line__in=self.lines,
            month__gte=self.months[0],
            month__lte=self.months[-1],
            counts_from__lte=self.now,
        )

    @cached_property
    def published(self) -> Mapping[tuple[str, str], Mapping[Key, Sums]]:
        """By line and detail."""
        if not self.months:
            return {}
        groups = defaultdict[tuple[str, str], list[Group]](list)
        for line, detail, group in self._groups():
            groups[line, detail].append(group)
        return {key: publish(own, months=self.months) for key, own in sorted(groups.items())}

    def _groups(self) -> Iterator[tuple[str, str, Group]]:
        changes = self.areas.changes(self.months[0], next_month(self.months[-1]))
        span = Choose(
            *(When(on__lt=day, then=Value(place)) for place, day in enumerate(changes)),
            default=Value(len(changes)),
            output_field=IntegerField(),
        )
        by = ("line", "detail", "month", "hospital_id", "municipality_id", "span")
        added = (
            self._rows.annotate(span=span)
            .values(*by)
            .annotate(number=Count("pk"), with_=Sum("numerator"), total=Sum("amount"))
        )
        for row in added.order_by(*by):
            begins = changes[row["span"] - 1] if row["span"] else date.min
            yield (
                row["line"],
                row["detail"],
                Group(
                    month=row["month"],
                    hospital=row["hospital_id"],
                    municipality=row["municipality_id"],
                    area=self.areas.at(row["municipality_id"], max(begins, row["month"])),
                    number=row["number"],
                    numerator=row["with_"],
                    amount=row["total"] or 0.0,
                ),
            )

    def details(self, line: str) -> list[str]:
        """What a line is split by."""
        return [detail for key, detail in self.published if key == line]

    def series(self, line: str, scope: Scope, *, detail: str = "") -> list[Sums | None]:
        """One cell a month; None where nothing happened."""
        cells = self.published.get((line, detail), {})
        return [cells.get((scope.cut, scope.unit, month)) for month in self.months]

    def matrix(self, line: str) -> tuple[date | None, Mapping[tuple[Any, Any], Sums]]:
        """The last half-year that is over, and its cells by hospital and municipality."""
        cells = {key: sums for key, sums in self.published.get((line, ""), {}).items() if key[0] is Cut.MATRIX}
        half = max((when for _, _, when in cells if isinstance(when, date)), default=None)
        return half, {unit: sums for (_, unit, when), sums in cells.items() if when == half and isinstance(unit, tuple)}

    def medians(self, line: str, scope: Scope) -> list[float | None]:
        """The median a month, where the number of journeys may be shown."""
        shown = [sums is not None and sums.shown for sums in self.series(line, scope)]
        if not any(shown):
            return [None] * len(shown)
        amounts = defaultdict[date, list[float]](list)
        rows = self._rows.filter(line=line).only("month", "on", "amount", "hospital_id", "municipality_id")
        for case in scope.cases(self.areas, rows):
            if case.amount is not None:
                amounts[case.month].append(case.amount)
        return [
            median(amounts[month]) if may and amounts[month] else None
            for month, may in zip(self.months, shown, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class WaitingNow:
    """Who is ready and still in a bed: the number, None where it is too small, and by what comes first."""

    number: int | None
    # Reason and sector; None where too few or where hiding another needs it.
    reasons: tuple[tuple[str, str, int | None], ...]


def waiting_now(scope: Scope, *, now: datetime, areas: Areas | None = None) -> WaitingNow:
    """One query over the open periods. Reasons are told of areas only: hidden by their own sums, for no others are."""
    areas, today = areas or Areas(), local_date(now)
    groups, reasons = [], Counter[tuple[UUID | None, str]]()
    house = Coalesce("journey__hospital__root_id", "journey__hospital_id")
    rows = ReadyPeriod.objects.open().filter(ready_at__lte=now, journey__cancelled_at__isnull=True)
    for told, hospital, municipality in rows.order_by("ref").values_list("reasons", house, "journey__municipality_id"):
        area = areas.at(municipality, today)
        place = {"hospital": hospital, "municipality": municipality, "area": area}
        groups.append(Group(month=None, number=1, numerator=0, **place))
        reasons[area, _first_reason(told)] += 1
    total = by_column(groups, [None]).get((scope.cut, scope.unit, None))
    if total is None or not total.shown:
        return WaitingNow(None, ())
    own: dict[Cell, Weights] = {
        cell: (number,) for cell, number in reasons.items() if scope.cut is Cut.AREA and cell[0] == scope.unit
    }
    hidden = withheld(own)
    lines = [(*_parts(str(cell[1])), None if cell in hidden else number) for cell, (number,) in own.items()]
    ordered = sorted(lines, key=lambda line: (line[2] is None, -(line[2] or 0), line[0]))
    return WaitingNow(total.number, tuple(ordered))


def _parts(detail: str) -> tuple[str, str]:
    reason, _, sector = detail.partition("|")
    return reason, sector


def _first_reason(reasons: Sequence[Mapping[str, Any]]) -> str:
    holding = sorted((each for each in reasons if each["to"] is None), key=lambda each: not each["primary"])
    return f"{holding[0]['reason']}|{holding[0]['sector']}" if holding else "|"
