"""Plans to read, and whose plans somebody may change."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db.models import Prefetch, QuerySet

from journeys.domain.calendar.clock import end_of_day, local_date
from notifications.domain.escalation import WATCHED_FOR, Overdue, Watch
from organisations.domain.permissions import Permission, role_may
from organisations.models import CooperationArea, User
from organisations.selectors.areas import led_by
from principles.models import ApprovalStep, Cycle, ImplementationPlan, PlanTask
from principles.plans.rules.approval import ApprovalOutcome, Decider, JudgedStep
from principles.plans.rules.progress import OPEN, JudgedTask, TaskStatus, is_late
from principles.plans.rules.templates import PlanTrack


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


def state_of(task: PlanTask) -> JudgedTask:
    """As the rules judge it."""
    begun_on = local_date(task.plan.begun_at)
    return JudgedTask(PlanTrack(task.track), TaskStatus(task.status), task.due_on, task.done_on, begun_on)


def approval_state(step: ApprovalStep) -> JudgedStep:
    """As the rules judge it."""
    outcome = ApprovalOutcome(step.outcome) if step.outcome else None
    return JudgedStep(Decider(step.body), step.place, outcome, step.decided_on, step.comment)


def is_open(task: PlanTask) -> bool:
    """Whether somebody still has to do it."""
    return TaskStatus(task.status) in OPEN


def states_of(plan: ImplementationPlan) -> Sequence[JudgedTask]:
    """Of all its tasks."""
    return [state_of(task) for task in plan.tasks.all()]


def overdue_plan_tasks(now: datetime) -> Iterator[Overdue]:
    """Open tasks whose last day is over, for their owner, else the secretariat: nothing late is without one (001-22).

    Named by task and day: a day that moves is a new one, and of the old one nothing more is told.
    """
    today = local_date(now)
    watched = PlanTask.objects.filter(due_on__gte=local_date(now - WATCHED_FOR)).select_related("plan__area")
    for task in _late(watched, today):
        owner = task.owner_id or task.plan.area.secretariat_id
        if owner is not None and task.due_on is not None:
            yield Overdue(
                key=f"plan-task:{task.pk}:{task.due_on.isoformat()}",
                watch=Watch.PLAN_TASK,
                unit_id=owner,
                subject_ref=reminder_ref(task.pk),
                due_at=end_of_day(task.due_on),
            )


def reminder_ref(task_id: int) -> UUID:
    """What the reminders of a task are about: an id that names no citizen and no journey."""
    return uuid5(NAMESPACE_OID, f"principles.plan_task:{task_id}")


def late_tasks(unit_ids: Collection[UUID], *, today: date) -> list[PlanTask]:
    """Of the units' own tasks those that are late, in every plan, the longest first."""
    own = PlanTask.objects.filter(owner__in=unit_ids)
    return list(_late(own.select_related("plan__area", "plan__unit__root", "owner__root"), today))


def _late(tasks: QuerySet[PlanTask], today: date) -> Iterator[PlanTask]:
    """Those that the rules call late, the longest first; the database leaves out what cannot be."""
    rows = tasks.filter(status__in=[status.value for status in OPEN], due_on__lt=today).order_by("due_on", "pk")
    return (task for task in rows if is_late(state_of(task), today))


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
