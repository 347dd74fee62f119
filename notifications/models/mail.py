"""What people chose, whom a notification concerns, and the mails that leave, each with a life of its own."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.domain.mail import DIGEST_AT, MailState, MailWay, QuietHours
from notifications.models.notification import Notification
from notifications.querysets import AddresseeQuerySet, MailQuerySet
from notifications.sentences import group_choices, mail_state_choices, mail_trouble, mail_way_choices


class MailChoice(models.Model):
    """What a person chose for one group of news; without a row their unit's rule says it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices")
    group = models.CharField(max_length=20, choices=group_choices)
    way = models.CharField(max_length=10, choices=mail_way_choices)

    class Meta:
        verbose_name = _("valg af mail")
        verbose_name_plural = _("valg af mail")
        constraints = (models.UniqueConstraint(fields=("user", "group"), name="mail_choice_once"),)

    def __str__(self) -> str:
        """Group and way."""
        return f"{self.group} {self.way}"


class MailHours(models.Model):
    """When a person wants no mail, and when the digest."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_hours", primary_key=True)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    quiet_weekends = models.BooleanField(default=False)
    digest_at = models.TimeField(default=DIGEST_AT)

    class Meta:
        verbose_name = _("stille tid")
        verbose_name_plural = _("stille tider")

    def __str__(self) -> str:
        """The hours."""
        return f"{self.quiet_from}–{self.quiet_to}"

    @property
    def value(self) -> QuietHours:
        """What the domain reads."""
        return QuietHours(self.quiet_from, self.quiet_to, self.quiet_weekends, self.digest_at)


class Mail(models.Model):
    """One mail to one person; its id is the Message-ID of every attempt, so that a repeat is recognised as one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mails", verbose_name=_("til"))
    way = models.CharField(_("slags"), max_length=10, choices=mail_way_choices)
    state = models.CharField(_("tilstand"), max_length=10, choices=mail_state_choices, default=MailState.QUEUED.value)
    created_at = models.DateTimeField(_("oprettet"))
    next_attempt_at = models.DateTimeField(_("næste forsøg"))
    # By whom it is being sent says the instant of the claim: who was rescued from meanwhile ends nothing.
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(_("mislykkede forsøg"), default=0)
    settled_at = models.DateTimeField(_("afsluttet"), null=True)
    last_error = models.CharField(_("seneste fejl"), max_length=300, blank=True, default="")

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = (
            # MailQuerySet.due and .stuck: what has been sent piles up and is not read.
            models.Index(
                fields=("next_attempt_at",),
                condition=~Q(state__in=[MailState.SENT.value, MailState.FAILED.value]),
                name="mail_to_send",
            ),
            # MailQuerySet.failed: what waits for a person.
            models.Index(fields=("settled_at",), condition=Q(state=MailState.FAILED.value), name="mail_failed"),
        )

    def __str__(self) -> str:
        """Identifier and state; nobody's name."""
        return f"{self.pk} {self.state}"

    @property
    def trouble(self) -> str:
        """What went wrong last, for the administrator; empty where nothing did."""
        return mail_trouble(self.last_error)

    @property
    def state_value(self) -> MailState:
        """The state as its closed set."""
        return MailState(self.state)


class Addressee(models.Model):
    """A person whom a notification concerns by rule, choice or step, and the mail in which they were told."""

    id = models.BigAutoField(primary_key=True)
    notification = models.ForeignKey(Notification, models.CASCADE, related_name="addressees")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    way = models.CharField(max_length=10, choices=mail_way_choices)
    # Null: they are told here only.
    due_at = models.DateTimeField(null=True)
    # A step that may disturb: it waits for nobody's quiet time.
    breaks_quiet = models.BooleanField(default=False)
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, related_name="addressees")
    # Somebody of the unit had read it before the mail left.
    spared_at = models.DateTimeField(null=True)

    objects = AddresseeQuerySet.as_manager()

    class Meta:
        verbose_name = _("modtager af besked")
        verbose_name_plural = _("modtagere af besked")
        constraints = (models.UniqueConstraint(fields=("notification", "user"), name="addressee_once"),)
        indexes = (
            # AddresseeQuerySet.to_mail: what has no mail yet.
            models.Index(
                fields=("due_at",),
                condition=Q(mail__isnull=True, spared_at__isnull=True, due_at__isnull=False),
                name="addressee_to_mail",
            ),
        )

    def __str__(self) -> str:
        """How; nobody's name."""
        return f"{self.way} {self.due_at}"

    @property
    def way_value(self) -> MailWay:
        """The way as its closed set."""
        return MailWay(self.way)
