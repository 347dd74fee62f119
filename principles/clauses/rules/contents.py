"""The clauses of the agreement, each with its address and what it carries of RULES 1.1 (001; bilag 1 and 2).

Addresses follow the agreement's own numbers. Its principles have none; they are numbered in their order, so that
001-65 is the clause 1.6.5.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# The two editions of the agreement (001-97).
FIRST_EDITION = date(2021, 6, 1)
SECOND_EDITION = date(2024, 4, 1)


class Since(StrEnum):
    """What the sources prove of a clause in the edition of 1 June 2021."""

    # Annex 1 is said to be part of what was approved in 2021; the effective dates are stated.
    FIRST = "first"
    # Something stood there, in words that nobody has.
    WORDING_UNKNOWN = "wording_unknown"
    # What came with psychiatry.
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: `carries` are ids of RULES 1.1, `settings` open points of RULES §7 that it leaves to be decided."""

    address: str
    carries: tuple[str, ...] = ()
    since: Since = Since.WORDING_UNKNOWN
    settings: tuple[str, ...] = ()

    @property
    def parent(self) -> str:
        """The clause around this one; "" for a part of its own."""
        head, dot, _last = self.address.rpartition(".")
        return head if dot and head in BY_ADDRESS else ""


def _principle(number: int, points: int, *, settings: Mapping[int, tuple[str, ...]] | None = None) -> list[Clause]:
    """A principle and its points: 001-60 is 1.6, 001-65 is 1.6.5."""
    asked = settings or {}
    rows = [Clause(f"1.{number}", (f"001-{number}0",))]
    return rows + [
        Clause(f"1.{number}.{point}", (f"001-{number}{point}",), settings=asked.get(point, ()))
        for point in range(1, points + 1)
    ]


def _annexed(address: str, *carries: str, since: Since, settings: tuple[str, ...] = ()) -> Clause:
    return Clause(address, carries, since, settings)


CLAUSES: tuple[Clause, ...] = (
    Clause("formaal", ("001-01", "001-04", "001-05", "001-06", "001-07", "001-08")),
    Clause("fn1", ("001-02",)),
    Clause("fn2", ("001-03",)),
    Clause("1"),
    *_principle(1, 3),
    *_principle(2, 3),
    *_principle(3, 2),
    *_principle(4, 1),
    *_principle(5, 1),
    *_principle(6, 8, settings={8: ("A12", "A18")}),
    Clause("fn4", ("001-70", "001-71", "001-72", "001-73", "001-75"), settings=("A1", "A4", "A19")),
    Clause("fn7", ("001-74",), Since.SECOND, ("A2", "A3", "A4")),
    Clause("2.1", ("001-80",)),
    Clause("2.1.1", ("001-81",), settings=("A23",)),
    Clause("2.1.2", ("001-82",)),
    Clause("2.1.3", ("001-83",), settings=("A24",)),
    Clause("2.1.4", ("001-84",)),
    Clause("2.1.5", ("001-85",)),
    Clause("2.1.6", ("001-86",)),
    Clause("2.1.7", ("001-87",)),
    Clause("2.1.8", ("001-88",), settings=("A5", "A6", "A10", "A13", "A14", "A26")),
    Clause("2.1.9", ("001-89",), settings=("A7",)),
    Clause("2.2"),
    Clause("2.2.1", ("001-90",)),
    Clause("2.2.2", ("001-91",)),
    Clause("2.2.3", ("001-92",), settings=("A16",)),
    Clause("2.2.4", ("001-93",), settings=("A17",)),
    Clause("2.2.5", ("001-95",), settings=("A8", "A9", "A11", "A25")),
    Clause("fn5", ("001-94",), settings=("A22",)),
    Clause("fn6"),
    Clause("3", ("001-96",)),
    Clause("4", ("001-97",), Since.FIRST),
    Clause("5"),
    _annexed("bilag1", since=Since.FIRST, settings=("A21",)),
    _annexed("bilag1.1", "001-100", "001-101", since=Since.FIRST),
    _annexed("bilag1.2", "001-102", "001-103", since=Since.FIRST),
    _annexed("bilag1.3", "001-104", since=Since.FIRST),
    _annexed("bilag2", "B2-00", since=Since.SECOND),
    *(_annexed(f"bilag2.{number}", f"B2-P{number}", since=Since.SECOND) for number in range(1, 7)),
)

BY_ADDRESS: Mapping[str, Clause] = {clause.address: clause for clause in CLAUSES}
# Every id of RULES 1.1 has one clause.
CLAUSE_OF_ID: Mapping[str, str] = {id_: clause.address for clause in CLAUSES for id_ in clause.carries}


def points_of(address: str) -> tuple[Clause, ...]:
    """The clauses directly within one, in the agreement's order."""
    return tuple(clause for clause in CLAUSES if clause.parent == address)


def parts() -> tuple[Clause, ...]:
    """The clauses that stand in no other: the contents at the first level."""
    return points_of("")
