"""What the registers hold and count (RULES 1.3, 1.4; 001-50; HP-1b, HP-1c, HP-2a; K19, K23, K24)."""

from datetime import date
from typing import Any

import pytest

from principles.clauses.rules.contents import CLAUSE_OF_ID
from principles.indicators.rules.registry import COHORT_LINES, INDICATORS
from principles.registers.rules.alternatives import AlternativeOffer, is_current, is_for
from principles.registers.rules.changes import TRANSITIONS, ChangeState, Requests, requests
from principles.registers.rules.cohorts import COHORTS, CohortSum, cohort_sum
from principles.registers.rules.initiatives import NUMBER_MISSING, Initiative, InitiativeOutcome, Status, initiatives
from principles.registers.rules.practices import Described, Spread, spread
from principles.registers.rules.training import Event, Training, training
from tools.places import ROOT

TODAY = date(2026, 11, 29)
ROWS = list(initiatives().values())


def test_the_plan_has_69_rows_of_74_numbers_and_no_38() -> None:
    plan = [row for row in ROWS if row.plan == "003"]
    assert len(plan) == 69
    numbers = [number for row in plan for number in row.numbers]
    assert len(numbers) == len(set(numbers)) == 74
    assert NUMBER_MISSING not in numbers
    assert {"36", "36a"} <= set(numbers)
    assert [sum(row.year == year for row in plan) for year in (2015, 2016)] == [30, 24]
    assert {row.key for row in plan if row.year == 2018} == {"34", "46"}
    assert [row.key[3:] for row in ROWS if row.plan == "004"] == ["1a", "1b", "1c", "2a", "2b", "2c", "3a"]


@pytest.mark.parametrize("key", ["3", "7", "35", "36", "52", "54", "74"])
def test_what_is_odd_in_the_plan_is_marked(key: str) -> None:
    assert all(initiatives()[key].anomaly)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_a_row_says_what_became_of_it(row: Initiative) -> None:
    assert all(row.title)
    assert bool(row.anomaly[0]) == bool(row.anomaly[1])
    assert set(row.clauses) <= set(CLAUSE_OF_ID)
    assert set(row.indicators) <= set(INDICATORS)
    # Realised is what a function does, and it is there; whatever is not has a reason in both languages.
    assert bool(row.functions) == (row.outcome is InitiativeOutcome.REALISED)
    assert all((ROOT / place).exists() for place in row.functions)
    assert row.outcome is InitiativeOutcome.REALISED or all(row.why)


def test_the_plan_of_2015_says_no_status_and_the_action_plan_does() -> None:
    assert {row.status for row in ROWS if row.plan == "003"} == {Status.UNKNOWN}
    assert all(row.status is not Status.UNKNOWN and all(row.told) for row in ROWS if row.plan == "004")


@pytest.mark.parametrize(
    ("first", "last", "current"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (date(2026, 1, 1), date(2026, 11, 28), False),
        (date(2026, 11, 30), None, False),
    ],
)
def test_only_what_holds_today_is_current(first: date, last: date | None, current: bool) -> None:
    """HP-2a."""
    assert is_current(AlternativeOffer(first, last), TODAY) is current


def test_an_offer_of_one_municipality_is_not_for_another() -> None:
    """HP-2a: where the municipality is not known, all are shown."""
    offer = AlternativeOffer(TODAY, None, municipality="791")
    assert (is_for(offer, "791"), is_for(offer, "740"), is_for(offer, None)) == (True, False, True)
    assert is_for(AlternativeOffer(TODAY, None), "740")


def test_a_practice_spreads_when_another_cluster_takes_it_up() -> None:
    """K24; FQ3; HP-1c."""
    listed = [
        Described("midt", frozenset({"vest"})),
        Described("midt", frozenset({"midt"})),
        Described("vest", frozenset()),
    ]
    assert spread(listed) == Spread(3, 1)
    assert spread([]) == Spread(0, 0)


