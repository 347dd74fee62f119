"""Faults of one history told twice (faults/rules.md): what one page says, the others say too."""

from typing import Any

import pytest

from discharge.extended_responsibility.rules.clock import WindowState
from discharge.payment.rules.days import ledger
from discharge.payment.rules.ledger_basis import basis_of, periods_from
from discharge.readiness.rules.registration import ReadinessFacts, Reason, readiness
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


@pytest.mark.parametrize("sector", ["municipality", "hospital", "region", "general_practice"])
def test_a_2_a_day_counts_exactly_where_the_registration_was_not_warned_of(sector: str) -> None:
    """F14 of the form and of the ledger: whose reason it is is one question."""
    facts = ReadinessFacts(at=hour(0), reasons=(Reason("other", sector=sector, text="x", primary=True),))
    warned = "F14" in {problem.rule for problem in readiness(facts, now=hour(1)).problems}
    told = [
        event(K.ADMITTED, hour(-100), **{"class": "IMP"}),
        event(K.READY_REGISTERED, hour(0), ref="FB", reasons=[{"reason": "other", "sector": sector, "text": "x"}]),
    ]
    counted = ledger(
        periods_from(basis_of(History(told), History(()))), speciality="somatic", today=hour(24 * 5).date()
    ).payable
    assert (warned, bool(counted)) == ((False, True) if sector == "municipality" else (True, False))


def registered(at: float, ref: str = "FB", **answers: Any) -> EventRecord:
    return event(K.READY_REGISTERED, hour(at), ref=ref, checklist={"rehabilitation": "made", **answers})


FB = registered(10, fmk_updated=True)
RESUMED = event(K.TREATMENT_RESUMED, hour(12))
AN_SLHJ = event(K.CANCELLED, hour(60), voids=stay()[1].ref)
ASKED_ONCE = [
    ("the plan was not needed", Condition.REHABILITATION, [registered(10, rehabilitation="not_needed")], "not_needed"),
    ("the plan is made, not sent", Condition.REHABILITATION, [FB], "open"),
    ("FMK was up to date", Condition.FMK, [FB], "met"),
    ("FMK was not", Condition.FMK, [registered(10, fmk_updated=False)], "open"),
    ("FMK, treatment resumed", Condition.FMK, [FB, RESUMED], "open"),
    ("FMK, ready again", Condition.FMK, [FB, RESUMED, registered(14, ref="FB2", fmk_updated=True)], "met"),
    ("FMK, said of no stay", Condition.FMK, [registered(-10, fmk_updated=True)], "open"),
    ("FMK, the discharge cancelled", Condition.FMK, [FB, AN_SLHJ], "met"),
    ("FMK, a second stay", Condition.FMK, [FB, event(K.ADMITTED, hour(60), ref="again")], "open"),
]


@pytest.mark.parametrize(("row", "condition", "said", "becomes"), ASKED_ONCE, ids=[row[0] for row in ASKED_ONCE])
def test_a_31_what_was_answered_at_readiness_is_not_asked_again(
    row: str, condition: Condition, said: list[EventRecord], becomes: str
) -> None:
    conditions = {each.condition: each.state for each in fold(History([*stay(), *said]), CitizenFacts()).close_out}
    assert conditions[condition] is ConditionState(becomes)


def test_a_31_said_again_at_the_discharge_the_later_time_holds() -> None:
    said = [*stay(), FB, event(K.FMK_UPDATED, hour(49))]
    met_at = {each.condition: each.met_at for each in fold(History(said), CitizenFacts()).close_out}
    assert met_at[Condition.FMK] == hour(49)
