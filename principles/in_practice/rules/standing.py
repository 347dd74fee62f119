"""How a journey stands in one point of a principle."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PointStanding(StrEnum):
    """Asked here and now, done, waiting for others or for a day, not known, not asked of this journey, or not done."""

    ASKED = "asked"
    MET = "met"
    WAITING = "waiting"
    UNKNOWN = "unknown"
    OFF = "off"
    # The citizen went home or the stay ended, and nobody did it.
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class PointAnswer:
    """`reason` is the code of a sentence; `at` when it was done."""

    standing: PointStanding
    at: datetime | None = None
    reason: str = ""
    number: int | None = None
