"""Plans to read, and whose plans somebody may change."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet

from organisations.domain.permissions import Permission, role_may
from organisations.models import CooperationArea, User
from organisations.selectors.areas import led_by
from principles.models import ApprovalStep, Cycle, ImplementationPlan, PlanTask
from principles.plans.rules.approval import Decider, Outcome, StepState
from principles.plans.rules.progress import TaskState, TaskStatus
from principles.plans.rules.templates import Track


def plans_listed() -> QuerySet[ImplementationPlan]:
    """All plans, newest first: clusters read each other's (IP-23, sparring across clusters)."""
    plans = ImplementationPlan.objects.select_related("area", "unit__root")
    return plans.prefetch_related("tasks", "meetings")


def plan_in_full() -> QuerySet[ImplementationPlan]:
    """With everything that its page shows."""
    cycles = Cycle.objects.prefetch_related("steps")
    tasks = PlanTask.objects.select_related("owner__root")
    plans = ImplementationPlan.objects.select_related("area__secretariat", "unit__root", "begun_by")
    return plans.prefetch_related(
        Prefetch("tasks", tasks), "answers", Prefetch("cycles", cycles), "meetings", "approvals"
    )


def state_of(task: PlanTask) -> TaskState:
    """As the rules judge it."""
    return TaskState(Track(task.track), TaskStatus(task.status), task.due_on, task.done_on)


def approval_state(step: ApprovalStep) -> StepState:
    """As the rules judge it."""
    outcome = Outcome(step.outcome) if step.outcome else None
    return StepState(Decider(step.body), step.place, outcome, step.decided_on, step.comment)


def states_of(plan: ImplementationPlan) -> Sequence[TaskState]:
    """Of all its tasks."""
    return [state_of(task) for task in plan.tasks.all()]


def own_area(user: User, *, on: date) -> CooperationArea | None:
    """The area whose secretariat the user's unit is."""
    if user.unit is None or not role_may(user.role, Permission.MANAGE_PLANS):
        return None
    return led_by(user.unit, on=on)


def may_change(user: User, plan: ImplementationPlan) -> bool:
    """Whether the plan is the user's secretariat's."""
    if user.unit is None or not role_may(user.role, Permission.MANAGE_PLANS):
        return False
    return plan.area.secretariat_id == user.unit.pk
