"""What a cancellation or correction reaches, and what is asked when it reaches nothing (RULES 2i V12 to V14)."""

from dataclasses import replace
from datetime import datetime
from itertools import permutations

import pytest

from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord, EventSource
from journeys.domain.history.chains import ChainLink, ChainStep
from journeys.domain.history.grouping import journeys_of
from journeys.domain.history.history import History
from journeys.domain.history.voiding import Voiding
from journeys.domain.state.doubts import DoubtKind
from journeys.domain.state.fold import JourneyState, fold
from journeys.domain.state.status import JourneyStatus as S
from tests.factories.events import at, event

E = ("local:a",)
H = {"provider": "w", "hospital": "h"}


def link(
    ref: str, kind: K, hours: float, step: ChainStep = ChainStep.GOES_ON, previous: str | None = None
) -> ChainLink:
    return ChainLink(ref, kind, step, at(hours), previous)


def told(kind: K, hours: float, ref: str, *chain: ChainLink, **values: object) -> EventRecord:
    """A message of one episode of one hospital."""
    return event(kind, hours, ref=ref, chain=chain, episode_ids=E, **{**H, **values})


STIN = link("stin", K.ADMITTED, 0)
RE = link("re", K.ADMITTED, 1, ChainStep.CORRECTS, "stin")
SLHJ = link("slhj", K.DISCHARGED, 48, previous="stin")
ADMITTED = told(K.ADMITTED, 0, "stin")
DISCHARGED = told(K.DISCHARGED, 48, "slhj", STIN, **{"class": "IMP", "period_start": at(0).isoformat()})


def cancelled(ref: str, hours: float, only: K, target: str, *chain: ChainLink, **values: object) -> EventRecord:
    return told(K.CANCELLED, hours, ref, *chain, voids_ref=target, voids_only=only, step="cancels", **values)


def state_of(*events: EventRecord) -> JourneyState:
    (journey,) = journeys_of(events)
    return fold(journey, CitizenFacts())


def kinds(state: JourneyState) -> list[DoubtKind]:
    return [doubt.kind for doubt in state.doubts]


def test_m02a_a_cancellation_reaches_the_admission_over_a_correction_that_was_lost() -> None:
    an = cancelled("an", 3, K.ADMITTED, "re", STIN, RE)
    for events in permutations((ADMITTED, an)):
        state = state_of(*events)
        assert (state.status, state.doubts) == (S.CANCELLED, ())


def test_m02_a_lost_cancellation_still_cancels() -> None:
    an_stor = link("an-stor", K.LEAVE_STARTED, 6, ChainStep.CANCELS, "stor")
    stor = told(K.LEAVE_STARTED, 5, "stor", STIN)
    slhj = told(K.DISCHARGED, 48, "slhj", STIN, link("stor", K.LEAVE_STARTED, 5, previous="stin"), an_stor)
    assert "stor" in History([ADMITTED, stor, slhj]).voided


def test_m02_a_lost_correction_alone_takes_nothing_away() -> None:
    slhj = told(K.DISCHARGED, 48, "slhj", STIN, RE)
    assert History([ADMITTED, slhj]).voided == frozenset()


@pytest.mark.parametrize(
    ("chain", "payload", "status"),
    [
        ((STIN, SLHJ), {"period_start": at(0).isoformat(), "class": "IMP"}, S.ADMITTED),
        ((link("staa", K.ACUTE_ARRIVED, 0), SLHJ), {"period_start": at(0).isoformat(), "class": "EMER"},
         S.ACUTE_AMBULATORY),
        ((STIN, link("stor", K.LEAVE_STARTED, 4, previous="stin"), SLHJ),
         {"period_start": at(0).isoformat(), "leave_start": at(4).isoformat(), "class": "IMP"}, S.ON_LEAVE),
    ],
    ids=["admitted", "acute", "on leave"],
)  # fmt: skip
def test_m02_a_cancellation_of_a_lost_message_tells_what_stood_before_it(
    chain: tuple[ChainLink, ...], payload: dict[str, str], status: S
) -> None:
    state = state_of(cancelled("an", 50, K.DISCHARGED, "slhj", *chain, **payload))
    assert state.status is status
    assert kinds(state) == [DoubtKind.UNLINKED]


