"""The discharge time as a mutual agreement, expected days, wishes and barriers (RULES 001-65, 001-83; UX §3)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from discharge.agreement.rules.agreement import Proposal, Side
from discharge.agreement.selectors import StayStory, story_of
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, locked, repeated, state_fact
from journeys.actions.events import Recorded
from journeys.actions.marks import mark_answered
from journeys.domain.calendar.clock import local_date
from journeys.domain.events import EventKind
from journeys.domain.state.barriers import BarrierKind, BarrierOwner
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import WHO_MAY, Permission
from organisations.selectors.permissions import check_can


@transaction.atomic
def state_expected_day(journey: Journey, *, on: date, why: str, act: Act) -> Recorded:
    """The day on which the ward expects the citizen to go home; a day that is moved says why."""
    journey, story = _begin(journey, Permission.PROPOSE_DISCHARGE_TIME, act)
    if repeated(act) is None:
        _in_hospital(journey, planned=True)
        if on < local_date(act.now):
            raise RefusedByRule("agreement.in_past", field="on")
        earlier = story.agreement.expected
        if earlier and earlier[-1].on != on and not why.strip():
            raise RefusedByRule("agreement.why_missing", field="text")
    payload = {"on": on.isoformat(), "text": why.strip()}
    return _state(journey, EventKind.EXPECTED_DISCHARGE_STATED, payload, Permission.PROPOSE_DISCHARGE_TIME, act)


@transaction.atomic
def propose_discharge(journey: Journey, *, at: datetime, why: str, act: Act) -> Recorded:
    """The hospital proposes a time, as its duty to begin is; another time than before says why (001-65)."""
    journey, story = _begin(journey, Permission.PROPOSE_DISCHARGE_TIME, act)
    if repeated(act) is None:
        _in_hospital(journey)
        _in_future(at, act.now)
        if story.agreement.proposals and not why.strip():
            raise RefusedByRule("agreement.why_missing", field="text")
    payload = {"at": at.isoformat(), "text": why.strip()}
    return _state(journey, EventKind.DISCHARGE_PROPOSED, payload, Permission.PROPOSE_DISCHARGE_TIME, act)


@transaction.atomic
def accept_discharge(journey: Journey, *, text: str, act: Act) -> Recorded:
    """The other side says yes to the newest time: then it is agreed."""
    permission = _answering(act)
    journey, story = _begin(journey, permission, act)
    waiting = _waiting(story, _side(permission), act)
    payload = {"proposal_ref": waiting.ref if waiting else "", "text": text.strip()}
    recorded = _state(journey, EventKind.DISCHARGE_ACCEPTED, payload, permission, act)
    return _acknowledging(recorded, story, waiting, act)


@transaction.atomic
def counter_discharge(journey: Journey, *, at: datetime, text: str, act: Act) -> Recorded:
    """The municipality cannot make it and says when it can."""
    journey, story = _begin(journey, Permission.ANSWER_DISCHARGE_TIME, act)
    waiting = _waiting(story, Side.MUNICIPALITY, act)
    if waiting is not None:
        _in_future(at, act.now)
        if at == waiting.at:
            raise RefusedByRule("agreement.same_time", field="at")
        if not text.strip():
            raise RefusedByRule("agreement.why_missing", field="text")
    payload = {"proposal_ref": waiting.ref if waiting else "", "at": at.isoformat(), "text": text.strip()}
    recorded = _state(journey, EventKind.DISCHARGE_COUNTERED, payload, Permission.ANSWER_DISCHARGE_TIME, act)
    return _acknowledging(recorded, story, waiting, act)


@transaction.atomic
def question_discharge(journey: Journey, *, missing: str, act: Act) -> Recorded:
    """The municipality says what it must know before it can answer; that promises nothing (UX §1.b)."""
    journey, story = _begin(journey, Permission.ANSWER_DISCHARGE_TIME, act)
    waiting = _waiting(story, Side.MUNICIPALITY, act)
    if waiting is not None and not missing.strip():
        raise RefusedByRule("agreement.missing_missing", field="missing")
    payload = {"proposal_ref": waiting.ref if waiting else "", "missing": missing.strip()}
    recorded = _state(journey, EventKind.DISCHARGE_QUESTIONED, payload, Permission.ANSWER_DISCHARGE_TIME, act)
    return _acknowledging(recorded, story, waiting, act)


@transaction.atomic
def answer_question(journey: Journey, *, text: str, act: Act) -> Recorded:
    """The hospital answers what the municipality asked; the time proposed stands and is the municipality's turn."""
    journey, story = _begin(journey, Permission.PROPOSE_DISCHARGE_TIME, act)
    pending = story.agreement.pending
    if repeated(act) is None:
        if pending is None or pending.open_question is None:
            raise RefusedByRule("agreement.nothing_asked")
        if not text.strip():
            raise RefusedByRule("agreement.reply_missing", field="text")
    payload = {"proposal_ref": pending.ref if pending else "", "text": text.strip()}
    return _state(journey, EventKind.DISCHARGE_ANSWERED, payload, Permission.PROPOSE_DISCHARGE_TIME, act)


