"""The pack of a journey to learn from: structured facts alone, coarsened until at least five journeys look alike.

Names, numbers, addresses, phones and ids are no field of it; there are no dates, only days since the stay began, in
the same steps as its length; ward, hospital and municipality are said as the cluster (RULES 001-103, FQ2; N9).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

from journeys.domain.calendar.clock import in_copenhagen, local_date
from journeys.domain.events import EventKind

# As of all figures: what fewer than five share is not told (RULES 6).
FEWEST = 5
# Changes when the pack's fields do.
VERSION = 1
# Not told, because too few are alike.
WITHHELD = "*"
OTHER = "other"


class Trait(StrEnum):
    """What tells journeys apart, the one that is given up first before the others."""

    REASON = "reason"
    DESTINATION = "destination"
    STAY = "stay"
    AREA = "area"
    ADMISSION = "admission"
    AGE = "age"
    SPECIALITY = "speciality"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """As they are known; None and empty are unknown, and unknown is a value of its own."""

    age: int | None = None
    area: str = ""
    speciality: str = ""
    admission: str = ""
    stay_days: int | None = None
    # Of the first period of waiting; empty where nobody waited.
    reason: str = ""
    destination: str = ""


@dataclass(frozen=True, slots=True)
class PackStep:
    """Something that happened: its kind, when, and whose it was (a sector, or empty)."""

    kind: EventKind
    at: datetime
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a pack is made of; `met` says of each figure whether the journey met it."""

    traits: Traits
    began_at: datetime | None
    steps: Sequence[PackStep] = ()
    met: Mapping[str, bool] | None = None
    # Where the journey took place is said to nobody: address and name are protected.
    placeless: bool = False


def _decade(traits: Traits) -> str:
    if traits.age is None:
        return ""
    return "90+" if traits.age >= 90 else f"{traits.age // 10 * 10}-{traits.age // 10 * 10 + 9}"


def _third(traits: Traits) -> str:
    if traits.age is None:
        return ""
    return "0-17" if traits.age < 18 else "18-64" if traits.age < 65 else "65+"


_DAYS = ((0, "0"), (1, "1"), (3, "2-3"), (7, "4-7"), (14, "8-14"), (30, "15-30"))


def day_group(days: int) -> str:
    """A number of days in the steps that lengths and days of a pack are told in."""
    return next((name for most, name in _DAYS if days <= most), "31+")


def _stay(traits: Traits) -> str:
    return "" if traits.stay_days is None else day_group(traits.stay_days)


def _week(days: int) -> str:
    return "0-7" if days <= 7 else "8+"


def _half(traits: Traits) -> str:
    return "" if traits.stay_days is None else _week(traits.stay_days)


def _broad_reason(traits: Traits) -> str:
    return OTHER if traits.reason else ""


def _broad_destination(traits: Traits) -> str:
    if traits.destination in ("", "own_home"):
        return traits.destination
    return "place" if traits.destination.endswith(("_place", "_home", "_facility")) else OTHER


def _withheld(_traits: Traits) -> str:
    return WITHHELD


# From the finest to nothing at all.
LADDERS: Mapping[Trait, tuple[Callable[[Traits], str], ...]] = {
    Trait.REASON: (lambda traits: traits.reason, _broad_reason, _withheld),
    Trait.DESTINATION: (lambda traits: traits.destination, _broad_destination, _withheld),
    Trait.STAY: (_stay, _half, _withheld),
    Trait.AREA: (lambda traits: traits.area, _withheld),
    Trait.ADMISSION: (lambda traits: traits.admission, _withheld),
    Trait.AGE: (_decade, _third, _withheld),
    Trait.SPECIALITY: (lambda traits: traits.speciality, _withheld),
}
Levels = Mapping[Trait, int]


# For each trait and level the journeys that are told like the own one, a bit each.
_Masks = Mapping[Trait, Sequence[int]]


def _masks(own: Traits, others: Sequence[Traits]) -> _Masks:
    return {
        trait: [
            sum(1 << place for place, other in enumerate(others) if told(other) == mine)
            for told in ladder
            for mine in (told(own),)
        ]
        for trait, ladder in LADDERS.items()
    }


def _alike(masks: _Masks, levels: Levels) -> int:
    together = -1
    for trait, level in levels.items():
        together &= masks[trait][level]
    return together.bit_count()


def levels_for(masks: _Masks, *, placeless: bool = False) -> Levels:
    """How coarse each trait must be told so that `FEWEST` of the journeys (the own one among them) look alike.

    One step at a time, the one that makes most journeys look alike; where fewer than five are known at all, nothing
    is told.
    """
    levels = dict.fromkeys(Trait, 0)
    if placeless:
        levels[Trait.AREA] = len(LADDERS[Trait.AREA]) - 1
    while _alike(masks, levels) < FEWEST:
        steps = [{**levels, trait: levels[trait] + 1} for trait in Trait if levels[trait] + 1 < len(LADDERS[trait])]
        if not steps:
            break
        levels = max(steps, key=lambda step: _alike(masks, step))
    return levels


