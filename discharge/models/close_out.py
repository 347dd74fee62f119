"""The conditions that close a journey, each with its owner, as pages and statistics query them (RULES 001-03, K16)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CloseOutCondition(models.Model):
    """One of the six conditions of one journey (projection)."""

    journey = models.ForeignKey("journeys.Journey", models.CASCADE, related_name="close_out_conditions")
    condition = models.CharField(max_length=20)
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12)
    met_at = models.DateTimeField(null=True)
    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("afslutningspunkt")
        verbose_name_plural = _("afslutningspunkter")
        ordering = ("journey", "place")
        constraints = (
            models.UniqueConstraint(fields=("journey", "condition"), name="one_row_per_condition"),
            # Nothing open without an owner (001-22).
            models.CheckConstraint(
                condition=~Q(state="open") | Q(owner__isnull=False), name="open_condition_has_owner"
            ),
        )

    def __str__(self) -> str:
        """Condition and state."""
        return f"{self.condition} {self.state}"
