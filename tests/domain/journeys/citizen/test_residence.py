"""The municipality over time, from messages and statements (RULES 2c P6, 2e X7; faults A-5, A-13, B03)."""

from dataclasses import replace
from itertools import permutations

import pytest

from journeys.domain.citizen.residence import municipality_as_told, residence_at, residences
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from tests.factories.events import at, event


def message(hours: float, municipality: str, kind: K = K.LEAVE_ENDED, **more: object) -> EventRecord:
    return event(kind, hours, municipality=municipality, **more)


def stated(hours: float, organisation: str, *, on: float | None = None, **more: object) -> EventRecord:
    statement = event(K.RESIDENCE_STATED, hours if on is None else on, stated_at=at(hours), **more)
    return replace(statement, payload={"organisation": organisation})


IN = message(0, "viborg", K.ADMITTED)
CASES = {
    "one receiver": ([IN], {-10: "viborg", 5: "viborg"}),
    "A-5 a later message to another municipality reaches forward only": (
        [IN, message(100, "silkeborg", K.DISCHARGED)],
        {50: "viborg", 99: "viborg", 100: "silkeborg"},
    ),
    "A-5 a stated move keeps its day when a message follows": (
        [IN, stated(30, "silkeborg", on=48), message(100, "silkeborg", K.DISCHARGED)],
        {47: "viborg", 48: "silkeborg", 120: "silkeborg"},
    ),
    "A-13 what is stated holds although messages go on to the old address": (
        [IN, stated(20, "silkeborg"), message(40, "viborg")],
        {10: "viborg", 21: "silkeborg", 60: "silkeborg"},
    ),
    "B03 stated for a day before the admission": ([IN, stated(20, "silkeborg", on=-100)], {10: "silkeborg"}),
    "known from an earlier stay, and now another receiver": (
        [stated(-500, "skive"), IN],
        {-100: "skive", 1: "viborg"},
    ),
    "a corrected admission reaches forward only": (
        [IN, stated(72, "silkeborg"), message(0, "silkeborg", K.ADMITTED, voids_ref=IN.ref, stated_at=at(80))],
        {10: "viborg", 71: "viborg", 72: "silkeborg", 90: "silkeborg"},
    ),
    "none in Denmark": ([IN, stated(20, "")], {30: ""}),
    "a cancelled stay keeps its receiver": ([IN, event(K.CANCELLED, 3, voids_ref=IN.ref)], {1: "viborg"}),
    "nothing": ([], {0: None}),
}


@pytest.mark.parametrize("row", CASES)
def test_the_municipality_at(row: str) -> None:
    events, expected = CASES[row]
    for arrived in permutations(events):
        of_journey = [each for each in arrived if each.kind is not K.RESIDENCE_STATED]
        spans = residences(History(of_journey), History([each for each in arrived if each.kind is K.RESIDENCE_STATED]))
        assert {hours: residence_at(spans, at(hours)) for hours in expected} == expected


def test_the_last_one_is_the_municipality_of_the_journey() -> None:
    assert residence_at(residences(History([IN]), History([stated(20, "silkeborg")]))) == "silkeborg"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        # What is stated now of a day to come holds from that day, not from now.
        ([IN, stated(20, "silkeborg", on=48)], {10: "viborg", 30: "viborg", 48: "silkeborg"}),
        # A later message tells nothing of what was believed before it came.
        ([IN, message(100, "silkeborg", K.DISCHARGED)], {50: "viborg", 100: "silkeborg"}),
        ([], {0: None}),
    ],
)
def test_what_was_told_by_then_is_asked_of_that_time(events: list[EventRecord], expected: dict[float, str]) -> None:
    by_hand = History([each for each in events if each.kind is K.RESIDENCE_STATED])
    history = History([each for each in events if each.kind is not K.RESIDENCE_STATED])
    assert {hours: municipality_as_told(history, by_hand, at(hours)) for hours in expected} == expected
