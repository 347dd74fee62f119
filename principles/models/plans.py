"""A cluster's implementation plans: their tasks, status, cycles and meetings. No citizen is named in any of them.

Their codes (track, status, question, stage, kind of meeting) are those of `principles/plans/rules`.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from organisations.models import CooperationArea, Organisation


class ImplementationPlan(models.Model):
    """A plan of a cluster, or the local plan of one of its members, begun from a template."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(CooperationArea, models.PROTECT, related_name="plans", verbose_name=_("samarbejdsområde"))
    # Null: the cluster's own plan.
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lokal plan for")
    )
    template = models.CharField(_("skabelon"), max_length=10)
    # The first day of month 1.
    starts_on = models.DateField(_("begynder"))
    begun_at = models.DateTimeField(_("oprettet"))
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("implementeringsplan")
        verbose_name_plural = _("implementeringsplaner")
        ordering = ("-starts_on", "area__name", "begun_at")
        constraints = (
            models.UniqueConstraint(fields=("area", "unit", "template", "starts_on"), name="local_plan_once"),
            models.UniqueConstraint(
                fields=("area", "template", "starts_on"), condition=models.Q(unit=None), name="cluster_plan_once"
            ),
        )

    def __str__(self) -> str:
        """Whose, and from when."""
        return f"{self.unit or self.area}, {self.starts_on:%m-%Y}"


class PlanTask(models.Model):
    """One task: an item of the template, or one of the plan's own (without `item`, with a `title`)."""

    plan = models.ForeignKey(ImplementationPlan, models.PROTECT, related_name="tasks")
    item = models.CharField(_("nr."), max_length=10, blank=True)
    title = models.CharField(_("opgave"), max_length=200, blank=True)
    track = models.CharField(_("spor"), max_length=20)
    first_on = models.DateField(_("fra"), null=True, blank=True)
    due_on = models.DateField(_("senest"), null=True, blank=True)
    # Null: the cluster's secretariat.
    owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ansvarlig")
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        default="not_begun",
    )
    done_on = models.DateField(_("gjort"), null=True, blank=True)
    evidence = models.TextField(_("hvad viser det"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("opgave i en plan")
        verbose_name_plural = _("opgaver i planer")
        ordering = ("plan", models.F("due_on").asc(nulls_last=True), "pk")

    def __str__(self) -> str:
        """Its number or its words."""
        return self.item or self.title


class StatusAnswer(models.Model):
    """What the cluster answers to one of the five questions for one month; the last answer holds."""

    plan = models.ForeignKey(ImplementationPlan, models.PROTECT, related_name="answers")
    month = models.DateField(_("måned"))
    question = models.CharField(max_length=4)
    words = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("svar på status")
        verbose_name_plural = _("svar på status")
        ordering = ("plan", "-month", "question")
        constraints = (models.UniqueConstraint(fields=("plan", "month", "question"), name="status_answer_once"),)

    def __str__(self) -> str:
        """Of which question."""
        return f"{self.question} {self.month:%m-%Y}"


class Cycle(models.Model):
    """One change that is tried out, with the indicator that shows whether it helped."""

    plan = models.ForeignKey(ImplementationPlan, models.PROTECT, related_name="cycles")
    title = models.CharField(_("hvad prøves"), max_length=200)
    # An id of RULES 6 ("K7"), or empty.
    indicator = models.CharField(_("nøgletal"), max_length=4, blank=True)
    begun_at = models.DateTimeField()

    class Meta:
        verbose_name = _("PDSA-forløb")
        verbose_name_plural = _("PDSA-forløb")
        ordering = ("plan", "-begun_at", "pk")

    def __str__(self) -> str:
        """What is tried."""
        return self.title


class CycleStep(models.Model):
    """What was planned, done, seen or decided, and on what day."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=10)
    on = models.DateField(_("dag"))
    words = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("trin i et PDSA-forløb")
        verbose_name_plural = _("trin i PDSA-forløb")
        ordering = ("cycle", "pk")
        constraints = (models.UniqueConstraint(fields=("cycle", "stage"), name="cycle_stage_once"),)

    def __str__(self) -> str:
        """Which one."""
        return self.stage


class PlanMeeting(models.Model):
    """A meeting with what was said and decided; decisions stand one on a line."""

    plan = models.ForeignKey(ImplementationPlan, models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=20)
    held_on = models.DateField(_("dag"))
    title = models.CharField(_("emne"), max_length=200)
    # Units and fora, not people.
    participants = models.CharField(_("hvem var med"), max_length=400, blank=True)
    minutes = models.TextField(_("referat"), blank=True)
    decisions = models.TextField(_("beslutninger"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("møde om en plan")
        verbose_name_plural = _("møder om planer")
        ordering = ("plan", "-held_on", "-pk")

    def __str__(self) -> str:
        """About what."""
        return self.title
