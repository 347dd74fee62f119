"""Stays entered by hand: planned ones, and contacts when messages fail (DESIGN §2; RULES 2i)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from journeys.actions.acts import Act, Refused, check_version
from journeys.actions.events import Recorded
from journeys.domain.entry import Problem, contact_problem, plan_problem
from journeys.domain.events import EventKind
from journeys.domain.status import AdmissionType, JourneyStatus
from journeys.models import Citizen, Journey
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from organisations.selectors.permissions import check_can


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStay:
    """What is known of a stay before it begins; the hospital is the ward's."""

    planned_at: datetime
    ward: Organisation
    municipality: Organisation | None = None
    admission_type: AdmissionType = AdmissionType.PLANNED


def plan_stay(citizen: Citizen, stay: PlannedStay, *, act: Act) -> Recorded:
    """Records the decision that the citizen is to be admitted; the journey begins with it (RULES 001-03)."""
    check_can(act.by, Permission.ENTER_PLANNED_STAY)
    _refuse(plan_problem(stay.planned_at, now=act.now))
    payload = _place(stay.ward) | {
        "planned_at": stay.planned_at.isoformat(),
        "admission_type": stay.admission_type.value,
    }
    if stay.municipality is not None:
        payload["municipality"] = str((stay.municipality.root or stay.municipality).pk)
    return _record(citizen, EventKind.ADMISSION_DECIDED, act.now, payload, act, None)


def call_off_stay(journey: Journey, *, reason: str, act: Act) -> Recorded:
    """Calls a planned stay off, with the reason that the others will read (RULES 2i V7)."""
    check_can(act.by, Permission.ENTER_PLANNED_STAY, journey)
    check_version(journey, act)
    if journey.status_value is not JourneyStatus.PLANNED:
        raise Refused("entry.not_planned")
    if not reason.strip():
        raise Refused("entry.reason_missing")
    return _record(
        journey.citizen, EventKind.ADMISSION_CALLED_OFF, act.now, {"reason": reason.strip()}, act, journey.pk
    )


def enter_contact(
    citizen: Citizen,
    kind: EventKind,
    *,
    occurred_at: datetime,
    act: Act,
    journey: Journey | None = None,
    ward: Organisation | None = None,
    municipality: Organisation | None = None,
) -> Recorded:
    """Records an arrival, leave, discharge or death by hand, when its message is missing; marked so in the timeline."""
    check_can(act.by, Permission.ENTER_MANUAL_JOURNEY, journey)
    if journey is not None:
        check_version(journey, act)
    _refuse(
        contact_problem(
            kind,
            occurred_at,
            now=act.now,
            status=journey.status_value if journey else None,
            begun_at=journey.arrived_at if journey else None,
            on_leave_since=journey.on_leave_since if journey else None,
        )
    )
    payload = _place(ward or (journey.ward if journey else None))
    payload["class"] = "EMER" if _is_acute(kind, journey) else "IMP"
    if municipality is not None:
        payload["municipality"] = str((municipality.root or municipality).pk)
    return _record(citizen, kind, occurred_at, payload, act, journey.pk if journey else None)


def _is_acute(kind: EventKind, journey: Journey | None) -> bool:
    ambulatory = journey is not None and journey.status_value is JourneyStatus.ACUTE_AMBULATORY
    return kind is EventKind.ACUTE_ARRIVED or (ambulatory and kind is not EventKind.ADMITTED)


def _place(ward: Organisation | None) -> dict[str, str]:
    if ward is None:
        return {}
    return {"provider": str(ward.pk), "hospital": str((ward.root or ward).pk)}


def _refuse(problem: Problem | None) -> None:
    if problem is not None:
        raise Refused(problem.code, field=problem.field, **problem.facts)


def _record(
    citizen: Citizen, kind: EventKind, at: datetime, payload: dict[str, str], act: Act, anchor: UUID | None
) -> Recorded:
    return act.record(citizen.pk, act.says(kind, payload, at=at, anchor=anchor))
