"""Which events form one journey (DESIGN §2)."""

import pytest

from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import journeys_of
from tests.factories.events import at, event

H = {"provider": "w1", "hospital": "h"}


def ids(*events: object) -> list[set[str]]:
    return [{member.ref for member in journey.events} for journey in journeys_of(list(events))]  # type: ignore[arg-type]


def test_contacts_exactly_four_hours_apart_are_one_journey() -> None:
    events = (
        event(K.ADMITTED, 0, ref="a", episode_ids=("x",), **H),
        event(K.DISCHARGED, 10, ref="b", episode_ids=("x",)),
        event(K.ADMITTED, 14, ref="c", episode_ids=("y",), **H),
    )
    assert ids(*events) == [{"a", "b", "c"}]


def test_contacts_more_than_four_hours_apart_are_two_journeys() -> None:
    events = (
        event(K.ADMITTED, 0, ref="a", episode_ids=("x",), **H),
        event(K.DISCHARGED, 10, ref="b", episode_ids=("x",)),
        event(K.ADMITTED, 14.01, ref="c", episode_ids=("y",), **H),
    )
    assert ids(*events) == [{"a", "b"}, {"c"}]


def test_a_transfer_to_another_hospital_is_the_same_journey() -> None:
    events = (
        event(K.ADMITTED, 0, ref="a", episode_ids=("x",), **H),
        event(K.ADMITTED, 30, ref="b", episode_ids=("y",), provider="w9", hospital="h2"),
    )
    assert ids(*events) == [{"a", "b"}]


def test_a_planned_stay_is_begun_by_the_admission_to_its_hospital() -> None:
    plan = event(K.ADMISSION_DECIDED, 0, ref="plan", planned_at=at(48).isoformat(), **H)
    admission = event(K.ADMITTED, 50, ref="a", episode_ids=("x",), **H)
    elsewhere = event(K.ADMITTED, 500, ref="b", episode_ids=("y",), provider="w9", hospital="h2")
    discharge = event(K.DISCHARGED, 60, ref="d", episode_ids=("x",))
    assert ids(plan, admission, discharge, elsewhere) == [{"plan", "a", "d"}, {"b"}]


def test_the_journey_is_named_by_the_event_recorded_first() -> None:
    later = event(K.DISCHARGED, 10, ref="b", episode_ids=("x",), sequence=1)
    earlier = event(K.ADMITTED, 0, ref="a", episode_ids=("x",), sequence=2, **H)
    (journey,) = journeys_of([later, earlier])
    assert journey.id == later.uuid


def test_a_fact_entered_by_hand_follows_the_event_it_is_anchored_to() -> None:
    first = event(K.ADMITTED, 0, ref="a", episode_ids=("x",), **H)
    fact = event(K.DESTINATION_STATED, 5, ref="f", anchor=first.uuid, destination="own_home")
    assert ids(first, fact) == [{"a", "f"}]


def test_a_transfer_reaches_no_further_than_the_stay_it_led_to() -> None:
    sent = event(K.ADMITTED, 0, ref="a", episode_ids=("x",), **H)
    received = event(K.ADMITTED, 24, ref="b", episode_ids=("y",), provider="w9", hospital="h2")
    home = event(K.DISCHARGED, 72, ref="c", episode_ids=("y",))
    months_later = event(K.ADMITTED, 2000, ref="d", episode_ids=("z",), **H)
    assert ids(sent, received, home, months_later) == [{"a", "b", "c"}, {"d"}]


@pytest.mark.parametrize("by_hand_at", [-0.1, 0, 0.1])
def test_an_arrival_also_entered_by_hand_ends_with_the_stay(by_hand_at: float) -> None:
    by_hand = event(K.ADMITTED, by_hand_at, ref="hand", **H)
    told = event(K.ADMITTED, 0, ref="a", episode_ids=("x",), **H)
    home = event(K.DISCHARGED, 72, ref="b", episode_ids=("x",))
    months_later = event(K.ADMITTED, 2000, ref="c", episode_ids=("z",), **H)
    assert ids(by_hand, told, home, months_later) == [{"hand", "a", "b"}, {"c"}]


