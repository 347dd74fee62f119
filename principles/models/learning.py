"""Journeys to learn from, who nominated them, what was found and what was decided. A pack names nobody.

Codes are those of `principles/learning/rules`.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from organisations.models import CooperationArea, Organisation
from principles.models.plans import PlanMeeting


class LearningCase(models.Model):
    """One journey that somebody wants others to learn from.

    The pack is stored when a second person has checked it, and holds nothing of the journey but codes. Once somebody
    has objected, nothing is left but that: neither pack, words nor who nominated it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.OneToOneField("journeys.Journey", models.PROTECT, related_name="learning_case")
    # Whose secretariat takes it up; null where the journey's municipality is unknown or in none.
    area = models.ForeignKey(CooperationArea, models.PROTECT, null=True, related_name="learning_cases")
    opened_at = models.DateTimeField()
    # When the citizen, or whoever holds their rights, was told of it and did not object.
    told_on = models.DateField(_("fortalt den"), null=True)
    told_whom = models.CharField(_("hvem er fortalt det"), max_length=20, blank=True)
    # What can be learnt, written anew by the second person so that nobody can be recognised.
    lesson = models.TextField(_("hvad kan vi lære"), blank=True)
    pack = models.JSONField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    objected_at = models.DateTimeField(null=True)
    objected_whom = models.CharField(_("hvem har sagt nej"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("forløb at lære af")
        verbose_name_plural = _("forløb at lære af")
        ordering = ("-checked_at", "-opened_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(objected_at=None) | models.Q(pack=None, lesson="", checked_by=None),
                name="nothing_left_once_objected",
            ),
        )

    def __str__(self) -> str:
        """No person and no journey."""
        return str(self.pk)


class Nomination(models.Model):
    """Who wants a journey learnt from, whether it went well, and their own words, which only the parties read."""

    case = models.ForeignKey(LearningCase, models.CASCADE, related_name="nominations")
    tone = models.CharField(_("hvordan gik det"), max_length=20)
    words = models.TextField(_("hvad kan vi lære"))
    side = models.CharField(max_length=20)
    nominated_at = models.DateTimeField()
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("forslag om læring")
        verbose_name_plural = _("forslag om læring")
        ordering = ("case", "nominated_at", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "nominated_by"), name="nominated_once_by_each"),)

    def __str__(self) -> str:
        """How it went."""
        return self.tone


class AuditAnswer(models.Model):
    """What those who took part answered to one question of the audit (B2-P5); the last answer holds."""

    case = models.ForeignKey(LearningCase, models.CASCADE, related_name="audit")
    question = models.CharField(max_length=20)
    verdict = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Another than who wrote the words has looked them through with the pack, or they have written them anew.
    seconded = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("svar i en audit")
        verbose_name_plural = _("svar i en audit")
        ordering = ("case", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "question"), name="audit_answer_once"),)

    def __str__(self) -> str:
        """Of which question."""
        return self.question


class LearningAction(models.Model):
    """What a meeting decided after talking about a journey, and the figure that is to show whether it helped."""

    case = models.ForeignKey(LearningCase, models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(PlanMeeting, models.PROTECT, related_name="learning_actions", verbose_name=_("møde"))
    decision = models.TextField(_("beslutning"))
    title = models.CharField(_("handling"), max_length=200)
    # Null: the cluster's secretariat.
    owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ansvarlig")
    )
    # A line of the registry of indicators whose unit is a share.
    indicator = models.CharField(_("nøgletal"), max_length=20)
    begins_on = models.DateField(_("begynder"))
    due_on = models.DateField(_("senest"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, default="not_begun")
    done_on = models.DateField(_("gjort"), null=True, blank=True)
    outcome = models.TextField(_("hvad kom der ud af det"), blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("handling efter læring")
        verbose_name_plural = _("handlinger efter læring")
        ordering = ("case", "begins_on", "pk")

    def __str__(self) -> str:
        """What is done."""
        return self.title
