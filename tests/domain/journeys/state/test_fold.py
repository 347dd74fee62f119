"""The fold: any order of the same events gives the same state (RULES 2i; DESIGN §2)."""

from dataclasses import replace
from itertools import permutations

import pytest

from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import journeys_of
from journeys.domain.history.history import History
from journeys.domain.state.fold import JourneyState, fold
from journeys.domain.state.status import JourneyStatus as S
from tests.factories.events import at, event

E = ("local:a",)
STAA = event(K.ACUTE_ARRIVED, 0, ref="staa", episode_ids=E, provider="ed", hospital="h")
STIN = event(K.ADMITTED, 4, ref="stin", episode_ids=E, provider="w1", hospital="h")
STOR = event(K.LEAVE_STARTED, 24, ref="stor", episode_ids=E)
SLOR = event(K.LEAVE_ENDED, 30, ref="slor", episode_ids=E)
SLHJ = event(K.DISCHARGED, 72, ref="slhj", episode_ids=E, period_start=at(4).isoformat())
MORS = event(K.DIED, 80, ref="mors", episode_ids=E)


def cancel(target: EventRecord, hours: float) -> EventRecord:
    return event(K.CANCELLED, hours, ref=f"an-{target.ref}", voids_ref=target.ref, episode_ids=E)


def revise(target: EventRecord, hours: float, **changes: object) -> EventRecord:
    payload = dict(target.payload)
    return event(
        target.kind,
        hours,
        **{"ref": f"re-{target.ref}", "voids_ref": target.ref, "episode_ids": E, **payload, **changes},
    )


def numbered(events: tuple[EventRecord, ...]) -> list[EventRecord]:
    return [replace(item, sequence=number) for number, item in enumerate(events, start=1)]


SCENARIOS = {
    "STAA": ([STAA], S.ACUTE_AMBULATORY),
    "STAA-STIN": ([STAA, STIN], S.ADMITTED),
    "STIN-STOR": ([STIN, STOR], S.ON_LEAVE),
    "STIN-STOR-SLOR": ([STIN, STOR, SLOR], S.ADMITTED),
    "STIN-STOR-AN_STOR": ([STIN, STOR, cancel(STOR, 25)], S.ADMITTED),
    "STIN-STOR-SLOR-AN_SLOR": ([STIN, STOR, SLOR, cancel(SLOR, 31)], S.ON_LEAVE),
    "STIN-SLHJ": ([STIN, SLHJ], S.DISCHARGED),
    "STIN-STOR-SLHJ (SLHJ_I)": ([STIN, STOR, SLHJ], S.DISCHARGED),
    "STIN-SLHJ-AN_SLHJ": ([STIN, SLHJ, cancel(SLHJ, 73)], S.ADMITTED),
    "STIN-SLHJ-RE_SLHJ": ([STIN, SLHJ, revise(SLHJ, 70)], S.DISCHARGED),
    "STAA-STIN-AN_STIN": ([STAA, STIN, cancel(STIN, 5)], S.ACUTE_AMBULATORY),
    "STIN-AN_STIN": ([STIN, cancel(STIN, 5)], S.CANCELLED),
    "AN_STIN alone": ([cancel(STIN, 5)], S.CANCELLED),
    "SLHJ alone": ([SLHJ], S.DISCHARGED),
    "STIN-MORS": ([STIN, MORS], S.DECEASED),
    "STIN-MORS-AN_MORS": ([STIN, MORS, cancel(MORS, 81)], S.ADMITTED),
    "STIN-SLHJ-MORS": ([STIN, SLHJ, MORS], S.DECEASED),
}


@pytest.mark.parametrize(("events", "status"), SCENARIOS.values(), ids=SCENARIOS.keys())
def test_any_arrival_order_gives_the_same_state(events: list[EventRecord], status: S) -> None:
    states = set()
    for order in permutations(events):
        (journey,) = journeys_of(numbered(order))
        state = fold(journey, CitizenFacts())
        assert state.status is status
        states.add(repr(state))
    assert len(states) == 1


def test_a_corrected_discharge_moves_and_the_old_one_no_longer_counts() -> None:
    state = fold(History([STIN, SLHJ, revise(SLHJ, 70)]), CitizenFacts())
    assert state.discharged_at == at(70)


def test_cancelling_a_correction_does_not_bring_the_first_version_back() -> None:
    correction = revise(STIN, 3)
    assert fold(History([STIN, correction, cancel(correction, 6)]), CitizenFacts()).status is S.CANCELLED


def test_a_second_death_notice_corrects_only_a_death() -> None:
    death = event(K.DIED, 80, ref="m1", voids_ref="stin", voids_only=K.DIED, episode_ids=E)
    corrected = event(K.DIED, 79, ref="m2", voids_ref="m1", voids_only=K.DIED, episode_ids=E)
    state = fold(History([STIN, death, corrected]), CitizenFacts())
    assert (state.deceased_at, state.admitted_at) == (at(79), at(4))


def test_a_discharge_without_its_admission_takes_the_period_start_it_carries() -> None:
    assert fold(History([SLHJ]), CitizenFacts()).admitted_at == at(4)