def test_m02_what_names_nothing_we_have_is_asked_about_and_changes_nothing() -> None:
    stranger = cancelled("an", 3, K.ADMITTED, "nothing")
    state = state_of(ADMITTED, stranger)
    assert state.status is S.ADMITTED
    (doubt,) = state.doubts
    assert (doubt.kind, doubt.about, doubt.cancels, doubt.target) == (DoubtKind.UNLINKED, K.ADMITTED, True, "stin")
    assert (doubt.at, doubt.ward) == (at(3), "w")
    stored = doubt.as_json()
    assert (stored["ref"], stored["target"], stored["about"]) == ("an", "stin", "admitted")


def test_m02_what_names_a_cancellation_of_nothing_we_have_is_asked_about() -> None:
    stranger = cancelled("an", 3, K.DISCHARGED, "nothing")
    state = state_of(ADMITTED, stranger, cancelled("an2", 4, K.ADMITTED, "an"))
    assert (state.status, set(kinds(state))) == (S.ADMITTED, {DoubtKind.UNLINKED})


def test_m02_a_leave_falls_with_an_admission_that_was_lost_and_cancelled() -> None:
    stor = told(K.LEAVE_STARTED, 5, "stor", STIN)
    assert "stor" in History([stor, cancelled("an", 6, K.ADMITTED, "stin", STIN)]).voided


def test_m02_a_cancellation_reaches_the_admission_over_a_death_that_was_cancelled_by_telling_it_again() -> None:
    mors = told(K.DIED, 5, "mors", STIN)
    alive = told(K.ADMITTED, 0, "alive", STIN, voids_ref="mors", voids_only=K.DIED, stated_at=at(6))
    an = cancelled("an", 7, K.ADMITTED, "alive", STIN)
    assert state_of(ADMITTED, mors, alive).status is S.ADMITTED
    assert state_of(ADMITTED, mors, alive, an).status is S.CANCELLED


def test_m02_the_question_goes_when_what_was_named_arrives() -> None:
    an = cancelled("an", 3, K.ADMITTED, "stin", STIN)
    assert kinds(state_of(an)) == [DoubtKind.UNLINKED]
    assert state_of(an, ADMITTED).doubts == ()


def test_m02_a_discharge_entered_by_hand_is_not_cancelled_by_the_message_that_was_missing() -> None:
    by_hand = event(K.DISCHARGED, 47, ref="hand", source=EventSource.FORM, anchor=ADMITTED.uuid, **H)
    an = cancelled("an", 50, K.DISCHARGED, "slhj", STIN, SLHJ)
    state = state_of(ADMITTED, by_hand, an)
    assert (state.status, kinds(state)) == (S.DISCHARGED, [DoubtKind.UNLINKED])
    assert state.doubts[0].target == "hand"


@pytest.mark.parametrize("settling", [K.DOUBT_SETTLED, K.CANCELLED])
def test_m02_a_word_of_the_ward_settles_it(settling: K) -> None:
    stranger = cancelled("an", 3, K.ADMITTED, "nothing")
    word = event(settling, 4, ref="word", source=EventSource.FORM, anchor=ADMITTED.uuid, settles="an")
    assert state_of(ADMITTED, stranger, word).doubts == ()
    back = event(K.CANCELLED, 5, ref="back", source=EventSource.FORM, anchor=ADMITTED.uuid, voids_ref="word")
    assert kinds(state_of(ADMITTED, stranger, word, back)) == [DoubtKind.UNLINKED]


# --- The kind of the target (V13) ---------------------------------------------------------------------------------


@pytest.mark.parametrize("only", [K.DISCHARGED, K.LEAVE_STARTED, K.LEAVE_ENDED, K.ACUTE_ARRIVED, K.DIED])
def test_m06_v13_a_cancellation_of_x_leaves_everything_else_alone(only: K) -> None:
    an = cancelled("an", 3, only, "stin", STIN)
    state = state_of(ADMITTED, an)
    assert (state.status, kinds(state)) == (S.ADMITTED, [DoubtKind.UNLINKED])


