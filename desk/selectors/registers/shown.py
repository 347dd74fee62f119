"""What a register shows, whatever it holds: a list with columns and filters, and one row with its history."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from desk.selectors.asker import Asker
from organisations.domain.permissions import Permission

Value = str | date
Choices = Sequence[tuple[str, str]]


def in_words(value: Value) -> str:
    """Days as they are written here."""
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class RegisterLink:
    """Where something else stands."""

    words: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """One row: its cells in the order of the columns, a mark under its title, and the same for programs."""

    key: str
    title: str
    cells: Sequence[Value]
    data: Mapping[str, Any]
    mark: str = ""
    muted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A register as a reader sees it; `sum` is what it counts, in words."""

    first_column: str
    columns: Sequence[str]
    rows: Sequence[ShownRow]
    filters: Mapping[str, tuple[str, Choices]] = field(default_factory=dict)
    sum: str = ""
    note: str = ""
    may_add: bool = False
    # Indicators of RULES 6 that are counted of these rows, for programs.
    indicators: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def lines(self) -> Sequence[tuple[ShownRow, Sequence[tuple[str, str]]]]:
        """Each row with its cells beside the names of their columns."""
        named = [(row, zip(self.columns, map(in_words, row.cells), strict=True)) for row in self.rows]
        return [(row, list(cells)) for row, cells in named]


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of a row's history."""

    on: Value
    heading: str
    words: str
    by: str = ""

    @property
    def day(self) -> str:
        """The day as it is written here, or what stands instead of one."""
        return in_words(self.on)


@dataclass(frozen=True, slots=True)
class RegisterAct:
    """What the reader may write about a row."""

    what: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRow:
    """One row in full: facts by name, links, history, and what the reader may write."""

    row: ShownRow
    facts: Sequence[tuple[str, Value]]
    phone: str = ""
    links: Sequence[RegisterLink] = ()
    history: Sequence[RegisterEntry] = ()
    history_name: str = ""
    acts: Sequence[RegisterAct] = ()
    warning: str = ""

    @property
    def named_facts(self) -> Sequence[tuple[str, str]]:
        """The facts as they are read."""
        return [(name, in_words(value)) for name, value in self.facts]

    @property
    def data(self) -> dict[str, Any]:
        """For programs: the row with its history."""
        told = [(line.on, line.heading, line.words, line.by or None) for line in self.history]
        return {
            **self.row.data,
            "history": [dict(zip(("on", "what", "words", "by"), line, strict=True)) for line in told],
        }


Asked = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register: its address on screen, its name for programs, who reads it, and what it shows."""

    slug: str
    name: str
    title: Promise
    lead: Promise
    reads: Permission
    listed: Callable[[Asker, Asked], Listed]
    opened: Callable[[Asker, str], OpenedRow | None]
    add: Promise | str = ""


def matches(asked: Asked, name: str, value: str) -> bool:
    """Whether a row has what is filtered for; an empty filter lets all through."""
    wanted = asked.get(name, "")
    return not wanted or wanted == value
