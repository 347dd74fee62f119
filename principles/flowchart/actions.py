"""Somebody says whether a step helped, and a chart is opened (FQ8, K21; 001-96)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from discharge.wording.refused import RefusedByRule
from journeys.domain.calendar.clock import start_of_day
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import check_can
from principles.flowchart.rules.graph import BY_CODE
from principles.models import ChartUse, StepAnswer


@transaction.atomic
def answer_step(step: str, *, helpful: bool, by: User, now: datetime) -> StepAnswer:
    """One answer per person and step: a second one changes the first. Raises NotAllowed or Refused.

    What the months before are counted with stays until this one is over: figures that moved with one person's answer
    would tell those of the others.
    """
    check_can(by, Permission.VIEW_PLANS)
    if step not in BY_CODE:
        raise RefusedByRule("flowchart.no_such_step", field="step")
    said = {"helpful": helpful, "answered_at": now}
    row, created = StepAnswer.objects.select_for_update().get_or_create(user=by, step=step, defaults=said)
    if not created:
        if row.answered_at < start_of_day(local_date(now).replace(day=1)):
            row.helpful_before = row.helpful
        row.helpful, row.answered_at = helpful, now
        row.save(update_fields=["helpful", "answered_at", "helpful_before"])
    return row


def count_use(track: str, *, now: datetime) -> None:
    """Once more that day; nobody's name is kept."""
    row, _created = ChartUse.objects.get_or_create(track=track, on=local_date(now))
    ChartUse.objects.filter(pk=row.pk).update(opened=F("opened") + 1)
