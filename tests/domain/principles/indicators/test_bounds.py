"""RULES 6: what may be told of a share that is hidden, and of which cuts."""

from dataclasses import replace

import pytest

from principles.indicators.rules.bounds import bound_of
from principles.indicators.rules.publication import Cut, publish_month, with_bounds
from tests.domain.principles.indicators.test_publication import HALF, of_hospitals


def test_no_bound_is_told_of_a_speciality_or_an_age() -> None:
    """They divide each other's cells: there a bound proves more."""
    groups = [replace(each, speciality="somatic", age="80+") for each in of_hospitals({"Viborg": (20, 16)})]
    found = with_bounds(publish_month(groups, HALF), groups=groups)
    simple = {Cut.REGION, Cut.AREA, Cut.HOSPITAL, Cut.MUNICIPALITY}
    assert {key[0] for key, cell in found.items() if cell.bound_shown} == simple
    assert {key[0] for key, cell in found.items() if cell.shown} > simple


@pytest.mark.parametrize(
    ("row", "number", "met", "told"),
    [
        ("four missed", 20, 16, (16, 20)),
        ("five missed", 20, 15, None),
        ("four met", 20, 4, (0, 4)),
        ("five met", 20, 5, None),
        ("four on either side", 8, 4, None),
        ("five met of nine", 9, 5, (5, 9)),
        ("four met of nine", 9, 4, (0, 4)),
    ],
)
def test_a_bound_says_fewer_than_five_of_one_side(
    row: str, number: int, met: int, told: tuple[int, int] | None
) -> None:
    assert bound_of((number, met)) == told
