"""Ready periods as intervals with an end reason (RULES 2b lifecycle; 2c P4)."""

import random
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.history.ready_periods import PeriodEnd, ReadyPeriod, as_of
from journeys.domain.state.fold import JourneyState, fold
from journeys.domain.state.status import JourneyStatus
from tests.factories.events import at, event

ADMITTED = event(K.ADMITTED, 0, ref="in", provider="ward", hospital="hospital", **{"class": "IMP"})


def ready(hours: float, ref: str = "r", **more: Any) -> EventRecord:
    reasons = [{"reason": "temporary_place", "sector": "municipality", "primary": True}]
    return event(K.READY_REGISTERED, hours, ref=ref, **{"reasons": reasons, **more})


def state(*events: EventRecord) -> JourneyState:
    return fold(History([ADMITTED, *events]), CitizenFacts())


def periods(*events: EventRecord) -> tuple[ReadyPeriod, ...]:
    return state(*events).ready_periods


@pytest.mark.parametrize(
    ("row", "ended_by", "why", "status"),
    [
        ("open", [], None, JourneyStatus.READY),
        ("closed_by_discharge", [event(K.DISCHARGED, 50)], PeriodEnd.DISCHARGE, JourneyStatus.DISCHARGED),
        ("closed_by_resumption", [event(K.TREATMENT_RESUMED, 50)], PeriodEnd.RESUMPTION, JourneyStatus.ADMITTED),
        ("closed_by_death", [event(K.DIED, 50)], PeriodEnd.DEATH, JourneyStatus.DECEASED),
        ("closed_by_terminal", [event(K.TERMINAL_DECLARED, 50)], PeriodEnd.TERMINAL, JourneyStatus.ADMITTED),
    ],
)
def test_lifecycle(row: str, ended_by: list[EventRecord], why: PeriodEnd | None, status: JourneyStatus) -> None:
    found = state(ready(24), *ended_by)
    (period,) = found.ready_periods
    assert (period.ready_at, period.ended_at, period.end_reason) == (at(24), at(50) if why else None, why)
    assert found.status is status


def test_voided_is_no_period() -> None:
    assert periods(ready(24), event(K.CANCELLED, 25, voids_ref="r")) == ()


@pytest.mark.parametrize(("leave_for", "ended_after"), [(71, None), (72, 72), (100, 72)])
def test_a_leave_of_three_times_24_hours_closes(leave_for: float, ended_after: float | None) -> None:
    (period,) = periods(ready(24), event(K.LEAVE_STARTED, 30), event(K.LEAVE_ENDED, 30 + leave_for))
    assert period.ended_at == (at(30 + ended_after) if ended_after else None)


OUT = event(K.DISCHARGED, 50, ref="out")


@pytest.mark.parametrize(
    ("row", "told", "expected"),
    [
        ("F4 ready already: said twice", [ready(24), OUT, ready(50, "s")], [(24, 50)]),
        ("F4 of one who died", [ready(24), event(K.DIED, 50), ready(50, "s")], [(24, 50)]),
        ("P1 ready as they leave: none to pay", [OUT, ready(50)], [(50, 50)]),
        ("P5 resumed before", [ready(24), event(K.TREATMENT_RESUMED, 40), OUT, ready(50, "s")], [(24, 40), (50, 50)]),
        ("P5 resumed in that minute, too", [ready(24), event(K.TREATMENT_RESUMED, 50), OUT], [(24, 50)]),
    ],
)
def test_registered_in_the_minute_of_the_discharge(
    row: str, told: list[EventRecord], expected: list[tuple[int, int | None]]
) -> None:
    wanted = [(at(begun), None if ended is None else at(ended)) for begun, ended in expected]
    assert [(each.ready_at, each.ended_at) for each in periods(*told)] == wanted


def test_p4_registered_at_the_return_from_a_long_leave_the_citizen_waits() -> None:
    (period,) = periods(event(K.LEAVE_STARTED, 30), event(K.LEAVE_ENDED, 130), ready(130))
    assert period.is_open


def test_p4_registered_at_the_return_from_exactly_72_hours_is_a_second_period() -> None:
    found = periods(ready(24), event(K.LEAVE_STARTED, 30), event(K.LEAVE_ENDED, 102), ready(102, "s"))
    assert [(each.ready_at, each.ended_at) for each in found] == [(at(24), at(102)), (at(102), None)]


