"""What ends a leave, a stay and its close-out where words come late, twice or are taken back (R8, R10; 2i V12)."""

import pytest

from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord, EventSource
from journeys.domain.history.contacts import Leave
from journeys.domain.history.history import History
from journeys.domain.history.words import tells_the_same
from journeys.domain.state.close_out import Condition, ConditionState
from journeys.domain.state.doubts import DoubtKind
from journeys.domain.state.fold import JourneyState, fold
from journeys.domain.state.status import JourneyStatus
from tests.domain.journeys.history.test_told_twice import (
    ENDS,
    PLACE,
    answered,
    at_end,
    by_hand,
    by_message,
    condition,
    kinds,
    state,
)
from tests.factories.events import at, event


def leaves_of(found: JourneyState) -> list[Leave]:
    return [leave for contact in found.contacts for leave in contact.leaves]


@pytest.mark.parametrize("begun", [23.9, 24, 24.1])
@pytest.mark.parametrize("source", [EventSource.FORM, EventSource.MESSAGE])
@pytest.mark.parametrize("earlier", [False, True])
def test_r8_1_a_leave_that_a_visit_cuts_off_is_ended_by_its_word(
    begun: float, source: EventSource, earlier: bool
) -> None:
    there = {"hospital": "b", "provider": "emergency", "episode_ids": ("visit",), "class": "EMER"}
    first = [by_message(K.LEAVE_STARTED, 10, "first"), by_message(K.LEAVE_ENDED, 20, "back")] if earlier else []
    found = state(
        *first,
        event(K.LEAVE_STARTED, 24, ref="stor", source=source, **PLACE),
        by_message(K.ACUTE_ARRIVED, 30, "staa", **there),
        by_message(K.DISCHARGED, 32, "home", **there),
        by_message(K.LEAVE_ENDED, 48, "slor", leave_start=at(begun).isoformat()),
    )
    assert leaves_of(found)[-1] == Leave(at(24), at(48))
    assert (found.status, kinds(found)) == (JourneyStatus.ADMITTED, [])


def test_r8_1_a_leave_that_a_move_cuts_off_is_ended_by_its_word() -> None:
    moved = {**PLACE, "provider": "ward2", "class": "IMP"}
    found = state(
        by_message(K.LEAVE_STARTED, 24, "stor"),
        event(K.ADMITTED, 40, ref="moved", **moved),
        event(K.LEAVE_ENDED, 48, ref="slor", **moved, leave_start=at(24).isoformat()),
    )
    assert leaves_of(found) == [Leave(at(24), at(40)), Leave(at(24), at(48))]
    assert kinds(found) == []


@pytest.mark.parametrize("said", [K.DISCHARGED, K.LEAVE_STARTED])
def test_b13_a_leave_that_a_lost_contact_overtook_ends_no_earlier_than_it_began(said: K) -> None:
    theirs = {"hospital": "b", "provider": "other", "episode_ids": ("theirs",), "class": "IMP"}
    found = state(
        by_message(K.LEAVE_STARTED, 24, "stor"),
        by_message(said, 30, "lost", **theirs, period_start=at(20).isoformat()),
    )
    assert [contact.hospital for contact in found.contacts][1:] == ["b"]
    assert leaves_of(found)[0] == Leave(at(24), at(24))


