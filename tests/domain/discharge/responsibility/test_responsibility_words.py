"""RULES 2d: sentences name only whom the citizen has, and S1 ends by itself (A-20, A-21, A-29)."""

import pytest

from discharge.responsibility.rules.parties import PartyKind, responsibility_at
from discharge.wording.sentences import sentence
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from tests.domain.discharge.responsibility.test_responsibility import (
    CALLED,
    GONE_HOME,
    KNOWN,
    NOT_COVERED,
    PLANNED,
    UNKNOWN_NURSING,
    acute,
    story,
)
from tests.domain.discharge.stories import HOSPITAL, event, hour

NO_GP = event(K.GP_STATED, hour(-999), organisation=None)
NO_GP_ROWS = [
    ("S0", KNOWN, 0),
    ("S1", [*KNOWN, PLANNED], -1),
    ("S2", [*KNOWN, event(K.ACUTE_ARRIVED, hour(0))], 1),
    ("S6", GONE_HOME, 50),
    ("S6u", UNKNOWN_NURSING, 50),
    ("S7", NOT_COVERED, 50),
    ("S8", [*KNOWN, acute(0, "gp")], 1),
    ("S11", [*GONE_HOME, CALLED], 60),
]


@pytest.mark.parametrize(("row", "events", "when"), NO_GP_ROWS, ids=[row[0] for row in NO_GP_ROWS])
def test_a29_no_sentence_names_a_gp_that_the_citizen_has_not(row: str, events: list[EventRecord], when: float) -> None:
    found = responsibility_at(hour(when), story([*events, NO_GP]))
    (verdict,) = found.verdict
    assert (found.answer.state, verdict.code) == (row, f"responsibility.{row}.no_gp")
    assert "egen læge er patientansvarlig" not in sentence(verdict, "da")
    assert "pal.no_gp" in [alert.code for alert in found.answer.alerts]
    assert all(alert.owner.kind is not PartyKind.UNKNOWN for alert in found.answer.alerts)


def test_a17_112_in_an_undecided_window_is_not_said_to_lie_outside_it() -> None:
    (verdict,) = responsibility_at(hour(61), story([*UNKNOWN_NURSING, CALLED])).verdict
    assert "uden for de 72 timer" not in sentence(verdict, "da")
    assert "1-1-2 er kaldt" in sentence(verdict, "da")


def test_a20_the_sentence_follows_a16() -> None:
    (verdict,) = responsibility_at(hour(50), story(GONE_HOME, {"A16": "hospital_physician"})).verdict
    assert verdict.code == "responsibility.S6.hospital"
    assert "hospitalslægen er patientansvarlig" in sentence(verdict, "da")


def test_a21_s1_ends_by_itself_and_names_the_referring_doctor_until_then() -> None:
    said = {"referred_by_name": "Ane Krog", "referred_by_phone": "11 22 33 44"}
    plan = event(K.ADMISSION_DECIDED, hour(-5), planned_at=hour(0).isoformat(), hospital=HOSPITAL, **said)
    found = responsibility_at(hour(1), story([*KNOWN, plan]))
    assert found.answer.call is not None
    assert (found.answer.call.person, found.answer.call.phone) == ("Ane Krog", "11 22 33 44")
    assert found.until == hour(4)
    assert hour(4) in story([*KNOWN, plan]).changes()
