"""Clerical correction of a ready time: a proposer, and another who is a doctor of the same hospital (RULES 2b)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from discharge.agreement.selectors import StayStory, story_of
from discharge.readiness.rules.corrections import ProposedCorrection, moved_reasons, pending_correction
from discharge.readiness.rules.registration import (
    CLOCK_TOLERANCE,
    ReadinessFacts,
    assessed_in_time,
    in_order_after,
    readiness,
)
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, check_version, locked, repeated, state_fact
from journeys.actions.events import Recorded
from journeys.domain.calendar.clock import in_one_minute
from journeys.domain.events import EventKind, EventRecord
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import check_can


@transaction.atomic
def propose_correction(
    journey: Journey, *, at: datetime | None, reason: str, act: Act, assessed_at: datetime | None = None
) -> Recorded:
    """Proposes another time for the last registration; without `at` it was made in error and is to fall.

    `assessed_at` is when the doctor assessed the citizen, where that was typed wrongly too.
    """
    check_can(act.by, Permission.CORRECT_READY, journey)
    journey = locked(journey)
    story = story_of(journey)
    target = story.correctable_ref
    if target is None:
        raise RefusedByRule("ready.nothing_registered")
    if repeated(act) is None:
        if pending_correction(story.counting) is not None:
            raise RefusedByRule("ready.correction_waits")
        if not reason.strip():
            raise RefusedByRule("ready.reason_missing", field="reason")
        if at is not None:
            _check_time(journey, story, at, assessed_at, act.now)
    payload = {
        "ready_ref": target,
        "at": at.isoformat() if at else None,
        **({"assessed_at": assessed_at.isoformat()} if at and assessed_at else {}),
        "reason": reason.strip(),
    }
    return state_fact(
        journey,
        EventKind.READY_CORRECTION_PROPOSED,
        payload,
        act=act,
        permission=Permission.CORRECT_READY,
    )


@transaction.atomic
def approve_correction(journey: Journey, *, act: Act) -> Recorded:
    """A doctor who did not propose it decides: the old registration is voided, kept in the timeline, and all told."""
    check_can(act.by, Permission.APPROVE_READY_CORRECTION, journey)
    journey = locked(journey)
    check_version(journey, act)
    story = story_of(journey)
    waiting = _waiting(story, act)
    registered = story.by_ref(waiting.target_ref)
    assert registered is not None
    if waiting.at is None:
        return _record(journey, EventKind.CANCELLED, act.now, registered.ref, _grounds(waiting, act), act)
    at = _check_time(journey, story, waiting.at, waiting.assessed_at, act.now)
    payload = {
        **registered.payload,
        **({"assessed_at": waiting.assessed_at.isoformat()} if waiting.assessed_at else {}),
        "reasons": moved_reasons(registered.payload.get("reasons") or (), was_at=registered.occurred_at, at=at),
        "warnings": _warnings(registered, story, at, act.now),
        "notified_at": _first_told(registered),
        **_grounds(waiting, act),
    }
    return _record(journey, EventKind.READY_REGISTERED, at, registered.ref, payload, act)


@transaction.atomic
def decline_correction(journey: Journey, *, reason: str, act: Act) -> Recorded:
    """The doctor does not agree: the proposal falls, the registration stands."""
    check_can(act.by, Permission.APPROVE_READY_CORRECTION, journey)
    journey = locked(journey)
    check_version(journey, act)
    waiting = _waiting(story_of(journey), act)
    return _record(journey, EventKind.CANCELLED, act.now, waiting.ref, {"reason": reason.strip()}, act)


def _waiting(story: StayStory, act: Act) -> ProposedCorrection:
    waiting = pending_correction(story.counting)
    if waiting is None:
        raise RefusedByRule("ready.no_correction")
    if waiting.actor == str(act.by.pk):
        raise RefusedByRule("ready.own_correction")
    return waiting


# What depends on the time alone, and is judged anew when that is corrected.
_OF_THE_TIME = ("F2b", "F5b")


def _warnings(registered: EventRecord, story: StayStory, at: datetime, now: datetime) -> list[str]:
    """The warnings of the registration as they are with the corrected time."""
    facts = ReadinessFacts(at=at, on_leave=story.on_leave_at(at))
    anew = [problem.rule for problem in readiness(facts, now=now).problems if problem.rule in _OF_THE_TIME]
    return [*anew, *(rule for rule in registered.payload.get("warnings") or () if rule not in _OF_THE_TIME)]


def _check_time(
    journey: Journey, story: StayStory, at: datetime, assessed_at: datetime | None, now: datetime
) -> datetime:
    """A corrected time lies in the same stay: after what came before it, before what ended the period (F5a).

    And not before the doctor's assessment, as it was registered or is corrected with it (F1). Returns the time as it is
    to be written: typed as the minute in which the stay began, it is then.
    """
    registered = story.by_ref(story.correctable_ref or "")
    period = next((each for each in story.periods if registered is not None and each.ref == registered.ref), None)
    earlier = [each.ended_at for each in story.periods if each.ended_at and each is not period]
    earliest = max([moment for moment in (journey.admitted_at, *earlier) if moment], default=None)
    at = in_order_after(at, earliest)
    ended_at = period.ended_at if period else journey.discharged_at
    latest = min(ended_at or now + CLOCK_TOLERANCE, now + CLOCK_TOLERANCE)
    unmoved = registered is not None and in_one_minute(at, registered.occurred_at)
    if at > latest or (earliest is not None and at < earliest) or unmoved:
        raise RefusedByRule("ready.correction_out_of_range", field="at")
    assessed = assessed_at or (registered.instant("assessed_at") if registered is not None else None)
    facts = ReadinessFacts(at=at, assessed_at=assessed, admitted_at=earliest)
    if not assessed_in_time(facts, now=now):
        raise RefusedByRule("ready.correction_before_assessment", field="assessed_at")
    return at


def _first_told(registered: EventRecord) -> str:
    return registered.text("notified_at") or registered.stated_at.isoformat()


def _grounds(waiting: ProposedCorrection, act: Act) -> dict[str, Any]:
    return {
        "correction_reason": waiting.reason,
        "correction_ref": waiting.ref,
        "corrected_from": waiting.target_ref,
        "proposed_by": _uuid_of(waiting.actor),
        "physician": act.by.name,
    }


def _uuid_of(actor: str | None) -> str | None:
    """How an event names a person: everybody who reads the journey reads it, so never by the number of the row."""
    found = User.objects.filter(pk=actor).values_list("uuid", flat=True).first() if actor else None
    return str(found) if found else None


def _record(
    journey: Journey, kind: EventKind, at: datetime, voids: str, payload: Mapping[str, Any], act: Act
) -> Recorded:
    return act.record(journey.citizen_id, act.says(kind, payload, at=at, anchor=journey.pk, voids_ref=voids))
