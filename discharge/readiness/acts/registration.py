"""Registering that a citizen is medically ready, and what may follow (RULES 2b F1–F14 and lifecycle; 001 §2.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from discharge.agreement.selectors import StayStory, kept_story
from discharge.readiness.rules.registration import (
    CLOCK_TOLERANCE,
    Readiness,
    ReadinessFacts,
    Reason,
    RegistrationProblem,
    RegistrationSeverity,
    Rehabilitation,
    StayStatus,
    in_order_after,
    readiness,
)
from discharge.readiness.selectors.doctors import is_registered_doctor
from discharge.settings.selectors import choices
from discharge.wording.refused import RefusedByRule, RuledAct
from journeys.actions.acting.stated import Saying
from journeys.actions.refusals import NOT_NOW
from journeys.domain.calendar.clock import local_date
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.readiness import (
    ReadyDisagreed,
    ReadyRegistered,
    Reasons,
    ReasonStated,
    TerminalDeclared,
    TreatmentResumed,
)
from journeys.domain.history.ready_periods import ReadyPeriod
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission

P, S = Permission, JourneyStatus

# What a doctor who is not in the register may be called; another title is no doctor's (F1).
DOCTOR_TITLES = ("overlaege", "afdelingslaege", "speciallaege", "reservelaege", "laege")

_STAYS = {
    S.PLANNED: StayStatus.PLANNED,
    S.ACUTE_AMBULATORY: StayStatus.ACUTE_AMBULATORY,
    S.CANCELLED: StayStatus.CANCELLED,
    S.DECEASED: StayStatus.DECEASED,
    S.DISCHARGED: StayStatus.DISCHARGED,
    S.CLOSED: StayStatus.DISCHARGED,
}


class ResumptionCause(StrEnum):
    """Why treatment is resumed (RULES 2b lifecycle 1 and 2; 001-85, 001-87)."""

    RELAPSE = "relapse"
    NEW_CONDITION = "new_condition"
    SIGNIFICANT_CHANGE = "significant_change"


@dataclass(frozen=True, kw_only=True)
class StatedReason(ReasonStated):
    """One reason to wait, as a person states it; `since` None is from the registration on."""

    reason: str
    sector: str = "municipality"
    primary: bool = False
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterReady(RuledAct):
    """What a named doctor has assessed and the ward has checked (001-81–83); None is not answered.

    Refused with every error found, stored with every warning.
    """

    kind, permission = EventKind.READY_REGISTERED, P.REGISTER_READY
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
    reasons: tuple[StatedReason, ...] = ()

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """In a bed or on leave, and not ready; acute-ambulatory never (F2a), terminal never (F3)."""
        if journey.status_value not in (S.ADMITTED, S.ON_LEAVE, S.READY):
            return "fb.stay_not_active"
        if journey.status_value is S.READY or _waiting(journey, now) is not None:
            return "fb.already_ready"
        return "fb.terminal" if kept_story(journey).terminal else None

    def judge(self, journey: Journey, saying: Saying) -> None:
        """By every rule at once."""
        result = self._judged(journey, saying.now)
        errors = [problem for problem in result.problems if problem.severity is RegistrationSeverity.ERROR]
        if errors or result.allowed is None:
            code = errors[0].code if errors else "ready.fact_missing"
            raise RefusedByRule(code, problems=errors, unknown=result.missing, missing=list(result.missing))

    def moment(self, journey: Journey, now: datetime) -> datetime:
        """In order after the admission and what was resumed."""
        resumed = kept_story(journey).last(EventKind.TREATMENT_RESUMED)
        return in_order_after(self.occurred_at or now, journey.admitted_at, resumed.occurred_at if resumed else None)

    def payload(self) -> Payload:
        """The assessment, the answers and the reasons."""
        return ReadyRegistered(
            assessed_by=self.assessed_by.strip(),
            assessed_at=self.assessed_at,
            checklist=self._checklist(),
            reasons=_with_primary(self.reasons),
        )

    def concluded(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """How a doctor is marked whom the hospital's register does not have (F1)."""
        if self._is_registered(journey, now):
            return {}
        return {"assessed_title": self.assessed_title, "assessed_in_register": False}

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The warnings, and when it was told."""
        warnings = [problem.rule for problem in self.problems(journey, now=now)]
        return {"notified_at": now.isoformat(), "warnings": warnings}

    def problems(self, journey: Journey, *, now: datetime) -> tuple[RegistrationProblem, ...]:
        """Every rule of F1–F14 that is not met: errors refuse, warnings are shown before saving."""
        return self._judged(journey, now).problems

    def _judged(self, journey: Journey, now: datetime) -> Readiness:
        return readiness(self._facts(journey, kept_story(journey), now), now=now, choices=choices(now))

    def _checklist(self) -> dict[str, Any]:
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

    def _is_registered(self, journey: Journey, now: datetime) -> bool:
        return is_registered_doctor(journey, self.assessed_by, on=local_date(now))

    def _facts(self, journey: Journey, story: StayStory, now: datetime) -> ReadinessFacts:
        """What the form says together with what the journey knows."""
        resumed, agreed, at = story.last(EventKind.TREATMENT_RESUMED), story.agreement.agreed, self.occurred_at or now
        return ReadinessFacts(
            at=at,
            assessed_by=self.assessed_by.strip() or None,
            assessed_by_doctor=self.assessed_title in DOCTOR_TITLES or self._is_registered(journey, now),
            assessed_at=self.assessed_at,
            stay=_STAYS.get(journey.status_value, StayStatus.INPATIENT),
            on_leave=story.on_leave_at(at),
            terminal=True if story.terminal else self.terminal,
            already_ready=story.open_period(now) is not None or story.waited_at(at),
            admitted_at=journey.admitted_at,
            resumed_at=resumed.occurred_at if resumed else None,
            treatment_finished=self.treatment_finished,
            admission_not_required=self.admission_not_required,
            continues_in_daily_life=self.continues_in_daily_life,
            medicine_and_devices_ready=self.medicine_and_devices_ready,
            rehabilitation=self.rehabilitation,
            fmk_updated=self.fmk_updated,
            patient_informed=self.patient_informed,
            needs_municipal_services=journey.municipal_services,
            municipality_involved=self.municipality_involved,
            time_agreed=agreed is not None,
            administration_done=self.administration_done,
            planned_discharge_at=agreed.at if agreed else None,
            reasons=_as_facts(self.reasons),
        )


@dataclass(frozen=True, kw_only=True)
class _WhileReady(RuledAct):
    """Said of the ready period that runs."""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While the citizen waits."""
        return "ready.not_ready" if _waiting(journey, now) is None else None

    def moment(self, journey: Journey, now: datetime) -> datetime:
        """Typed as the minute in which the period began, it is then."""
        period = _waiting(journey, now)
        return in_order_after(self.occurred_at or now, period.ready_at if period else None)

    def judge(self, journey: Journey, saying: Saying) -> None:
        """In the period, and not ahead of us."""
        period = _waiting(journey, saying.now)
        at = self.moment(journey, saying.now)
        if period is not None and not period.ready_at <= at <= saying.now + CLOCK_TOLERANCE:
            raise self.refused("ready.time_outside_period", field="at", ready_at=period.ready_at.isoformat())


