"""Who is responsible for a citizen, as pages query it (RULES 2d)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CitizenResponsibility(models.Model):
    """Every answer of RULES 2d over the citizen's whole story (projection).

    `periods` is a list of {"from", "open", "closed"}: the answer from that instant on, while general practice is open
    and while it is closed. Which of them holds is a matter of the clock, so nothing here has to be kept up to date.
    """

    citizen = models.OneToOneField("journeys.Citizen", models.CASCADE, primary_key=True, related_name="responsibility")
    periods = models.JSONField(default=list)
    # Who answers for the medication as a whole, each change since when (RULES 2d, Medication).
    medication = models.JSONField(default=list)

    class Meta:
        verbose_name = _("ansvar")
        verbose_name_plural = _("ansvar")

    def __str__(self) -> str:
        """How many periods."""
        return f"{len(self.periods)} periods"