def test_p4_registered_during_a_long_leave_the_period_ends_as_it_begins() -> None:
    (period,) = periods(event(K.LEAVE_STARTED, 30), ready(110), event(K.LEAVE_ENDED, 130))
    assert (period.ended_at, period.end_reason) == (at(110), PeriodEnd.LEAVE)


def test_p4_what_is_resumed_after_the_leave_grew_long_ended_by_the_leave() -> None:
    (period,) = periods(ready(24), event(K.LEAVE_STARTED, 30), event(K.TREATMENT_RESUMED, 110))
    assert (period.ended_at, period.end_reason) == (at(102), PeriodEnd.LEAVE)


def test_p4_registered_while_the_leave_is_long_already_lapses_at_once() -> None:
    (period,) = as_of(periods(event(K.LEAVE_STARTED, 30), ready(110)), at(120))
    assert period.ended_at == at(110)


def test_a_correction_replaces_the_time_and_leaves_one_period() -> None:
    (period,) = periods(ready(24), ready(12, "n", voids_ref="r", correction_reason="Tastefejl"))
    assert (period.ref, period.ready_at) == ("n", at(12))


def test_resumed_and_ready_again_are_two_periods() -> None:
    found = periods(ready(24), event(K.TREATMENT_RESUMED, 30), ready(48, "s"))
    assert [(each.ready_at, each.ended_at) for each in found] == [(at(24), at(30)), (at(48), None)]


def test_disagreement_and_a_proposed_correction_change_nothing() -> None:
    said = [event(K.READY_DISAGREED, 26, text="Nej"), event(K.READY_CORRECTION_PROPOSED, 27, ready_ref="r")]
    assert periods(ready(24), *said) == periods(ready(24))


def test_reasons_restated_end_those_that_no_longer_hold() -> None:
    restated = event(K.REASONS_STATED, 30, reasons=[{"reason": "home_measures", "sector": "municipality"}])
    (period,) = periods(ready(24), restated)
    assert [(each.reason, each.since, each.to) for each in period.reasons] == [
        ("temporary_place", at(24), at(30)),
        ("home_measures", at(30), None),
    ]


@pytest.mark.parametrize(("said_since", "since"), [(None, 24), (26, 24), (20, 20)])
def test_a_reason_that_goes_on_keeps_its_beginning(said_since: float | None, since: float) -> None:
    again = {"reason": "temporary_place", "sector": "municipality", "primary": True}
    again |= {"from": at(said_since).isoformat()} if said_since is not None else {}
    (period,) = periods(ready(24), event(K.REASONS_STATED, 30, reasons=[again]))
    assert [(reason.since, reason.to) for reason in period.reasons] == [(at(since), None)]


def test_an_acute_contact_that_nothing_follows_at_once_ended_the_stay() -> None:
    acute = event(K.ACUTE_ARRIVED, 30, ref="acute", **{"class": "EMER"})
    later = event(K.ADMITTED, 60, ref="again", **{"class": "IMP"})
    (period,) = periods(ready(24), acute, event(K.DISCHARGED, 32, ref="d"), later, event(K.DISCHARGED, 80, ref="e"))
    assert (period.ended_at, period.end_reason) == (at(32), PeriodEnd.DISCHARGE)


def test_any_order_of_arrival_gives_the_same_periods() -> None:
    told = [
        ADMITTED,
        ready(24),
        ready(20, "n", voids_ref="r"),
        event(K.TREATMENT_RESUMED, 40, ref="t"),
        ready(60, "s"),
        event(K.DISCHARGED, 90, ref="d"),
    ]
    expected = fold(History(told), CitizenFacts()).ready_periods
    for seed in range(40):
        random.Random(seed).shuffle(told)
        assert fold(History(told), CitizenFacts()).ready_periods == expected


def test_periods_never_overlap_whatever_happens() -> None:
    for seed in range(200):
        chance = random.Random(seed)
        kinds = [K.READY_REGISTERED, K.TREATMENT_RESUMED, K.TERMINAL_DECLARED, K.LEAVE_STARTED, K.LEAVE_ENDED]
        told = [ADMITTED, *(event(chance.choice(kinds), chance.randint(1, 300), ref=f"e{n}") for n in range(20))]
        found = fold(History(told), CitizenFacts()).ready_periods
        for before, after in pairwise(found):
            assert before.ended_at is not None
            assert before.ready_at <= before.ended_at <= after.ready_at
        assert all(p.ended_at is None or p.ended_at - p.ready_at >= timedelta(0) for p in found)