def test_m06_v13_a_correction_of_another_kind_voids_nothing() -> None:
    re = told(K.DISCHARGED, 48, "re", STIN, voids_ref="stin", voids_only=K.DISCHARGED, step="corrects")
    assert History([ADMITTED, re]).voided == frozenset()


def test_m06_v13_a_lost_link_of_another_kind_is_not_reached_either() -> None:
    an = cancelled("an", 50, K.ADMITTED, "slhj", STIN, SLHJ)
    state = state_of(ADMITTED, an)
    assert (state.status, kinds(state)) == (S.ADMITTED, [DoubtKind.UNLINKED])


def test_d14_another_house_voids_nothing() -> None:
    ours = replace(ADMITTED, payload={**H, "house": "h"})
    theirs = cancelled("an", 3, K.ADMITTED, "stin", STIN, house="other")
    for events in permutations((ours, theirs)):
        state = state_of(*events)
        assert (state.status, kinds(state)) == (S.ADMITTED, [DoubtKind.UNLINKED])
    same = cancelled("an", 3, K.ADMITTED, "stin", STIN, house="h")
    assert state_of(ours, same).status is S.CANCELLED


def test_b02_leave_and_discharge_fall_with_an_admission_that_never_was() -> None:
    stor = told(K.LEAVE_STARTED, 5, "stor", STIN)
    an = cancelled("an", 9, K.ADMITTED, "stin", STIN)
    assert state_of(ADMITTED, stor, an).status is S.CANCELLED
    death = told(K.DIED, 6, "mors", STIN)
    assert state_of(ADMITTED, death, an).status is S.DECEASED


# --- Whose contact it is (V12) ------------------------------------------------------------------------------------


def other(kind: K, hours: float, ref: str, *chain: ChainLink, **values: object) -> EventRecord:
    """A message of another episode at another hospital."""
    place = {"provider": "w9", "hospital": "h9"}
    return event(kind, hours, ref=ref, chain=chain, episode_ids=("local:b",), **{**place, **values})


def test_m05a_a_late_discharge_of_the_first_hospital_is_history() -> None:
    there = other(K.ADMITTED, 24, "b")
    state = state_of(ADMITTED, there, replace(DISCHARGED, occurred_at=at(24.5)))
    assert (state.status, state.hospital) == (S.ADMITTED, "h9")
    assert kinds(state) == [DoubtKind.LATE]


@pytest.mark.parametrize("kind", [K.LEAVE_STARTED, K.LEAVE_ENDED])
def test_m05_a_late_leave_of_the_first_hospital_is_history_too(kind: K) -> None:
    state = state_of(ADMITTED, other(K.ADMITTED, 24, "b"), told(kind, 30, "late", STIN, period_start=at(0).isoformat()))
    assert (state.status, kinds(state)) == (S.ADMITTED, [DoubtKind.LATE])


@pytest.mark.parametrize("chained", [True, False])
def test_m05b_an_emergency_discharge_never_ends_an_inpatient_contact(chained: bool) -> None:
    staa = told(K.ACUTE_ARRIVED, 0, "staa", **{"class": "EMER"})
    stin = told(K.ADMITTED, 2, "stin", *([link("staa", K.ACUTE_ARRIVED, 0)] if chained else []))
    chain = [link("staa", K.ACUTE_ARRIVED, 0), link("stin", K.ADMITTED, 2, previous="staa")] if chained else []
    slhj = told(K.DISCHARGED, 3, "slhj", *chain, **{"class": "EMER", "period_start": at(0).isoformat()})
    state = state_of(staa, stin, slhj)
    assert (state.status, kinds(state)) == (S.ADMITTED, [DoubtKind.LATE])


def test_m05_a_discharge_whose_own_admission_was_lost_ends_that_one() -> None:
    lost = other(
        K.DISCHARGED, 40, "d", link("x", K.ADMITTED, 30), **{"class": "IMP", "period_start": at(30).isoformat()}
    )
    state = state_of(ADMITTED, lost)
    assert (state.status, state.doubts) == (S.DISCHARGED, ())


