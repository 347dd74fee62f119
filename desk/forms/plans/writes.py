"""What can be written in a plan: the page's address, the words around the form, and the form itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desk.forms.plans.approvals import ApprovalForm
from desk.forms.plans.writing import CycleForm, MeetingForm, PlanStatusForm, StageForm, TaskForm, WritingForm
from discharge.wording.refused import RefusedByRule
from principles.models import ApprovalStep, ImplementationPlan, PlanMeeting, PlanTask
from principles.plans.rules.approval import ApprovalSubject
from principles.plans.rules.progress import MeetingKind, Stage, TaskStatus, next_stage
from principles.plans.rules.templates import PlanTrack

Data = Mapping[str, Any] | None
FormOf = Callable[[Data, ImplementationPlan, int | None, date], WritingForm]
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class PlanWrite:
    """One kind of writing: `new` and `change` head the form, `saved` is said afterwards, `anchor` is where it shows."""

    new: Promise
    change: Promise
    saved: Promise
    anchor: str
    form_of: FormOf


def _task_form(data: Data, plan: ImplementationPlan, row_id: int | None, today: date) -> WritingForm:
    empty = PlanTask(plan=plan, track=PlanTrack.DIALOGUE.value, status=TaskStatus.NOT_BEGUN.value)
    task = empty if row_id is None else _row_of(plan.tasks.all(), row_id)
    task.plan = plan
    return TaskForm(data, task=task, today=today)


def _status_form(data: Data, plan: ImplementationPlan, row_id: int | None, today: date) -> WritingForm:
    if row_id is not None:
        raise Http404
    return PlanStatusForm(data, plan=plan, today=today)


def _cycle_form(data: Data, plan: ImplementationPlan, row_id: int | None, today: date) -> WritingForm:
    if row_id is None:
        return CycleForm(data, plan=plan, today=today)
    cycle = _row_of(plan.cycles.all(), row_id)
    following = next_stage(Stage(step.stage) for step in cycle.steps.all())
    asked = str((data or {}).get("stage", ""))
    stage = next((stage for stage in Stage if stage.value == asked), following)
    if stage is None:
        raise RefusedByRule("plan.cycle_through")
    cycle.plan = plan
    return StageForm(data, cycle=cycle, stage=stage, today=today)


def _meeting_form(data: Data, plan: ImplementationPlan, row_id: int | None, today: date) -> WritingForm:
    empty = PlanMeeting(plan=plan, kind=MeetingKind.COOPERATION.value)
    meeting = empty if row_id is None else _row_of(plan.meetings.all(), row_id)
    meeting.plan = plan
    return MeetingForm(data, meeting=meeting, today=today)


def _approval_form(data: Data, plan: ImplementationPlan, row_id: int | None, today: date) -> WritingForm:
    empty = ApprovalStep(plan=plan, subject=ApprovalSubject.PLAN.value)
    step = empty if row_id is None else _row_of(plan.approvals.all(), row_id)
    step.plan = plan
    return ApprovalForm(data, step=step)


def _row_of(rows: QuerySet[Row], row_id: int) -> Row:
    row = next((row for row in rows if row.pk == row_id), None)
    if row is None:
        raise Http404
    return row


WRITES: Mapping[str, PlanWrite] = {
    "opgave": PlanWrite(_("Ny opgave"), _("Opgave"), _("Opgaven er gemt."), "opgaver", _task_form),
    "status": PlanWrite(_("Ny status"), _("Status"), _("Status er gemt."), "status", _status_form),
    "pdsa": PlanWrite(_("Nyt PDSA-forløb"), _("Næste trin"), _("Trinnet er gemt."), "pdsa", _cycle_form),
    "moede": PlanWrite(_("Nyt møde"), _("Møde"), _("Mødet er gemt."), "moeder", _meeting_form),
    "godkendelse": PlanWrite(_("Ny instans"), _("Godkendelse"), _("Instansen er gemt."), "godkendelse", _approval_form),
}
# The same for programs, whose addresses are English.
WRITES_BY_NAME: Mapping[str, PlanWrite] = {
    "tasks": WRITES["opgave"],
    "status": WRITES["status"],
    "cycles": WRITES["pdsa"],
    "meetings": WRITES["moede"],
    "approvals": WRITES["godkendelse"],
}
