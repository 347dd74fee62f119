"""Surveys: what is asked, when it is open, how answers are added up (001-02, 001-104; K1–K3, K18, K22)."""

from datetime import date
from itertools import product

import pytest

from principles.surveys.rules.codes import FEWEST_CODES, LENGTH, digest_of
from principles.surveys.rules.means import tells_few
from principles.surveys.rules.periods import (
    code_closes_on,
    is_half_published,
    is_published,
    next_opening,
    open_period,
    period_of,
)
from principles.surveys.rules.questions import BY_CODE, NOT_SAID, STAFF, Respondent, Scale, SurveyName, version_on
from principles.surveys.rules.tallies import Share, added, share_in, share_of, theme_share
from principles.surveys.rules.themes import SurveyTheme
from principles.surveys.texts.questions import COOPERATION_1, JOURNEY_1, PRINCIPLES_1, VERSIONS
from principles.surveys.texts.words import OPEN_QUESTIONS, RESPONDENTS, SCALES, SURVEY_REFUSALS, THEMES

J, C, P = SurveyName.JOURNEY, SurveyName.COOPERATION, SurveyName.PRINCIPLES


def test_every_word_stands_in_both_languages() -> None:
    pairs = [words for scale in SCALES.values() for words in scale.values()]
    pairs += [*RESPONDENTS.values(), *THEMES.values(), *OPEN_QUESTIONS.values(), *SURVEY_REFUSALS.values()]
    pairs += [words for version in VERSIONS for question in version.questions for words in question.words.values()]
    assert all(danish.strip() and english.strip() for danish, english in pairs)
    assert set(THEMES) == set(SurveyTheme)
    assert all(set(scale) == {1, 2, 3, 4, 5, NOT_SAID} for scale in SCALES.values())
    assert set(SCALES) == set(Scale)


def test_the_follow_up_questions_are_asked() -> None:
    """FQ1 of citizens and relatives (K1, K2, K3), FQ4 of each sector (K18), FQ9 per principle (K22)."""
    assert {question.indicator for question in JOURNEY_1.questions} >= {"K1", "K2"}
    assert all(JOURNEY_1.asked_of(side) and JOURNEY_1.open_to(side) for side in BY_CODE)
    assert sum(question.indicator == "K18" for question in COOPERATION_1.questions) == 3
    assert [question.indicator for question in PRINCIPLES_1.asked_of(Respondent.PRACTICE)] == ["K22"] * 6


def test_nobody_judges_the_cooperation_with_themselves() -> None:
    asked = {side: {question.key for question in COOPERATION_1.asked_of(side)} for side in STAFF}
    assert "with_hospital" not in asked[Respondent.HOSPITAL]
    assert "with_municipality" not in asked[Respondent.MUNICIPALITY]
    assert "with_practice" not in asked[Respondent.PRACTICE]
    # Own words could tell who wrote them to colleagues who know each other.
    assert not any(COOPERATION_1.open_to(side) for side in STAFF)


def test_a_version_holds_from_its_day() -> None:
    assert version_on(VERSIONS, J, date(2024, 3, 31)) is None
    assert version_on(VERSIONS, J, date(2024, 4, 1)) is JOURNEY_1


@pytest.mark.parametrize(
    ("row", "month", "closes"),
    [
        ("K1: 30 days after a month of 30", date(2026, 9, 1), date(2026, 10, 30)),
        ("K1: of 31", date(2026, 10, 1), date(2026, 11, 30)),
        ("K1: over the turn of the year", date(2026, 12, 1), date(2027, 1, 30)),
    ],
)
def test_a_code_can_be_used_within_thirty_days(row: str, month: date, closes: date) -> None:
    assert code_closes_on(month) == closes
    assert not is_published(J, month, closes)
    assert is_published(J, month, date.fromordinal(closes.toordinal() + 1))


@pytest.mark.parametrize(
    ("row", "survey", "day", "period"),
    [
        ("K18 first half-year, too early", C, date(2026, 4, 30), None),
        ("K18 first half-year", C, date(2026, 5, 1), date(2026, 1, 1)),
        ("K18 its last day", C, date(2026, 6, 30), date(2026, 1, 1)),
        ("K18 between", C, date(2026, 7, 1), None),
        ("K18 second half-year", C, date(2026, 11, 29), date(2026, 7, 1)),
        ("K22 yearly, not in spring", P, date(2026, 5, 1), None),
        ("K22 yearly", P, date(2026, 12, 31), date(2026, 1, 1)),
    ],
)
def test_staff_are_asked_in_a_window(row: str, survey: SurveyName, day: date, period: date | None) -> None:
    assert open_period(survey, day) == period