def test_a_visit_elsewhere_during_a_stay_is_the_same_journey_until_the_stay_ends() -> None:
    stay = (
        event(K.ADMITTED, 0, ref="a", episode_ids=("x",), **H),
        event(K.DISCHARGED, 90, ref="b", episode_ids=("x",), **H),
    )
    visit = (
        event(K.ACUTE_ARRIVED, 10, ref="c", episode_ids=("y",), provider="w9", hospital="h2"),
        event(K.DISCHARGED, 12, ref="d", episode_ids=("y",), provider="w9", hospital="h2"),
    )
    again = event(K.ADMITTED, 93, ref="e", episode_ids=("z",), **H)
    assert ids(*stay, *visit, again) == [{"a", "b", "c", "d", "e"}]


def plan(ref: str, planned: float) -> EventRecord:
    return event(K.ADMISSION_DECIDED, 0, ref=ref, planned_at=at(planned).isoformat(), **H)


def test_of_two_plans_the_one_closest_to_the_admission_is_begun() -> None:
    admission = event(K.ADMITTED, 72, ref="a", episode_ids=("x",), **H)
    assert ids(plan("monday", 24), plan("tuesday", 71), admission) == [{"a", "tuesday"}, {"monday"}]


def test_each_of_two_plans_gets_its_own_stay() -> None:
    stays = [
        event(kind, hours, ref=f"{episode}{kind}", episode_ids=(episode,), **H)
        for episode, begins in (("x", 24), ("y", 72))
        for kind, hours in ((K.ADMITTED, begins), (K.DISCHARGED, begins + 9))
    ]
    found = ids(plan("first", 30), plan("second", 60), *stays)
    assert found == [{"first", "xadmitted", "xdischarged"}, {"second", "yadmitted", "ydischarged"}]


def test_a_plan_that_was_called_off_begins_no_stay() -> None:
    decided = plan("plan", 48)
    off = event(K.ADMISSION_CALLED_OFF, 5, ref="off", anchor=decided.uuid)
    assert ids(decided, off, event(K.ADMITTED, 50, ref="a", **H)) == [{"plan", "off"}, {"a"}]


def test_a_plan_without_a_time_waits() -> None:
    decided = event(K.ADMISSION_DECIDED, 0, ref="plan", **H)
    assert ids(decided, event(K.ADMITTED, 1, ref="a", **H)) == [{"plan"}, {"a"}]


def test_a_cancelled_admission_leaves_its_plan_planned() -> None:
    admission = event(K.ADMITTED, 50, ref="a", episode_ids=("x",), **H)
    cancelled = event(K.CANCELLED, 51, ref="c", voids_ref="a", episode_ids=("x",))
    assert ids(plan("plan", 48), admission, cancelled) == [{"a", "c"}, {"plan"}]


@pytest.mark.parametrize(("days", "journeys"), [(7, 1), (7.01, 2)])
def test_a_plan_is_begun_at_most_a_week_from_its_time(days: float, journeys: int) -> None:
    plan = event(K.ADMISSION_DECIDED, 0, ref="plan", planned_at=at(24).isoformat(), **H)
    assert len(ids(plan, event(K.ADMITTED, 24 * (days + 1), ref="a", episode_ids=("x",), **H))) == journeys


@pytest.mark.parametrize(("apart", "journeys"), [(4, 1), (4.01, 2)])
def test_an_entry_is_laid_to_the_stay_that_begins_at_most_four_hours_from_it(apart: float, journeys: int) -> None:
    entry = event(K.STAY_CLAIMED, 0, ref="entry", stay={"hospital": "h"})
    assert len(ids(entry, event(K.ADMITTED, apart, ref="a", episode_ids=("x",), **H))) == journeys