@transaction.atomic
def record_wish(journey: Journey, *, said_by: str, text: str, act: Act) -> Recorded:
    """What the citizen or the relatives wish for the home-coming (principle 1)."""
    journey, _ = _begin(journey, Permission.RECORD_WISHES, act)
    if not text.strip():
        raise RefusedByRule("ready.text_missing", field="text")
    payload = {"said_by": said_by, "text": text.strip()}
    return _state(journey, EventKind.WISH_RECORDED, payload, Permission.RECORD_WISHES, act)


@transaction.atomic
def raise_barrier(
    journey: Journey, *, kind: BarrierKind, owner: BarrierOwner, due_at: datetime, text: str, act: Act
) -> Recorded:
    """Something stands in the way: any day of the stay, with one owner and a due time (UX §3 item 3)."""
    journey, _ = _begin(journey, Permission.MANAGE_BARRIERS, act)
    if repeated(act) is None:
        _in_hospital(journey, planned=True)
        if kind is BarrierKind.OTHER and not text.strip():
            raise RefusedByRule("barrier.text_missing", field="text")
        _in_future(due_at, act.now, field="due_at")
    payload = {"barrier": kind.value, "owner": owner.value, "due_at": due_at.isoformat(), "text": text.strip()}
    return _state(journey, EventKind.BARRIER_RAISED, payload, Permission.MANAGE_BARRIERS, act)


@transaction.atomic
def close_barrier(journey: Journey, *, barrier_ref: str, text: str, act: Act) -> Recorded:
    """It is out of the way."""
    journey, story = _begin(journey, Permission.MANAGE_BARRIERS, act)
    standing = {barrier.ref for barrier in story.barriers if barrier.is_open}
    if repeated(act) is None and barrier_ref not in standing:
        raise RefusedByRule("barrier.not_open", field="barrier_ref")
    payload = {"barrier_ref": barrier_ref, "text": text.strip()}
    return _state(journey, EventKind.BARRIER_CLOSED, payload, Permission.MANAGE_BARRIERS, act)


def judge_corrected(event: JourneyEvent, said: Mapping[str, Any]) -> None:
    """What was refused when it was said is refused when it is said right; the times are judged as of then."""
    kind, text = EventKind(event.kind), str(said.get("text") or "").strip()
    if kind is EventKind.EXPECTED_DISCHARGE_STATED and date.fromisoformat(said["on"]) < local_date(event.occurred_at):
        raise RefusedByRule("agreement.in_past", field="on")
    if kind in (EventKind.DISCHARGE_PROPOSED, EventKind.DISCHARGE_COUNTERED):
        _in_future(datetime.fromisoformat(said["at"]), event.occurred_at)
        if event.payload.get("text") and not text:
            raise RefusedByRule("agreement.why_missing", field="text")
    if kind is EventKind.BARRIER_RAISED:
        if said.get("barrier") == BarrierKind.OTHER.value and not text:
            raise RefusedByRule("barrier.text_missing", field="text")
        _in_future(datetime.fromisoformat(said["due_at"]), event.occurred_at, field="due_at")


def _begin(journey: Journey, permission: Permission, act: Act) -> tuple[Journey, StayStory]:
    check_can(act.by, permission, journey)
    journey = locked(journey)
    return journey, story_of(journey)


def _state(journey: Journey, kind: EventKind, payload: dict[str, str], permission: Permission, act: Act) -> Recorded:
    return state_fact(journey, kind, payload, act=act, permission=permission)


def _acknowledging(recorded: Recorded, story: StayStory, answered: Proposal | None, act: Act) -> Recorded:
    """Who answers a proposal has read it, and with a page of today everything else on it too (UX §5.1)."""
    asked = story.by_ref(answered.ref) if answered else None
    if not recorded.duplicate and asked is not None:
        mark_answered(recorded.event, answered=asked.sequence, act=act)
    return recorded


def _answering(act: Act) -> Permission:
    """The municipality answers the hospital's time; the hospital says yes to the municipality's as it proposes."""
    hospital = act.by.role in WHO_MAY[Permission.PROPOSE_DISCHARGE_TIME]
    return Permission.PROPOSE_DISCHARGE_TIME if hospital else Permission.ANSWER_DISCHARGE_TIME


def _side(permission: Permission) -> Side:
    return Side.HOSPITAL if permission is Permission.PROPOSE_DISCHARGE_TIME else Side.MUNICIPALITY


def _waiting(story: StayStory, side: Side, act: Act) -> Proposal | None:
    """The other side's time that waits for an answer of `side`; None when the same call answered it before."""
    if repeated(act) is not None:
        return None
    pending = story.agreement.pending
    if pending is None:
        raise RefusedByRule("agreement.nothing_proposed")
    if pending.by is side:
        raise RefusedByRule("agreement.own_proposal")
    return pending


def _in_hospital(journey: Journey, *, planned: bool = False) -> None:
    status = journey.status_value
    if status not in IN_HOSPITAL and not (planned and status is JourneyStatus.PLANNED):
        raise RefusedByRule("agreement.not_in_hospital")


def _in_future(at: datetime, now: datetime, *, field: str = "at") -> None:
    if at <= now:
        raise RefusedByRule("agreement.in_past", field=field)
