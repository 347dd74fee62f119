"""For how long a row holds: half-open spans of days, [valid_from, valid_to)."""

from datetime import date


def holds_on(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether a span holds on a day; without a beginning it always has, without an end it goes on."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)
