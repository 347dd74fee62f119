"""Clerical correction of a ready time: a proposer, and another who is a doctor of the same hospital (RULES 2b)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from discharge.agreement.selectors import StayStory, kept_story
from discharge.readiness.rules.corrections import ProposedCorrection, moved_reasons, pending_correction
from discharge.readiness.rules.registration import (
    CLOCK_TOLERANCE,
    ReadinessFacts,
    assessed_in_time,
    in_order_after,
    readiness,
)
from discharge.wording.refused import RefusedByRule, RuledAct
from journeys.actions.acting.acts import Act
from journeys.actions.acting.stated import Saying
from journeys.actions.events import NewEvent
from journeys.domain.calendar.clock import in_one_minute
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.readiness import ReadyCorrectionProposed
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import Permission
from organisations.models import User


@dataclass(frozen=True, kw_only=True)
class ProposeCorrection(RuledAct):
    """Another time for the last registration; without `at` it was made in error and is to fall.

    `assessed_at` is when the doctor assessed the citizen, where that was typed wrongly too.
    """

    kind, permission = EventKind.READY_CORRECTION_PROPOSED, Permission.CORRECT_READY
    at: datetime | None = None
    assessed_at: datetime | None = None
    reason: str

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Of a registration that no doctor is asked about already."""
        if kept_story(journey).correctable_ref is None:
            return "ready.nothing_registered"
        return None if _pending(journey) is None else "ready.correction_waits"

    def judge(self, journey: Journey, saying: Saying) -> None:
        """With a reason, to a time in the same stay."""
        self.require("reason", "ready.reason_missing")
        if self.at is not None:
            _time_in_stay(journey, self.at, self.assessed_at, saying.now)

    def payload(self) -> Payload:
        """The times and why."""
        assessed_at = self.assessed_at if self.at else None
        return ReadyCorrectionProposed(at=self.at, assessed_at=assessed_at, reason=self.reason.strip())

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Which registration it is about."""
        return {"ready_ref": kept_story(journey).correctable_ref}


@dataclass(frozen=True, kw_only=True)
class _Decides(RuledAct):
    """A doctor who did not propose it decides."""

    permission = Permission.APPROVE_READY_CORRECTION

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While one waits."""
        return "ready.no_correction" if _pending(journey) is None else None

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Never one's own."""
        if _waiting(journey).actor == str(saying.by.pk):
            raise self.refused("ready.own_correction")


class ApproveCorrection(_Decides):
    """The old registration is voided, kept in the timeline, and all told."""

    kind = EventKind.READY_REGISTERED

    def event(self, journey: Journey, act: Act, before: JourneyEvent | None) -> NewEvent:
        """The registration as it is corrected; one that was made in error only falls."""
        if before is not None:
            falls = before.kind == EventKind.CANCELLED.value
            return replace(super().event(journey, act, before), kind=EventKind.CANCELLED if falls else self.kind)
        story, waiting = kept_story(journey), _waiting(journey)
        registered = story.by_ref(waiting.target_ref)
        assert registered is not None
        if waiting.at is None:
            return act.says(EventKind.CANCELLED, _grounds(waiting, act), voids_ref=registered.ref)
        at = _time_in_stay(journey, waiting.at, waiting.assessed_at, act.now)
        payload = {
            **registered.payload,
            **({"assessed_at": waiting.assessed_at.isoformat()} if waiting.assessed_at else {}),
            "reasons": moved_reasons(registered.payload.get("reasons") or (), was_at=registered.occurred_at, at=at),
            "warnings": _warnings(registered, story, at, act.now),
            "notified_at": registered.text("notified_at") or registered.stated_at.isoformat(),
            **_grounds(waiting, act),
        }
        return act.says(self.kind, payload, at=at, voids_ref=registered.ref)


@dataclass(frozen=True, kw_only=True)
class DeclineCorrection(_Decides):
    """The doctor does not agree: the proposal falls, the registration stands."""

    kind = EventKind.CANCELLED
    reason: str = ""

    def event(self, journey: Journey, act: Act, before: JourneyEvent | None) -> NewEvent:
        """Why it falls."""
        if before is not None:
            return super().event(journey, act, before)
        return act.says(self.kind, {"reason": self.reason.strip()}, voids_ref=_waiting(journey).ref)


def _pending(journey: Journey) -> ProposedCorrection | None:
    return pending_correction(kept_story(journey).counting)


def _waiting(journey: Journey) -> ProposedCorrection:
    waiting = _pending(journey)
    if waiting is None:
        raise RefusedByRule("ready.no_correction")
    return waiting


# What depends on the time alone, and is judged anew when that is corrected.
_OF_THE_TIME = ("F2b", "F5b")


def _warnings(registered: EventRecord, story: StayStory, at: datetime, now: datetime) -> list[str]:
    """The warnings of the registration as they are with the corrected time."""
    facts = ReadinessFacts(at=at, on_leave=story.on_leave_at(at))
    anew = [problem.rule for problem in readiness(facts, now=now).problems if problem.rule in _OF_THE_TIME]
    return [*anew, *(rule for rule in registered.payload.get("warnings") or () if rule not in _OF_THE_TIME)]


def _time_in_stay(journey: Journey, at: datetime, assessed_at: datetime | None, now: datetime) -> datetime:
    """A corrected time lies in the same stay: after what came before it, before what ended the period (F5a).

    And not before the doctor's assessment, as it was registered or is corrected with it (F1). Returns the time as it is
    to be written: typed as the minute in which the stay began, it is then.
    """
    story = kept_story(journey)
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
    if not assessed_in_time(facts, now):
        raise RefusedByRule("ready.correction_before_assessment", field="assessed_at")
    return at


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
