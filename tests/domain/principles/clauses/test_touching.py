"""Counts of journeys under a clause tell no small number, alone or with others (RULES 6)."""

from collections import Counter
from datetime import date, timedelta

from principles.clauses.rules.contents import BY_ADDRESS
from principles.clauses.rules.touching import KINDS_OF_CLAUSE, Touched, counted_days, low_of


def test_no_count_is_part_of_another() -> None:
    assert set(KINDS_OF_CLAUSE) <= set(BY_ADDRESS)
    times = Counter(kind for kinds in KINDS_OF_CLAUSE.values() for kind in kinds)
    assert set(times.values()) == {1}


def test_fewer_than_five_are_one_answer_and_the_rest_is_told_in_fives() -> None:
    assert {low_of(count) for count in range(5)} == {None}
    assert [low_of(count) for count in (5, 9, 10, 14, 123)] == [5, 5, 10, 10, 120]
    assert [Touched(date.min, date.max, low).high for low in (None, 5, 120)] == [4, 9, 124]


def test_the_days_are_the_same_all_week_and_never_of_today() -> None:
    monday = date(2026, 11, 23)
    week = {counted_days(monday + timedelta(days=number)) for number in range(7)}
    assert week == {(date(2026, 10, 24), date(2026, 11, 22))}
    assert counted_days(monday + timedelta(days=7))[1] == date(2026, 11, 29)
