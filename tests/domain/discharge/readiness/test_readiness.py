"""RULES 2b F1–F14: when a citizen may be registered medically ready."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from discharge.readiness.rules import registration
from discharge.readiness.rules.registration import (
    RULES,
    ReadinessFacts,
    Reason,
    RegistrationSeverity,
    Rehabilitation,
    StayStatus,
    in_order_after,
    readiness,
)
from discharge.readiness.texts import READINESS
from discharge.settings.rules.open_points import Choices
from tests.domain.discharge.stories import hour

NOW = hour(4)
GOOD = ReadinessFacts(
    at=hour(3),
    assessed_by="Anna Holm",
    assessed_at=hour(3),
    stay=StayStatus.INPATIENT,
    on_leave=False,
    terminal=False,
    already_ready=False,
    admitted_at=hour(-50),
    treatment_finished=True,
    admission_not_required=True,
    continues_in_daily_life=True,
    medicine_and_devices_ready=True,
    rehabilitation=Rehabilitation.MADE,
    fmk_updated=True,
    patient_informed=True,
    needs_municipal_services=True,
    municipality_involved=True,
    time_agreed=True,
    administration_done=True,
    reasons=(Reason("temporary_place", primary=True),),
)
OTHER = Reason("other", sector="hospital", text="transport")
ALONE = replace(OTHER, primary=True)
TWO = (Reason("temporary_place"), Reason("home_measures"))

# (rule, changed facts, code or "" when the rule is met)
TABLE: list[tuple[str, dict[str, Any], str]] = [
    ("F1", {"assessed_by": None}, "fb.assessment_missing"),
    ("F1", {"assessed_by": ""}, "fb.assessment_missing"),
    ("F1", {"assessed_at": None}, "fb.assessment_missing"),
    # A-10, U12: a doctor, and a time in the stay, not ahead, not after what follows from it.
    ("F1", {"assessed_by": "Rengøringshjælp Hansen", "assessed_by_doctor": False}, "fb.assessment_missing"),
    ("F1", {"assessed_by_doctor": True}, ""),
    ("F1", {"assessed_at": hour(-51)}, "fb.assessment_out_of_range"),
    ("F1", {"assessed_at": hour(-50)}, ""),
    ("F1", {"assessed_at": hour(3) + timedelta(minutes=5)}, ""),
    ("F1", {"assessed_at": hour(3) + timedelta(minutes=6)}, "fb.assessment_out_of_range"),
    ("F1", {"assessed_at": NOW + timedelta(days=30)}, "fb.assessment_out_of_range"),
    ("F1", {"assessed_at": NOW.replace(year=1900)}, "fb.assessment_out_of_range"),
    *(("F2a", {"stay": status}, "fb.stay_not_active") for status in StayStatus if status is not StayStatus.INPATIENT),
    ("F2b", {"on_leave": True}, "fb.on_leave"),
    ("F2b", {"on_leave": None}, ""),
    ("F3", {"terminal": True}, "fb.terminal"),
    ("F4", {"already_ready": True}, "fb.already_ready"),
    ("F5a", {"at": hour(-51)}, "fb.time_out_of_range"),
    ("F5a", {"at": hour(-50)}, ""),
    ("F5a", {"at": NOW + timedelta(minutes=5)}, ""),
    ("F5a", {"at": NOW + timedelta(minutes=5, seconds=1)}, "fb.time_out_of_range"),
    ("F5a", {"resumed_at": hour(3.5)}, "fb.time_out_of_range"),
    ("F5a", {"resumed_at": hour(3)}, ""),
    ("F5b", {"at": hour(-11), "assessed_at": hour(-11)}, "fb.backdated"),
    ("F5b", {"at": hour(-10)}, ""),
    ("F6", {"treatment_finished": False, "admission_not_required": False}, "fb.treatment_open"),
    ("F6", {"treatment_finished": False}, "fb.treatment_open"),
    ("F6", {"admission_not_required": False}, "fb.treatment_open"),
    ("F6", {"continues_in_daily_life": False}, "fb.treatment_open"),
    ("F6", {"medicine_and_devices_ready": False}, "fb.treatment_open"),
    ("F6", {"continues_in_daily_life": None}, "fb.treatment_open"),
    ("F6", {"treatment_finished": None}, "fb.treatment_open"),
    ("F7", {"rehabilitation": None}, "fb.rehab_plan_missing"),
    ("F7", {"rehabilitation": Rehabilitation.NOT_NEEDED}, ""),
    ("F8", {"fmk_updated": False}, "fb.fmk_not_updated"),
    ("F8", {"medicine_and_devices_ready": False}, "fb.fmk_not_updated"),
    ("F9", {"patient_informed": None}, "fb.patient_not_informed"),
    ("F10a", {"municipality_involved": False}, "fb.municipality_not_involved"),
    # to wait for the municipality proves the need, whatever it gives today.
    ("F10a", {"municipality_involved": False, "needs_municipal_services": False}, "fb.municipality_not_involved"),
    ("F10a", {"municipality_involved": False, "needs_municipal_services": False, "reasons": (ALONE,)}, ""),
    ("F10b", {"time_agreed": False}, "fb.time_not_agreed"),
    ("F10b", {"time_agreed": False, "needs_municipal_services": False, "reasons": (ALONE,)}, ""),
    ("F11", {"administration_done": False}, "fb.admin_open"),
    ("F12", {"planned_discharge_at": hour(3)}, "fb.not_needed"),
    ("F12", {"planned_discharge_at": hour(3) + timedelta(minutes=1)}, "fb.not_needed"),
    ("F12", {"planned_discharge_at": hour(9)}, "fb.not_needed"),
    ("F12", {"planned_discharge_at": hour(-40)}, ""),
    ("F12", {"planned_discharge_at": hour(30)}, ""),
    ("F12", {"planned_discharge_at": None}, ""),
    ("F13", {"reasons": ()}, "fb.reason_missing"),
    ("F13", {"reasons": (Reason("weather"),)}, "fb.reason_missing"),
    ("F13", {"reasons": (Reason("other"),)}, "fb.reason_missing"),
    ("F13", {"reasons": TWO}, "fb.reason_missing"),
    ("F13", {"reasons": (replace(TWO[0], primary=True), TWO[1])}, ""),
    ("F14", {"reasons": (OTHER,)}, "fb.reason_not_municipal"),
    ("F14", {"reasons": (replace(OTHER, sector="region"),)}, "fb.reason_not_municipal"),
    ("F14", {"reasons": (replace(OTHER, sector="general_practice"),)}, "fb.reason_not_municipal"),
    ("F14", {"reasons": (replace(OTHER, primary=True), TWO[0])}, ""),
]
WARNINGS = {"F2b", "F5b", "F10b", "F12", "F14"}


def test_everything_met_is_allowed_without_a_problem() -> None:
    found = readiness(GOOD, now=NOW)
    assert (found.allowed, found.problems, found.missing) == (True, (), ())


@pytest.mark.parametrize(("rule", "changed", "code"), TABLE)
def test_each_rule(rule: str, changed: dict[str, Any], code: str) -> None:
    found = readiness(replace(GOOD, **changed), now=NOW)
    assert [problem.code for problem in found.problems if problem.rule == rule] == ([code] if code else [])
    if code:
        assert found.allowed is (rule in WARNINGS)


@pytest.mark.parametrize(("home", "needed"), [(hour(16), False), (hour(16.1), True)])
def test_a10_going_home_within_four_hours_of_the_night_needs_no_registration(home: Any, needed: bool) -> None:
    found = readiness(replace(GOOD, at=hour(12), planned_discharge_at=home), now=hour(12))
    assert ("F12" not in {problem.rule for problem in found.problems}) is needed


SDS = Choices({"A23": "sds_definition"})


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"treatment_finished": False}, ["fb.not_all_four"]),
        ({"continues_in_daily_life": False}, ["fb.not_all_four"]),
        ({"treatment_finished": False, "admission_not_required": False}, ["fb.treatment_open"]),
        ({"continues_in_daily_life": None}, ["fb.treatment_open"]),
    ],
)
def test_a23_falls_back_to_the_authoritys_definition(changed: dict[str, Any], codes: list[str]) -> None:
    found = readiness(replace(GOOD, **changed), now=NOW, choices=SDS)
    assert [problem.code for problem in found.problems] == codes
    assert found.allowed is ("fb.treatment_open" not in codes)


@pytest.mark.parametrize(("answer", "allowed"), [("allowed", True), ("refused", False)])
def test_a24_decides_a_registration_without_an_agreed_time(answer: str, allowed: bool) -> None:
    found = readiness(replace(GOOD, time_agreed=False), now=NOW, choices=Choices({"A24": answer}))
    assert found.allowed is allowed


def test_every_rule_is_tried_and_has_its_severity() -> None:
    assert {row[0] for row in TABLE} == {rule.rule for rule in RULES}
    assert {rule.rule for rule in RULES if rule.severity is RegistrationSeverity.WARNING} == WARNINGS


def test_every_warning_that_may_be_stored_has_its_sentence() -> None:
    """F6 warns only where A23 lets SDS's definition decide."""
    assert set(registration.WARNINGS) == {*WARNINGS, "F6"}
    assert set(registration.WARNINGS.values()) <= set(READINESS)


