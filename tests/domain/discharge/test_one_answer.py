"""Faults of one history told twice (faults/rules.md): what one page says, the others say too."""

import pytest

from discharge.extended_responsibility.rules.clock import WindowState
from discharge.payment.rules.days import ledger
from discharge.payment.rules.ledger_basis import basis_of, periods_from
from discharge.responsibility.rules.situation import Story
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of
from journeys.domain.history.history import History
from journeys.domain.state.close_out import Condition, ConditionState
from journeys.domain.state.fold import fold
from journeys.domain.state.status import JourneyStatus
from tests.domain.discharge.stories import OTHER_HOSPITAL, event, hour, place_of, stay

NAMED = event(K.PHYSICIAN_NAMED, hour(1), name="Anna Holm")
LEAVES = {
    "said from when": [
        event(K.LEAVE_STARTED, hour(10), leave_start=hour(10).isoformat()),
        event(K.LEAVE_ENDED, hour(30), leave_start=hour(10).isoformat()),
    ],
    "said no more": [event(K.LEAVE_STARTED, hour(10)), event(K.LEAVE_ENDED, hour(30))],
}


@pytest.mark.parametrize("leave", LEAVES.values(), ids=LEAVES)
def test_a_19_a_discharge_corrected_into_a_leave_that_ended_ends_the_stay(leave: list[EventRecord]) -> None:
    corrected = event(K.DISCHARGED, hour(20), ref="RE_SLHJ", voids=stay()[1].ref, period_start=hour(0).isoformat())
    told = [*stay(), *leave, corrected]
    assert fold(History(told), CitizenFacts()).status is JourneyStatus.DISCHARGED
    story = Story.of(*histories_of(told), place_of=place_of)
    assert story.situation(hour(60)).contact is None
    assert story.plans[0].state_at(hour(60)) is not WindowState.SUPERSEDED


def test_a_22_an_acute_visit_elsewhere_leaves_bed_and_doctor() -> None:
    visit = {"hospital": OTHER_HOSPITAL, "provider": "their-ward", "class": "EMER"}
    told = [
        event(K.ADMITTED, hour(0), **{"class": "IMP"}),
        NAMED,
        event(K.ACUTE_ARRIVED, hour(20), **visit),
        event(K.DISCHARGED, hour(24), **visit),
    ]
    state = fold(History(told), CitizenFacts())
    assert state.status is JourneyStatus.ADMITTED
    assert state.physician is not None
    situation = Story.of(*histories_of(told), place_of=place_of).situation(hour(30))
    assert situation.contact is not None
    assert situation.physician == state.physician


def test_a_8_an_exact_long_leave_ends_the_waiting_for_ledger_and_status_alike() -> None:
    told = [
        event(K.ADMITTED, hour(-100), **{"class": "IMP"}),
        event(K.READY_REGISTERED, hour(0), ref="FB", reasons=[{"reason": "home_help", "sector": "municipality"}]),
        event(K.LEAVE_STARTED, hour(24)),
        event(K.LEAVE_ENDED, hour(96)),
    ]
    history = History(told)
    assert fold(history, CitizenFacts()).status is JourneyStatus.ADMITTED
    counted = ledger(
        periods_from(basis_of(history, History(()))), speciality="somatic", today=hour(24 * 8).date()
    ).payable
    assert [line.date for line in counted] == [hour(0).date()]


@pytest.mark.parametrize(("answer", "becomes"), [("not_needed", "not_needed"), ("made", "open")])
def test_a_31_what_was_answered_at_readiness_is_not_asked_again(answer: str, becomes: str) -> None:
    told = [
        *stay(),
        event(K.READY_REGISTERED, hour(10), ref="FB", checklist={"rehabilitation": answer, "fmk_updated": "yes"}),
    ]
    conditions = {each.condition: each.state for each in fold(History(told), CitizenFacts()).close_out}
    assert conditions[Condition.REHABILITATION] is ConditionState(becomes)
