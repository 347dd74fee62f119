"""What administrators decided about the open points of the agreements, and the extra closing days (RULES §7, A18)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class OpenPointChoice(models.Model):
    """One decision: which answer holds from which day, who decided it, when and why.

    Without a day it holds for all days. A row is never changed; the next decision is a new row, so that the rule
    version of any day can be told.
    """

    point = models.CharField(_("punkt"), max_length=5)
    value = models.CharField(_("svar"), max_length=60)
    # Where each hospital may have its own answer (A3); empty is all of them.
    hospital = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hospital"),
    )
    # Where each cooperation area may have its own limit (G1–G6); empty is all of them.
    area = models.ForeignKey(
        "organisations.CooperationArea",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("samarbejdsområde"),
    )
    valid_from = models.DateField(_("gælder fra"), null=True, blank=True)
    decided_at = models.DateTimeField(_("besluttet"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("besluttet af")
    )
    reason = models.CharField(_("begrundelse"), max_length=500)

    class Meta:
        verbose_name = _("afgjort spørgsmål")
        verbose_name_plural = _("afgjorte spørgsmål")
        ordering = ("id",)

    def __str__(self) -> str:
        """Point, answer and day."""
        return f"{self.point}={self.value} {self.valid_from or ''}"


class ClosingDay(models.Model):
    """A day that is no *hverdag* here though the calendar has it as one; it moves every deadline that ended on it."""

    day = models.DateField(_("dag"), unique=True)
    reason = models.CharField(_("hvorfor"), max_length=200)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("ekstra lukkedag")
        verbose_name_plural = _("ekstra lukkedage")
        ordering = ("day",)

    def __str__(self) -> str:
        """The day and why."""
        return f"{self.day} {self.reason}"
