"""The one door of the book: what can be stored can be shown, for ever and by everybody (an event is never changed)."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from journeys.domain.calendar.plausible import FIRST_YEAR, LAST_YEAR

# One event holds a few texts and a checklist; more is no event.
LONGEST, DEEPEST, MOST_PARTS = 100_000, 8, 5_000
_LARGEST_NUMBER = 2**53
# Control characters but tab and line ends: PostgreSQL refuses NUL, XML and spreadsheets the others.
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_INSTANT_KEYS = frozenset({"at", "on", "until", "from", "to", "since", "date", "dates"})
_INSTANT_ENDINGS = ("_at", "_on", "_start", "_end")


def is_showable(text: str) -> bool:
    """Whether a text has no NUL, no other control character, no half of a surrogate pair."""
    return _UNSHOWABLE.search(text) is None


def is_instant_key(key: str) -> bool:
    """Whether the value under a payload's key is a day or an instant."""
    return key in _INSTANT_KEYS or key.endswith(_INSTANT_ENDINGS)


def in_calendar(at: date) -> bool:
    """Whether a day or an instant lies in the years that every page can show."""
    return FIRST_YEAR <= at.year <= LAST_YEAR


def payload_problem(payload: Mapping[str, Any]) -> str | None:
    """Why a payload may not enter the book: a machine code, or None."""
    length = 0
    for parts, (depth, key, value) in enumerate(_walk(payload)):
        if depth > DEEPEST or parts > MOST_PARTS:
            return "event.too_large"
        if isinstance(value, str):
            length += len(value)
            if not is_showable(value):
                return "event.not_showable"
            if key is not None and value and is_instant_key(key) and not is_instant(value):
                return "event.no_such_time"
        elif not _is_plain(value):
            return "event.not_showable"
        if length > LONGEST:
            return "event.too_large"
    return None


def _walk(payload: Mapping[str, Any]) -> Iterator[tuple[int, str | None, Any]]:
    """Every key and value with its depth and the key it stands under; without recursion, so that no depth hurts."""
    waiting: list[tuple[int, str | None, Any]] = [(0, None, payload)]
    while waiting:
        depth, key, value = waiting.pop()
        yield depth, key, value
        if depth > DEEPEST:
            continue
        if isinstance(value, Mapping):
            waiting.extend((depth + 1, None, name) for name in value)
            waiting.extend((depth + 1, str(name), below) for name, below in value.items())
        elif isinstance(value, list | tuple):
            waiting.extend((depth + 1, key, below) for below in value)


def _is_plain(value: Any) -> bool:
    if isinstance(value, bool | Mapping | list | tuple) or value is None:
        return True
    if isinstance(value, int):
        return abs(value) <= _LARGEST_NUMBER
    return isinstance(value, float) and math.isfinite(value)


def is_instant(text: str) -> bool:
    """Whether a text is a day or an instant in those years."""
    try:
        return in_calendar(datetime.fromisoformat(text))
    except ValueError:
        return False
