"""Surveys: codes that were made, sums of answers, and words that wait to be read. No row tells whose answer it is.

No row carries a time or a sequence number: what was stored beside a visit could be laid beside the visit. The answers
themselves are not stored, only the sums of a group (`principles/surveys/rules/tallies.py`).
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models import CooperationArea, Organisation


class SurveyBatch(models.Model):
    """Codes made at once: a month, a hospital, a speciality and a kind of respondent, and how many."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    respondent = models.CharField(_("hvem"), max_length=20)
    # The month of discharge, as its first day.
    month = models.DateField(_("måned"))
    hospital = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    speciality = models.CharField(_("speciale"), max_length=20)
    number = models.PositiveSmallIntegerField(_("antal"))
    withdrawn = models.BooleanField(_("trukket tilbage"), default=False)
    made_on = models.DateField(_("lavet"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("koder til spørgeskema")
        verbose_name_plural = _("koder til spørgeskemaer")
        ordering = ("-month", "-made_on", "pk")

    def __str__(self) -> str:
        """Of which month."""
        return f"{self.month:%m-%Y}"


class SurveyCode(models.Model):
    """A code that nobody has used; the row is deleted by its use, and the code itself is nowhere."""

    digest = models.CharField(primary_key=True, max_length=64)
    batch = models.ForeignKey(SurveyBatch, models.CASCADE, related_name="codes")

    class Meta:
        verbose_name = _("ubrugt kode")
        verbose_name_plural = _("ubrugte koder")

    def __str__(self) -> str:
        """Nothing of it."""
        return ""


class SurveyTally(models.Model):
    """How many of a group answered, and how many chose each step of each question."""

    # Survey, version, respondent, period, place and speciality in one text: one row a group, whatever is empty.
    group = models.CharField(primary_key=True, max_length=160)
    version = models.CharField(max_length=40)
    respondent = models.CharField(max_length=20)
    period = models.DateField()
    # Of citizens and relatives the hospital; of staff only the area is known.
    hospital = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(CooperationArea, models.PROTECT, null=True, related_name="+")
    speciality = models.CharField(max_length=20, blank=True)
    answered = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("sum af svar")
        verbose_name_plural = _("summer af svar")
        indexes = (models.Index(fields=("period", "version"), name="tallies_of_period"),)

    def __str__(self) -> str:
        """Which survey and period."""
        return f"{self.version} {self.period}"


class SurveyParticipation(models.Model):
    """That somebody has answered a staff survey for a period, so that they are asked once; what, is nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.CharField(max_length=20)
    period = models.DateField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("besvaret spørgeskema")
        verbose_name_plural = _("besvarede spørgeskemaer")
        constraints = (models.UniqueConstraint(fields=("user", "survey", "period"), name="staff_answer_once"),)

    def __str__(self) -> str:
        """Which survey and period."""
        return f"{self.survey} {self.period}"


class SurveyText(models.Model):
    """Somebody's own words as they were written: read by one person, who takes names out, and then deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.CharField(max_length=20)
    respondent = models.CharField(max_length=20)
    # The half-year only, and the cluster only: less to be known by.
    half = models.DateField()
    area = models.ForeignKey(CooperationArea, models.PROTECT, null=True, related_name="+")
    words = models.TextField()

    class Meta:
        verbose_name = _("tekst, der skal læses")
        verbose_name_plural = _("tekster, der skal læses")
        # By the random key: the order in which they came is nobody's to know.
        ordering = ("id",)

    def __str__(self) -> str:
        """Which question."""
        return self.question


class SurveyStatement(models.Model):
    """Words that somebody has freed of names, with the subjects that they are about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.CharField(max_length=20)
    respondent = models.CharField(max_length=20)
    half = models.DateField()
    area = models.ForeignKey(CooperationArea, models.PROTECT, null=True, related_name="+")
    themes = models.JSONField(default=list)
    words = models.TextField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("udsagn")
        verbose_name_plural = _("udsagn")
        ordering = ("id",)

    def __str__(self) -> str:
        """Which question."""
        return self.question
