"""The one place that turns the discharge's verdicts into a Danish or an English sentence (DESIGN §2)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language

from discharge.domain.texts import TEXTS, WORDS
from journeys.domain.clock import COPENHAGEN
from journeys.domain.verdicts import Verdict

DANISH, ENGLISH = "da", "en"
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class _Facts(dict[str, str]):
    """A fact that is not there is said to be unknown rather than failing the page."""

    def __init__(self, facts: Mapping[str, str], unknown: str) -> None:
        super().__init__(facts)
        self._unknown = unknown

    def __missing__(self, key: str) -> str:
        return self._unknown


def sentence(verdict: Verdict | Mapping[str, Any], language: str | None = None) -> str:
    """What a verdict says, in the language of the reader; takes stored verdicts (JSON) too."""
    stated = verdict.as_json() if isinstance(verdict, Verdict) else verdict
    return sentence_of(str(stated["code"]), stated.get("facts") or {}, language)


def sentence_of(code: str, facts: Mapping[str, Any] | None = None, language: str | None = None) -> str:
    """The sentence of a code, filled with facts; an unknown code gives itself, never an error."""
    chosen = language or get_language() or DANISH
    column = 1 if chosen.startswith(ENGLISH) else 0
    text = TEXTS.get(code, (code, code))[column]
    words = {name: _word(value, column) for name, value in (facts or {}).items()}
    return text.format_map(_Facts(words, ("ukendt", "unknown")[column]))


def verdict_json(verdict: Verdict | Mapping[str, Any]) -> dict[str, Any]:
    """A verdict with both sentences, as the API and `manage.py explain` show it (DESIGN §8)."""
    stated = dict(verdict.as_json() if isinstance(verdict, Verdict) else verdict)
    return {**stated, "sentence": sentence(stated, DANISH), "sentence_en": sentence(stated, ENGLISH)}


def _word(value: Any, column: int) -> str:
    if isinstance(value, bool) or value is None:
        return {True: ("ja", "yes"), False: ("nej", "no"), None: ("ukendt", "unknown")}[value][column]
    if isinstance(value, float):
        number = f"{value:.2f}".rstrip("0").rstrip(".")
        return number if column else number.replace(".", ",")
    if isinstance(value, str):
        return _moment(value, column) or WORDS.get(value, (value, value))[column]
    return str(value)


def _moment(value: str, column: int) -> str:
    """An ISO day or instant as people write it; "" when the text is neither."""
    try:
        if len(value) == len("2026-11-20"):
            return _day(date.fromisoformat(value), column)
        at = datetime.fromisoformat(value)
    except ValueError:
        return ""
    if at.tzinfo is None:
        return ""
    local = at.astimezone(COPENHAGEN)
    return f"{_day(local.date(), column)} {'at' if column else 'kl.'} {local:%H:%M}"


def _day(day: date, column: int) -> str:
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}" if column else f"{day:%d.%m.%Y}"
