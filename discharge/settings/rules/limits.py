"""What a cooperation area decides in numbers and clock times: reading windows, limits in hours (RULES §7, 2a).

An answer is kept as people write it: "07.00, 15.00, 23.00", "08.00–15.00", "14.30", "24".
"""

import re
from collections.abc import Callable, Mapping
from datetime import time, timedelta
from enum import StrEnum


class LimitForm(StrEnum):
    """What an answer looks like."""

    CLOCKS = "clocks"
    SPAN = "span"
    CLOCK = "clock"
    HOURS = "hours"


# A day has three shifts; more readings than this nobody has.
_MOST_CLOCKS = 6
_LONGEST = 72
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?")


class InvalidLimit(ValueError):
    """An answer that is no clock time, no span or no number of hours."""


def clock(value: str) -> time:
    """ "14.30", as it is written or with a colon; raises InvalidLimit."""
    found = _CLOCK.fullmatch(value.strip())
    if found is None:
        raise InvalidLimit(value)
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError as error:
        raise InvalidLimit(value) from error


def clocks(value: str) -> tuple[time, ...]:
    """Clock times of a day in their order, each once; raises InvalidLimit."""
    found = tuple(sorted({clock(each) for each in re.split(r"[,;]|\s+og\s+", value)}))
    if len(found) > _MOST_CLOCKS:
        raise InvalidLimit(value)
    return found


def span(value: str) -> tuple[time, time]:
    """From and to on one day; raises InvalidLimit."""
    parts = re.split(r"\s*[-–]\s*|\s+til\s+", value.strip())
    if len(parts) != 2 or clock(parts[0]) >= clock(parts[1]):
        raise InvalidLimit(value)
    return clock(parts[0]), clock(parts[1])


def hours(value: str) -> timedelta:
    """Whole hours, at least one; raises InvalidLimit."""
    text = value.strip()
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:4]) <= _LONGEST:
        raise InvalidLimit(value)
    return timedelta(hours=int(text))


def _written(at: time) -> str:
    return f"{at:%H.%M}"


_WRITTEN: Mapping[LimitForm, Callable[[str], str]] = {
    LimitForm.CLOCKS: lambda value: ", ".join(map(_written, clocks(value))),
    LimitForm.SPAN: lambda value: "–".join(map(_written, span(value))),
    LimitForm.CLOCK: lambda value: _written(clock(value)),
    LimitForm.HOURS: lambda value: str(int(hours(value) / timedelta(hours=1))),
}


def as_written(form: LimitForm, value: str) -> str:
    """The one way in which an answer is kept; raises InvalidLimit."""
    return _WRITTEN[form](value)


def is_limit(form: LimitForm, value: str) -> bool:
    """Whether it is an answer, kept as it is to be."""
    try:
        return as_written(form, value) == value
    except InvalidLimit:
        return False
