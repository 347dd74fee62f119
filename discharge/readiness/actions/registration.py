"""Registering that a citizen is medically ready, and what may follow (RULES 2b F1–F14 and lifecycle; 001 §2.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from discharge.agreement.selectors import StayStory, story_of
from discharge.readiness.rules.registration import (
    CLOCK_TOLERANCE,
    Problem,
    ReadinessFacts,
    Reason,
    Rehabilitation,
    Severity,
    StayStatus,
    in_order_after,
    readiness,
)
from discharge.readiness.selectors.doctors import is_registered_doctor
from discharge.settings.selectors import choices
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, locked, repeated, state_fact
from journeys.actions.events import Recorded
from journeys.domain.calendar.clock import local_date
from journeys.domain.events import EventKind
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can

# What a doctor who is not in the register may be called; another title is no doctor's (F1).
DOCTOR_TITLES = ("overlaege", "afdelingslaege", "speciallaege", "reservelaege", "laege")

_STAYS = {
    JourneyStatus.PLANNED: StayStatus.PLANNED,
    JourneyStatus.ACUTE_AMBULATORY: StayStatus.ACUTE_AMBULATORY,
    JourneyStatus.CANCELLED: StayStatus.CANCELLED,
    JourneyStatus.DECEASED: StayStatus.DECEASED,
    JourneyStatus.DISCHARGED: StayStatus.DISCHARGED,
    JourneyStatus.CLOSED: StayStatus.DISCHARGED,
}


class ResumptionCause(StrEnum):
    """Why treatment is resumed (RULES 2b lifecycle 1 and 2; 001-85, 001-87)."""

    RELAPSE = "relapse"
    NEW_CONDITION = "new_condition"
    SIGNIFICANT_CHANGE = "significant_change"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedReason:
    """One reason to wait, as a person states it; `since` None is from the registration on."""

    reason: str
    sector: str = "municipality"
    since: datetime | None = None
    to: datetime | None = None
    primary: bool = False
    text: str = ""

    def as_json(self) -> dict[str, Any]:
        """How the event holds it."""
        return {
            "reason": self.reason,
            "sector": self.sector,
            "from": self.since.isoformat() if self.since else None,
            "to": self.to.isoformat() if self.to else None,
            "primary": self.primary,
            "text": self.text.strip(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a named doctor has assessed and the ward has checked (001-81–83); None is not answered."""

    at: datetime
    assessed_by: str = ""
    # Of a doctor who is not in the register; with it the name is marked so.
    assessed_title: str = ""
    assessed_at: datetime | None = None
    terminal: bool | None = None
    treatment_finished: bool | None = None
    admission_not_required: bool | None = None
    continues_in_daily_life: bool | None = None
    medicine_and_devices_ready: bool | None = None
    fmk_updated: bool | None = None
    rehabilitation: Rehabilitation | None = None
    patient_informed: bool | None = None
    relatives_informed: str = ""
    municipality_involved: bool | None = None
    municipality_involved_on: date | None = None
    administration_done: bool | None = None
    reasons: tuple[StatedReason, ...] = field(default_factory=tuple)

    def checklist(self) -> dict[str, Any]:
        """The answers as they are stored and shown."""
        involved_on = self.municipality_involved_on
        return {
            "terminal": self.terminal,
            "treatment_finished": self.treatment_finished,
            "admission_not_required": self.admission_not_required,
            "continues_in_daily_life": self.continues_in_daily_life,
            "medicine_and_devices_ready": self.medicine_and_devices_ready,
            "fmk_updated": self.fmk_updated,
            "rehabilitation": self.rehabilitation.value if self.rehabilitation else None,
            "patient_informed": self.patient_informed,
            "relatives_informed": self.relatives_informed or None,
            "municipality_involved": self.municipality_involved,
            "municipality_involved_on": involved_on.isoformat() if involved_on else None,
            "administration_done": self.administration_done,
        }


def readiness_problems(
    journey: Journey, assessment: Assessment, *, now: datetime, story: StayStory | None = None
) -> tuple[Problem, ...]:
    """Every rule of F1–F14 that is not met: errors refuse, warnings are shown before saving."""
    facts = readiness_facts(journey, assessment, story or story_of(journey), now=now)
    return readiness(facts, now=now, choices=choices(now)).problems


