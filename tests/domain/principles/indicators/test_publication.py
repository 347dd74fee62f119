"""RULES 6: nobody can work out a cell of one to four from everything that is published."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

import pytest

from principles.indicators.rules.publication import (
    Cut,
    Group,
    Key,
    Sums,
    half_year_of,
    is_closed,
    months_of_half,
    next_month,
    publish,
)
from principles.indicators.rules.shares import wilson
from principles.indicators.rules.suppression import withheld

PRIME = 2_147_483_647
HOSPITALS = ("Viborg", "Randers", "Horsens")
MUNICIPALITIES = {"Viborg K": "Midt", "Skive": "Midt", "Silkeborg": "Midt", "Samsø": "Aarhus", "Aarhus K": "Aarhus"}
MONTHS = (*months_of_half(date(2026, 1, 1)), *months_of_half(date(2026, 7, 1)))


def region(seed: int) -> list[Group]:
    """Few journeys: many cells are small, and some municipalities use one hospital only."""
    random = Random(seed)
    groups = []
    for month in MONTHS:
        for hospital in HOSPITALS:
            for municipality, area in MUNICIPALITIES.items():
                number = random.choice((0, 0, 1, 2, 4, 5, 9, 14, 30))
                if municipality == "Samsø" and hospital != "Viborg":
                    number = 0
                with_ = random.randint(0, number)
                # That a cell is empty is nothing that anybody is told.
                cell: dict[str, Any] = {
                    "month": month,
                    "hospital": hospital,
                    "municipality": municipality,
                    "area": area,
                }
                groups.append(Group(**cell, number=number, numerator=with_))
    return groups


def covers(key: Key, group: Group) -> bool:
    cut, unit, when = key
    if cut is Cut.MATRIX:
        return (
            unit == (group.hospital, group.municipality)
            and isinstance(group.month, date)
            and half_year_of(group.month) == when
        )
    of = {Cut.REGION: None, Cut.AREA: group.area, Cut.HOSPITAL: group.hospital, Cut.MUNICIPALITY: group.municipality}
    return group.month == when and of[cut] == unit


class Solver:
    """Everything that linear equations over the published numbers give away, modulo a large prime."""

    def __init__(self, rows: list[dict[int, int]]) -> None:
        self.pivots: dict[int, dict[int, int]] = {}
        for row in rows:
            rest = self.reduced(row)
            if rest:
                first = min(rest)
                factor = pow(rest[first], -1, PRIME)
                self.pivots[first] = {column: value * factor % PRIME for column, value in rest.items()}

    def reduced(self, row: dict[int, int]) -> dict[int, int]:
        rest = dict(row)
        for column in sorted(self.pivots):
            factor = rest.get(column, 0)
            if factor:
                for other, value in self.pivots[column].items():
                    rest[other] = (rest.get(other, 0) - factor * value) % PRIME
        return {column: value for column, value in rest.items() if value}

    def solves(self, row: dict[int, int]) -> bool:
        return not self.reduced(row)


def atoms(key: Key, groups: list[Group]) -> dict[int, int]:
    return {place: 1 for place, group in enumerate(groups) if covers(key, group)}


def solved(published: Mapping[Key, Sums], groups: list[Group]) -> list[tuple[Key, int]]:
    """The cells of one to four journeys, with or without, that the published numbers give away."""
    numbers = Solver([atoms(key, groups) for key, cell in published.items() if cell.shown])
    shares = Solver([atoms(key, groups) for key, cell in published.items() if cell.share_shown])
    found = []
    for key, cell in published.items():
        if 0 < cell.number < 5 and numbers.solves(atoms(key, groups)):
            found.append((key, cell.number))
        for side in (cell.numerator, cell.number - cell.numerator):
            # Whoever knows all numbers still does not know who is on which side.
            if 0 < side < 5 and shares.solves(atoms(key, groups)):
                found.append((key, side))
    return found


@pytest.mark.parametrize("seed", range(20))
def test_no_cell_of_one_to_four_can_be_solved(seed: int) -> None:
    groups = region(seed)
    published = publish(groups, months=MONTHS)
    assert solved(published, groups) == []
    assert not [key for key, cell in published.items() if cell.shown and cell.number < 5]


def test_the_solver_finds_what_hiding_small_cells_alone_gives_away() -> None:
    groups = region(3)
    careless = {
        key: Sums(cell.number, cell.numerator, 0.0, cell.number >= 5, cell.number >= 5)
        for key, cell in publish(groups, months=MONTHS).items()
    }
    assert solved(careless, groups)


def test_something_is_shown_all_the_same() -> None:
    shares = [publish(region(seed), months=MONTHS) for seed in range(5)]
    shown = [cell.shown for published in shares for cell in published.values()]
    assert sum(shown) > len(shown) / 3


@pytest.mark.parametrize(
    ("row", "table", "hidden"),
    [
        ("all large", {("a", 1): 9, ("a", 2): 9, ("b", 1): 9, ("b", 2): 9}, ""),
        ("one small takes three with it", {("a", 1): 4, ("a", 2): 9, ("b", 1): 9, ("b", 2): 9}, "a1 a2 b1 b2"),
        ("nought is small", {("a", 1): 0, ("a", 2): 9, ("a", 3): 7}, "a1 a3"),
        ("two that add up to little", {("a", 1): 1, ("a", 2): 2, ("a", 3): 7, ("a", 4): 8}, "a1 a2 a3"),
        ("two that add up to five", {("a", 1): 3, ("a", 2): 2, ("a", 3): 7}, "a1 a2"),
        ("five is enough", {("a", 1): 5, ("a", 2): 5}, ""),
    ],
)
def test_rows_and_columns_hide_two_cells_at_least(row: str, table: dict[tuple[str, int], int], hidden: str) -> None:
    found = withheld({cell: (number,) for cell, number in table.items()})
    assert " ".join(sorted(f"{line}{column}" for line, column in found)) == hidden


def test_a_matrix_waits_for_its_half_year() -> None:
    groups = region(1)
    published = publish(groups, months=MONTHS[:10])
    assert {when for cut, _, when in published if cut is Cut.MATRIX} == {date(2026, 1, 1)}
    assert date(2026, 10, 1) in {when for cut, _, when in published if cut is Cut.REGION}


@pytest.mark.parametrize(
    ("month", "today", "closed"),
    [
        (date(2026, 10, 1), date(2026, 11, 9), False),
        (date(2026, 10, 1), date(2026, 11, 10), True),
        (date(2026, 12, 1), date(2027, 1, 10), True),
        (date(2026, 11, 1), date(2026, 11, 29), False),
    ],
)
def test_rule_t_a_month_is_taken_on_the_tenth_of_the_next(month: date, today: date, closed: bool) -> None:
    assert is_closed(month, today) is closed


def test_months_follow_each_other() -> None:
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert half_year_of(date(2026, 6, 1)) == date(2026, 1, 1)


def test_wilsons_interval_by_a_known_table() -> None:
    """Newcombe 1998: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611."""
    assert [round(bound, 4) for bound in wilson(81, 263)] == [0.2553, 0.3662]
    assert [round(bound, 4) for bound in wilson(0, 20)] == [0.0, 0.1611]
    assert wilson(0, 0) == (0.0, 1.0)
