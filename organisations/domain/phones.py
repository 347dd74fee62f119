"""An organisation's phones by purpose: the number for the question at hand, or none (RULES 2d; DESIGN §6).

A wrong number is worse than none: what is meant for another question is never shown, and hours belong to their number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from organisations.domain.opening_hours import WEEKDAYS, OpeningHours

_NUMBER = re.compile(r"\+?[0-9][0-9 ]*")
_WHOLE_DAY = [["00:00", "24:00"]]


class PhonePurpose(StrEnum):
    """What one rings about. `INQUIRIES` is the unit's ordinary number."""

    INQUIRIES = "inquiries"
    EXTENDED_RESPONSIBILITY = "extended_responsibility"
    DUTY = "duty"
    GP_DIRECT = "gp_direct"
    VISITATION = "visitation"
    ACUTE_FUNCTION = "acute_function"


# What can be stated beside the ordinary number.
SPECIAL = tuple(purpose for purpose in PhonePurpose if purpose is not PhonePurpose.INQUIRIES)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number for a purpose; hours in words and as a week, each None where nobody has stated them."""

    purpose: PhonePurpose
    number: str
    hours: str | None = None
    opening_hours: Mapping[str, Any] | None = None

    @property
    def round_the_clock(self) -> bool:
        """Whether it is stated to be answered at any time; unknown hours are not."""
        if self.opening_hours is None:
            return False
        weekly, holidays = self.opening_hours.get("weekly", {}), self.opening_hours.get("holidays")
        whole = all(weekly.get(day) == _WHOLE_DAY for day in WEEKDAYS) and holidays in (None, _WHOLE_DAY)
        return whole and not self.opening_hours.get("exceptions")


def phone_for(purpose: PhonePurpose, ordinary: Phone | None, stated: Mapping[str, Any]) -> Phone | None:
    """The number stated for the purpose, else the ordinary one; None is unknown.

    Whoever must be answered day and night (RULES 2d S9) gets the ordinary number only where it is.
    """
    special = stated.get(purpose.value)
    if special:
        return Phone(purpose, special["number"], special.get("hours"), special.get("opening_hours"))
    if purpose is PhonePurpose.DUTY and ordinary is not None and not ordinary.round_the_clock:
        return None
    return ordinary


def checked_phones(stated: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """As it is stored: a purpose without a number is left out. ValueError for what is no number or has no meaning."""
    unknown = set(stated) - {purpose.value for purpose in SPECIAL}
    if unknown:
        raise ValueError(f"unknown purposes: {sorted(unknown)}")
    return {purpose: checked for purpose, entry in stated.items() if (checked := _checked(entry))}


def _checked(entry: Mapping[str, Any]) -> dict[str, Any] | None:
    if set(entry) - {"number", "hours", "opening_hours"}:
        raise ValueError("unknown words in a phone")
    number, hours = str(entry.get("number") or "").strip(), str(entry.get("hours") or "").strip()
    opening = entry.get("opening_hours") or None
    if not number:
        if hours or opening:
            raise ValueError("hours without a number")
        return None
    if not _NUMBER.fullmatch(number) or not 3 <= sum(letter.isdigit() for letter in number) <= 15:
        raise ValueError(f"not a number: {number}")
    if opening is not None:
        OpeningHours.from_json(opening)
    values = {"number": number, "hours": hours, "opening_hours": opening}
    return {name: value for name, value in values.items() if value}