def state_of(*events: EventRecord) -> JourneyState:
    (journey,) = journeys_of(numbered(events))
    return fold(journey, CitizenFacts())


def test_a_move_inside_the_hospital_shows_in_the_next_notification() -> None:
    home = event(K.DISCHARGED, 72, ref="home", episode_ids=E, provider="w2", hospital="h")
    state = state_of(STIN, home)
    assert (state.provider, state.contacts[-1].provider) == ("w2", "w2")


def test_a_bed_given_by_hand_outlives_notifications_that_name_the_same_ward() -> None:
    placed = event(K.PLACED, 5, ref="bed", anchor=STIN.uuid, provider="w7", hospital="h", bed="12")
    by_hand = event(K.LEAVE_STARTED, 24, ref="leave", anchor=STIN.uuid, provider="w7", hospital="h")
    assert state_of(STIN, placed, by_hand).bed == "12"
    assert state_of(STIN, placed, event(K.LEAVE_STARTED, 24, episode_ids=E, provider="w1", hospital="h")).bed == "12"


def test_the_first_hospital_discharges_after_a_visit_elsewhere() -> None:
    visit = event(K.ACUTE_ARRIVED, 10, ref="visit", episode_ids=("local:b",), provider="ed2", hospital="h2")
    back = event(K.DISCHARGED, 12, ref="back", episode_ids=("local:b",), provider="ed2", hospital="h2")
    home = event(K.DISCHARGED, 90, ref="home", episode_ids=E, period_start=at(4).isoformat(), hospital="h")
    state = state_of(STIN, visit, back, home)
    assert [(c.start, c.end) for c in state.stays[0].contacts] == [(at(4), at(10)), (at(12), at(90))]
    assert state.discharged_at == at(90)


def test_a_discharge_told_twice_without_reference_changes_nothing() -> None:
    again = event(K.DISCHARGED, 74, ref="again", episode_ids=E, hospital="h")
    assert state_of(STIN, SLHJ, again).discharged_at == at(72)


def test_of_two_things_said_of_the_same_minute_the_later_one_holds() -> None:
    said = [
        event(K.DESTINATION_STATED, 5, ref=ref, anchor=STIN.uuid, stated_at=at(stated), destination=destination)
        for ref, stated, destination in (("b", 6, "own_home"), ("a", 7, "nursing_home"))
    ]
    assert state_of(STIN, *said).destination == "nursing_home"


def test_of_two_corrections_of_something_that_never_came_the_later_one_holds() -> None:
    corrections = [
        event(K.DISCHARGED, hours, ref=f"re{hours}", voids_ref="lost", stated_at=at(hours + 1)) for hours in (70, 74)
    ]
    (journey,) = journeys_of(numbered(tuple(corrections)))
    assert [each.ref for each in journey.counting] == ["re74"]


def test_going_on_with_a_living_citizen_takes_back_nothing_that_has_not_come() -> None:
    goes_on = [
        event(kind, hours, ref=f"g{hours}", voids_ref="x", voids_only=K.DIED)
        for kind, hours in ((K.LEAVE_STARTED, 70), (K.DISCHARGED, 74))
    ]
    assert len(History(goes_on).counting) == 2


@pytest.mark.parametrize(("apart", "begun"), [(4, 0), (4.01, 14.01)])
def test_e2_contacts_exactly_four_hours_apart_are_one_stay(apart: float, begun: float) -> None:
    bed = {"provider": "w1", "hospital": "h"}
    again = event(K.ADMITTED, 10 + apart, **bed)
    state = fold(History([event(K.ADMITTED, 0, **bed), event(K.DISCHARGED, 10, **bed), again]), CitizenFacts())
    assert state.admitted_at == at(begun)


@pytest.mark.parametrize(("apart", "contacts"), [(4, 1), (4.01, 2)])
def test_v12_an_arrival_told_again_within_four_hours_is_the_same_contact(apart: float, contacts: int) -> None:
    bed = {"provider": "w1", "hospital": "h", "episode_ids": ("x",)}
    assert (
        len(fold(History([event(K.ADMITTED, 0, **bed), event(K.ADMITTED, apart, **bed)]), CitizenFacts()).contacts)
        == contacts
    )


def test_a_correction_stands_after_what_it_corrects_also_where_its_kind_comes_first() -> None:
    left = event(K.DISCHARGED, 5, ref="left", episode_ids=E)
    right = event(K.ADMITTED, 5, ref="right", voids_ref="left", episode_ids=E)
    for events in permutations((left, right)):
        assert [each.ref for each in History(numbered(events)).ordered] == ["left", "right"]


@pytest.mark.parametrize(("hours", "where"), [(2, "w9"), (24, "w1"), (80, "w9")], ids=["before", "in bed", "after"])
def test_a_plan_for_later_moves_nobody_who_lies_in_a_bed(hours: float, where: str) -> None:
    plan = event(K.ADMISSION_DECIDED, hours, ref="plan", provider="w9", hospital="h9", planned_at=at(200).isoformat())
    told = [plan] if hours == 2 else [STIN, plan] if hours == 24 else [STIN, SLHJ, plan]
    assert fold(History(numbered(tuple(told))), CitizenFacts()).provider == where
