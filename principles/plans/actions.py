"""A cluster's secretariat begins a plan, follows its tasks, answers the status, tries changes and holds meetings.

The follow-up of the first year with its joint seminar (001-102, 001-103).
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from discharge.wording.refused import RefusedByRule
from notifications.models import Notification
from organisations.actions.history import saved_by
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.models import CooperationArea, Organisation, User
from organisations.selectors.areas import members_of
from organisations.selectors.permissions import check_can
from principles.models import ApprovalStep, Cycle, CycleStep, ImplementationPlan, PlanMeeting, PlanTask, StatusAnswer
from principles.plans.rules.approval import outcome_problem
from principles.plans.rules.progress import (
    LOOKING_BACK,
    MeetingKind,
    Stage,
    StatusQuestion,
    TaskStatus,
    days_of,
    first_status,
    month_start,
    next_stage,
)
from principles.plans.rules.templates import TEMPLATES
from principles.plans.selectors import approval_state, is_open, may_change, reminder_ref
from principles.plans.sentences import not_your_cluster


@transaction.atomic
def begin_plan(
    area: CooperationArea | None, *, template: str, month: date, unit: Organisation | None, by: User, now: datetime
) -> ImplementationPlan:
    """A plan with the template's tasks and days; `unit` makes it a member's local plan. Raises Refused."""
    check_can(by, Permission.MANAGE_PLANS)
    if area is None:
        raise RefusedByRule("plan.no_cluster")
    if TEMPLATES[template].archived:
        raise RefusedByRule("plan.archived_template", field="template")
    start = month_start(month, 1)
    if unit is not None and not members_of(area, on=start).filter(pk=unit.pk).exists():
        raise RefusedByRule("plan.not_a_member", field="unit")
    plan = ImplementationPlan(area=area, unit=unit, template=template, starts_on=start, begun_at=now, begun_by=by)
    _check_own(plan, by)
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as error:
        raise RefusedByRule("plan.begun_already", field="month") from error
    for item in TEMPLATES[template].items:
        first, last = days_of(item, start)
        saved_by(PlanTask(plan=plan, item=item.key, track=item.track.value, first_on=first, due_on=last), by)
    return plan


@transaction.atomic
def save_task(task: PlanTask, *, by: User, now: datetime) -> PlanTask:
    """A task of the plan's own, or what became of one. Raises Refused."""
    _check_own(_locked(task.plan_id), by)
    if task.first_on and task.due_on and task.due_on < task.first_on:
        raise RefusedByRule("plan.days_in_order", field="due_on")
    done = task.status == TaskStatus.DONE.value
    if done and task.done_on is None:
        raise RefusedByRule("plan.done_without_day", field="done_on")
    stored = PlanTask.objects.filter(pk=task.pk).first()
    if typed_in_vain(done, task.done_on, stored.done_on if stored else None):
        raise RefusedByRule("plan.day_without_done", field="done_on")
    task.done_on = task.done_on if done else None
    if stored is not None and (stored.due_on != task.due_on or stored.owner_id != task.owner_id or not is_open(task)):
        _call_off_reminders(task, now)
    return saved_by(task, by)


@transaction.atomic
def answer_status(
    plan: ImplementationPlan, *, month: date, words: Mapping[StatusQuestion, str], by: User, now: datetime
) -> None:
    """The answers for a month; a question that is left empty is not answered, and an earlier answer stands."""
    _check_own(_locked(plan.pk), by)
    answered = {question: text for question, text in words.items() if text.strip()}
    if not answered:
        raise RefusedByRule("plan.empty_status")
    start = month_start(month, 1)
    if start < first_status(plan.starts_on, local_date(plan.begun_at)):
        raise RefusedByRule("plan.status_before", field="month")
    stored = {row.question: row for row in StatusAnswer.objects.filter(plan=plan, month=start)}
    for question, text in answered.items():
        row = stored.get(question.value) or StatusAnswer(plan=plan, month=start, question=question.value)
        if row.words != text:
            row.words, row.answered_at, row.answered_by = text, now, by
            saved_by(row, by)


@transaction.atomic
def begin_cycle(
    plan: ImplementationPlan, *, title: str, indicator: str, words: str, on: date, by: User, now: datetime
) -> Cycle:
    """A change to try, with its first step."""
    _check_own(_locked(plan.pk), by)
    cycle = Cycle.objects.create(plan=plan, title=title, indicator=indicator, begun_at=now)
    _write_step(cycle, Stage.PLAN, words, on, by, now)
    return cycle


@transaction.atomic
def record_stage(cycle: Cycle, stage: Stage, *, words: str, on: date, by: User, now: datetime) -> None:
    """The next step of a cycle; the steps come in their order. Raises Refused."""
    _check_own(_locked(cycle.plan_id), by)
    # Not as they were when the page was made: somebody may have written one while this waited for the lock.
    steps = list(CycleStep.objects.filter(cycle=cycle))
    following = next_stage(Stage(step.stage) for step in steps)
    if following is None:
        raise RefusedByRule("plan.cycle_through")
    if following is not stage:
        raise RefusedByRule("plan.stage_taken")
    if steps and on < max(step.on for step in steps):
        raise RefusedByRule("plan.step_before", field="on")
    _write_step(cycle, stage, words, on, by, now)


@transaction.atomic
def save_meeting(meeting: PlanMeeting, *, by: User) -> PlanMeeting:
    """A meeting that was held or is to be held. Raises Refused."""
    plan = _locked(meeting.plan_id)
    _check_own(plan, by)
    if MeetingKind(meeting.kind) in LOOKING_BACK and meeting.held_on < plan.starts_on:
        raise RefusedByRule("plan.meeting_before", field="held_on")
    if meeting._state.adding:
        meeting.written_by = by
    return saved_by(meeting, by)


@transaction.atomic
def save_approval(step: ApprovalStep, *, by: User, now: datetime) -> ApprovalStep:
    """A body of the process, and what it said (IP-40). Raises Refused."""
    _check_own(_locked(step.plan_id), by)
    others = ApprovalStep.objects.filter(plan=step.plan_id, subject=step.subject).exclude(pk=step.pk)
    if any(other.body == step.body for other in others):
        raise RefusedByRule("plan.body_twice", field="body")
    problem = outcome_problem(approval_state(step), map(approval_state, others), today=local_date(now))
    if problem is not None:
        raise RefusedByRule(problem[0], field=problem[1])
    return saved_by(step, by)


def typed_in_vain(done: bool, day: date | None, before: date | None) -> bool:
    """Whether a day was written for something that is not said to be done; reopening it empties the day it had."""
    return not done and day is not None and before is None


def _call_off_reminders(task: PlanTask, now: datetime) -> None:
    """No list asks for it, and a mail that has not left yet says nothing of it any more; nobody read it."""
    told = Notification.objects.filter(subject_ref=reminder_ref(task.pk), seen_at=None)
    told.update(seen_at=now)


def _write_step(cycle: Cycle, stage: Stage, words: str, on: date, by: User, now: datetime) -> None:
    CycleStep.objects.create(cycle=cycle, stage=stage.value, words=words, on=on, written_at=now, written_by=by)


def _locked(plan_id: UUID) -> ImplementationPlan:
    """Two people who change one plan wait for each other here."""
    plans = ImplementationPlan.objects.select_for_update(of=("self",)).select_related("area")
    return plans.get(pk=plan_id)


def _check_own(plan: ImplementationPlan, by: User) -> None:
    check_can(by, Permission.MANAGE_PLANS)
    if not may_change(by, plan):
        raise not_your_cluster()
