"""Timers as rows (DESIGN §5): claimed by a sweep, never a long task ETA."""

from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journeys.models.journey import Journey
from journeys.querysets import DeadlineQuerySet


class DeadlineState(StrEnum):
    """Pending until it fires or is called off."""

    PENDING = "pending"
    FIRED = "fired"
    CALLED_OFF = "called_off"


class Deadline(models.Model):
    """One generation of one timer of a journey; a time that moves after it fired opens a new generation."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=40)
    generation = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default=DeadlineState.PENDING.value)
    fired_at = models.DateTimeField(null=True)
    # After an error in the handler this row alone waits; the batch goes on.
    not_before = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("frist")
        verbose_name_plural = _("frister")
        constraints = (
            models.UniqueConstraint(fields=("journey", "kind", "generation"), name="deadline_generation_once"),
            models.UniqueConstraint(
                fields=("journey", "kind"), condition=Q(state="pending"), name="one_pending_deadline_of_a_kind"
            ),
        )
        indexes = (
            # The sweep: what is due now.
            models.Index(fields=("due_at",), condition=Q(state="pending"), name="deadline_due"),
            # deadline_figures: what fired in the last hour, and how late.
            models.Index(fields=("fired_at",), condition=Q(state="fired"), name="deadline_fired"),
        )

    def __str__(self) -> str:
        """Kind, generation and state."""
        return f"{self.kind} #{self.generation} {self.state}"
