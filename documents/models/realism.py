"""How realistic a plan was (projection): kept for the sending ward's learning, never a ranking (UX §2 item 5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanRealism(models.Model):
    """One version of a plan that stands, with what changed after it was sent (RULES 001-63, K6). No clock is in it."""

    # The sending.
    ref = models.CharField(max_length=100, primary_key=True)
    journey = models.ForeignKey("journeys.Journey", models.CASCADE, related_name="plan_realism")
    document = models.UUIDField()
    number = models.PositiveIntegerField()
    sender = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    # The time agreed when it was sent, the one agreed now, and when the citizen left; null is not known.
    planned_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    # Null where no time was agreed when it was sent.
    time_moved = models.BooleanField(null=True)
    aids_changed = models.BooleanField()
    ability_changed = models.BooleanField()
    needs_changed = models.BooleanField()

    class Meta:
        verbose_name = _("plans realisme")
        verbose_name_plural = _("planers realisme")
        indexes = (models.Index(fields=("sender", "sent_at"), name="realism_of_sender"),)

    def __str__(self) -> str:
        """The version; no person."""
        return f"v{self.number}"
