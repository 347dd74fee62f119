"""The 72-hour window as lists and pages query it (RULES 2e)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from discharge.querysets import ExtendedResponsibilityQuerySet


class ExtendedResponsibility(models.Model):
    """What the rules said about one discharge (projection).

    Nothing here depends on the clock: `phases` lists every moment at which the state changes, as [instant, state], so
    that a page is right even if every worker is dead.
    """

    # The ref of the discharge's first statement; corrections keep it.
    key = models.CharField(max_length=100, primary_key=True)
    journey = models.ForeignKey("journeys.Journey", models.CASCADE, related_name="extended_responsibilities")
    ward = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    hospital = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    eligible = models.BooleanField(null=True)
    voided = models.BooleanField(default=False)
    discharged_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    # Where it ends if the unknown facts turn out well.
    could_end_at = models.DateTimeField(null=True)
    phases = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    verdicts = models.JSONField(default=list)
    version = models.CharField(max_length=60)

    objects = ExtendedResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("udvidet behandlingsansvar")
        verbose_name_plural = _("udvidet behandlingsansvar")
        ordering = ("discharged_at",)
        indexes = (
            # The windows of a journey, newest last.
            models.Index(fields=("journey", "discharged_at"), name="window_of_journey"),
            # Windows that may still run: the 72-hour chips and rows of lists, from the index alone.
            models.Index(
                fields=("could_end_at", "journey", "discharged_at", "eligible"),
                condition=models.Q(voided=False),
                name="window_running",
            ),
        )

    def __str__(self) -> str:
        """Eligibility and end."""
        return f"{self.eligible} until {self.ends_at}"
