"""Ready periods as lists, pages and the API query them (RULES 2b lifecycle)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from discharge.querysets import ReadyPeriodQuerySet


class ReadyPeriod(models.Model):
    """One interval of being medically ready and still in a bed (projection of `history.ready_periods`)."""

    # The ref of the registration that holds; a correction has its own.
    ref = models.CharField(max_length=100, primary_key=True)
    journey = models.ForeignKey("journeys.Journey", models.CASCADE, related_name="ready_periods")
    ready_at = models.DateTimeField()
    notified_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, blank=True)
    reasons = models.JSONField(default=list)

    objects = ReadyPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("færdigbehandlet periode")
        verbose_name_plural = _("færdigbehandlede perioder")
        ordering = ("ready_at", "ref")
        indexes = (
            # The periods of a journey in order, and "Færdigbehandlet · 2 døgn" of a list.
            models.Index(fields=("journey", "ready_at"), name="ready_of_journey"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("journey",), condition=models.Q(ended_at__isnull=True), name="one_open_ready_period"
            ),
        )

    def __str__(self) -> str:
        """Beginning and end."""
        return f"{self.ready_at} – {self.ended_at or ''}"
