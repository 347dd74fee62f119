"""RULES 2d, Medication (003 #59): who answers for the medication as a whole is a pointer of its own, never a guess."""

from dataclasses import replace
from typing import Any

import pytest

from discharge.explain.rules.explaining import explain
from discharge.responsibility.rules.medication import (
    Medication,
    MedicationParty,
    StatementLapse,
    medication_at,
    medication_verdict,
    medications_of,
    party_refused,
    stored_medications,
)
from discharge.responsibility.rules.situation import Story
from discharge.wording.sentences import sentence
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of
from journeys.domain.sight.rights import medication_right
from journeys.domain.state.status import JourneyStatus
from organisations.domain.permissions import role_may
from organisations.domain.roles import Role
from tests.domain.discharge.stories import GP, OTHER_HOSPITAL, WARD, event, home, hour, place_of

M = MedicationParty
KNOWN_GP = event(K.GP_STATED, hour(-1000), organisation=GP)
IN_BED = [KNOWN_GP, event(K.ADMITTED, hour(0)), event(K.PHYSICIAN_NAMED, hour(1), name="Anna Holm", organisation=WARD)]
HOME = [*IN_BED, event(K.DISCHARGED, hour(48)), *home()]


def says(when: float, party: str = "hospital_physician", **payload: Any) -> EventRecord:
    """Somebody states it."""
    return event(K.MEDICATION_RESPONSIBLE_STATED, hour(when), party=party, **payload)


WARD_DOCTOR = says(2, name="Bo Lind", organisation=WARD)


def known(events: list[EventRecord], when: float) -> Medication | None:
    stored = stored_medications(Story.of(*histories_of(events), place_of=place_of))
    return medication_at(stored, hour(when))


@pytest.mark.parametrize("events", [IN_BED, HOME, [KNOWN_GP]], ids=["in bed", "72 hours", "at home"])
@pytest.mark.parametrize("when", [3, 50, 500])
def test_a27_nobody_is_guessed_from_the_responsible_doctor_or_the_practice(
    events: list[EventRecord], when: float
) -> None:
    found = known(events, when)
    assert found is None
    assert medication_verdict(found, hour(when)).outcome is None


def test_a27_what_is_stated_holds_from_then_on_beside_another_responsible_doctor() -> None:
    events = [*IN_BED, WARD_DOCTOR]
    found = known(events, 3)
    assert found is not None
    assert found.is_known
    assert (found.party, found.name, found.organisation) == (M.HOSPITAL_PHYSICIAN, "Bo Lind", WARD)
    assert known(events, 1.9) is None


@pytest.mark.parametrize(
    ("then", "lapse"),
    [
        (event(K.DISCHARGED, hour(48)), StatementLapse.STAY_ENDED),
        (event(K.DIED, hour(48)), StatementLapse.DIED),
        (event(K.ADMITTED, hour(48), hospital=OTHER_HOSPITAL, provider="their-ward"), StatementLapse.STAY_BEGAN),
    ],
)
def test_a27_a_statement_ends_with_the_stay_and_names_who_it_was(then: EventRecord, lapse: StatementLapse) -> None:
    found = known([*IN_BED, WARD_DOCTOR, then], 49)
    assert found is not None
    assert (found.is_known, found.lapsed, found.name) == (False, lapse, "Bo Lind")
    verdict = medication_verdict(found, hour(49))
    assert (verdict.code, verdict.missing, verdict.version) == (
        f"medication.{lapse}",
        ("medication_responsible",),
        "2d",
    )


def test_a27_an_admission_ends_what_was_stated_at_home() -> None:
    at_home = says(50, "gp", organisation=GP)
    back = event(K.ADMITTED, hour(60), episode="e2")
    events = [*HOME, at_home, back]
    assert known(events, 59).is_known  # type: ignore[union-attr]
    assert known(events, 61).lapsed is StatementLapse.STAY_BEGAN  # type: ignore[union-attr]


def test_a27_what_is_stated_at_the_discharge_holds_after_it() -> None:
    found = known([*HOME, says(48, "gp", organisation=GP)], 100)
    assert found is not None
    assert (found.is_known, found.party) == (True, M.GP)


def test_a27_a_cancelled_discharge_ended_nothing() -> None:
    gone = event(K.DISCHARGED, hour(48), ref="gone")
    undone = event(K.CANCELLED, hour(49), voids="gone")
    assert known([*IN_BED, WARD_DOCTOR, gone, undone], 50).is_known  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "moved",
    [
        event(K.PLACED, hour(5), provider="other-ward"),
        event(K.ADMITTED, hour(5), provider="other-ward"),
        event(K.LEAVE_STARTED, hour(5)),
        event(K.READY_REGISTERED, hour(5)),
    ],
    ids=["bed", "ward", "leave", "ready"],
)
def test_a27_a_move_within_the_hospital_a_leave_and_readiness_end_nothing(moved: EventRecord) -> None:
    assert known([*IN_BED, WARD_DOCTOR, moved], 6).is_known  # type: ignore[union-attr]


