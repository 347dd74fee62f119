"""A window is judged by what was true of its own discharge, not of a later stay's (RULES 2e E1, E4, E5, X1, A9)."""

from typing import Any

import pytest

from discharge.extended_responsibility.rules.clock import WindowPlan
from discharge.extended_responsibility.rules.discharges import plans_of
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of
from journeys.domain.history.history import History
from journeys.domain.state.fold import Destination, fold
from tests.domain.discharge.stories import OTHER_HOSPITAL, WARD, event, home, hour, place_of, state, stay

FIRST = [*stay(), *home()]
# The same episode: one journey with two discharges, the second stay too short for hours of its own.
AGAIN = stay(60, 70)


def said(kind: K, when: float, **payload: Any) -> EventRecord:
    return event(kind, hour(when), ref=f"{kind}@{when}", **payload)


def first(*events: EventRecord) -> WindowPlan:
    return plans_of(*histories_of([*events]), place_of=place_of)[0]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("E4 in the second stay", said(K.NURSING_ANSWERED, 65, community_nursing=False)),
        ("E4 after the second stay", said(K.NURSING_ANSWERED, 72, community_nursing=False)),
        ("E5 in the second stay", said(K.DESTINATION_STATED, 65, destination="hospice")),
        ("E5 after the second stay", said(K.DESTINATION_STATED, 72, destination="hospice")),
        ("E1 speciality", said(K.SPECIALITY_STATED, 65, speciality="psychiatric")),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_x1_what_the_readmission_says_leaves_the_first_window_alone(row: str, told: EventRecord) -> None:
    assert state([*FIRST, *AGAIN, told], 75) == "running"


@pytest.mark.parametrize(
    ("row", "before", "told"),
    [
        ("E4", stay() + home(nursing=None), said(K.NURSING_ANSWERED, 65, community_nursing=True)),
        ("E4 as the bed is taken", stay() + home(nursing=None), said(K.NURSING_ANSWERED, 60, community_nursing=True)),
        ("E5", stay() + home()[1:], said(K.DESTINATION_STATED, 65, destination="own_home")),
        (
            "E4 affiliation",
            stay() + home(nursing=None),
            event(K.AFFILIATION_STATED, hour(65), affiliation="community_nursing", value=True),
        ),
        (
            "E4 affiliation as the bed is taken",
            stay() + home(nursing=None),
            event(K.AFFILIATION_STATED, hour(60), affiliation="community_nursing", value=True),
        ),
    ],
    ids=["E4", "E4 as the bed is taken", "E5", "E4 affiliation", "E4 affiliation as the bed is taken"],
)
def test_x1_an_answer_of_the_second_stay_does_not_open_the_first_window(
    row: str, before: list[EventRecord], told: EventRecord
) -> None:
    assert first(*before, *AGAIN, told).eligible is None


@pytest.mark.parametrize("when", [70, 72], ids=["at the very end of the second stay", "later"])
def test_x1_a_question_left_open_may_be_answered_when_the_citizen_is_home_again(when: float) -> None:
    """A9: the old window is the one that runs after the short readmission; somebody must be able to answer it."""
    events = [*stay(), *home(nursing=None), *AGAIN]
    assert state(events, 75) == "unknown"
    assert state([*events, said(K.NURSING_ANSWERED, when, community_nursing=True)], 75) == "running"


def test_x1_what_is_known_from_the_very_end_of_the_second_stay_is_known_at_home() -> None:
    told = event(K.AFFILIATION_STATED, hour(70), affiliation="community_nursing", value=True)
    assert first(*stay(), *home(nursing=None), *AGAIN, told).eligible is True


def test_x7_an_answer_after_the_discharge_counts_while_no_bed_was_taken_again() -> None:
    events = [*stay(), *home()[:1], said(K.NURSING_ANSWERED, 55, community_nursing=True)]
    assert state([*events, *AGAIN], 59) == "running"


