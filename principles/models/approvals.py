"""Who approves a plan, or the agreement that it carries out, in what order, and what they said (IP-40).

Codes are those of `principles/plans/rules/approval.py`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from principles.models.plans import ImplementationPlan


class ApprovalStep(models.Model):
    """One body with its day and its answer; `place` is its place in the order, and bodies may share one."""

    plan = models.ForeignKey(ImplementationPlan, models.PROTECT, related_name="approvals")
    # What is decided on: the plan or the agreement.
    subject = models.CharField(_("hvad skal godkendes"), max_length=20)
    body = models.CharField(_("instans"), max_length=40)
    place = models.PositiveSmallIntegerField(_("nr. i rækken"))
    planned_on = models.DateField(_("på dagsordenen"), null=True, blank=True)
    outcome = models.CharField(_("udfald"), max_length=30, blank=True)
    decided_on = models.DateField(_("afgjort den"), null=True, blank=True)
    comment = models.TextField(_("bemærkning"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("trin i en godkendelse")
        verbose_name_plural = _("trin i godkendelser")
        ordering = ("plan", "subject", "place", "pk")
        constraints = (models.UniqueConstraint(fields=("plan", "subject", "body"), name="approval_body_once"),)

    def __str__(self) -> str:
        """Who."""
        return self.body
