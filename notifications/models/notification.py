"""Notification: a unit has been told something, once (DESIGN §2)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.domain.kinds import NotificationKind
from notifications.querysets import NotificationQuerySet
from notifications.sentences import kind_choices, notification_sentence


class Notification(models.Model):
    """What one unit was told; the subject is an opaque id, so that who it is about is asked where sight is checked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="notifications", verbose_name=_("enhed")
    )
    kind = models.CharField(_("type"), max_length=30, choices=kind_choices)
    subject_ref = models.UUIDField(_("vedrører"))
    # What was told, the same for every unit that was told it: the event's uuid, or one made of the key.
    telling = models.UUIDField(_("fortælling"))
    key = models.CharField(_("nøgle"), max_length=200, unique=True)
    facts = models.JSONField(_("oplysninger"), default=dict)
    created_at = models.DateTimeField(_("oprettet"))
    seen_at = models.DateTimeField(_("set"), null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("set af")
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("besked til enhed")
        verbose_name_plural = _("beskeder til enheder")
        ordering = ("-created_at", "-id")
        indexes = (
            # NotificationQuerySet.unread: count and list of a unit, newest first.
            models.Index(fields=("unit", "-created_at"), condition=Q(seen_at__isnull=True), name="notification_unread"),
            # The inbox from any place of it on: as fast at the end as at the beginning.
            models.Index(fields=("unit", "-created_at", "-id"), name="notification_inbox"),
            # The same told to several units of one house, and what became of its event.
            models.Index(fields=("telling", "unit"), name="notification_telling"),
            # NotificationQuerySet.about: what was told about one journey.
            models.Index(fields=("subject_ref", "unit"), name="notification_subject"),
        )

    def __str__(self) -> str:
        """Kind and unit."""
        return f"{self.kind} · {self.unit_id}"

    @property
    def sentence(self) -> str:
        """What the unit reads."""
        return notification_sentence(NotificationKind(self.kind), self.facts)
