"""Ready periods live inside their stay, and what the ledger counts of them (RULES 2c P3, P4; faults A-1, A-3, A-4)."""

from datetime import date
from typing import Any

import pytest

from discharge.payment.rules.days import ledger
from discharge.payment.rules.ledger_basis import basis_of, periods_from
from discharge.responsibility.rules.situation import is_ready_at
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.contacts import Contact, ContactClass, ContactEnd
from journeys.domain.history.grouping import journeys_of
from journeys.domain.history.history import History
from journeys.domain.history.ready_periods import PeriodEnd, ready_periods
from journeys.domain.state.fold import fold
from journeys.domain.state.status import JourneyStatus
from tests.domain.discharge.stories import at, event

REASONS = [{"reason": "temporary_place", "sector": "municipality", "primary": True}]
TODAY = date(2026, 11, 25)


def instant(day: int, clock: str = "10:00") -> Any:
    return at(f"2026-11-{day:02}T{clock}:00+01:00")


def admitted(day: int = 2) -> EventRecord:
    return event(K.ADMITTED, instant(day), ref="STIN", **{"class": "IMP"})


def ready(day: int, clock: str = "14:00", ref: str = "FB") -> EventRecord:
    return event(K.READY_REGISTERED, instant(day, clock), ref=ref, reasons=REASONS)


def days(*events: EventRecord) -> int:
    periods = periods_from(basis_of(History(events), History(())))
    return len(ledger(periods, speciality="somatic", today=TODAY).payable)


def shown(*events: EventRecord) -> JourneyStatus:
    return fold(History(events), CitizenFacts()).status


def void(*events: EventRecord) -> list[str]:
    return [each.ref for each in History(events).void_registrations]


LONG_LEAVE = [event(K.LEAVE_STARTED, instant(9)), event(K.LEAVE_ENDED, instant(14, "12:00"))]


@pytest.mark.parametrize(
    "registered",
    [ready(9, "14:00"), ready(13, "09:00")],
    ids=["A-1 during the leave", "A-1 back-dated into the end of the leave"],
)
def test_a1_days_of_a_long_leave_do_not_count_and_the_period_is_closed(registered: EventRecord) -> None:
    story = [admitted(), *LONG_LEAVE, registered]
    (period,) = fold(History(story), CitizenFacts()).ready_periods
    assert period.end_reason is PeriodEnd.LEAVE
    assert shown(*story) is JourneyStatus.ADMITTED
    assert days(*story, event(K.DISCHARGED, instant(17))) == 0


def test_a1_days_before_a_long_leave_stand() -> None:
    assert days(admitted(), ready(6), *LONG_LEAVE, event(K.DISCHARGED, instant(17))) == 3


def test_a1_a_short_leave_counts_through() -> None:
    short = [event(K.LEAVE_STARTED, instant(9)), event(K.LEAVE_ENDED, instant(11))]
    assert days(admitted(), *short, ready(9, "14:00"), event(K.DISCHARGED, instant(17))) == 8


CANCELLED_ADMISSION = event(K.CANCELLED, instant(10), ref="AN_STIN", voids="STIN")
ARRIVED = event(K.ACUTE_ARRIVED, instant(1), ref="STAA", **{"class": "EMER"})
LEFT = event(K.DISCHARGED, instant(12), ref="SLHJ")
LEFT_EARLIER = event(K.DISCHARGED, instant(8), ref="RE_SLHJ", voids="SLHJ")
CAME_LATER = event(K.ADMITTED, instant(11), ref="RE_STIN", voids="STIN", **{"class": "IMP"})


@pytest.mark.parametrize(
    ("story", "status"),
    [
        ([admitted(), ready(9), CANCELLED_ADMISSION], JourneyStatus.CANCELLED),
        ([admitted(), ready(9), LEFT, LEFT_EARLIER], JourneyStatus.DISCHARGED),
        ([ARRIVED, admitted(), ready(9), CANCELLED_ADMISSION], JourneyStatus.ACUTE_AMBULATORY),
        ([admitted(), ready(9), CAME_LATER], JourneyStatus.ADMITTED),
        ([admitted(), ready(9), event(K.TERMINAL_DECLARED, instant(8))], JourneyStatus.ADMITTED),
    ],
    ids=["A-3a AN_STIN", "A-3b RE_SLHJ", "A-3c AN_STIN after STAA", "A-3d RE_STIN", "A-4 terminal before FB"],
)
def test_a3_a4_a_registration_without_its_stay_counts_nothing_and_is_shown(
    story: list[EventRecord], status: JourneyStatus
) -> None:
    assert days(*story) == 0
    assert void(*story) == ["FB"]
    assert shown(*story) is status
    journey = journeys_of(story)[0]
    assert not is_ready_at(journey, instant(20))


def test_a3_a_discharge_of_an_earlier_visit_leaves_the_period_open() -> None:
    """V12: only the end of its own stay ends a period."""
    story = [admitted(), ready(9)]
    assert days(*story) == 16
    assert void(*story) == []


def test_a4_terminal_after_the_registration_keeps_the_days_before() -> None:
    assert days(admitted(), ready(9), event(K.TERMINAL_DECLARED, instant(11))) == 2


@pytest.mark.parametrize(
    ("story", "party"),
    [
        ([admitted(), ready(9)], True),
        ([admitted(), ready(9), CAME_LATER], False),
        ([admitted(), ready(9), CAME_LATER, event(K.REASONS_STATED, instant(12), reasons=REASONS)], False),
        ([admitted(), event(K.REASONS_STATED, instant(12), reasons=REASONS)], False),
        ([admitted(), ready(9), event(K.TREATMENT_RESUMED, instant(12))], True),
    ],
    ids=["counts", "void", "reasons stated of a void one", "reasons of nothing", "closed since"],
)
def test_r2b_2_a_registration_that_counts_nothing_proves_no_need(story: list[EventRecord], party: bool) -> None:
    assert fold(History(story), CitizenFacts()).facts.needs_at_discharge is party


def test_p3_registered_in_the_minute_of_two_beds_the_waiting_is_of_the_later_one() -> None:
    first, second = instant(2), instant(6)
    beds = (
        Contact(ContactClass.INPATIENT, first, second, ContactEnd.DISCHARGED, "a", "a"),
        Contact(ContactClass.INPATIENT, second, None, None, "b", "b"),
    )
    (period,) = ready_periods([ready(6, "10:00")], beds)
    assert period.is_open
