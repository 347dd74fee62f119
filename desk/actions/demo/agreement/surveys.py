"""Surveys of the demo: codes of the last months, answers by them, own words, and how staff see the cooperation."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from journeys.domain.calendar.clock import at_local, half_year_of, month_from
from organisations.domain.moments import local_date
from organisations.domain.roles import Role
from organisations.models import User
from principles.models import SurveyBatch
from principles.surveys.actions import answer_as_staff, answer_by_code, approve_text, make_codes
from principles.surveys.rules.periods import code_closes_on, staff_window
from principles.surveys.rules.questions import NOT_SAID, Respondent, SurveyName
from principles.surveys.rules.themes import SurveyTheme
from principles.surveys.selectors import hospitals_for_codes, side_of, texts_waiting, version_asked

_MONTHS_AGO = (5, 4, 3, 2, 1)
# How many sheets, and how many of them were answered.
_SHEETS = {Respondent.CITIZEN: (30, 21), Respondent.RELATIVE: (20, 13)}
_WORDS = {
    "went_well": (
        ("Sygeplejersken ringede til min datter, før jeg skulle hjem.", SurveyTheme.RELATIVES),
        ("Der stod en seng klar derhjemme, da jeg kom.", SurveyTheme.AIDS),
        ("Jeg fik et papir, hvor der stod, hvem jeg kunne ringe til.", SurveyTheme.CONTACT),
    ),
    "went_badly": (
        ("Jeg fik at vide kl. 10, at jeg skulle hjem kl. 12.", SurveyTheme.TIMING),
        ("Medicinen var ikke med, og min kone måtte køre efter den.", SurveyTheme.MEDICINE),
        ("Hjemmehjælpen vidste ikke, at jeg var kommet hjem.", SurveyTheme.HAND_OVER),
    ),
}
# The first ones of a month write something, of each kind as many.
_WRITERS = 12


def write_surveys(now: datetime) -> None:
    """Once: by the demo's own nurse, its administrator and its staff."""
    nurse = User.objects.filter(username="hospital", fictitious=True).first()
    reader = User.objects.filter(active_membership__role=Role.SYSTEM_ADMINISTRATOR.value, fictitious=True).first()
    if nurse is None or reader is None or SurveyBatch.objects.exists():
        return
    chance = Random(20240401)  # noqa: S311 - the same demo every time
    for ago in _MONTHS_AGO:
        for respondent in _SHEETS:
            _month(month_from(local_date(now), -ago), respondent, nurse, now, chance)
    _staff(half_year_of(local_date(now)) - timedelta(days=1), chance)
    _read(reader, half_year_of(local_date(now)))


def _month(month: date, respondent: Respondent, nurse: User, now: datetime, chance: Random) -> None:
    made_at = at_local(month.replace(day=2), time(9))
    hospital = hospitals_for_codes(nurse, on=month).get()
    sheets, answers = _SHEETS[respondent]
    _batch, codes = make_codes(
        respondent=respondent,
        month=month,
        hospital=hospital,
        speciality="somatic",
        number=sheets,
        by=nurse,
        now=made_at,
    )
    version = version_asked(SurveyName.JOURNEY, month)
    assert version is not None
    at = min(now, at_local(code_closes_on(month), time(12)))
    for number, code in enumerate(codes[:answers]):
        steps = {question.key: _step(chance) for question in version.asked_of(respondent)}
        words = _words(number) if respondent is Respondent.CITIZEN else {}
        answer_by_code(code, steps=steps, words=words, now=at)


def _step(chance: Random) -> int:
    return chance.choices((5, 4, 3, 2, 1, NOT_SAID), weights=(26, 32, 20, 10, 6, 6))[0]


def _words(number: int) -> dict[str, str]:
    if number >= _WRITERS:
        return {}
    question = ("went_well", "went_badly")[number % 2]
    return {question: _WORDS[question][number // 2 % len(_WORDS[question])][0]}


def _staff(day: date, chance: Random) -> None:
    """In the last half-year's window; a house with two people answers twice."""
    _first, last = staff_window(SurveyName.COOPERATION, half_year_of(day))
    at = at_local(last, time(14))
    for user in User.objects.filter(fictitious=True, active_membership__unit__isnull=False).order_by("pk"):
        side, version = side_of(user), version_asked(SurveyName.COOPERATION, local_date(at))
        if side is not None and version is not None:
            steps = {question.key: _step(chance) for question in version.asked_of(side)}
            answer_as_staff(SurveyName.COOPERATION, steps=steps, by=user, now=at)


def _read(reader: User, half: date) -> None:
    """What was written before this half-year is read; what came since waits."""
    themes: dict[str, Sequence[SurveyTheme]] = {words: [theme] for rows in _WORDS.values() for words, theme in rows}
    for text in texts_waiting().filter(half__lt=half):
        approve_text(text.pk, words=text.words, themes=themes[text.words], by=reader)