@pytest.mark.parametrize(
    ("words", "answer", "taken_back"),
    [
        ([by_message(K.DISCHARGED, 48), by_message(K.DISCHARGED, 96, "again")], None, "again"),
        ([by_message(K.DISCHARGED, 48), by_message(K.DISCHARGED, 96, "again")], 48, "again"),
        ([by_message(K.DISCHARGED, 48), by_message(K.DISCHARGED, 96, "again")], 50, "again"),
        ([by_message(K.DISCHARGED, 48), by_message(K.DISCHARGED, 96, "again")], 48, "message"),
        ([by_hand(K.DISCHARGED, 48), by_message(K.DISCHARGED, 96, "again")], None, "again"),
    ],
)
def test_r8_4_what_was_done_stands_when_the_refused_word_is_taken_back(
    words: list[EventRecord], answer: float | None, taken_back: str
) -> None:
    answers = [answered(state(*words).doubts[0], K.DISCHARGED, answer)] if answer else []
    done = [event(K.LETTER_SENT, 99, ref="letter"), event(K.FMK_UPDATED, 99.5, ref="fmk")]
    done.append(event(K.LETTER_ACKNOWLEDGED, 99.8, letter_ref="letter", positive=True))
    an = by_message(K.CANCELLED, 110, "an", voids_ref=taken_back, voids_only=K.DISCHARGED, step="cancels")
    found = state(*words, *answers, *done, an)
    asked = (Condition.DISCHARGED, Condition.LETTER, Condition.FMK)
    assert [condition(found, each) for each in asked] == [ConditionState.MET] * 3


def test_r8_4_a_discharge_that_held_takes_what_was_done_with_it() -> None:
    done = [event(K.LETTER_SENT, 49, ref="letter"), event(K.FMK_UPDATED, 49.5, ref="fmk")]
    an = by_message(K.CANCELLED, 60, "an", voids_ref="message", voids_only=K.DISCHARGED, step="cancels")
    found = state(by_message(K.DISCHARGED, 48), *done, an, by_message(K.DISCHARGED, 70, "later"))
    assert condition(found, Condition.FMK) is ConditionState.OPEN


@pytest.mark.parametrize("kind", [*ENDS, K.LEAVE_STARTED])
@pytest.mark.parametrize("hours", [44.5, 48, 99])
def test_r8_5_a_refused_word_told_a_third_time_does_not_win_over_the_answer(kind: K, hours: float) -> None:
    words = by_message(kind, 48), by_message(kind, 96, "again")
    (doubt,) = state(*words).doubts
    third = by_message(kind, 96, "third", stated_at=at(120))
    found = state(*words, answered(doubt, kind, hours), third)
    began = found.contacts[-1].leaves[-1].start if kind is K.LEAVE_STARTED else at_end(found, kind)
    assert (began, found.doubts) == (at(hours), ())


@pytest.mark.parametrize(("apart", "same"), [(4, True), (4.01, False)])
def test_v12_two_words_of_one_end_lie_at_most_four_hours_apart(apart: float, same: bool) -> None:
    one, other = (event(K.DISCHARGED, hours, **PLACE) for hours in (48, 48 + apart))
    assert tells_the_same(one, other) is same


NEXT = {**PLACE, "class": "IMP"}


@pytest.mark.parametrize(
    ("stay", "ended"),
    [
        ([(K.DISCHARGED, 40, "home"), (K.ADMITTED, 42, "again")], 130),
        ([(K.DISCHARGED, 40, "home"), (K.ADMITTED, 42, "again")], 44),
        ([(K.DISCHARGED, 40, "home")], 44),
        ([(K.DISCHARGED, 40, "home"), (K.ADMITTED, 42, "again"), (K.LEAVE_STARTED, 50, "second")], 55),
    ],
)
@pytest.mark.parametrize("earlier", [False, True])
def test_r10_1_a_leave_that_ended_with_its_stay_is_not_ended_in_another(
    stay: list[tuple[K, float, str]], ended: float, earlier: bool
) -> None:
    first = [by_message(K.LEAVE_STARTED, 10, "first"), by_message(K.LEAVE_ENDED, 20, "back")] if earlier else []
    told = [*first, by_message(K.LEAVE_STARTED, 24, "stor"), *(event(k, at_, ref=ref, **NEXT) for k, at_, ref in stay)]
    slor = by_message(K.LEAVE_ENDED, ended, "slor", leave_start=at(24).isoformat())
    found = state(*told, slor)
    assert leaves_of(found) == leaves_of(state(*told))
    assert (found.status, kinds(found)) == (state(*told).status, [DoubtKind.LATE])