def test_a27_a_new_practice_ends_what_named_the_old_one_only() -> None:
    new = event(K.GP_STATED, hour(70), organisation="another practice")
    assert known([*HOME, says(50, "gp", organisation=GP), new], 71).lapsed is StatementLapse.OTHER_PRACTICE  # type: ignore[union-attr]
    assert known([*HOME, says(50, "other_doctor", name="Eva Krog"), new], 71).is_known  # type: ignore[union-attr]


def test_a27_a_statement_taken_back_lets_the_one_before_hold_again() -> None:
    second = event(K.MEDICATION_RESPONSIBLE_STATED, hour(3), ref="second", party="gp", organisation=GP)
    taken = event(K.CANCELLED, hour(4), voids="second")
    assert known([*IN_BED, WARD_DOCTOR, second, taken], 5).name == "Bo Lind"  # type: ignore[union-attr]


def test_a27_that_nobody_knows_is_a_statement_too() -> None:
    found = known([*IN_BED, WARD_DOCTOR, says(3, "unknown")], 4)
    assert found is not None
    assert not found.is_known
    assert medication_verdict(found, hour(4)).code == "medication.stated_unknown"


def test_a27_any_arrival_order_gives_the_same() -> None:
    events = [*HOME, WARD_DOCTOR, says(50, "gp", organisation=GP)]
    # A journey is called after the event that came first.
    orders = [
        [replace(each, journey=None) for each in medications_of(Story.of(*histories_of(way)))]
        for way in (events, events[::-1])
    ]
    assert orders[0] == orders[1]


@pytest.mark.parametrize(
    ("party", "facts", "code"),
    [
        (M.HOSPITAL_PHYSICIAN, {}, "medication.hospital_doctor_missing"),
        (M.HOSPITAL_PHYSICIAN, {"name": "Bo Lind"}, "medication.hospital_doctor_missing"),
        (M.HOSPITAL_PHYSICIAN, {"by_practice": True}, "medication.practice_for_itself"),
        (M.GP, {"has_gp": False}, "medication.no_practice"),
        (M.OTHER_DOCTOR, {"name": "  "}, "medication.name_missing"),
    ],
)
def test_a27_half_a_statement_is_refused(party: MedicationParty, facts: dict[str, Any], code: str) -> None:
    given: dict[str, Any] = {"name": "", "organisation": None, "by_practice": False, "has_gp": True} | facts
    refused = party_refused(party, **given)
    assert refused is not None
    assert refused[0] == code


@pytest.mark.parametrize(
    ("role", "in_bed", "at_home"),
    [
        (Role.HOSPITAL_DOCTOR, True, True),
        (Role.HOSPITAL_NURSE, True, True),
        (Role.GP, False, True),
        (Role.GP_NURSE, False, False),
        (Role.NEEDS_ASSESSOR, False, False),
        (Role.COMMUNITY_NURSE, False, False),
        (Role.OUT_OF_HOURS_DOCTOR, False, False),
    ],
)
def test_a27_in_a_bed_it_is_the_hospitals_to_state(role: Role, in_bed: bool, at_home: bool) -> None:
    assert role_may(role, medication_right(JourneyStatus.ADMITTED)) is in_bed
    assert role_may(role, medication_right(JourneyStatus.DISCHARGED)) is at_home


def test_a27_explain_says_it_beside_the_two_pointers() -> None:
    events = [
        {"kind": "stin", "occurred_at": "2026-11-20T10:00:00+01:00", "physician": "Anna Holm", "provider": "M1"},
        {
            "kind": "medication_responsible_stated",
            "occurred_at": "2026-11-20T11:00:00+01:00",
            "party": "other_doctor",
            "name": "Eva Krog",
        },
    ]
    found = explain("responsibility", {"events": events}, now=hour(24 * 11 + 4))
    assert found["responsible_physician"]["name"] == "Anna Holm"
    assert found["medication_responsible"] == {"kind": "other_doctor", "name": "Eva Krog", "organisation": None}
    assert explain("responsibility", {"events": events[:1]}, now=hour(24 * 11 + 4))["medication_responsible"] is None


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("lapse", [*StatementLapse, None])
def test_a27_every_verdict_has_its_sentence(language: str, lapse: StatementLapse | None) -> None:
    code = f"medication.{lapse or 'never_stated'}"
    verdict = medication_verdict(None, hour(0)).as_json() | {"code": code}
    assert len(sentence(verdict, language)) > 10
