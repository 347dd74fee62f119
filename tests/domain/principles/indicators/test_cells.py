"""PERFORMANCE P3: the stored cells are what a full recount says, whatever happened in which order."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

from principles.indicators.rules.cells import CellKey, CellSums, CountedCase, age_group_of, cells_of, changed

VIBORG, SKIVE = UUID(int=1), UUID(int=2)
WEST, MIDT = UUID(int=8), UUID(int=9)
MOVES_ON = date(2026, 2, 10)
MEDIANS = frozenset({"K20.hours"})


def area_at(municipality: UUID | None, on: date) -> UUID | None:
    """Skive moves from one area to the other."""
    if municipality is None:
        return None
    return WEST if municipality == SKIVE and on < MOVES_ON else MIDT


def case(random: Random) -> CountedCase:
    on = date(2026, 1, 1) + timedelta(days=random.randrange(90))
    return CountedCase(
        line=random.choice(("K7", "K20.hours")),
        detail="",
        on=on,
        month=on.replace(day=1),
        counts_on=on + timedelta(days=random.choice((0, 0, 30))),
        hospital=random.choice((UUID(int=5), None)),
        municipality=random.choice((VIBORG, SKIVE, None)),
        ward=None,
        speciality=random.choice(("somatic", "unknown")),
        age_group=random.choice(("80+", "")),
        numerator=random.randrange(2),
        amount=random.random(),
    )


def recount(cases: Iterable[CountedCase]) -> dict[CellKey, CellSums]:
    return cells_of(cases, area_at, medians=MEDIANS)


@pytest.mark.parametrize("seed", range(5))
def test_after_a_random_walk_the_kept_cells_are_the_recount(seed: int) -> None:
    random, cases, stored = Random(seed), dict[int, CountedCase](), dict[CellKey, CellSums]()
    for step in range(150):
        number = random.randrange(40)
        old, new = cases.pop(number, None), case(random)
        if random.random() < 0.8:
            cases[number] = new
        touched = {(each.month, each.hospital, each.municipality) for each in (old, cases.get(number)) if each}
        for month, hospital, municipality in touched:
            of_it = (month, str(hospital or ""), str(municipality or ""))
            kept = {key: sums for key, sums in stored.items() if (key.month, key.hospital, key.municipality) == of_it}
            own = [
                c for c in cases.values() if (c.month, c.hospital, c.municipality) == (month, hospital, municipality)
            ]
            random.shuffle(own)
            stored |= dict(changed(kept, recount(own)))
        assert step % 10 or {key: sums for key, sums in stored.items() if sums.number} == recount(cases.values())


def test_only_what_differs_is_written_and_what_emptied_says_nought() -> None:
    one = case(Random(1))
    before = recount([one])
    assert list(changed(before, recount([one]))) == []
    assert [sums.number for _, sums in changed(before, recount([replace(one, ward=VIBORG)]))] == [0, 1]


def test_membership_is_of_the_day() -> None:
    early, late = (replace(case(Random(1)), municipality=SKIVE, on=MOVES_ON - timedelta(days=day)) for day in (1, 0))
    assert [key.area for each in (early, late) for key in recount([each])] == [str(WEST), str(MIDT)]


@pytest.mark.parametrize(
    ("counts_on", "taken"),
    [
        (date(2026, 1, 5), date(2026, 2, 10)),
        (date(2026, 2, 10), date(2026, 2, 10)),
        (date(2026, 2, 11), date(2026, 3, 10)),
    ],
)
def test_rule_t_a_case_is_first_taken_when_its_month_is_and_it_counts(counts_on: date, taken: date) -> None:
    one = replace(case(Random(1)), month=date(2026, 1, 1), counts_on=counts_on)
    assert [key.taken_on for key in recount([one])] == [taken]


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (0, "0-17"),
        (17, "0-17"),
        (18, "18-64"),
        (65, "65-79"),
        (79, "65-79"),
        (80, "80+"),
        (104, "80+"),
        (None, ""),
        (-1, ""),
    ],
)
def test_an_unknown_age_is_a_group_of_its_own(age: int | None, group: str) -> None:
    assert age_group_of(age) == group


@pytest.mark.parametrize(("stated", "kept"), [("somatic", "somatic"), ("unknown", "")])
def test_an_unknown_speciality_is_a_group_without_a_name(stated: str, kept: str) -> None:
    assert [key.speciality for key in recount([replace(case(Random(1)), speciality=stated)])] == [kept]


def test_the_days_of_one_case_are_those_of_the_areas_on_each_of_them() -> None:
    """Skive moves on the tenth: two days before are the west's, one after is the other's; unknown stays unknown."""
    waited = replace(case(Random(1)), line="K8", municipality=SKIVE, numerator=1, month=date(2026, 2, 1))
    days = [(date(2026, 2, 8), 2520.0), (date(2026, 2, 9), 2520.5), (MOVES_ON, None)]
    split = replace(waited, on=days[0][0], amount=None, numerator=0, days=tuple(days))
    found = {key.area: (sums.number, sums.numerator, sums.amount) for key, sums in recount([split]).items()}
    assert found == {str(WEST): (1, 1, 5040.5), str(MIDT): (1, 0, 0.0)}
    before = replace(split, days=tuple(days[:2]), amount=5040.5, numerator=1)
    assert {key.area: sums.amount for key, sums in recount([before]).items()} == {str(WEST): 5040.5}
