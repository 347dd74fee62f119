"""Whom a unit's news concerns, and who is told when something is overdue: data with dates, edited by administrators."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from notifications.domain.escalation import EscalationRung, Watch
from notifications.domain.mail import MailWay, NewsRule
from notifications.querysets import DatedQuerySet
from notifications.sentences import group_choices, mail_way_choices, watch_choices
from organisations.sentences import role_choices


class DatedRow(models.Model):
    """Half-open [valid_from, valid_to); no valid_to means until further notice. A row is ended, never deleted."""

    valid_from = models.DateField(_("gælder fra"))
    valid_to = models.DateField(_("gælder til"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class TellingRule(DatedRow):
    """One group of news of a unit concerns a person, those of a role, or everybody there."""

    unit = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="telling_rules", verbose_name=_("enhed")
    )
    group = models.CharField(_("hvad"), max_length=20, choices=group_choices)
    role = models.CharField(_("rolle"), max_length=30, choices=role_choices, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    way = models.CharField(_("mail"), max_length=10, choices=mail_way_choices, default=MailWay.NONE.value)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("regel om besked")
        verbose_name_plural = _("regler om besked")
        ordering = ("unit", "group", "valid_from", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="telling_rule_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(role="") | Q(person=None), name="telling_rule_role_or_person"),
        )

    def __str__(self) -> str:
        """What it is about."""
        return str(self.get_group_display())

    @property
    def value(self) -> NewsRule:
        """What the domain reads."""
        return NewsRule(self.role, self.person_id, MailWay(self.way), self.unit_id)


class EscalationStep(DatedRow):
    """So long after a time has passed, somebody is told. Without a unit: where a unit has no step of its own."""

    unit = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="escalation_steps",
        verbose_name=_("enhed"),
    )
    watch = models.CharField(_("hvad"), max_length=10, choices=watch_choices)
    waits_minutes = models.PositiveIntegerField(_("minutter efter"))
    to_unit = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("anden enhed i huset"),
    )
    role = models.CharField(_("rolle"), max_length=30, choices=role_choices, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    breaks_quiet = models.BooleanField(_("også i stille tid"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("trin")
        verbose_name_plural = _("trin")
        ordering = ("unit", "watch", "waits_minutes", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="escalation_step_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(role="") | Q(person=None), name="escalation_step_role_or_person"),
        )

    def __str__(self) -> str:
        """What it is about."""
        return str(self.get_watch_display())

    @property
    def waits(self) -> str:
        """How long after, in hours: "4" or "0,5"."""
        hours = self.waits_minutes / 60
        return number_format(int(hours) if hours.is_integer() else round(hours, 2))

    @property
    def value(self) -> EscalationRung:
        """What the domain reads."""
        return EscalationRung(
            id=self.pk,
            watch=Watch(self.watch),
            waits=timedelta(minutes=self.waits_minutes),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            unit_id=self.unit_id,
            to_unit=self.to_unit_id,
            role=self.role,
            person=self.person_id,
            breaks_quiet=self.breaks_quiet,
        )


class Escalation(models.Model):
    """The evidence that a step was taken, once; no state is folded from it (DESIGN §2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=36, unique=True)
    step = models.ForeignKey(EscalationStep, models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    subject_ref = models.UUIDField()
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = _("eskalering")
        verbose_name_plural = _("eskaleringer")

    def __str__(self) -> str:
        """What and when; nothing about a person."""
        return f"{self.step_id} {self.taken_at:%Y-%m-%d %H:%M}"