def readiness_facts(journey: Journey, assessment: Assessment, story: StayStory, *, now: datetime) -> ReadinessFacts:
    """What the form says together with what the journey knows."""
    resumed, agreed = story.last(EventKind.TREATMENT_RESUMED), story.agreement.agreed
    return ReadinessFacts(
        at=assessment.at,
        assessed_by=assessment.assessed_by.strip() or None,
        assessed_by_doctor=assessment.assessed_title in DOCTOR_TITLES or _is_registered(journey, assessment, now),
        assessed_at=assessment.assessed_at,
        stay=_STAYS.get(journey.status_value, StayStatus.INPATIENT),
        on_leave=story.on_leave_at(assessment.at),
        terminal=True if story.terminal else assessment.terminal,
        already_ready=story.open_period(now) is not None or story.waited_at(assessment.at),
        admitted_at=journey.admitted_at,
        resumed_at=resumed.occurred_at if resumed else None,
        treatment_finished=assessment.treatment_finished,
        admission_not_required=assessment.admission_not_required,
        continues_in_daily_life=assessment.continues_in_daily_life,
        medicine_and_devices_ready=assessment.medicine_and_devices_ready,
        rehabilitation=assessment.rehabilitation,
        fmk_updated=assessment.fmk_updated,
        patient_informed=assessment.patient_informed,
        needs_municipal_services=journey.municipal_services,
        municipality_involved=assessment.municipality_involved,
        time_agreed=agreed is not None,
        administration_done=assessment.administration_done,
        planned_discharge_at=agreed.at if agreed else None,
        reasons=tuple(Reason(each.reason, each.sector, each.text, each.primary) for each in assessment.reasons),
    )


@transaction.atomic
def register_ready(journey: Journey, assessment: Assessment, *, act: Act) -> Recorded:
    """Registers what a named doctor has assessed; refused with every error found, stored with every warning."""
    check_can(act.by, Permission.REGISTER_READY, journey)
    journey = locked(journey)
    at = assessment.at
    if (before := repeated(act)) is None:
        facts = readiness_facts(journey, assessment, story_of(journey), now=act.now)
        at = in_order_after(at, facts.admitted_at, facts.resumed_at)
        result = readiness(facts, now=act.now, choices=choices(act.now))
        errors = [problem for problem in result.problems if problem.severity is Severity.ERROR]
        if errors or result.allowed is None:
            code = errors[0].code if errors else "ready.fact_missing"
            raise RefusedByRule(code, problems=errors, unknown=result.missing, missing=list(result.missing))
        warnings = [problem.rule for problem in result.problems]
    else:
        at, warnings = in_order_after(at, before.occurred_at), []
    payload = {
        "assessed_by": assessment.assessed_by.strip(),
        **_unregistered(journey, assessment, act.now),
        "assessed_at": assessment.assessed_at.isoformat() if assessment.assessed_at else None,
        "checklist": assessment.checklist(),
        "reasons": _with_primary(assessment.reasons),
        "notified_at": act.now.isoformat(),
        "warnings": warnings,
    }
    return state_fact(
        journey,
        EventKind.READY_REGISTERED,
        payload,
        act=act,
        permission=Permission.REGISTER_READY,
        occurred_at=at,
    )


@transaction.atomic
def resume_treatment(journey: Journey, *, at: datetime, cause: ResumptionCause, doctor: str, act: Act) -> Recorded:
    """*Behandling genoptaget*: ends the open period; the agreed discharge time no longer holds (001-85, 001-87)."""
    check_can(act.by, Permission.RESUME_TREATMENT, journey)
    journey = locked(journey)
    if (before := repeated(act)) is None:
        at = _within_open_period(journey, at, act)
        _named(doctor)
    else:
        at = in_order_after(at, before.occurred_at)
    payload = {"cause": cause.value, "physician": doctor.strip()}
    return state_fact(
        journey,
        EventKind.TREATMENT_RESUMED,
        payload,
        act=act,
        permission=Permission.RESUME_TREATMENT,
        occurred_at=at,
    )


