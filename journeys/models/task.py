"""Open tasks and questions: each has exactly one owner (RULES 001-22)."""

import uuid
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from journeys.domain.tasks.open_tasks import TaskKind
from journeys.models.citizen import Citizen
from journeys.models.journey import Journey
from journeys.querysets import TaskQuerySet


class TaskState(StrEnum):
    """A task is open until its fact is known or nobody needs it any more, and done then."""

    OPEN = "open"
    DONE = "done"


class Task(models.Model):
    """Something one unit must do or answer (projection of what is not known yet)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(Journey, models.CASCADE, related_name="tasks")
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="tasks")
    source = models.CharField(max_length=30)
    kind = models.CharField(max_length=40)
    # Not null: nothing is open without an owner.
    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, blank=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    # Nobody is asked before; null is at once.
    shown_from = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default=TaskState.OPEN.value)
    ended_at = models.DateTimeField(null=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("opgave")
        verbose_name_plural = _("opgaver")
        ordering = ("due_at", "opened_at")
        constraints = (
            models.UniqueConstraint(
                fields=("journey", "kind"), condition=models.Q(state="open"), name="one_open_task_of_a_kind"
            ),
        )
        indexes = (
            # What is open for a unit, soonest first.
            models.Index(fields=("owner", "state", "due_at"), name="task_of_unit"),
            # `/api/v1/tasks/`: which of them are on the page, from the index alone.
            models.Index(
                fields=("owner", "opened_at", "id", "journey", "role", "shown_from"),
                condition=models.Q(state="open"),
                name="task_open_of_unit",
            ),
            # `/kommune/spoergsmaal/`, and their number above the municipality's list.
            models.Index(
                fields=("owner", "role", "due_at"),
                condition=models.Q(kind=TaskKind.MUNICIPAL_SERVICES.value, state="open"),
                name="task_question_of_role",
            ),
        )

    def __str__(self) -> str:
        """Kind and state."""
        return f"{self.kind} {self.state}"
