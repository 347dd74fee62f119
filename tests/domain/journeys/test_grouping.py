"""Which events form one journey (DESIGN §2)."""

from journeys.domain.events import EventKind as K
from journeys.domain.grouping import journeys_of
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