@transaction.atomic
def declare_terminal(journey: Journey, *, at: datetime, doctor: str, act: Act) -> Recorded:
    """A doctor's assessment that the citizen is terminal: ends an open period, and no other may begin (001-89)."""
    check_can(act.by, Permission.REGISTER_READY, journey)
    journey = locked(journey)
    if (before := repeated(act)) is None:
        _named(doctor)
        at = in_order_after(at, journey.admitted_at)
        if at > act.now + CLOCK_TOLERANCE or (journey.admitted_at is not None and at < journey.admitted_at):
            raise RefusedByRule("ready.time_outside_stay", field="at")
        if story_of(journey).terminal:
            raise RefusedByRule("ready.terminal_already")
    else:
        at = in_order_after(at, before.occurred_at)
    return state_fact(
        journey,
        EventKind.TERMINAL_DECLARED,
        {"physician": doctor.strip()},
        act=act,
        permission=Permission.REGISTER_READY,
        occurred_at=at,
    )


@transaction.atomic
def restate_reasons(journey: Journey, reasons: Sequence[StatedReason], *, at: datetime, act: Act) -> Recorded:
    """Other reasons to wait from `at` on; those that are not named any more end then (RULES 2b F13)."""
    check_can(act.by, Permission.REGISTER_READY, journey)
    journey = locked(journey)
    if (before := repeated(act)) is None:
        at = _within_open_period(journey, at, act)
        facts = ReadinessFacts(reasons=tuple(Reason(r.reason, r.sector, r.text, r.primary) for r in reasons))
        missing = [p for p in readiness(facts, now=act.now).problems if p.rule == "F13"]
        if missing:
            raise RefusedByRule(missing[0].code, field="reasons", problems=missing)
    else:
        at = in_order_after(at, before.occurred_at)
    return state_fact(
        journey,
        EventKind.REASONS_STATED,
        {"reasons": _with_primary(reasons)},
        act=act,
        permission=Permission.REGISTER_READY,
        occurred_at=at,
    )


@transaction.atomic
def record_disagreement(journey: Journey, *, text: str, act: Act) -> Recorded:
    """Either party's disagreement on the date: kept and shown, changes nothing (001-65, 001-85)."""
    check_can(act.by, Permission.RECORD_DISAGREEMENT, journey)
    journey = locked(journey)
    periods = story_of(journey).periods
    if not periods:
        raise RefusedByRule("ready.nothing_registered")
    if not text.strip():
        raise RefusedByRule("ready.text_missing", field="text")
    payload = {"text": text.strip(), "ready_ref": periods[-1].ref}
    return state_fact(journey, EventKind.READY_DISAGREED, payload, act=act, permission=Permission.RECORD_DISAGREEMENT)


def _is_registered(journey: Journey, assessment: Assessment, now: datetime) -> bool:
    return is_registered_doctor(journey, assessment.assessed_by, on=local_date(now))


def _unregistered(journey: Journey, assessment: Assessment, now: datetime) -> dict[str, Any]:
    """How a doctor is marked whom the hospital's register does not have (F1)."""
    if _is_registered(journey, assessment, now):
        return {}
    return {"assessed_title": assessment.assessed_title, "assessed_in_register": False}


def _with_primary(reasons: Sequence[StatedReason]) -> list[dict[str, Any]]:
    """A single reason is the primary one."""
    stated = [each.as_json() for each in reasons]
    if len(stated) == 1:
        stated[0]["primary"] = True
    return stated


def _within_open_period(journey: Journey, at: datetime, act: Act) -> datetime:
    """The time of what follows in the period that runs; typed as the minute in which that began, it is then."""
    period = story_of(journey).open_period(act.now)
    if period is None:
        raise RefusedByRule("ready.not_ready")
    at = in_order_after(at, period.ready_at)
    if not period.ready_at <= at <= act.now + CLOCK_TOLERANCE:
        raise RefusedByRule("ready.time_outside_period", field="at", ready_at=period.ready_at.isoformat())
    return at


def _named(doctor: str) -> None:
    if not doctor.strip():
        raise RefusedByRule("ready.doctor_missing", field="physician")
