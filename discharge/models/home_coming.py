"""When the citizen goes home, as lists and page heads query it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HomeComing(models.Model):
    """What `discharge.home_coming.rules` said of one journey (projection); no row while nothing is stated.

    Nothing depends on the clock: whether it is today or overdue is asked of the day and the time when they are shown.
    """

    journey = models.OneToOneField("journeys.Journey", models.CASCADE, primary_key=True, related_name="home_coming")
    # agreed | proposed | expected; empty while only needs are known.
    basis = models.CharField(max_length=10, blank=True)
    # The Danish calendar day of `at`, or the expected day.
    day = models.DateField(null=True)
    at = models.DateTimeField(null=True)
    # Whose proposal waits and whose answer it waits for: hospital | municipality.
    by = models.CharField(max_length=20, blank=True)
    waits_for = models.CharField(max_length=20, blank=True)
    # A proposal that is newer than what is agreed.
    newer_at = models.DateTimeField(null=True)
    needs = models.JSONField(default=list)

    class Meta:
        verbose_name = _("hjemkomst")
        verbose_name_plural = _("hjemkomster")

    def __str__(self) -> str:
        """Day and how sure it is."""
        return f"{self.day or ''} {self.basis}".strip()