# What is told of an event: kinds that say the same are one, and what is not here is not told at all.
TOLD: Mapping[EventKind, str] = {
    EventKind.ACUTE_ARRIVED: "arrived",
    EventKind.ADMISSION_DECIDED: "planned",
    EventKind.ADMITTED: "admitted",
    EventKind.PLACED: "moved",
    EventKind.LEAVE_STARTED: "leave",
    EventKind.LEAVE_ENDED: "back",
    EventKind.DISCHARGED: "discharged",
    EventKind.DIED: "died",
    EventKind.PHYSICIAN_NAMED: "physician",
    EventKind.HANDOVER_ACCEPTED: "handover",
    EventKind.NURSING_ANSWERED: "nursing",
    EventKind.REPORT_OF_ADMISSION_SENT: "report",
    EventKind.ACKNOWLEDGED: "acknowledged",
    EventKind.NOTE_WRITTEN: "note",
    EventKind.READY_REGISTERED: "ready",
    EventKind.REASONS_STATED: "reasons",
    EventKind.TREATMENT_RESUMED: "resumed",
    EventKind.READY_DISAGREED: "disagreed",
    EventKind.BARRIER_RAISED: "barrier",
    EventKind.BARRIER_CLOSED: "barrier_gone",
    EventKind.EXPECTED_DISCHARGE_STATED: "expected",
    EventKind.DISCHARGE_PROPOSED: "proposed",
    EventKind.DISCHARGE_ACCEPTED: "agreed",
    EventKind.DISCHARGE_COUNTERED: "countered",
    EventKind.DISCHARGE_QUESTIONED: "asked",
    EventKind.DISCHARGE_ANSWERED: "answered",
    EventKind.WISH_RECORDED: "wish",
    EventKind.LETTER_SENT: "letter",
    EventKind.LETTER_ACKNOWLEDGED: "letter_read",
    EventKind.FMK_UPDATED: "medication",
    EventKind.MUNICIPAL_ENROLLED: "enrolled",
    EventKind.DOCUMENT_SENT: "document",
    EventKind.DOCUMENT_ANSWERED: "document_answered",
    EventKind.MEETING_ASKED: "meeting_asked",
    EventKind.MEETING_INVITED: "meeting",
    EventKind.CALL_LOGGED: "call",
    EventKind.EMERGENCY_CALLED: "emergency",
    EventKind.ACUTE_FUNCTION_STARTED: "acute_function",
}


def pack_of(facts: Facts, others: Sequence[Traits], *, common: Iterable[EventKind]) -> dict[str, Any]:
    """The pack as it is stored: codes and numbers alone. `common` are the kinds that at least five journeys have."""
    masks = _masks(facts.traits, others)
    levels = levels_for(masks, placeless=facts.placeless)
    told = {trait.value: LADDERS[trait][level](facts.traits) for trait, level in levels.items()}
    alike = _alike(masks, levels)
    return {
        "version": VERSION,
        "traits": told,
        "alike": alike // FEWEST * FEWEST,
        "steps": list(_lines(facts, levels[Trait.STAY], frozenset(common))),
        "met": dict(sorted((facts.met or {}).items())),
    }


def _lines(facts: Facts, grain: int, common: frozenset[EventKind]) -> Iterable[dict[str, Any]]:
    """What happened, in its order; what is alike and follows each other is one line."""
    if facts.began_at is None:
        return
    rows = [
        (_day(step.at, facts.began_at, grain), _part(step.at, grain), _code(step, common), step.side)
        for step in sorted(facts.steps, key=lambda step: step.at)
        if step.kind in TOLD
    ]
    for (day, part, code, side), same in groupby(rows):
        yield {"day": day, "part": part, "code": code, "side": side, "times": len(list(same))}


def _code(step: PackStep, common: frozenset[EventKind]) -> str:
    return TOLD[step.kind] if step.kind in common else OTHER


def _day(at: datetime, began_at: datetime, grain: int) -> str:
    """Days since the beginning as coarse as the stay's length is told: by group, by week, or only the order."""
    days = (local_date(at) - local_date(began_at)) // timedelta(days=1)
    if days < 0:
        return "before"
    return (day_group(days), _week(days), "")[grain]


def _part(at: datetime, grain: int) -> str:
    """The part of the day, and whether it was a weekend; neither where the days are told coarsely."""
    if grain:
        return ""
    part = ("night", "morning", "afternoon", "evening")[in_copenhagen(at).hour // 6]
    return f"{part}_weekend" if local_date(at).weekday() >= 5 else part
