"""An acute visit elsewhere ends with itself only: the stay goes on, and so does readiness (RULES 2i V12; 001-90)."""

from datetime import date
from typing import Any

import pytest

from discharge.extended_responsibility.rules.discharges import plans_of
from discharge.payment.rules.days import ledger
from discharge.payment.rules.ledger_basis import basis_of, periods_from
from discharge.responsibility.rules.parties import responsibility_at
from discharge.responsibility.rules.situation import Story, is_ready_at
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of, journeys_of
from journeys.domain.history.history import History
from journeys.domain.history.ready_periods import PeriodEnd
from journeys.domain.state.close_out import Condition, ConditionState
from journeys.domain.state.fold import JourneyState, fold
from journeys.domain.state.letters import letters_of
from journeys.domain.state.status import JourneyStatus
from tests.domain.discharge.stories import HOSPITAL, OTHER_HOSPITAL, WARD, event, home, hour, place_of

REASONS = [{"reason": "temporary_place", "sector": "municipality", "primary": True}]
IN_BED = event(K.ADMITTED, hour(0), **{"class": "IMP"})
READY = event(K.READY_REGISTERED, hour(24), reasons=REASONS)
THERE = {"provider": "emergency", "hospital": OTHER_HOSPITAL}


def visit(start: float, end: float, **where: Any) -> list[EventRecord]:
    place: dict[str, Any] = {**THERE, "class": "EMER", **where}
    return [event(K.ACUTE_ARRIVED, hour(start), **place), event(K.DISCHARGED, hour(end), **place)]


def left(hours: float) -> EventRecord:
    return event(K.DISCHARGED, hour(hours), **{"class": "IMP"})


def shown(*events: EventRecord) -> JourneyState:
    return fold(History(events), CitizenFacts())


VISITS = [
    ("another hospital", visit(48, 52)),
    ("another hospital, an episode of its own", visit(48, 52, episode="e9")),
    ("another ward", visit(48, 52, hospital=HOSPITAL)),
    ("longer than four hours", visit(48, 58)),
]


@pytest.mark.parametrize(("row", "there"), VISITS, ids=[row for row, _ in VISITS])
def test_v12_a_visit_elsewhere_leaves_the_ready_period_open(row: str, there: list[EventRecord]) -> None:
    state = shown(IN_BED, READY, *there)
    (period,) = state.ready_periods
    assert (period.ended_at, state.status) == (None, JourneyStatus.READY)
    assert (state.provider, state.hospital, state.admitted_at) == (WARD, HOSPITAL, hour(0))
    assert is_ready_at(journeys_of([IN_BED, READY, *there])[0], hour(60))


def test_v12_the_days_go_on_to_the_real_discharge() -> None:
    events = [IN_BED, READY, *visit(48, 58), left(96)]
    (period,) = shown(*events).ready_periods
    assert (period.ended_at, period.end_reason) == (hour(96), PeriodEnd.DISCHARGE)
    days = ledger(
        periods_from(basis_of(History(events), History(()))), speciality="somatic", today=date(2026, 11, 20)
    ).payable
    assert len(days) == 3


def test_v12_after_the_visit_the_strip_says_the_ward_again() -> None:
    story = Story.of(*histories_of([IN_BED, READY, *visit(48, 52)]), place_of=place_of)
    assert responsibility_at(hour(60), story).answer.state == "S5"


def test_001_90_the_named_doctor_stays_through_a_visit_elsewhere() -> None:
    named = event(K.PHYSICIAN_NAMED, hour(1), name="Anna Holm", organisation="somebody")
    physician = shown(IN_BED, named, *visit(48, 52)).physician
    assert physician is not None
    assert physician.name == "Anna Holm"


def test_e2_the_stay_is_counted_from_its_first_bed_over_the_visit() -> None:
    (plan,) = plans_of(*histories_of([IN_BED, *visit(10, 18), left(30), *home()]), place_of=place_of)
    assert (plan.facts.admitted_at, plan.eligible) == (hour(0), True)


def test_001_03_the_end_of_a_visit_is_no_discharge_of_the_stay() -> None:
    first = shown(IN_BED, *visit(48, 52)).close_out[0]
    assert (first.condition, first.state) == (Condition.DISCHARGED, ConditionState.OPEN)


def test_v6_a_death_in_the_bed_after_a_visit_owes_its_letter() -> None:
    events = [IN_BED, *visit(48, 52), event(K.DIED, hour(70))]
    assert letters_of(journeys_of(events)[0])[1].discharged_at == hour(70)


def test_v12_a_stay_ended_during_the_visit_does_not_go_on_after_it() -> None:
    """The late discharge is history and shows; at the end of the visit the citizen is in no bed."""
    state = shown(IN_BED, READY, *visit(48, 52), left(50))
    assert state.status is JourneyStatus.DISCHARGED
    assert state.ready_periods[0].ended_at == hour(52)


@pytest.mark.parametrize(
    "ended",
    [
        event(K.DISCHARGED, hour(52), **{"class": "IMP"}),
        event(K.DISCHARGED, hour(52), provider=WARD, **{"class": "EMER"}),
    ],
    ids=["an end of the stay by its own hospital", "a stay turned into an acute contact of the same ward"],
)
def test_a3_3_rule_2_a_stay_that_became_acute_ends_with_its_discharge(ended: EventRecord) -> None:
    turned = event(K.ACUTE_ARRIVED, hour(48), **{"class": "EMER"})
    assert shown(IN_BED, READY, turned, ended).status is JourneyStatus.DISCHARGED
