"""How a stay ended (RULES 2i V4, V6, V8): stated, or seen from the bed that follows at another hospital."""

from collections.abc import Sequence

import pytest

from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.departures import EndedBy, departure_of, last_departure
from journeys.domain.history.history import History
from journeys.domain.sight.telling import told_as
from journeys.domain.state.close_out import Condition, ConditionState, close_out_conditions
from journeys.domain.state.fold import fold
from journeys.domain.state.letters import letters_of
from tests.factories.events import at, event

HERE, THERE = {"hospital": "viborg", "provider": "m1"}, {"hospital": "auh", "provider": "x"}
IN_BED = event(K.ADMITTED, 0, **HERE)
LEFT = event(K.DISCHARGED, 48, **HERE)
TRANSFERRED, HOME, AGAINST = EndedBy.TRANSFERRED, EndedBy.DISCHARGED, EndedBy.LEFT_AGAINST_ADVICE


def bed(hours: float, place: dict[str, str]) -> EventRecord:
    return event(K.ADMITTED, hours, **place)


def said(hours: float, way: EndedBy, **more: object) -> EventRecord:
    return event(K.DEPARTURE_STATED, hours, ended_by=way.value, **more)


# (row, what follows the discharge at 48 h, how it went, letters due)
TABLE: list[tuple[str, Sequence[EventRecord], EndedBy, int]] = [
    ("A-26 nothing follows", (), HOME, 1),
    ("V4 a bed elsewhere after 1 h", (bed(49, THERE),), TRANSFERRED, 0),
    ("V4 exactly 4 h", (bed(52, THERE),), TRANSFERRED, 0),
    ("V4 after 4 h", (bed(52.01, THERE),), HOME, 1),
    ("V4 the same hospital again is a readmission", (bed(49, HERE),), HOME, 1),
    ("V4 another ward, hospital unknown", (event(K.ADMITTED, 49, provider="y"),), HOME, 1),
    ("V4 an acute visit is no bed", (event(K.ACUTE_ARRIVED, 49, **THERE),), HOME, 1),
    ("V4 the bed after that visit", (event(K.ACUTE_ARRIVED, 49, **THERE), bed(51, THERE)), TRANSFERRED, 0),
    ("V8 stated afterwards", (said(50, AGAINST),), AGAINST, 1),
    ("V8 stated at the moment of the discharge", (said(48, AGAINST),), AGAINST, 1),
    ("V8 stated afterwards as a transfer", (said(50, TRANSFERRED),), TRANSFERRED, 0),
    ("V8 the last word holds", (said(50, TRANSFERRED), said(51, AGAINST)), AGAINST, 1),
    ("V8 said last, of an earlier time", (said(51, TRANSFERRED), said(50, AGAINST, stated_at=at(52))), AGAINST, 1),
    ("V8 a person's word beats the next bed", (bed(49, THERE), said(50, HOME)), HOME, 1),
]


@pytest.mark.parametrize(("row", "after", "way", "letters"), TABLE, ids=[row[0] for row in TABLE])
def test_a26_how_a_discharge_went(row: str, after: Sequence[EventRecord], way: EndedBy, letters: int) -> None:
    history = History([IN_BED, LEFT, *after])
    assert departure_of(history, LEFT).ended_by is way
    assert len(letters_of(history)) == letters


def test_v8_the_event_itself_says_it() -> None:
    left = event(K.DISCHARGED, 48, ended_by="left_against_advice", medically_ready=True, **HERE)
    found = departure_of(History([IN_BED, left]), left)
    assert (found.ended_by, found.stated, found.medically_ready) == (AGAINST, True, True)


def test_v8_a_statement_belongs_to_the_discharge_before_it() -> None:
    again = (bed(100, HERE), event(K.DISCHARGED, 120, **HERE))
    history = History([IN_BED, LEFT, said(50, AGAINST), *again])
    assert [departure_of(history, each).ended_by for each in (LEFT, again[1])] == [AGAINST, HOME]


@pytest.mark.parametrize("order", [1, -1])
def test_v4_arrival_order_does_not_matter(order: int) -> None:
    events = [IN_BED, LEFT, bed(49, THERE)][::order]
    assert letters_of(History(events)) == ()


def test_v4_a_transfer_out_asks_neither_for_a_letter_nor_for_enrolment() -> None:
    results = close_out_conditions(History([IN_BED, LEFT, said(50, TRANSFERRED)]), municipal_services=True)
    states = {result.condition: result.state for result in results}
    assert states[Condition.LETTER] is states[Condition.ENROLLED] is ConditionState.NOT_NEEDED
    assert states[Condition.FMK] is ConditionState.OPEN


@pytest.mark.parametrize(("after", "way"), [((), HOME), ((said(50, AGAINST),), AGAINST), ((bed(70, HERE),), None)])
def test_a26_the_fold_says_how_the_citizen_left(after: Sequence[EventRecord], way: EndedBy | None) -> None:
    assert fold(History([IN_BED, LEFT, *after]), CitizenFacts()).ended_by is way


@pytest.mark.parametrize(
    ("kind", "ended_by", "told"),
    [
        (K.DISCHARGED, None, "discharge"),
        (K.DISCHARGED, "transferred", "transfer"),
        (K.DEPARTURE_STATED, "transferred", "transfer"),
        (K.DEPARTURE_STATED, "left_against_advice", "left_against_advice"),
        (K.DIED, None, "death"),
    ],
)
def test_a26_nobody_is_told_of_a_homecoming_that_is_none(kind: K, ended_by: str | None, told: str) -> None:
    assert told_as(kind, corrects=False, ended_by=ended_by) == told


def test_a29_a_letter_given_to_the_citizen_is_received() -> None:
    handed = event(K.LETTER_HANDED, 50, way="paper", evidence="Givet af BH", follow_up=True, recommendation="Nyretal")
    (letter,) = letters_of(History([IN_BED, LEFT, handed]))
    assert (letter.handed_at, letter.acknowledged_at) == (handed.occurred_at, handed.occurred_at)
    assert letter.recommendation == "Nyretal"


SAID = event(K.DEPARTURE_STATED, 49, ended_by="left_against_advice")
FIRST = event(K.DISCHARGED, 48, ref="first", **HERE)
VOID = event(K.CANCELLED, 50, voids_ref="first")


@pytest.mark.parametrize(
    ("row", "events", "way"),
    [
        ("V8 said of it", (FIRST, SAID), EndedBy.LEFT_AGAINST_ADVICE),
        (
            "AN_SLHJ: the next one typed to an earlier time",
            (FIRST, SAID, VOID, event(K.DISCHARGED, 48.5, stated_at=at(60))),
            EndedBy.DISCHARGED,
        ),
        ("RE_SLHJ later than the word", (FIRST, SAID, event(K.DISCHARGED, 52, voids_ref="first")), SAID),
        ("RE_SLHJ earlier", (FIRST, SAID, event(K.DISCHARGED, 40, voids_ref="first", stated_at=at(60))), SAID),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_v8_what_was_said_of_a_discharge_lives_and_falls_with_it(
    row: str, events: tuple[EventRecord, ...], way: EndedBy | EventRecord
) -> None:
    departure = last_departure(History([IN_BED, *events]))
    assert departure is not None
    assert departure.ended_by is (way if isinstance(way, EndedBy) else EndedBy.LEFT_AGAINST_ADVICE)
