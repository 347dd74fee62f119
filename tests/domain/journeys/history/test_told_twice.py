"""A discharge or a death told by hand and then by message, without a reference, is one (R2b-18; RULES 2i V12).

One end of the contact, one letter, one way it went; and who takes the message back, takes back both.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import permutations
from typing import Any

import pytest

from discharge.extended_responsibility.rules.discharges import plans_of
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord, EventSource
from journeys.domain.history.contacts import Leave
from journeys.domain.history.departures import EndedBy, last_departure
from journeys.domain.history.grouping import histories_of
from journeys.domain.history.history import History
from journeys.domain.state.close_out import Condition, ConditionState
from journeys.domain.state.doubts import Doubt, DoubtKind
from journeys.domain.state.fold import JourneyState, fold
from journeys.domain.state.letters import letters_of
from journeys.domain.state.status import JourneyStatus
from tests.factories.events import at, event

PLACE = {"provider": "ward", "hospital": "a", "episode_ids": ("e",)}
IN = event(K.ADMITTED, 0, ref="in", **PLACE, **{"class": "IMP"})
SENT = [
    event(K.LETTER_SENT, 48.1, ref="letter"),
    event(K.LETTER_ACKNOWLEDGED, 48.15, letter_ref="letter", positive=True),
]
ENDS = (K.DISCHARGED, K.DIED)
Teller = Callable[..., EventRecord]
AS_WAS_LEFT = {K.DISCHARGED: JourneyStatus.DISCHARGED, K.DIED: JourneyStatus.DECEASED}


def by_hand(kind: K, hours: float = 48, ref: str = "hand", **said: object) -> EventRecord:
    return event(kind, hours, ref=ref, source=EventSource.FORM, **PLACE, **said)


def by_message(kind: K, hours: float = 48.2, ref: str = "message", **more: object) -> EventRecord:
    return event(kind, hours, ref=ref, **{**PLACE, **more})


def state(*events: EventRecord) -> JourneyState:
    return fold(History([IN, *events]), CitizenFacts())


def letters(*events: EventRecord) -> list[str]:
    return [letter.discharge_ref for letter in letters_of(History([IN, *events]))]


def condition(found: JourneyState, condition: Condition) -> ConditionState:
    return next(each.state for each in found.close_out if each.condition is condition)


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("message_at", [47.8, 48, 48.2])
def test_r2b_18_told_by_hand_and_by_message_is_one_end_and_one_letter(kind: K, message_at: float) -> None:
    events = by_hand(kind), by_message(kind, message_at)
    found = state(*events)
    assert len(letters(*events)) == 1
    assert found.contacts[-1].end == at(min(48, message_at))
    assert found.contacts[-1].end == (found.deceased_at if kind is K.DIED else found.discharged_at)


@pytest.mark.parametrize("kind", ENDS)
def test_r2b_18_a_letter_sent_between_the_two_words_is_the_letter(kind: K) -> None:
    found = state(by_hand(kind), *SENT, by_message(kind))
    assert condition(found, Condition.LETTER) is ConditionState.MET


@pytest.mark.parametrize("hand_at", [47.8, 48.4])
def test_r2b_18_how_it_went_is_what_a_person_said_in_either_order(hand_at: float) -> None:
    events = by_hand(K.DISCHARGED, hand_at, ended_by="transferred"), by_message(K.DISCHARGED)
    found = state(*events)
    assert found.ended_by is EndedBy.TRANSFERRED
    assert letters(*events) == []
    assert condition(found, Condition.ENROLLED) is ConditionState.NOT_NEEDED


def test_r2b_18_a_later_statement_overrules_the_entry_that_was_told_again() -> None:
    said = event(K.DEPARTURE_STATED, 49, ended_by="discharged")
    events = [IN, by_message(K.DISCHARGED, 47.9), by_hand(K.DISCHARGED, ended_by="transferred"), said]
    departure = last_departure(History(events))
    assert departure is not None
    assert departure.ended_by is EndedBy.DISCHARGED


@pytest.mark.parametrize("kind", ENDS)
def test_r2b_18_a_message_that_is_cancelled_takes_the_entry_with_it(kind: K) -> None:
    events = by_hand(kind), by_message(kind), event(K.CANCELLED, 50, ref="an", voids_ref="message")
    found = state(*events)
    assert found.status is JourneyStatus.ADMITTED
    assert letters(*events) == []
    assert condition(found, Condition.DISCHARGED) is ConditionState.OPEN


@pytest.mark.parametrize("kind", ENDS)
def test_r2b_18_an_entry_that_is_taken_back_leaves_the_message(kind: K) -> None:
    found = state(by_hand(kind), by_message(kind), event(K.CANCELLED, 50, ref="an", voids_ref="hand"))
    assert found.status is AS_WAS_LEFT[kind]
    assert found.contacts[-1].end == at(48.2)


def test_r2b_18_what_was_done_for_the_discharge_counts_when_only_its_entry_is_taken_back() -> None:
    done = event(K.FMK_UPDATED, 49, ref="fmk")
    back = event(K.CANCELLED, 50, ref="an", voids_ref="hand")
    assert condition(state(by_hand(K.DISCHARGED), by_message(K.DISCHARGED), done, back), Condition.FMK) is (
        ConditionState.MET
    )


@pytest.mark.parametrize("kind", ENDS)
def test_r2b_18_what_is_entered_after_the_cancellation_stands(kind: K) -> None:
    back = event(K.CANCELLED, 47.9, ref="an", voids_ref="message")
    found = state(by_message(kind, 47.8), back, by_hand(kind))
    assert found.status is AS_WAS_LEFT[kind]


@pytest.mark.parametrize("corrected_to", [24, 47, 49, 72])
def test_r2b_18_a_correction_of_the_message_corrects_both(corrected_to: float) -> None:
    entry = by_hand(K.DISCHARGED, ended_by="left_against_advice", medically_ready=False)
    correction = event(K.DISCHARGED, corrected_to, ref="re", voids_ref="message", stated_at=at(80), **PLACE)
    events = entry, by_message(K.DISCHARGED), correction
    found = state(*events)
    departure = last_departure(History([IN, *events]))
    assert found.contacts[-1].end == at(corrected_to)
    assert letters(*events) == ["re"]
    assert departure is not None
    assert (departure.ended_by, departure.medically_ready) == (EndedBy.LEFT_AGAINST_ADVICE, False)


def test_r2b_18_two_stays_in_four_hours_are_two_discharges() -> None:
    again = event(K.ADMITTED, 49, ref="again", **PLACE, **{"class": "IMP"})
    events = [IN, by_hand(K.DISCHARGED), again, by_message(K.DISCHARGED, 51)]
    assert [each.ref for each in History(events).discharges] == ["hand", "message"]
    back = event(K.CANCELLED, 52, ref="an", voids_ref="message")
    assert [each.ref for each in History([*events, back]).discharges] == ["hand"]


def test_r2b_18_another_hospitals_word_is_not_the_same_discharge() -> None:
    other = by_message(K.DISCHARGED, provider="x", hospital="b", house="b")
    assert state(by_hand(K.DISCHARGED), other, event(K.CANCELLED, 50, ref="an", voids_ref="message")).status is (
        JourneyStatus.DISCHARGED
    )


@pytest.mark.parametrize("kind", [K.ADMITTED, K.LEAVE_STARTED])
def test_r2b_18_an_arrival_or_leave_told_twice_is_taken_back_once(kind: K) -> None:
    before = [] if kind is K.ADMITTED else [IN]
    events = [*before, by_hand(kind), by_message(kind), event(K.CANCELLED, 50, ref="an", voids_ref="message")]
    found = fold(History(events), CitizenFacts())
    assert found.status is (JourneyStatus.CANCELLED if kind is K.ADMITTED else JourneyStatus.ADMITTED)


def _windows(events: Sequence[EventRecord]) -> list[tuple[str, bool]]:
    return [(plan.key, plan.adjustments.voided) for plan in plans_of(*histories_of(events))]


def test_r2b_18_one_window_whatever_is_taken_back() -> None:
    told = [IN, by_hand(K.DISCHARGED), by_message(K.DISCHARGED)]
    back = event(K.CANCELLED, 50, ref="an", voids_ref="message", episode_ids=("e",))
    correction = event(K.DISCHARGED, 47, ref="re", voids_ref="message", stated_at=at(80), **PLACE)
    assert _windows(told) == [("hand", False)]
    assert _windows([*told, back]) == [("hand", True)]
    assert _windows([*told, correction]) == [("message", False)]


def test_r2b_18_any_order_of_arrival_gives_the_same_state() -> None:
    events = [IN, by_hand(K.DISCHARGED, ended_by="transferred"), by_message(K.DISCHARGED), *SENT[:1]]
    assert len({repr(fold(History(order), CitizenFacts())) for order in permutations(events)}) == 1


def kinds(found: JourneyState) -> list[DoubtKind]:
    return [doubt.kind for doubt in found.doubts]


def at_end(found: JourneyState, kind: K) -> datetime | None:
    return found.deceased_at if kind is K.DIED else found.contacts[-1].end


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (by_hand, by_message),
        (by_message, by_hand),
        (by_message, partial(by_message, ref="again")),
    ],
    ids=["hand, message", "message, hand", "two messages"],
)
def test_r5_2_two_times_days_apart_are_asked_about_whoever_told_them(kind: K, first: Teller, second: Teller) -> None:
    found = state(first(kind, 48), second(kind, 96))
    assert (at_end(found, kind), kinds(found)) == (at(48), [DoubtKind.TWICE])
    assert len(letters(first(kind, 48), second(kind, 96))) == 1


@pytest.mark.parametrize("by", [by_hand, by_message])
def test_r5_1_a_leave_ended_twice_is_one_leave_and_asked_about(by: Teller) -> None:
    began = by_message(K.LEAVE_STARTED, 24, "stor")
    again = by_message(K.LEAVE_ENDED, 120, "slor2", leave_start=at(24).isoformat())
    found = state(began, by(K.LEAVE_ENDED, 48, "slor"), again)
    assert [(leave.start, leave.end) for leave in found.contacts[-1].leaves] == [(at(24), at(48))]
    assert kinds(found) == [DoubtKind.TWICE]
    later = by_message(K.LEAVE_ENDED, 120, "slor2", leave_start=at(100).isoformat())
    assert len(state(began, by(K.LEAVE_ENDED, 48, "slor"), later).contacts[-1].leaves) == 2


@pytest.mark.parametrize("by", [by_hand, by_message])
def test_r5_3_another_hospitals_end_after_the_holders_is_a_question_and_no_letter(by: Teller) -> None:
    own = by(K.DISCHARGED, 48, house="a")
    theirs = by_message(K.DISCHARGED, 48.2, "theirs", hospital="b", house="b")
    found = state(own, theirs)
    assert (found.contacts[-1].end, kinds(found)) == (at(48), [DoubtKind.OTHER_HOUSE])
    assert len(letters(own, theirs)) == 1


def answered(doubt: Doubt, kind: K, hours: float) -> EventRecord:
    """ "Ret": what the ward says instead of all the words."""
    return by_hand(kind, hours, "answer", settles=doubt.ref, instead_of=list(doubt.instead_of))


@pytest.mark.parametrize("kind", [*ENDS, K.LEAVE_STARTED])
@pytest.mark.parametrize("hours", [40, 72, 96, 100])
def test_r5_4_the_time_that_the_ward_answers_holds_over_both_words(kind: K, hours: float) -> None:
    words = by_message(kind, 48), by_message(kind, 96, "again")
    (doubt,) = state(*words).doubts
    found = state(*words, answered(doubt, kind, hours))
    began = found.contacts[-1].leaves[-1].start if kind is K.LEAVE_STARTED else at_end(found, kind)
    assert (began, found.doubts) == (at(hours), ())


def test_r5_5_what_the_ward_said_outlives_another_hospitals_cancellation_of_its_own_word() -> None:
    theirs = by_message(K.DISCHARGED, 48, "theirs", hospital="b", house="b")
    own = by_hand(K.DISCHARGED, 49, "answer", voids_ref="theirs", settles="theirs")
    withdrawn = by_message(K.CANCELLED, 50, "an", hospital="b", house="b", voids_ref="theirs", voids_only=K.DISCHARGED)
    assert state(own, theirs, withdrawn).contacts[-1].end == at(49)


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("taken_back", ["message", "again"])
def test_r7_1_the_answer_outlives_the_word_that_the_hospital_takes_back(kind: K, taken_back: str) -> None:
    words = by_message(kind, 48), by_message(kind, 96, "again")
    (doubt,) = state(*words).doubts
    withdrawn = by_message(K.CANCELLED, 110, "an", voids_ref=taken_back, voids_only=kind, step="cancels")
    found = state(*words, answered(doubt, kind, 100), withdrawn)
    assert (at_end(found, kind), found.doubts) == (at(100), ())


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("message_at", [47.8, 48.2])
def test_r7_2_the_answer_holds_over_a_word_told_by_hand_and_by_message(kind: K, message_at: float) -> None:
    words = by_hand(kind, 48), by_message(kind, message_at), by_message(kind, 96, "again")
    (doubt,) = state(*words).doubts
    found = state(*words, answered(doubt, kind, 100))
    assert (at_end(found, kind), found.doubts) == (at(100), ())


def test_r7_2_an_answer_that_is_taken_back_leaves_the_words_as_they_were() -> None:
    words = by_message(K.DISCHARGED, 48), by_message(K.DISCHARGED, 96, "again")
    (doubt,) = state(*words).doubts
    undone = event(K.CANCELLED, 101, ref="undo", voids_ref="answer")
    found = state(*words, answered(doubt, K.DISCHARGED, 100), undone)
    assert (at_end(found, K.DISCHARGED), kinds(found)) == (at(48), [DoubtKind.TWICE])


def test_r7_3_a_leave_ended_twice_with_a_visit_elsewhere_between_is_asked_about() -> None:
    there = {"hospital": "b", "provider": "emergency", "episode_ids": ("visit",), "class": "EMER"}
    found = state(
        by_message(K.LEAVE_STARTED, 24, "stor"),
        by_message(K.LEAVE_ENDED, 48, "slor"),
        by_message(K.ACUTE_ARRIVED, 50, "staa", **there),
        by_message(K.DISCHARGED, 52, "home", **there),
        by_message(K.LEAVE_ENDED, 60, "slor2", leave_start=at(24).isoformat()),
    )
    assert [leave for contact in found.contacts for leave in contact.leaves] == [Leave(at(24), at(48))]
    assert kinds(found) == [DoubtKind.TWICE]


def test_r7_4_the_end_of_the_first_leave_told_again_leaves_the_second_open() -> None:
    found = state(
        by_message(K.LEAVE_STARTED, 24, "stor"),
        by_message(K.LEAVE_ENDED, 48, "slor"),
        by_message(K.LEAVE_STARTED, 55, "stor2"),
        by_message(K.LEAVE_ENDED, 60, "slor2", leave_start=at(24).isoformat()),
    )
    assert list(found.contacts[-1].leaves) == [Leave(at(24), at(48)), Leave(at(55))]


@pytest.mark.parametrize("more", [{"episode_ids": ("other",)}, {"class": "EMER"}])
@pytest.mark.parametrize(("hours", "doubts"), [(48.2, []), (96, [DoubtKind.TWICE])])
def test_r7_6_a_hospitals_message_of_another_episode_is_no_second_letter(
    more: dict[str, Any], hours: float, doubts: list[DoubtKind]
) -> None:
    words = by_hand(K.DISCHARGED), by_message(K.DISCHARGED, hours, period_start=at(0).isoformat(), **more)
    assert (len(letters(*words)), kinds(state(*words))) == (1, doubts)
