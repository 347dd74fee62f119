"""Surveys in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.sentences import in_language
from principles.surveys.rules.questions import (
    NOT_SAID,
    STEPS,
    QuestionsVersion,
    Respondent,
    Scale,
    SurveyName,
    SurveyQuestion,
)
from principles.surveys.rules.themes import SurveyTheme
from principles.surveys.texts.questions import BY_KEY
from principles.surveys.texts.words import (
    FOLLOW_UP,
    INTRODUCTIONS,
    OPEN_QUESTIONS,
    RESPONDENTS,
    SCALES,
    SPECIALITIES,
    SURVEYS,
    THEMES,
)


def survey_name(survey: SurveyName) -> str:
    """ "Samarbejdet"."""
    return in_language(SURVEYS[survey])


def follow_up(survey: SurveyName) -> str:
    """The follow-up question of the agreement that a survey answers."""
    return in_language(FOLLOW_UP[survey])


def introduction(survey: SurveyName) -> str:
    """What stands above the questions for staff."""
    return in_language(INTRODUCTIONS[survey])


def question_words(question: SurveyQuestion, respondent: Respondent) -> str:
    """As that side is asked."""
    return in_language(question.words[respondent])


def question_title(question: SurveyQuestion) -> str:
    """Where nobody is asked: as the first side is."""
    return in_language(next(iter(question.words.values())))


def steps_of(scale: Scale) -> Sequence[tuple[str, str]]:
    """The choices, the best first, and what one says who does not know."""
    words = SCALES[scale]
    return [(str(step), in_language(words[step])) for step in (*STEPS, NOT_SAID)]


def respondent_name(respondent: Respondent | None) -> str:
    """ "Borgere"; None is everybody who works with it."""
    return in_language(RESPONDENTS[respondent]) if respondent else _("Medarbejdere")


def speciality_name(speciality: str) -> str:
    """ "Somatik"; empty where it does not matter."""
    return in_language(SPECIALITIES[speciality]) if speciality in SPECIALITIES else ""


def speciality_choices() -> Sequence[tuple[str, str]]:
    """To choose between."""
    return [(key, in_language(words)) for key, words in SPECIALITIES.items()]


def theme_name(theme: str) -> str:
    """A subject in words."""
    return in_language(THEMES[SurveyTheme(theme)])


def theme_choices() -> Sequence[tuple[str, str]]:
    """The subjects that a text can be about."""
    return [(theme.value, in_language(words)) for theme, words in THEMES.items()]


def open_question_name(key: str) -> str:
    """Whether it was good or bad, in words."""
    return in_language(OPEN_QUESTIONS[key])


def open_question_names() -> Mapping[str, str]:
    """All of them."""
    return {key: in_language(words) for key, words in OPEN_QUESTIONS.items()}


def version_of(key: str) -> QuestionsVersion:
    """By what a sum of answers names."""
    return BY_KEY[key]


def period_name(survey: SurveyName, period: date) -> str:
    """ "oktober 2026", "2. halvår 2026", "2026"."""
    if survey is SurveyName.JOURNEY:
        return date_format(period, "F Y")
    return half_name(period) if survey is SurveyName.COOPERATION else str(period.year)


def half_name(half: date) -> str:
    """ "2. halvår 2026"."""
    number = 1 if half.month < 7 else 2
    return _("{number}. halvår {year}").format(number=number, year=half.year)