@pytest.mark.parametrize(
    ("survey", "today", "opens"),
    [
        (C, date(2026, 2, 1), date(2026, 5, 1)),
        (C, date(2026, 7, 1), date(2026, 11, 1)),
        (P, date(2026, 2, 1), date(2026, 11, 1)),
    ],
)
def test_a_closed_survey_says_when_it_opens(survey: SurveyName, today: date, opens: date) -> None:
    assert next_opening(survey, today) == opens


def test_half_years_stand_still_when_their_last_month_does() -> None:
    assert not is_half_published(date(2026, 1, 1), date(2026, 7, 30))
    assert is_half_published(date(2026, 1, 1), date(2026, 7, 31))
    assert is_published(C, date(2026, 7, 1), date(2027, 1, 1))
    assert not is_published(C, date(2026, 7, 1), date(2026, 12, 31))
    assert period_of(P, date(2026, 11, 5)) == date(2026, 1, 1)


def test_k1_counts_the_two_best_of_all_who_answered() -> None:
    """K1, K2, K18, K22: numerator 4–5, denominator respondents, mean of those who said a step."""
    counts: dict[str, list[int]] = {}
    for step in (5, 4, 3, NOT_SAID):
        counts = added(counts, JOURNEY_1.questions, {"discharge": step})
    share = share_of(counts["discharge"])
    assert (share.numerator, share.denominator, share.mean) == (2, 4, 4.0)
    # Who leaves a question open has answered the survey all the same: every question has the same denominator.
    assert share_of(counts["safe"]) == Share(0, 4, 0, 0)
    assert share_of(counts["safe"]).mean is None
    assert share_in([counts, counts], "discharge").denominator == 8
    assert share_in([{}], "discharge").denominator == 0


def test_k3_counts_statements_about_a_theme() -> None:
    share = theme_share([["medicine"], ["medicine", "timing"], ["other"]], "medicine")
    assert (share.numerator, share.denominator) == (2, 3)


def test_a_code_is_read_in_any_spelling_and_never_stored() -> None:
    spelled = digest_of("K7P4-9XQM-2HTD", key="a")
    assert spelled == digest_of(" k7p4 9xqm2htd ", key="a")
    assert spelled != digest_of("K7P4-9XQM-2HTD", key="b")
    assert spelled is not None
    assert "K7P4" not in spelled.upper()
    assert digest_of("K7P4-9XQM-2HT", key="a") is None
    assert digest_of("", key="a") is None
    # Guessing: 31 signs in twelve places; and no batch of one, which would be a code with a name.
    assert 31**LENGTH > 2**59
    assert FEWEST_CODES >= 10


@pytest.mark.parametrize(
    ("row", "places", "told"),
    [
        ("one chose 3 among ten", [4, 0, 0, 1, 0, 5], False),
        ("one chose 4 among ten good", [0, 0, 0, 0, 1, 9], False),
        ("many ways", [0, 2, 2, 1, 3, 2], True),
        ("a whole cluster", [40, 1, 3, 60, 80, 90], True),
    ],
)
def test_a_mean_proves_no_answer_of_one_to_four(row: str, places: list[int], told: bool) -> None:
    share = share_of(places)
    assert tells_few(share) is not told, row
    if sum(places) <= 10:
        assert (_pinned(share) == set()) is told, row


def _pinned(share: Share) -> set[int]:
    """By trying every way to answer: which of the six must be one to four."""
    number, mean = share.denominator, round(share.mean or 0, 1)
    ways = [
        way
        for way in product(range(number + 1), repeat=5)
        if way[0] + way[1] == share.numerator
        and 0 < sum(way) <= number
        and abs(sum(step * each for step, each in zip((5, 4, 3, 2, 1), way, strict=True)) / sum(way) - mean)
        <= 0.05 + 1e-9
    ]
    cells = [*zip(*ways, strict=True), [number - sum(way) for way in ways]]
    return {place for place, cell in enumerate(cells) if min(cell) > 0 and max(cell) < 5}
