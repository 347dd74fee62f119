"""Published cells, and who waits now: stored sums, never citizens (RULES 6)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min
from django.db.models.functions import Coalesce

from discharge.models import ReadyPeriod
from journeys.domain.calendar.clock import local_date, next_month
from organisations.domain.kinds import OrganisationKind
from organisations.domain.validity import holds_on
from organisations.models import CooperationAreaMember, Organisation
from organisations.selectors.areas import home_municipalities
from principles.indicators.rules.cells import by_area
from principles.indicators.rules.publication import SUMS, Cut, Group, Sums, by_column
from principles.indicators.rules.suppression import Weights, withheld_named
from principles.models import CellMark, FigureCensus, IndicatorCase, Population, PublishedFigure


def waiting_marks() -> tuple[int, datetime | None]:
    """How many changes the stored cells do not count yet, and since when the oldest of them waits."""
    found = CellMark.objects.aggregate(number=Count("pk"), oldest=Min("marked_at"))
    return found["number"], found["oldest"]


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
            if holds_on(day, member.valid_from, member.valid_to):
                return member.area_id
        return None

    def of_house(self, house: Organisation | None, day: date) -> UUID | None:
        """The area of a hospital, municipality or practice: `area_of_house` of many at once."""
        if house is None:
            return None
        found = self.at(house.pk, day)
        if found is not None or house.kind != OrganisationKind.GP_PRACTICE.value:
            return found
        return self.at(self._homes.get(house.municipality_code or ""), day)

    @cached_property
    def _homes(self) -> Mapping[str, UUID]:
        # The first of a code is written last, and holds.
        found = home_municipalities().reverse().values_list("municipality_code", "pk")
        return {code: home for code, home in found if code}

    def ever_in(self, area: UUID | None) -> frozenset[UUID]:
        """Whoever was a member on any day."""
        return frozenset(own for own, times in self._members.items() if any(time.area_id == area for time in times))


class By(StrEnum):
    """By what a unit's figures can be divided further."""

    SPECIALITY = "speciality"
    AGE = "age"


_BESIDE: Mapping[Cut, Mapping[By, Cut]] = {
    Cut.REGION: {By.SPECIALITY: Cut.REGION_SPECIALITY, By.AGE: Cut.REGION_AGE},
    Cut.AREA: {By.SPECIALITY: Cut.AREA_SPECIALITY, By.AGE: Cut.AREA_AGE},
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: a cut and its unit; the region's has none."""

    cut: Cut
    unit: UUID | None = None


@dataclass(frozen=True, slots=True)
class ToldCell:
    """One published cell, and how often it was taken: above one, a late word changed it."""

    sums: Sums
    version: int


def days_from(stored: Iterable[tuple[str, float | None]]) -> tuple[tuple[date, float | None], ...]:
    """The days of a stored case."""
    return tuple((date.fromisoformat(day), amount) for day, amount in stored)


def inhabitants(scope: Scope, months: Sequence[date], *, areas: Areas) -> Mapping[date, float]:
    """How many live in a scope, by month; only months in which every municipality of it is known. A hospital has none.

    Each municipality's number is that of its year. Of an area whose members changed in a month it is the mean over the
    days, as the waiting days are those of the day's members (membership at the date).
    """
    homes = OrganisationKind.MUNICIPALITY.value
    whole = frozenset(Organisation.objects.filter(kind=homes, parent=None, closed_on=None).values_list("pk", flat=True))
    loaded = defaultdict[int, dict[UUID, int]](dict)
    for home, year, number in Population.objects.filter(year__in={month.year for month in months}).values_list(
        "municipality_id", "year", "inhabitants"
    ):
        loaded[year][home] = number
    found = {}
    for month in months:
        numbers, days = loaded[month.year], _days_of(month) if scope.cut is Cut.AREA else [month]
        own = [_homes_of(scope, whole, day, areas) for day in days]
        if any(own) and all(homes <= numbers.keys() for homes in own):
            found[month] = sum(numbers[home] for homes in own for home in homes) / len(days)
    return found


def _days_of(month: date) -> list[date]:
    return [month + timedelta(days=day) for day in range((next_month(month) - month).days)]


def _homes_of(scope: Scope, whole: frozenset[UUID], on: date, areas: Areas) -> frozenset[UUID]:
    if scope.cut is Cut.REGION:
        return whole
    if scope.cut is Cut.MUNICIPALITY:
        return frozenset({scope.unit} if scope.unit else ())
    return frozenset(home for home in whole if scope.cut is Cut.AREA and areas.at(home, on) == scope.unit)


def taken_months(first: date) -> tuple[date, ...]:
    """The months since `first` whose figures have been taken, without a gap."""
    span = FigureCensus.objects.filter(month__gte=first).aggregate(first=Min("month"), last=Max("month"))
    months, month = [], span["first"]
    while month is not None and month <= span["last"]:
        months.append(month)
        month = next_month(month)
    return tuple(months)


class PublishedFigures:
    """What is published of one unit in some months; stored rows, read in one query and never added up."""

    def __init__(self, scope: Scope, months: Sequence[date]) -> None:
        """Nothing is read before it is asked for."""
        self.scope, self.months = scope, tuple(months)

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], Mapping[tuple[str, str, date], ToldCell]]:
        """By line and detail; within it by cut, second dimension and month."""
        if not self.months:
            return {}
        cuts = [self.scope.cut, *_BESIDE.get(self.scope.cut, {}).values()]
        rows = PublishedFigure.objects.filter(
            cut__in=cuts,
            unit=str(self.scope.unit or ""),
            period__gte=self.months[0],
            period__lte=self.months[-1],
            current=True,
        )
        found = defaultdict[tuple[str, str], dict[tuple[str, str, date], ToldCell]](dict)
        for cut, beside, line, detail, period, version, *sums in rows.order_by("line", "detail").values_list(
            "cut", "beside", "line", "detail", "period", "version", *SUMS
        ):
            found[line, detail][cut, beside, period] = ToldCell(Sums(*sums), version)
        return found

    def details(self, line: str) -> list[str]:
        """What a line is split by."""
        return [detail for key, detail in self._rows if key == line]

    def series(self, line: str, *, detail: str = "", by: By | None = None, group: str = "") -> list[ToldCell | None]:
        """One cell a month, of everybody or of a group; None where nothing happened."""
        cut = _BESIDE[self.scope.cut][by] if by else self.scope.cut
        cells = self._rows.get((line, detail), {})
        return [cells.get((cut.value, group, month)) for month in self.months]

    def groups(self, line: str, by: By) -> list[str]:
        """The groups that have cells of a line; an empty name is unknown."""
        cut = _BESIDE.get(self.scope.cut, {}).get(by)
        return sorted({beside for own, beside, _ in self._rows.get((line, ""), {}) if cut and own == cut.value})