@dataclass(frozen=True, kw_only=True)
class ResumeTreatment(_WhileReady):
    """*Behandling genoptaget*: ends the open period; the agreed discharge time no longer holds (001-85, 001-87)."""

    kind, permission = EventKind.TREATMENT_RESUMED, P.RESUME_TREATMENT
    cause: str
    physician: str

    def judge(self, journey: Journey, saying: Saying) -> None:
        """By a doctor who is named."""
        super().judge(journey, saying)
        self.require("physician", "ready.doctor_missing")

    def payload(self) -> Payload:
        """Why, and who says so."""
        return TreatmentResumed(cause=self.cause, physician=self.physician.strip())


@dataclass(frozen=True, kw_only=True)
class RestateReasons(_WhileReady):
    """Other reasons to wait from then on; those that are not named any more end then (RULES 2b F13)."""

    kind, permission = EventKind.REASONS_STATED, P.REGISTER_READY
    reasons: Sequence[StatedReason]

    def judge(self, journey: Journey, saying: Saying) -> None:
        """At least one, and a primary one."""
        super().judge(journey, saying)
        problems = readiness(ReadinessFacts(reasons=_as_facts(self.reasons)), now=saying.now).problems
        missing = [problem for problem in problems if problem.rule == "F13"]
        if missing:
            raise RefusedByRule(missing[0].code, field="reasons", problems=missing)

    def payload(self) -> Payload:
        """All that hold."""
        return Reasons(reasons=_with_primary(self.reasons))


@dataclass(frozen=True, kw_only=True)
class DeclareTerminal(RuledAct):
    """A doctor's assessment that the citizen is terminal: ends an open period, and no other may begin (001-89)."""

    kind, permission = EventKind.TERMINAL_DECLARED, P.REGISTER_READY
    physician: str

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Once, in hospital."""
        if kept_story(journey).terminal:
            return "ready.terminal_already"
        return None if journey.status_value in IN_HOSPITAL else NOT_NOW

    def moment(self, journey: Journey, now: datetime) -> datetime:
        """Typed as the minute of the admission, it is then."""
        return in_order_after(self.occurred_at or now, journey.admitted_at)

    def judge(self, journey: Journey, saying: Saying) -> None:
        """By a doctor who is named, in the stay."""
        self.require("physician", "ready.doctor_missing")
        at, admitted_at = self.moment(journey, saying.now), journey.admitted_at
        if at > saying.now + CLOCK_TOLERANCE or (admitted_at is not None and at < admitted_at):
            raise self.refused("ready.time_outside_stay", field="at")

    def payload(self) -> Payload:
        """Who says so."""
        return TerminalDeclared(physician=self.physician.strip())


@dataclass(frozen=True, kw_only=True)
class RecordDisagreement(RuledAct):
    """Either party's disagreement on the date: kept and shown, changes nothing (001-65, 001-85)."""

    kind, permission = EventKind.READY_DISAGREED, P.RECORD_DISAGREEMENT
    text: str

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Once there was a registration to disagree with."""
        return None if kept_story(journey).periods else "ready.nothing_registered"

    def judge(self, journey: Journey, saying: Saying) -> None:
        """In words."""
        self.require("text", "ready.text_missing")

    def payload(self) -> Payload:
        """The words."""
        return ReadyDisagreed(text=self.text.strip())

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Which registration it is about."""
        return {"ready_ref": kept_story(journey).periods[-1].ref}


def _waiting(journey: Journey, now: datetime) -> ReadyPeriod | None:
    """The period that runs; on leave it may have ended since the row was written."""
    return kept_story(journey).open_period(now) if journey.status_value in (S.READY, S.ON_LEAVE) else None


def _with_primary(reasons: Sequence[StatedReason]) -> tuple[ReasonStated, ...]:
    """A single reason is the primary one."""
    alone = len(reasons) == 1
    return tuple(replace(each, text=each.text.strip(), primary=each.primary or alone) for each in reasons)


def _as_facts(reasons: Sequence[StatedReason]) -> tuple[Reason, ...]:
    return tuple(Reason(each.reason, each.sector, each.text, each.primary) for each in reasons)
