"""Stays entered by hand: planned ones, and contacts when messages fail (DESIGN §2; RULES 2i)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from journeys.actions.access import count_unseen
from journeys.actions.acting.acts import Act, Refused, check_version, locked, repeated
from journeys.actions.acting.joins import would_join_unseen
from journeys.actions.acting.whereabouts import check_death_at_home
from journeys.actions.events import Recorded
from journeys.actions.refusals import RefusedUnseen
from journeys.actions.stays.entries import check_tries, needs_confirming, note_entry, sees_nothing_of, tells_a_name
from journeys.domain.citizen.hand_names import TYPED
from journeys.domain.events import EventKind
from journeys.domain.events.kinds import ADMISSIONS
from journeys.domain.sight.rights import contact_right
from journeys.domain.state.entry import EntryProblem, contact_problem, plan_problem
from journeys.domain.state.status import IN_HOSPITAL, AdmissionType, JourneyStatus
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
    referrer: "Referrer | None" = None
    # As they were typed; an entry shows no other name.
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrer:
    """The referring doctor, who answers until the citizen has come (RULES 2d S1); what is not known is left out."""

    organisation: Organisation | None = None
    name: str = ""
    phone: str = ""

    def said(self) -> dict[str, Any]:
        """As the event says it."""
        values = {
            "referred_by": str(self.organisation.pk) if self.organisation else "",
            "referred_by_name": self.name.strip(),
            "referred_by_phone": self.phone.strip(),
        }
        return {key: value for key, value in values.items() if value}


@transaction.atomic
def plan_stay(citizen: Citizen, stay: PlannedStay, *, act: Act) -> Recorded:
    """Records the decision that the citizen is to be admitted; the journey begins with it (RULES 001-03).

    A plan that would become part of a journey that the unit does not see is refused: it would open that journey. Of a
    citizen whom others have and of whom the unit sees nothing it is an entry that shows no more than was typed.
    """
    check_can(act.by, Permission.ENTER_PLANNED_STAY)
    refuse_problem(plan_problem(stay.planned_at, now=act.now))
    payload = _place(stay.ward) | {
        "planned_at": stay.planned_at.isoformat(),
        "admission_type": stay.admission_type.value,
    }
    if stay.municipality is not None:
        payload["municipality"] = str((stay.municipality.root or stay.municipality).pk)
    Citizen.objects.select_for_update().get(pk=citizen.pk)
    first = repeated(act)
    if first is None:
        _check_unseen_plan(citizen, payload, act)
    payload |= stay.referrer.said() if stay.referrer else {}
    claims = first.kind == EventKind.STAY_CLAIMED if first else sees_nothing_of(citizen, by=act.by, now=act.now)
    if first is None and (claims or tells_a_name(citizen, stay.names, by=act.by, now=act.now)):
        count_unseen(by=act.by, now=act.now)
    if not claims:
        return _record(citizen, EventKind.ADMISSION_DECIDED, act.now, payload | _typed(stay.names), act, None)
    return _claim(citizen, EventKind.ADMISSION_DECIDED, act.now, {**payload, **stay.names}, act)


def _check_unseen_plan(citizen: Citizen, payload: dict[str, Any], act: Act) -> None:
    check_tries(citizen, by=act.by, now=act.now)
    if would_join_unseen(citizen, EventKind.ADMISSION_DECIDED, act.now, payload, by=act.by, now=act.now):
        raise RefusedUnseen("entry.plan_out_of_sight")


@transaction.atomic
def enter_contact(
    journey: Journey,
    kind: EventKind,
    *,
    occurred_at: datetime,
    act: Act,
    ward: Organisation | None = None,
    report_ref: str = "",
    said: Mapping[str, Any] | None = None,
) -> Recorded:
    """Records by hand what happens in a journey that stands, when its message is missing; marked so in the timeline.

    Only the hospital that holds the contact may; of a citizen who is not in hospital a doctor registers the death.
    An arrival that would move or open what the unit does not see is an entry that the holder is asked about.
    `said` is what else the event says: how a discharge went.
    """
    journey = locked(journey)
    check_can(act.by, contact_right(kind, journey.status_value), journey)
    check_version(journey, act)
    at_home = kind is EventKind.DIED and journey.status_value not in IN_HOSPITAL
    if repeated(act) is None:
        refuse_problem(
            contact_problem(
                kind,
                occurred_at,
                now=act.now,
                status=journey.status_value,
                begun_at=journey.arrived_at,
                on_leave_since=journey.on_leave_since,
            )
        )
        at_home = at_home and not check_death_at_home(journey, occurred_at, by=act.by)
    payload: dict[str, Any] = _place(ward or journey.ward) | {"class": "EMER" if _is_acute(kind, journey) else "IMP"}
    payload |= said or {}
    if at_home:
        payload["at_home"] = True
    if report_ref:
        payload["report_ref"] = report_ref
    if kind in ADMISSIONS and _claims(journey, kind, occurred_at, payload, act):
        return _claim(journey.citizen, kind, occurred_at, payload, act)
    return _record(journey.citizen, kind, occurred_at, payload, act, journey.pk)


@transaction.atomic
def enter_stay(
    citizen: Citizen,
    kind: EventKind,
    *,
    occurred_at: datetime,
    act: Act,
    ward: Organisation,
    municipality: Organisation | None = None,
    names: Mapping[str, str] | None = None,
) -> Recorded:
    """Begins a stay by hand: an admission or an acute arrival whose message is missing.

    The hospital's own word about its own ward is a contact. What others enter, and what would move or open a journey
    that the writer's unit does not hold, is an entry that both sides are asked about (DESIGN §6).
    """
    check_can(act.by, Permission.ENTER_MANUAL_JOURNEY)
    Citizen.objects.select_for_update().get(pk=citizen.pk)
    refuse_problem(contact_problem(kind, occurred_at, now=act.now, status=None, begun_at=None))
    stay: dict[str, Any] = _place(ward) | {"class": "EMER" if kind is EventKind.ACUTE_ARRIVED else "IMP"}
    if municipality is not None:
        stay["municipality"] = str((municipality.root or municipality).pk)
    first = repeated(act)
    if first is None:
        check_tries(citizen, by=act.by, now=act.now)
    claims = first.kind == EventKind.STAY_CLAIMED if first else needs_confirming(citizen, kind, occurred_at, ward, act)
    new_here = first is None and sees_nothing_of(citizen, by=act.by, now=act.now)
    if new_here or (first is None and tells_a_name(citizen, names or {}, by=act.by, now=act.now)):
        count_unseen(by=act.by, now=act.now)
    if claims:
        return _claim(citizen, kind, occurred_at, {**stay, **(names or {})}, act)
    recorded = _record(citizen, kind, occurred_at, stay | _typed(names or {}), act, None)
    if new_here:
        note_entry(citizen, recorded, act=act)
    return recorded


def _claims(journey: Journey, kind: EventKind, at: datetime, payload: dict[str, Any], act: Act) -> bool:
    """Whether an arrival that is entered in a journey is only claimed; a repeated call is what it was."""
    first = repeated(act)
    if first is not None:
        return first.kind == EventKind.STAY_CLAIMED
    return would_join_unseen(journey.citizen, kind, at, payload, by=act.by, now=act.now, journey=journey)


def _claim(citizen: Citizen, kind: EventKind, at: datetime, stay: dict[str, Any], act: Act) -> Recorded:
    """An entry of its own, which somebody looks at."""
    recorded = _record(citizen, EventKind.STAY_CLAIMED, at, {"stay": {**stay, "kind": kind.value}}, act, None)
    if not recorded.duplicate:
        note_entry(citizen, recorded, act=act)
    return recorded


def _typed(names: Mapping[str, str]) -> dict[str, Any]:
    """What the entry calls the citizen, if anything: an entry that is undone takes the name with it."""
    return {TYPED: {name: value for name, value in names.items() if value}} if names else {}


def _is_acute(kind: EventKind, journey: Journey) -> bool:
    ambulatory = journey.status_value is JourneyStatus.ACUTE_AMBULATORY
    return kind is EventKind.ACUTE_ARRIVED or (ambulatory and kind is not EventKind.ADMITTED)


def _place(ward: Organisation | None) -> dict[str, str]:
    if ward is None:
        return {}
    return {"provider": str(ward.pk), "hospital": str((ward.root or ward).pk)}


def refuse_problem(problem: EntryProblem | None) -> None:
    """Raises what is wrong with an entry, for the field that it concerns."""
    if problem is not None:
        raise Refused(problem.code, field=problem.field, **problem.facts)


def _record(
    citizen: Citizen, kind: EventKind, at: datetime, payload: dict[str, Any], act: Act, anchor: UUID | None
) -> Recorded:
    return act.record(citizen.pk, act.says(kind, payload, at=at, anchor=anchor))