def test_v12_after_an_acute_visit_during_a_leave_the_leave_goes_on() -> None:
    stor = told(K.LEAVE_STARTED, 10, "stor", STIN, **{"class": "IMP"})
    visit = other(K.ACUTE_ARRIVED, 12, "staa", **{"class": "EMER"})
    home = other(
        K.DISCHARGED,
        15,
        "out",
        link("staa", K.ACUTE_ARRIVED, 12),
        **{"class": "EMER", "period_start": at(12).isoformat()},
    )
    state = state_of(ADMITTED, stor, visit, home)
    assert (state.status, state.on_leave_since, state.hospital) == (S.ON_LEAVE, at(10), "h")


# --- Times (M07, B13) ---------------------------------------------------------------------------------------------


def test_m07a_within_one_chain_a_message_never_comes_before_the_one_it_names() -> None:
    staa = told(K.ACUTE_ARRIVED, 4, "staa", **{"class": "EMER"})
    early = told(K.DISCHARGED, 3, "slhj", link("staa", K.ACUTE_ARRIVED, 4), **{"class": "EMER"})
    for events in permutations((staa, early)):
        state = state_of(*events)
        assert (state.status, kinds(state), state.discharged_at) == (S.DISCHARGED, [DoubtKind.TIME], at(4))


def test_b13_a_death_told_before_its_admission_is_taken_and_asked_about() -> None:
    death = told(K.DIED, -3, "mors", STIN)
    for events in permutations((ADMITTED, death)):
        state = state_of(*events)
        assert (state.status, state.deceased_at, kinds(state)) == (S.DECEASED, at(-3), [DoubtKind.TIME])


def test_m07_an_uncertain_time_is_asked_of_who_told_it() -> None:
    state = state_of(replace(ADMITTED, payload={**H, "time_uncertain": ["period_start"]}))
    assert (state.status, kinds(state), state.doubts[0].target) == (S.ADMITTED, [DoubtKind.TIME], "stin")


def test_m07_messages_of_the_same_minute_keep_the_order_of_their_chain() -> None:
    slor = told(K.LEAVE_ENDED, 5, "slor", STIN, link("stor", K.LEAVE_STARTED, 5, previous="stin"))
    again = told(K.LEAVE_STARTED, 5, "stor2", *slor.chain, link("slor", K.LEAVE_ENDED, 5, previous="stor"))
    stor = told(K.LEAVE_STARTED, 5, "stor", STIN)
    for events in permutations((ADMITTED, stor, slor, again)):
        assert [each.ref for each in History(events).ordered] == ["stin", "stor", "slor", "stor2"]
        assert state_of(*events).status is S.ON_LEAVE


# --- Another citizen's chain (V14) --------------------------------------------------------------------------------


def test_v14_a_message_of_another_citizens_chain_moves_no_stay() -> None:
    foreign = other(
        K.DISCHARGED, 40, "d", link("x", K.ADMITTED, 30), **{"class": "IMP", "period_start": at(30).isoformat()}
    )
    mark = event(
        K.OTHER_CITIZEN_NAMED, 40, ref="d!1", anchor=foreign.uuid, message="d", here="d", about="discharged", **H
    )
    state = state_of(ADMITTED, foreign, mark)
    assert (state.status, kinds(state)) == (S.ADMITTED, [DoubtKind.OTHER_CITIZEN])
    word = event(K.DOUBT_SETTLED, 41, ref="w", source=EventSource.FORM, anchor=foreign.uuid, settles="d!1")
    assert state_of(ADMITTED, foreign, mark, word).status is S.DISCHARGED
    assert "d" not in {each.ref for each in History([ADMITTED, foreign, mark]).counting}


def test_a_link_is_kept_as_json() -> None:
    assert ChainLink.from_json(RE.as_json()) == RE
    assert isinstance(ChainLink.from_json(RE.as_json()).at, datetime)


