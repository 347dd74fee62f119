"""The figures' names and definitions in the reader's language."""

from documents.sentences import in_language
from principles.indicators.rules.registry import Absent
from principles.indicators.texts.definitions import DEFINITIONS
from principles.indicators.texts.names import NAMES
from principles.indicators.texts.words import ABSENT, QUESTIONS


def name_of(key: str) -> str:
    """Of an indicator or a line."""
    return in_language(NAMES[key])


def definition_of(line: str) -> str:
    """Numerator, denominator and what is left out, in words."""
    return in_language(DEFINITIONS[line])


def absence_of(absent: Absent) -> str:
    """Why a figure has no number here."""
    return in_language(ABSENT[absent])


def question_of(question: str) -> str:
    """What the follow-up asks, in the reader's language."""
    return in_language(QUESTIONS[question])