@pytest.mark.parametrize("unknown", ["stay", "terminal", "already_ready", "at"])
def test_an_unknown_state_is_asked_for_and_not_guessed(unknown: str) -> None:
    changed: dict[str, Any] = {unknown: None}
    found = readiness(replace(GOOD, **changed), now=NOW)
    assert (found.allowed, found.missing) == (None, (unknown,))


def test_nothing_known_is_refused() -> None:
    assert readiness(ReadinessFacts(), now=NOW).allowed is False


def test_a23_where_sds_alone_decides_a_no_to_1d_is_the_warning_and_f8_keeps_fmk() -> None:
    """F6, F8: one no is not both a warning and an error."""
    unready = replace(GOOD, medicine_and_devices_ready=False)
    found = readiness(unready, now=NOW, choices=SDS)
    assert (found.allowed, [each.code for each in found.problems]) == (True, ["fb.not_all_four"])
    assert readiness(unready, now=NOW).allowed is False
    assert readiness(replace(GOOD, fmk_updated=False), now=NOW, choices=SDS).allowed is False


def test_f1_an_assessment_older_than_a_resumption_is_none() -> None:
    """001-87: treatment was resumed after it, so somebody has to assess the citizen anew."""
    resumed = replace(GOOD, assessed_at=hour(2), resumed_at=hour(3))
    assert "fb.assessment_out_of_range" in [each.code for each in readiness(resumed, now=NOW).problems]


BEGUN = hour(1).replace(second=30)
TYPED = BEGUN.replace(second=0)


@pytest.mark.parametrize("fact", ["admitted_at", "resumed_at"])
@pytest.mark.parametrize("before", [timedelta(0), timedelta(minutes=1)], ids=["same minute", "a minute before"])
def test_r2b_10_assessment_and_readiness_have_one_tolerance(fact: str, before: timedelta) -> None:
    at = TYPED - before
    facts = replace(GOOD, **{fact: BEGUN}, at=at, assessed_at=at)
    problems = {each.rule for each in readiness(facts, now=NOW).problems} & {"F1", "F5a"}
    assert problems == ({"F1", "F5a"} if before else set())


def test_r2b_10_a_time_of_the_same_minute_is_written_as_that_in_which_it_began() -> None:
    assert in_order_after(TYPED, BEGUN, None) == BEGUN
    assert in_order_after(TYPED, BEGUN - timedelta(minutes=1)) == TYPED
    assert in_order_after(BEGUN + timedelta(seconds=5), BEGUN) == BEGUN + timedelta(seconds=5)