def test_r10_1_nor_in_the_bed_of_the_hospital_that_took_over() -> None:
    there = {"hospital": "b", "house": "b", "provider": "w", "episode_ids": ("b",), "class": "IMP"}
    here = {**NEXT, "house": "a"}
    told = [
        event(K.LEAVE_STARTED, 24, ref="stor", **here),
        event(K.ADMITTED, 30, ref="b", **there),
        event(K.ADMITTED, 50, ref="back", **here),
    ]
    slor = event(K.LEAVE_ENDED, 52, ref="slor", **here, leave_start=at(24).isoformat())
    first = event(K.ADMITTED, 0, ref="in", **here)
    assert leaves_of(fold(History([first, *told, slor]), CitizenFacts())) == [Leave(at(24), at(30))]


@pytest.mark.parametrize("again", [48, 47.9, 40])
def test_r10_3_a_discharge_told_again_after_its_cancellation_meets_its_condition(again: float) -> None:
    an = by_message(K.CANCELLED, 60, "an", voids_ref="message", voids_only=K.DISCHARGED, step="cancels")
    found = state(
        by_message(K.DISCHARGED, 48),
        event(K.FMK_UPDATED, 49.5, ref="before"),
        an,
        by_message(K.DISCHARGED, again, "second", stated_at=at(61)),
        event(K.LETTER_SENT, 62, ref="letter"),
        event(K.LETTER_ACKNOWLEDGED, 62.5, letter_ref="letter", positive=True),
    )
    assert condition(found, Condition.DISCHARGED) is ConditionState.MET
    assert condition(found, Condition.LETTER) is ConditionState.MET
    assert condition(found, Condition.FMK) is ConditionState.OPEN


def test_r10_4_a_clock_that_is_wrong_makes_the_cancelled_discharge_no_other() -> None:
    an = by_message(K.CANCELLED, 60, "an", voids_ref="message", voids_only=K.DISCHARGED, step="cancels")
    found = state(
        by_message(K.DISCHARGED, 48, stated_at=at(62)),
        event(K.FMK_UPDATED, 49.5, ref="fmk"),
        an,
        by_message(K.DISCHARGED, 70, "second"),
    )
    assert condition(found, Condition.FMK) is ConditionState.OPEN


def test_r10_5_a_later_leave_is_not_the_one_that_a_move_cut_off() -> None:
    found = state(
        by_message(K.LEAVE_STARTED, 24, "stor"),
        event(K.ADMITTED, 40, ref="moved", **{**NEXT, "provider": "ward2"}),
        by_message(K.LEAVE_ENDED, 80, "slor", leave_start=at(70).isoformat()),
    )
    assert leaves_of(found) == [Leave(at(24), at(40)), Leave(at(70), at(80))]


HERE = {**NEXT, "house": "a"}
WARD2 = {**HERE, "provider": "ward2"}
THERE = {"hospital": "b", "house": "b", "provider": "w", "episode_ids": ("b",), "class": "IMP"}
VISIT = {**THERE, "episode_ids": ("visit",), "class": "EMER"}
AT_B = event(K.ACUTE_ARRIVED, 30, ref="visit", **VISIT)


