"""Meeting the conditions that close a journey; each by the side that owns it (RULES 001-03)."""

from datetime import datetime

from discharge.models import CloseOutCondition
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, state_fact, under_lock
from journeys.actions.events import Recorded
from journeys.domain.events import EventKind
from journeys.domain.state.close_out import Condition, ConditionState
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


def update_fmk(journey: Journey, *, at: datetime | None = None, act: Act) -> Recorded:
    """The shared medication record is up to date (iv)."""
    return _state(journey, EventKind.FMK_UPDATED, {}, at, act, Permission.CLOSE_OUT)


def decide_rehabilitation(journey: Journey, *, needed: bool, act: Act) -> Recorded:
    """Whether there is to be a rehabilitation plan (v)."""
    return _state(journey, EventKind.REHABILITATION_DECIDED, {"needed": needed}, None, act, Permission.CLOSE_OUT)


def send_rehabilitation_plan(journey: Journey, *, at: datetime | None = None, act: Act) -> Recorded:
    """The plan has been sent (v)."""
    return _state(journey, EventKind.REHABILITATION_PLAN_SENT, {}, at, act, Permission.CLOSE_OUT)


def enrol(journey: Journey, *, needed: bool, act: Act) -> Recorded:
    """The municipality has the citizen in its system, or there is nothing to enrol (ii)."""
    return _state(journey, EventKind.MUNICIPAL_ENROLLED, {"needed": needed}, None, act, Permission.ENROL)


def finish_other_tasks(journey: Journey, *, act: Act) -> Recorded:
    """Everything else that the region's guidelines ask of the ward is done (vi)."""
    return _state(journey, EventKind.OTHER_TASKS_DONE, {}, None, act, Permission.CLOSE_OUT)


# Said again it would change nothing but the time; a wrong answer is corrected instead.
_MEETS = {
    EventKind.FMK_UPDATED: Condition.FMK,
    EventKind.REHABILITATION_PLAN_SENT: Condition.REHABILITATION,
    EventKind.OTHER_TASKS_DONE: Condition.OTHER_TASKS,
}


@under_lock
def _state(
    journey: Journey,
    kind: EventKind,
    payload: dict[str, bool],
    at: datetime | None,
    act: Act,
    permission: Permission,
) -> Recorded:
    check_can(act.by, permission, journey)
    conditions = CloseOutCondition.objects.filter(journey=journey)
    if not conditions.exists():
        raise RefusedByRule("close_out.cancelled")
    if kind in _MEETS and conditions.filter(condition=_MEETS[kind], state=ConditionState.MET).exists():
        raise RefusedByRule("close_out.already_met")
    return state_fact(journey, kind, payload, act=act, permission=permission, occurred_at=at)