@pytest.mark.parametrize("kind", [K.DISCHARGED, K.LEAVE_STARTED])
@pytest.mark.parametrize("stated", [50, 60, 70])
def test_r8_7_what_was_entered_by_hand_falls_with_the_admission_or_is_asked_about(kind: K, stated: float) -> None:
    place = {"hospital": "h", "house": "h"}
    stay = event(K.ADMITTED, 0, ref="stin", **place)
    entry = event(kind, 48, ref="hand", source=EventSource.FORM, stated_at=at(stated), **place)
    never = event(K.CANCELLED, 60, ref="an", voids_ref="stin", voids_only=K.ADMITTED, step="cancels")
    found = fold(History([stay, entry, never]), CitizenFacts())
    if stated < 60:
        assert (found.status, found.doubts) == (S.CANCELLED, ())
    else:
        assert [doubt.ref for doubt in found.doubts] == ["hand"]


def test_r8_7_an_entry_stands_where_another_admission_does() -> None:
    place = {"hospital": "h", "house": "h"}
    stay, anew = event(K.ADMITTED, 0, ref="stin", **place), event(K.ADMITTED, 1, ref="anew", **place)
    entry = event(K.DISCHARGED, 48, ref="hand", source=EventSource.FORM, **place)
    never = event(K.CANCELLED, 60, ref="an", voids_ref="stin", voids_only=K.ADMITTED, step="cancels")
    assert fold(History([stay, anew, entry, never]), CitizenFacts()).status is S.DISCHARGED


@pytest.mark.parametrize("begun", [45, 60])
def test_r10_2_a_later_admission_brings_back_nothing_of_the_one_that_never_was(begun: float) -> None:
    place = {"hospital": "h", "house": "h"}
    stay, anew = event(K.ADMITTED, 0, ref="stin", **place), event(K.ADMITTED, begun, ref="anew", **place)
    entry = event(K.DISCHARGED, 40, ref="hand", source=EventSource.FORM, **place)
    never = event(K.CANCELLED, 50, ref="an", voids_ref="stin", voids_only=K.ADMITTED, step="cancels")
    found = fold(History([stay, entry, never, anew]), CitizenFacts())
    assert (found.status, found.admitted_at, found.discharged_at) == (S.ADMITTED, at(begun), None)


def test_r11_20_an_entry_falls_with_an_admission_that_was_corrected_by_hand() -> None:
    place = {"hospital": "h", "house": "h", "source": EventSource.FORM}
    stay, right = (
        event(K.ADMITTED, 0, ref="stay", **place),
        event(K.ADMITTED, 1, ref="right", voids_ref="stay", **place),
    )
    entry = event(K.DISCHARGED, 40, ref="hand", **place)
    never = event(K.CANCELLED, 50, ref="never", voids_ref="right", **place)
    for events in permutations((stay, right, entry, never)):
        found = fold(History(events), CitizenFacts())
        assert (found.status, found.discharged_at) == (S.CANCELLED, None)


def test_r11_21_an_entry_before_the_admission_as_it_was_corrected_is_asked_about() -> None:
    place = {"hospital": "h", "house": "h"}
    stay, right = event(K.ADMITTED, 0, ref="stin", **place), event(K.ADMITTED, 45, ref="re", voids_ref="stin", **place)
    entry = event(K.DISCHARGED, 40, ref="hand", source=EventSource.FORM, **place)
    for events in permutations((stay, right, entry)):
        found = fold(History(events), CitizenFacts())
        assert [(doubt.ref, doubt.kind) for doubt in found.doubts] == [("hand", DoubtKind.TIME)]
    moved = event(K.ADMITTED, 39, ref="re", voids_ref="stin", **place)
    assert fold(History([stay, moved, entry]), CitizenFacts()).doubts == ()


@pytest.mark.parametrize(("by", "overtaken"), [(2, False), (2.01, True)])
def test_a_correction_is_overtaken_once_a_later_one_has_been_stated(by: float, overtaken: bool) -> None:
    """What is stated at the same moment had not been said by then."""
    first = told(K.ADMITTED, 0, "one", voids_ref="stin", stated_at=at(1), step="corrects")
    second = told(K.ADMITTED, 0, "two", voids_ref="stin", stated_at=at(2), step="corrects")
    voiding = Voiding.of([ADMITTED, first, second])
    assert voiding.was_overtaken("one", by=at(by)) is overtaken
    assert not voiding.was_overtaken("two", by=at(9))