@dataclass(frozen=True, slots=True)
class CaseBehind:
    """One journey's contribution to a cell."""

    journey: UUID
    on: date
    numerator: int
    amount: float | None


@dataclass(frozen=True, slots=True)
class BehindCell:
    """What a cell adds up, the latest first."""

    cases: Sequence[CaseBehind]

    @property
    def journeys(self) -> frozenset[UUID]:
        """Each once: a journey may wait twice."""
        return frozenset(case.journey for case in self.cases)

    def weights(self, journeys: Collection[UUID] | None = None) -> Weights:
        """How many cases, those with, and those without; of all, or of some journeys."""
        own = [case for case in self.cases if journeys is None or case.journey in journeys]
        with_ = sum(case.numerator for case in own)
        return len(own), with_, len(own) - with_

    def people(self, journeys: Collection[UUID] | None = None) -> Weights:
        """As `weights`, each journey once on each side: five calls may be one journey's."""
        own = [case for case in self.cases if journeys is None or case.journey in journeys]
        sides = (own, [case for case in own if case.numerator], [case for case in own if not case.numerator])
        return tuple(len({case.journey for case in side}) for side in sides)

    def happenings(self, per: int, journeys: Collection[UUID] | None = None) -> Weights:
        """How often that happened whose mean is told of so many; of all, or of some journeys."""
        own = [case.amount or 0.0 for case in self.cases if journeys is None or case.journey in journeys]
        return (round(sum(own) / per),)


def behind_cell(scope: Scope, line: str, detail: str, month: date, *, areas: Areas, now: datetime) -> BehindCell:
    """The cases of one cell as they are now: a late word stands here before the next census restates the number."""
    rows = IndicatorCase.objects.filter(line=line, detail=detail, month=month, counts_from__lte=now)
    if scope.cut in (Cut.HOSPITAL, Cut.MUNICIPALITY):
        rows = rows.filter(**{f"{scope.cut.value}_id": scope.unit})
    elif scope.cut is Cut.AREA:
        rows = rows.filter(municipality__in=areas.ever_in(scope.unit))
    values = rows.order_by("-on", "pk").values_list(
        "journey_id", "on", "numerator", "amount", "municipality_id", "days"
    )
    return BehindCell(
        [
            CaseBehind(journey, *part)
            for journey, on, numerator, amount, home, days in values
            for part in _parts_in(scope, areas, home, (on, numerator, amount), days_from(days))
        ]
    )


def _parts_in(
    scope: Scope,
    areas: Areas,
    home: UUID | None,
    whole: tuple[date, int, float | None],
    days: tuple[tuple[date, float | None], ...],
) -> Iterator[tuple[date, int, float | None]]:
    """Of a case what lies in the scope: day, whether met, and amount."""
    if scope.cut is not Cut.AREA:
        yield whole
        return
    for area, part in by_area(whole, days, lambda day: areas.at(home, day)):
        if area == scope.unit:
            yield part


def matrix_cells(line: str, cut: Cut, until: date) -> tuple[date | None, Mapping[tuple[str, str], ToldCell]]:
    """The last half-year that was published up to a month, and its cells by both houses."""
    rows = PublishedFigure.objects.filter(cut=cut, line=line, current=True)
    half = rows.filter(period__lte=until).aggregate(last=Max("period"))["last"]
    found = rows.filter(period=half).values_list("unit", "beside", "version", *SUMS) if half else ()
    return half, {(unit, beside): ToldCell(Sums(*sums), version) for unit, beside, version, *sums in found}


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
    own = {reason: number for (area, reason), number in reasons.items() if scope.cut is Cut.AREA and area == scope.unit}
    hidden = withheld_named(own)
    if hidden is None:
        return WaitingNow(total.number, ())
    lines = [(*_parts(reason), None if reason in hidden else number) for reason, number in own.items()]
    ordered = sorted(lines, key=lambda line: (line[2] is None, -(line[2] or 0), line[0]))
    return WaitingNow(total.number, tuple(ordered))


def _parts(detail: str) -> tuple[str, str]:
    reason, _, sector = detail.partition("|")
    return reason, sector


def _first_reason(reasons: Sequence[Mapping[str, Any]]) -> str:
    holding = sorted((each for each in reasons if each["to"] is None), key=lambda each: not each["primary"])
    return f"{holding[0]['reason']}|{holding[0]['sector']}" if holding else "|"
