"""Reads facts that a person wrote into a file: tolerant of words, strict about time (DESIGN §8)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import inf
from sys import float_info
from typing import Any, TypeVar

from journeys.domain.calendar.clock import AmbiguousTime, NonexistentTime, at_local, local_date

E = TypeVar("E", bound=StrEnum)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DANISH_OFFSETS = (timedelta(hours=1), timedelta(hours=2))
# Beyond these a year is a slip of the pen, and adding hours or days to it could overflow.
_YEARS = range(1900, 2200)
_TRUE = frozenset({"true", "ja", "yes", "y", "1"})
_FALSE = frozenset({"false", "nej", "no", "n", "0"})
_UNKNOWN = frozenset({"", "unknown", "ukendt", "null", "none"})
_MIDTJYLLAND = frozenset(
    {"1082", "rm", "dk-82", "dk82", "082", "82", "region midtjylland", "midtjylland", "true", "ja", "yes"}
)


@dataclass(frozen=True, slots=True)
class FactProblem:
    """One fact that cannot be used: which, why (a code), and what to write instead."""

    field: str
    code: str
    detail: str
    fix: str


class BadFacts(ValueError):
    """The facts cannot be used."""

    def __init__(self, problems: Sequence[FactProblem]) -> None:
        super().__init__("; ".join(f"{problem.field}: {problem.detail}" for problem in problems))
        self.problems = tuple(problems)


@dataclass(slots=True)
class FactsReader:
    """Reads one JSON object field by field and remembers what was wrong and what was never asked for."""

    data: Mapping[str, Any]
    path: str = ""
    problems: list[FactProblem] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def get(self, *names: str) -> tuple[str, Any]:
        """The first of several names that is there, with its value."""
        self.asked.update(names)
        name = next((name for name in names if name in self.data), names[0])
        return name, self.data.get(name)

    def refuse(self, name: str, code: str, detail: str, fix: str) -> None:
        """Notes a problem; reading goes on, so that all problems are told at once."""
        self.problems.append(FactProblem(f"{self.path}{name}", code, detail, fix))

    def finish(self) -> tuple[str, ...]:
        """Raises if anything was wrong; else the names of the facts that no rule asked for."""
        if self.problems:
            raise BadFacts(self.problems)
        return tuple(sorted(f"{self.path}{name}" for name in self.data if name not in self.asked))

    def instant(self, *names: str) -> datetime | None:
        """An aware instant; without offset, or at a time that does not exist in Denmark, it is refused."""
        name, value = self.get(*names)
        if value is None:
            return None
        try:
            if not isinstance(value, str) or _ISO_DAY.fullmatch(value.strip()):
                raise ValueError
            read = datetime.fromisoformat(value.strip())
            if read.year not in _YEARS:
                raise ValueError
        except ValueError:
            example = "2026-11-20T14:05:00+01:00"
            self.refuse(name, "time_invalid", f"{value!r} is not an ISO 8601 date and time", f"write it like {example}")
            return None
        return self._checked(name, value, read)

    def _checked(self, name: str, value: str, read: datetime) -> datetime | None:
        try:
            at_local(read.date(), read.time())
        except NonexistentTime:
            if read.utcoffset() in (None, *_DANISH_OFFSETS):
                detail = f"{value} does not exist in Denmark: the clocks went forward"
                self.refuse(
                    name, "time_nonexistent", detail, "write the time that the clock really showed, with offset"
                )
                return None
        except AmbiguousTime:
            if read.tzinfo is None:
                detail = f"{value} happened twice: the clocks went back"
                self.refuse(name, "time_ambiguous", detail, "add the offset: +02:00 the first time, +01:00 the second")
                return None
        if read.tzinfo is None:
            self.refuse(
                name, "offset_missing", f"{value} has no offset", f"add it, for example {value}+01:00 in winter"
            )
            return None
        return read

    def day(self, *names: str) -> date | None:
        """A calendar day; an instant with offset gives its Copenhagen day."""
        name, value = self.get(*names)
        if value is None:
            return None
        if isinstance(value, str) and _ISO_DAY.fullmatch(value.strip()):
            read_day = _day_of(value.strip())
            if read_day is not None and read_day.year in _YEARS:
                return read_day
        elif isinstance(value, str) and "T" in value:
            read = self.instant(*names)
            return local_date(read) if read else None
        self.refuse(name, "day_invalid", f"{value!r} is not a day", "write it like 2026-11-20")
        return None

    def flag(self, *names: str) -> bool | None:
        """True, False, or None when unknown."""
        name, value = self.get(*names)
        if value is None or isinstance(value, bool):
            return value
        word = str(value).strip().lower()
        if word in _UNKNOWN:
            return None
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
        self.refuse(
            name, "flag_invalid", f"{value!r} is neither true nor false", "write true or false, or leave it out"
        )
        return None

    def choice(self, kind: type[E], *names: str, words: Mapping[str, E] | None = None) -> E | None:
        """One of a closed set, by its value or another word for it."""
        name, value = self.get(*names)
        if value is None:
            return None
        word = str(value).strip().lower()
        if word in _UNKNOWN and word not in {member.value for member in kind}:
            return None
        found = (words or {}).get(word)
        if found is not None:
            return found
        try:
            return kind(word.replace(" ", "_").replace("-", "_"))
        except ValueError:
            allowed = ", ".join(member.value for member in kind)
            self.refuse(name, "not_a_choice", f"{value!r} is not known", f"write one of: {allowed}; or leave it out")
            return None

    def number(self, *names: str, at_least: float = -inf) -> float | None:
        """A number; JSON as Python reads it also knows NaN and Infinity, which are none."""
        name, value = self.get(*names)
        if value is None:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and abs(value) <= float_info.max and value >= at_least:
            return float(value)
        if is_number and value < at_least:
            self.refuse(name, "number_too_small", f"{value} is less than {at_least:g}", f"write {at_least:g} or more")
            return None
        self.refuse(name, "number_invalid", f"{value!r} is not a number", "write a number such as 24 or 23.5")
        return None

    def text(self, *names: str) -> str | None:
        """A text; anything else is turned into one."""
        _, value = self.get(*names)
        return None if value is None or value == "" else str(value)

    def objects(self, *names: str) -> list["FactsReader"]:
        """A list of objects, each with a reader of its own that reports into this one."""
        name, value = self.get(*names)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.refuse(name, "list_invalid", f"{name} is not a list of objects", f'write "{name}": [{{…}}, …]')
            return []
        return [FactsReader(each, f"{self.path}{name}[{n}].", self.problems) for n, each in enumerate(value)]

    def region(self, *names: str) -> str | None:
        """A region code; every way to say Region Midtjylland becomes 1082."""
        _, value = self.get(*names)
        if value is None:
            return None
        word = str(value).strip().lower()
        if word in _UNKNOWN:
            return None
        return "1082" if word in _MIDTJYLLAND else str(value).strip()

    def speciality(self, *names: str) -> str | None:
        """somatic or psychiatric."""
        found = self.choice(_Speciality, *names, words=_SPECIALITY_WORDS)
        return None if found in (None, _Speciality.UNKNOWN) else str(found)


class _Speciality(StrEnum):
    SOMATIC = "somatic"
    PSYCHIATRIC = "psychiatric"
    UNKNOWN = "unknown"


_SPECIALITY_WORDS = {
    **dict.fromkeys(("som", "somatik", "somatisk"), _Speciality.SOMATIC),
    **dict.fromkeys(("psy", "psykiatri", "psykiatrisk", "psychiatry"), _Speciality.PSYCHIATRIC),
}


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
