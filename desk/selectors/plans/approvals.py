"""The approval of plan and agreement: bodies in their order, whose turn it is, and what was changed (IP-40)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from principles.models import ApprovalStep, ImplementationPlan
from principles.plans.rules.approval import ApprovalOutcome, ApprovalStanding, ApprovalSubject, standing
from principles.plans.selectors import approval_state
from principles.plans.sentences import OUTCOME_WORDS, SUBJECT_WORDS, decider_name


@dataclass(frozen=True, slots=True)
class StepRow:
    """One body; `outcome` is empty while it has not decided."""

    step: ApprovalStep
    body: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One version of a step: when, by whom, and what it said then."""

    at: datetime
    who: str
    body: str
    outcome: str
    old: Any


@dataclass(frozen=True, slots=True)
class Process:
    """The steps about the plan, or about the agreement, and where they stand."""

    subject: ApprovalSubject
    name: str
    rows: Sequence[StepRow]
    standing: ApprovalStanding

    @property
    def words(self) -> str:
        """Where it stands, in one sentence."""
        if self.standing.sent_back_by is not None:
            body = decider_name(self.standing.sent_back_by)
            return _("%(body)s har sendt den tilbage. Ret den, og skriv et nyt udfald.") % {"body": body}
        if self.standing.through:
            return _("Alle instanser har svaret.")
        names = [decider_name(body) for body in self.standing.waits_for]
        return _("Venter på %(bodies)s.") % {"bodies": _(" og ").join(names)}


def processes_of(plan: ImplementationPlan) -> Sequence[Process]:
    """Those that anybody has written a body of, the agreement's first."""
    found = []
    for subject in ApprovalSubject:
        steps = [step for step in plan.approvals.all() if step.subject == subject.value]
        if steps:
            where = standing([approval_state(step) for step in steps])
            found.append(Process(subject, str(SUBJECT_WORDS[subject]), [_row(step) for step in steps], where))
    return found


def changes_of(plan: ImplementationPlan) -> Sequence[ChangeRow]:
    """Every version of every step, the latest first."""
    old = ApprovalStep.history.filter(plan=plan).select_related("history_user").order_by("-history_date", "-history_id")
    return [
        ChangeRow(
            row.history_date,
            row.history_user.name if row.history_user else "",
            decider_name(row.body),
            _outcome(row.outcome),
            row,
        )
        for row in old
    ]


def approval_json(process: Process) -> list[dict[str, Any]]:
    """For programs: one object a body."""
    return [
        {
            "id": row.step.pk,
            "subject": row.step.subject,
            "body": row.step.body,
            "name": row.body,
            "place": row.step.place,
            "planned_on": row.step.planned_on,
            "outcome": row.step.outcome or None,
            "decided_on": row.step.decided_on,
            "comment": row.step.comment,
        }
        for row in process.rows
    ]


def change_json(row: ChangeRow) -> dict[str, Any]:
    """For programs: one version of a step."""
    old = row.old
    return {
        "at": row.at,
        "by": row.who or None,
        "subject": old.subject,
        "body": old.body,
        "outcome": old.outcome or None,
        "decided_on": old.decided_on,
        "comment": old.comment,
    }


def _row(step: ApprovalStep) -> StepRow:
    return StepRow(step, decider_name(step.body), _outcome(step.outcome))


def _outcome(code: str) -> str:
    return str(OUTCOME_WORDS[ApprovalOutcome(code)]) if code else ""
