"""Whether a step of the flowchart helped, and how often a chart was opened (FQ8, K21; 001-96)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StepAnswer(models.Model):
    """One person's answer about one step, the last one; who said it is shown to nobody."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # `principles/flowchart/rules/graph.py` has the codes.
    step = models.CharField(_("trin"), max_length=30)
    helpful = models.BooleanField(_("til hjælp"))
    answered_at = models.DateTimeField(_("svaret"))
    # What the months before that of `answered_at` are counted with; null where nothing was said in them.
    helpful_before = models.BooleanField(_("til hjælp, sagt i en tidligere måned"), null=True)

    class Meta:
        verbose_name = _("svar om et trin")
        verbose_name_plural = _("svar om trin")
        constraints = (models.UniqueConstraint(fields=("user", "step"), name="step_answer_once_a_person"),)

    def __str__(self) -> str:
        """The step alone."""
        return self.step


class ChartUse(models.Model):
    """How often a chart was opened on a day; by whom and for whom is not kept."""

    track = models.CharField(_("flowchart"), max_length=20)
    on = models.DateField(_("dag"))
    opened = models.PositiveIntegerField(_("gange"), default=0)

    class Meta:
        verbose_name = _("brug af flowchartet")
        verbose_name_plural = _("brug af flowchartet")
        constraints = (models.UniqueConstraint(fields=("track", "on"), name="chart_use_once_a_day"),)

    def __str__(self) -> str:
        """Which chart and when."""
        return f"{self.track} {self.on}"
