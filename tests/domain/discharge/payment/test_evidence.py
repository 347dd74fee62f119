"""What a payable day rests on: registration, what was said in it, a later discharge agreed (RULES 2c; 001-88)."""

from datetime import date

import pytest

from discharge.payment.rules.ledger_basis import Basis, agreed_later_on, basis_of, evidence_on
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from tests.domain.discharge.readiness.test_ready_and_stay import admitted, instant
from tests.domain.discharge.stories import event

# Ready on the 9th, home on the 12th.
DAYS = range(9, 12)
READY = event(K.READY_REGISTERED, instant(9, "14:00"), ref="ready")
HOME = event(K.DISCHARGED, instant(12, "10:00"), ref="home")
PROPOSED = event(
    K.DISCHARGE_PROPOSED, instant(8, "09:00"), ref="proposed", at=instant(12, "10:00").isoformat(), text="Plads"
)


def accepted(day: int, clock: str) -> EventRecord:
    return event(K.DISCHARGE_ACCEPTED, instant(day, clock), ref="accepted", proposal_ref="proposed")


def basis(*events: EventRecord) -> Basis:
    return basis_of(History([admitted(), *events]), History(()))


@pytest.mark.parametrize(
    ("row", "told", "days"),
    [
        ("the registration", READY, [9, 10, 11]),
        ("the discharge, of the last day alone", HOME, [11]),
        ("reasons stated", event(K.REASONS_STATED, instant(10), ref="told", reasons=[]), [10, 11]),
        ("reasons as it was made", event(K.REASONS_STATED, instant(9, "14:00"), ref="told", reasons=[]), [9, 10, 11]),
        ("reasons before it", event(K.REASONS_STATED, instant(9, "13:59"), ref="told", reasons=[]), []),
        ("a leave", event(K.LEAVE_STARTED, instant(11, "08:00"), ref="told"), [11]),
        ("something else", event(K.FMK_UPDATED, instant(10), ref="told"), []),
    ],
)
def test_each_day_names_what_had_been_said_by_then(row: str, told: EventRecord, days: list[int]) -> None:
    kept = basis(*[each for each in (READY, HOME) if each is not told], told)
    assert [day for day in DAYS if told.uuid in evidence_on(kept, 1, date(2026, 11, day))] == days


@pytest.mark.parametrize(
    ("row", "accepts", "days"),
    [
        ("agreed before the registration", accepted(8, "10:00"), [9, 10, 11]),
        ("agreed while waiting", accepted(10, "10:00"), [10, 11]),
        ("agreed as the waiting ended", accepted(12, "10:00"), []),
        ("never agreed", None, []),
    ],
)
def test_001_88_a_later_discharge_agreed_covers_the_days_until_then(
    row: str, accepts: EventRecord | None, days: list[int]
) -> None:
    kept = basis(*filter(None, (PROPOSED, accepts, READY, HOME)))
    assert [day for day in DAYS if agreed_later_on(kept, 1, date(2026, 11, day))] == days


def test_001_88_an_agreement_that_stood_no_more_at_the_registration_covers_nothing() -> None:
    anew = event(K.DISCHARGE_PROPOSED, instant(9, "08:00"), ref="anew", at=instant(13).isoformat(), text="Anden plads")
    answered = event(K.DISCHARGE_ACCEPTED, instant(9, "09:00"), ref="yes", proposal_ref="anew")
    found = basis(PROPOSED, accepted(8, "10:00"), anew, answered, READY, HOME)["periods"][0]["evidence"]
    assert [each["event"] for each in found if "until" in each] == [answered.uuid]
