"""The clauses carry every id of RULES 1.1 once, have words in both languages, and hold from their day."""

from datetime import date

import pytest

from discharge.settings.rules.open_points import BY_ID
from principles.clauses.rules import sources
from principles.clauses.rules.contents import (
    BY_ADDRESS,
    CLAUSE_OF_ID,
    CLAUSES,
    FIRST_EDITION,
    SECOND_EDITION,
    parts,
    points_of,
)
from principles.clauses.rules.difference import WordChange, difference
from principles.clauses.rules.in_force import ClauseStanding, Wording, edition_on, in_force
from principles.clauses.rules.sources import clause_of_code
from principles.clauses.texts import WORDINGS

# RULES 1.1, as the inventory numbers them.
IDS = {
    *(f"001-{number:02}" for number in range(1, 9)),
    *(f"001-{number}" for number in (*range(10, 14), *range(20, 24), *range(30, 33), 40, 41, 50, 51, *range(60, 69))),
    *(f"001-{number}" for number in (*range(70, 76), *range(80, 98), *range(100, 105))),
    "B2-00",
    *(f"B2-P{number}" for number in range(1, 7)),
}


def test_every_id_of_the_agreement_stands_in_one_clause() -> None:
    carried = [id_ for clause in CLAUSES for id_ in clause.carries]
    assert sorted(carried) == sorted(IDS)
    assert len(BY_ADDRESS) == len(CLAUSES)
    assert CLAUSE_OF_ID["001-65"] == "1.6.5"


def test_every_clause_has_words_in_both_languages_and_nothing_else_has() -> None:
    assert set(WORDINGS) == set(BY_ADDRESS)
    for address, wording in WORDINGS.items():
        assert all((*wording.title, *wording.text)), address


def test_the_settings_named_are_open_points() -> None:
    assert {point for clause in CLAUSES for point in clause.settings} <= set(BY_ID)


def test_the_contents_are_a_tree_in_the_agreements_order() -> None:
    top = [clause.address for clause in parts()]
    assert top[:4] == ["formaal", "fn1", "fn2", "1"]
    assert [clause.address for clause in points_of("1")] == [f"1.{number}" for number in range(1, 7)]
    assert [clause.address for clause in points_of("2.1")] == [f"2.1.{number}" for number in range(1, 10)]
    assert "2.1" in top
    assert [clause.address for clause in points_of("bilag2")] == [f"bilag2.{number}" for number in range(1, 7)]


LATER = Wording(("Ny", "New"), ("Nyt", "New"), date(2026, 1, 1))
LAST = Wording(("Nyest", "Newest"), ("Nyest", "Newest"), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("address", "on", "standing"),
    [
        ("2.1", date(2021, 5, 31), ClauseStanding.NO_AGREEMENT),
        ("4", date(2021, 5, 31), ClauseStanding.NO_AGREEMENT),
        ("2.1", FIRST_EDITION, ClauseStanding.WORDING_UNKNOWN),
        ("bilag1.1", FIRST_EDITION, ClauseStanding.IN_FORCE),
        ("4", date(2024, 3, 31), ClauseStanding.IN_FORCE),
        ("bilag2.5", date(2024, 3, 31), ClauseStanding.NOT_IN_EDITION),
        ("bilag2.5", SECOND_EDITION, ClauseStanding.IN_FORCE),
        ("2.1", date(2026, 11, 29), ClauseStanding.IN_FORCE),
    ],
)
def test_what_a_clause_says_on_a_day(address: str, on: date, standing: ClauseStanding) -> None:
    held = in_force(BY_ADDRESS[address], WORDINGS[address], [], on=on)
    assert (held.standing, held.edited) == (standing, False)
    assert (held.wording is not None) == (standing is ClauseStanding.IN_FORCE)


def test_an_administrators_version_holds_from_its_day_and_the_last_of_two_counts() -> None:
    clause, shipped = BY_ADDRESS["2.1"], WORDINGS["2.1"]
    assert in_force(clause, shipped, [LATER], on=date(2025, 12, 31)).wording == shipped
    held = in_force(clause, shipped, [LATER, LAST], on=date(2026, 1, 1))
    assert (held.wording, held.edited) == (LAST, True)


def test_the_edition_of_a_day() -> None:
    days = (date(2021, 5, 31), date(2021, 6, 1), date(2024, 3, 31), date(2024, 4, 1))
    assert [edition_on(day) for day in days] == [None, FIRST_EDITION, FIRST_EDITION, SECOND_EDITION]


@pytest.mark.parametrize(
    ("code", "clause"),
    [("agreement.in_past", "1.6.5"), ("knowledge.text", "1.4"), ("act.changed", ""), ("invalid", ""), ("letter", "")],
)
def test_a_refusal_with_only_a_code_rests_on_a_clause_or_on_none(code: str, clause: str) -> None:
    assert clause_of_code(code) == clause


def test_every_noun_of_a_refusal_leads_to_a_clause_that_exists() -> None:
    assert set(sources._OF_CODE.values()) <= set(BY_ADDRESS)


def test_the_difference_between_two_wordings_is_told_word_by_word() -> None:
    pieces = difference("Tiden er aftalt.", "Tiden er altid aftalt nu.")
    assert "".join(each.text for each in pieces if each.change is not WordChange.REMOVED) == "Tiden er altid aftalt nu."
    assert "".join(each.text for each in pieces if each.change is not WordChange.ADDED) == "Tiden er aftalt."
    assert [each.text for each in pieces if each.change is WordChange.ADDED] == ["altid aftalt nu."]
    assert difference("", "") == ()
