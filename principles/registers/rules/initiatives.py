"""The initiatives of 2015–2018 and the action plan of 2020 as rows in our own words (RULES 1.3, 1.4).

Each row says which functions of the program do what it asks, or why none does. What is odd in the plan is kept and
marked. The themes of 2015–2018 are inferred from the section, since the colours of the plan are lost.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parents[1] / "data" / "initiatives.json"
# Danish and English.
Text = tuple[str, str]


class InitiativeOutcome(StrEnum):
    """What became of an initiative in this program."""

    REALISED = "realised"
    # The work lies outside: its row, status and history are what a program can do.
    REGISTER = "register"
    MISSING = "missing"


class InitiativeTheme(StrEnum):
    """The four colours of 2015–2018, then the three themes of the action plan."""

    CITIZEN = "BAS"
    NEW_WAYS = "NBS"
    EQUALITY = "LIG"
    COHERENCE = "SOK"
    DATA = "DATA"
    RIGHT_TREATMENT = "RIGHT"
    JOINT = "JOINT"


class Status(StrEnum):
    """How far an initiative is, as the secretariats say."""

    UNKNOWN = "unknown"
    POSTPONED = "postponed"
    DELAYED = "delayed"
    UNDER_WAY = "under_way"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """One row; `numbers` are several where the plan joined rows, `told` is its status as the sources say."""

    key: str
    numbers: tuple[str, ...]
    plan: str
    section: str
    theme: InitiativeTheme
    year: int
    anchoring: str
    title: Text
    anomaly: Text
    outcome: InitiativeOutcome
    why: Text
    clauses: tuple[str, ...]
    indicators: tuple[str, ...]
    functions: tuple[str, ...]
    status: Status = Status.UNKNOWN
    told: Text = ("", "")

    @property
    def number(self) -> str:
        """As the plan prints it: "52+15"."""
        return "+".join(self.numbers)


# A number that no row of the plan has; 36 and 36a are two.
NUMBER_MISSING = "38"


@cache
def initiatives() -> Mapping[str, Initiative]:
    """All rows by key, in the order of the plans."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return {row["key"]: _read(row) for row in rows}


def _read(row: Mapping[str, Any]) -> Initiative:
    read: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in row.items()}
    read |= {"theme": InitiativeTheme(row["theme"]), "outcome": InitiativeOutcome(row["outcome"])}
    read["status"] = Status(row.get("status", "unknown"))
    return Initiative(**read)