def test_the_journey_shows_the_answers_of_its_last_stay_as_the_window_does() -> None:
    """One answer: the fold's destination and nursing are those that the last window is judged by."""
    told = [said(K.DESTINATION_STATED, 65, destination="nursing_home")]
    events = [*FIRST, *stay(60, 90), *told]
    shown, judged = fold(History(events), CitizenFacts()), plans_of(*histories_of(events), place_of=place_of)[1].facts
    assert (shown.destination, shown.community_nursing) == (Destination.NURSING_HOME, None)
    assert (judged.destination, judged.community_nursing) == (shown.destination, shown.community_nursing)


@pytest.mark.parametrize(("when", "expected"), [(65, None), (90, None), (110, Destination.NURSING_HOME)])
def test_x1_of_three_stays_the_last_one_shows_its_own_answers(when: float, expected: Destination | None) -> None:
    """What was said in the second stay, or at home after it, is about the second discharge."""
    told = said(K.DESTINATION_STATED, when, destination="nursing_home")
    events = [*FIRST, *stay(60, 80), *stay(100, 130), told]
    assert fold(History(events), CitizenFacts()).destination is expected
    assert plans_of(*histories_of(events), place_of=place_of)[2].facts.destination is expected


def test_b12_the_named_doctor_of_the_first_stay_is_not_the_second_ones() -> None:
    named = said(K.PHYSICIAN_NAMED, 1, name="Anna Holm", organisation="somebody")
    again = event(K.ADMITTED, hour(51), provider="other-ward", hospital=OTHER_HOSPITAL)
    assert fold(History([*stay(), named, again]), CitizenFacts()).physician is None


@pytest.mark.parametrize("place", [{}, {"provider": "other-ward"}], ids=["same ward", "same house"])
@pytest.mark.parametrize("between", [[], [said(K.EMERGENCY_CALLED, 50)]], ids=["at once", "112"])
def test_r12_1_a_new_stay_in_the_same_house_needs_a_new_name(place: dict[str, str], between: list[EventRecord]) -> None:
    """Egen læge was responsible in between (001-92): whoever answered for the stay before answers for nothing now."""
    told = [said(K.PHYSICIAN_NAMED, 1, name="Anna Holm", organisation=WARD)]
    told.append(said(K.HANDOVER_OFFERED, 2, name="Bo Lind", organisation=WARD))
    again = event(K.ADMITTED, hour(51), **place)
    events = sorted([*stay(), *told, *between, again], key=lambda each: each.occurred_at)
    found = fold(History(events), CitizenFacts())
    assert (found.physician, found.offered_physician) == (None, None)
    named = said(K.PHYSICIAN_NAMED, 52, name="Eva Krogh", organisation=WARD)
    physician = fold(History([*events, named]), CitizenFacts()).physician
    assert physician is not None
    assert physician.name == "Eva Krogh"


SENT_ON = said(K.DEPARTURE_STATED, 71, ended_by="transferred")
RECEIVED = event(K.ADMITTED, hour(73), episode="e2", provider="b", hospital=OTHER_HOSPITAL)


@pytest.mark.parametrize(
    ("row", "later", "when", "expected"),
    [
        ("V4 stated, no receipt", [SENT_ON], 75, "superseded"),
        ("V4 told by the receipt, on the way", [RECEIVED], 72, "superseded"),
        ("V4 received", [RECEIVED], 75, "superseded"),
        ("V4 received and home from there, long", [RECEIVED, event(K.DISCHARGED, hour(99), episode="e2")], 100, ""),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_x1_v4_a_readmission_that_ended_in_a_transfer_revives_nothing(
    row: str, later: list[EventRecord], when: float, expected: str
) -> None:
    assert state([*FIRST, *AGAIN, *later], when) == (expected or "superseded")


def test_x1_v4_received_and_home_within_24_hours_the_old_window_holds() -> None:
    back = event(K.DISCHARGED, hour(80), episode="e2", provider="b", hospital=OTHER_HOSPITAL)
    assert state([*FIRST, *AGAIN, RECEIVED, back], 85) == "running"
