"""The stored cells of the figures: cases added up by everything that a cut may divide by (RULES 6; PERFORMANCE P3)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import fsum
from typing import TypeAlias
from uuid import UUID

from principles.indicators.rules.publication import Group, is_closed, taken_on

# Whole years, first and last; None has no end. An age that is not known is a group of its own, with an empty name.
AGE_GROUPS: Mapping[str, tuple[int, int | None]] = {
    "0-17": (0, 17),
    "18-64": (18, 64),
    "65-79": (65, 79),
    "80+": (80, None),
}
# The day that decides, whether met, and the amount.
Counted: TypeAlias = tuple[date, int, float | None]
AreaAt = Callable[[UUID | None, date], UUID | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCase:
    """What of a case its cell depends on."""

    line: str
    detail: str
    on: date
    month: date
    # The local day from which it counts: what is decided only later is taken later.
    counts_on: date
    hospital: UUID | None
    municipality: UUID | None
    ward: UUID | None
    speciality: str
    age_group: str
    numerator: int
    amount: float | None
    # Of a case of several days what each adds to the amount.
    days: tuple[tuple[date, float | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CellKey:
    """One cell; an empty text is not known."""

    line: str
    detail: str
    month: date
    taken_on: date
    hospital: str
    municipality: str
    area: str
    ward: str
    speciality: str
    age_group: str


@dataclass(frozen=True, slots=True)
class CellSums:
    """What a cell holds; the values, in order, where a median is asked for."""

    number: int = 0
    numerator: int = 0
    amount: float = 0.0
    values: tuple[float, ...] = ()


NOUGHT = CellSums()


def age_group_of(age: int | None) -> str:
    """The group of an age in whole years; empty where it is not known or cannot be."""
    if age is None or age < 0:
        return ""
    return next(name for name, (_, last) in AGE_GROUPS.items() if last is None or age <= last)


def cells_of(cases: Iterable[CountedCase], area_at: AreaAt, *, medians: frozenset[str]) -> dict[CellKey, CellSums]:
    """The recount: each case in exactly one cell; one of several days in one of each area in which the municipality was
    on them (membership at the date). Sums are exact, so that no order of counting gives another.
    """
    found = defaultdict[CellKey, list[CountedCase]](list)
    for case in cases:
        for area, part in parts_by_area(case, area_at):
            found[_key(part, area)].append(part)
    return {key: _added(own, with_values=key.line in medians) for key, own in found.items()}


def parts_by_area(case: CountedCase, area_at: AreaAt) -> Iterator[tuple[UUID | None, CountedCase]]:
    """A case by the areas of its days; nearly every one lies in a single area."""
    whole = (case.on, case.numerator, case.amount)
    for area, (on, numerator, amount) in by_area(whole, case.days, lambda day: area_at(case.municipality, day)):
        yield area, replace(case, on=on, numerator=numerator, amount=amount)


def by_area(
    whole: Counted, days: Sequence[tuple[date, float | None]], area_on: Callable[[date], UUID | None]
) -> Iterator[tuple[UUID | None, Counted]]:
    """What of a case is each area's: from its own first day, with an amount where those of its days are all known."""
    areas = defaultdict[UUID | None, list[tuple[date, float | None]]](list)
    for day in days or ((whole[0], whole[2]),):
        areas[area_on(day[0])].append(day)
    if len(areas) == 1:
        yield next(iter(areas)), whole
        return
    for area, own in areas.items():
        known = [amount for _, amount in own if amount is not None]
        all_known = len(known) == len(own)
        yield area, (own[0][0], int(all_known), fsum(known) if all_known else None)


def _key(case: CountedCase, area: UUID | None) -> CellKey:
    taken = taken_on(case.counts_on)
    while not is_closed(case.month, taken):
        taken = taken_on(taken.replace(day=11))
    return CellKey(
        line=case.line,
        detail=case.detail,
        month=case.month,
        taken_on=taken,
        hospital=_text(case.hospital),
        municipality=_text(case.municipality),
        area=_text(area),
        ward=_text(case.ward),
        speciality="" if case.speciality == "unknown" else case.speciality,
        age_group=case.age_group,
    )


def _text(unit: UUID | None) -> str:
    return str(unit) if unit is not None else ""


def _added(cases: list[CountedCase], *, with_values: bool) -> CellSums:
    amounts = [case.amount for case in cases if case.amount is not None]
    return CellSums(
        number=len(cases),
        numerator=sum(case.numerator for case in cases),
        amount=fsum(amounts),
        values=tuple(sorted(amounts)) if with_values else (),
    )


def changed(
    stored: Mapping[CellKey, CellSums], counted: Mapping[CellKey, CellSums]
) -> Iterator[tuple[CellKey, CellSums]]:
    """The cells that must be written: a cell that lost its cases stays, with nought, as a version of its own."""
    for key in sorted({*stored, *counted}):
        if stored.get(key, NOUGHT) != counted.get(key, NOUGHT):
            yield key, counted.get(key, NOUGHT)


def group_of(key: CellKey, sums: CellSums) -> Group:
    """A cell as the cuts add it up."""
    return Group(
        month=key.month,
        hospital=key.hospital,
        municipality=key.municipality,
        area=key.area,
        ward=key.ward,
        speciality=key.speciality,
        age=key.age_group,
        number=sums.number,
        numerator=sums.numerator,
        amount=sums.amount,
        values=sums.values,
    )