def test_training_is_counted_by_sector_and_without_what_nobody_said() -> None:
    """K19; FQ5; 001-50."""
    events = [
        Event(date(2026, 10, 1), (10, 5, None), 4.0),
        Event(date(2026, 11, 1), (2, 3, 1), 5.0),
        # Its day is over and nobody has said who came.
        Event(date(2026, 11, 20), (None, None, None)),
        Event(date(2026, 12, 1), (None, None, None)),
    ]
    assert training(events, TODAY) == Training(3, 2, 12, 8, 1, 4.5)
    assert training([], TODAY) == Training(0, 0, 0, 0, 0, None)


def test_a_request_is_decided_and_then_written_in() -> None:
    """K23; FQ10."""
    assert set(TRANSITIONS) == set(ChangeState)
    assert ChangeState.IMPLEMENTED not in TRANSITIONS[ChangeState.OPEN]
    assert not TRANSITIONS[ChangeState.IMPLEMENTED]
    states = [ChangeState.OPEN, ChangeState.REJECTED, ChangeState.ACCEPTED, ChangeState.IMPLEMENTED]
    assert requests(states) == Requests(open=1, decided=3, implemented=1)


@pytest.mark.parametrize(
    ("number", "numerator", "whole", "whole_numerator", "shown"),
    [
        (20, 8, 100, 40, CohortSum(20, 8)),
        (4, 2, 100, 40, CohortSum(None, None)),
        # The rest of the whole would be four.
        (96, 40, 100, 45, CohortSum(None, None)),
        (20, 3, 100, 40, CohortSum(20, None)),
        (20, 17, 100, 40, CohortSum(20, None)),
        # Those outside with a readmission would be four.
        (20, 8, 100, 12, CohortSum(20, None)),
    ],
)
def test_a_group_is_a_sum_of_five_or_more(
    number: int, numerator: int, whole: int, whole_numerator: int, shown: CohortSum
) -> None:
    """HP-1b; RULES 6."""
    assert cohort_sum(number=number, numerator=numerator, whole=whole, whole_numerator=whole_numerator) == shown


def test_a_group_has_figures_or_says_what_is_missing() -> None:
    """HP-1b."""
    assert all((key in COHORT_LINES) != bool(cohort.missing[0]) for key, cohort in COHORTS.items())


@pytest.mark.parametrize(
    ("row", "states", "counted"),
    [
        ("K23 nobody asked", [], (0, 0, 0)),
        ("K23 all wait", ["open", "open"], (2, 0, 0)),
        ("K23 refused is decided", ["rejected"], (0, 1, 0)),
        ("K23 written in is decided too", ["implemented", "accepted", "open"], (1, 2, 1)),
    ],
)
def test_k23_by_hand(row: str, states: list[str], counted: tuple[int, int, int]) -> None:
    found = requests(ChangeState(state) for state in states)
    assert (found.open, found.decided, found.implemented) == counted


@pytest.mark.parametrize(
    ("row", "practices", "counted"),
    [
        ("K24 by its own cluster only", [("midt", ["midt"])], (1, 0)),
        ("K24 by two others is one that has spread", [("midt", ["vest", "ost"])], (1, 1)),
        ("K24 by itself and another", [("midt", ["midt", "ost"]), ("ost", [])], (2, 1)),
    ],
)
def test_k24_by_hand(row: str, practices: list[tuple[str, list[str]]], counted: tuple[int, int]) -> None:
    assert spread(Described(own, frozenset(others)) for own, others in practices) == Spread(*counted)


def _came(day: int, *people: int | None, score: float | None = None) -> Event:
    hospital, municipality, practice = people or (None, None, None)
    return Event(date(2026, 11, day), (hospital, municipality, practice), score)


@pytest.mark.parametrize(
    ("row", "events", "counted"),
    [
        ("K19 today, and said already", [_came(29, 3, 2, 1)], (1, 1, 3, 2, 1, None)),
        ("K19 tomorrow", [_came(30)], (0, 0, 0, 0, 0, None)),
        ("K19 yesterday, and nobody said who came", [_came(28)], (1, 0, 0, 0, 0, None)),
        ("K19 held without a score", [_came(20, 4, 5, 0), _came(21, 1, 0, 2, score=3.0)], (2, 2, 5, 5, 2, 3.0)),
    ],
)
def test_k19_by_hand(row: str, events: list[Event], counted: tuple[Any, ...]) -> None:
    assert training(events, TODAY) == Training(*counted)
