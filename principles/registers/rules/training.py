"""Joint training and meetings: what was held, for whom, and what those who came thought (001-50; FQ5; K19)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LOWEST, HIGHEST = 1, 5


class TrainingKind(StrEnum):
    """What the agreement mentions as ways to know each other."""

    BENCH = "bench"
    EVENING = "evening"
    CONSULTANT = "consultant"
    VISIT = "visit"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """One event; a number that nobody has given is None. `score` is the mean of the answers, 1 to 5."""

    held_on: date
    participants: tuple[int | None, int | None, int | None]
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Training:
    """K19: how many were held of those planned by now, who came by sector, and the mean of their scores."""

    planned: int
    held: int
    hospital: int
    municipality: int
    practice: int
    score: float | None


def is_held(event: Event, today: date) -> bool:
    """Its day is over and somebody has said who came."""
    return event.held_on <= today and any(number is not None for number in event.participants)


def training(events: Iterable[Event], today: date) -> Training:
    """Of these events; those still ahead are not counted, and an event without a score has no part in the mean."""
    due = [event for event in events if event.held_on <= today]
    held = [event for event in due if is_held(event, today)]
    hospital, municipality, practice = (sum(event.participants[place] or 0 for event in held) for place in range(3))
    scores = [event.score for event in held if event.score is not None]
    score = sum(scores) / len(scores) if scores else None
    return Training(len(due), len(held), hospital, municipality, practice, score)