@pytest.mark.parametrize(
    "ended",
    [
        [AT_B, event(K.ADMITTED, 34, ref="b", **THERE)],
        [AT_B, event(K.DISCHARGED, 31, ref="home", **HERE), event(K.DISCHARGED, 33, ref="left", **VISIT)],
        [AT_B],
        [AT_B, event(K.DISCHARGED, 33, ref="left", **VISIT, stay_over=True)],
        [event(K.DISCHARGED, 40, ref="lost", **THERE, period_start=at(30).isoformat())],
        [event(K.ADMITTED, 30, ref="moved", **WARD2), event(K.DISCHARGED, 40, ref="home", **WARD2)],
        [event(K.ADMITTED, 30, ref="moved", **WARD2), event(K.ADMITTED, 40, ref="b", **THERE)],
    ],
)
@pytest.mark.parametrize("lost", [False, True])
def test_r11_1_a_leave_of_an_ended_stay_is_ended_in_no_other_however_it_was_cut_off(
    ended: list[EventRecord], lost: bool
) -> None:
    first = [event(K.ADMITTED, 0, ref="in", **HERE)]
    left = [] if lost else [event(K.LEAVE_STARTED, 24, ref="stor", **HERE)]
    told = [*first, *left, *ended, event(K.ADMITTED, 50, ref="again", **HERE)]
    slor = event(K.LEAVE_ENDED, 52, ref="slor", **HERE, leave_start=at(24).isoformat())
    before, after = (fold(History(events), CitizenFacts()) for events in (told, [*told, slor]))
    assert leaves_of(after) == leaves_of(before)
    assert kinds(after) == [*kinds(before), DoubtKind.LATE]


def test_r11_1_nor_taken_for_a_second_word_of_a_leave_in_the_new_stay() -> None:
    stays = [event(K.DISCHARGED, 40, ref="home", **NEXT), event(K.ADMITTED, 50, ref="again", **NEXT)]
    second = [
        by_message(K.LEAVE_STARTED, 60, "stor2"),
        by_message(K.LEAVE_ENDED, 70, "slor2", leave_start=at(60).isoformat()),
    ]
    slor = by_message(K.LEAVE_ENDED, 72, "slor", leave_start=at(24).isoformat())
    assert kinds(state(by_message(K.LEAVE_STARTED, 24, "stor"), *stays, *second, slor)) == [DoubtKind.LATE]


def test_r11_2_a_leave_over_a_move_and_a_visit_elsewhere_is_one() -> None:
    told = [
        event(K.ADMITTED, 0, ref="in", **HERE),
        event(K.LEAVE_STARTED, 24, ref="stor", **HERE),
        event(K.ADMITTED, 30, ref="moved", **WARD2),
        event(K.ACUTE_ARRIVED, 40, ref="visit", **VISIT),
        event(K.DISCHARGED, 43, ref="left", **VISIT),
        event(K.LEAVE_ENDED, 52, ref="slor", **WARD2, leave_start=at(24).isoformat()),
    ]
    found = fold(History(told), CitizenFacts())
    assert leaves_of(found)[-1] == Leave(at(24), at(52))
    assert kinds(found) == []


def test_a_leave_whose_start_was_typed_too_late_leaves_the_next_one_alone() -> None:
    found = state(
        by_message(K.LEAVE_ENDED, 20, "slor", leave_start=at(30).isoformat()),
        by_message(K.LEAVE_STARTED, 25, "stor2"),
        by_message(K.LEAVE_ENDED, 40, "slor2", leave_start=at(25).isoformat()),
    )
    assert leaves_of(found)[-1] == Leave(at(25), at(40))
    assert found.status is JourneyStatus.ADMITTED


def test_v12_a_second_end_at_the_hospital_that_moved_the_citizen_within_is_the_same_end() -> None:
    moved = by_message(K.ADMITTED, 40, "moved", provider="ward2", **{"class": "IMP"})
    found = state(moved, by_message(K.DISCHARGED, 48), by_message(K.DISCHARGED, 50, "again"))
    assert (found.contacts[-1].end, len(found.contacts)) == (at(48), 2)
    assert kinds(found) == [DoubtKind.TWICE]


def test_a_leave_told_of_after_the_discharge_opens_a_contact_no_earlier_than_itself() -> None:
    late = by_message(K.LEAVE_STARTED, 50, "stor", period_start=at(0).isoformat(), stated_at=at(50))
    found = state(by_message(K.DISCHARGED, 48), late)
    assert [(contact.start, contact.end) for contact in found.contacts] == [(at(0), at(48)), (at(50), None)]
