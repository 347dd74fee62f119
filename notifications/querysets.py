"""Named selections of outbox rows and notifications."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef

from notifications.domain.mail import LEASE, MailState, sources_of
from notifications.domain.outbox import OutboxState
from organisations.querysets import unended

if TYPE_CHECKING:
    from notifications.models import Addressee, Mail, Notification, OutboxMessage


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """Selections of outbox rows."""

    def due(self, now: datetime) -> Self:
        """Pending rows whose time has come, the oldest first."""
        pending = self.filter(state=OutboxState.PENDING, next_attempt_at__lte=now)
        return pending.order_by("next_attempt_at", "id")

    def dead(self) -> Self:
        """Rows that were given up and wait for a person."""
        return self.filter(state=OutboxState.DEAD).order_by("settled_at", "id")


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Selections of notifications."""

    def to_units(self, unit_ids: Collection[UUID]) -> Self:
        """What any of the units was told."""
        return self.filter(unit_id__in=unit_ids)

    def unread(self) -> Self:
        """Not marked as seen."""
        return self.filter(seen_at__isnull=True)

    def about(self, subject_refs: Collection[UUID]) -> Self:
        """Those about the given journeys or tasks."""
        return self.filter(subject_ref__in=subject_refs)

    def once(self, unit_ids: Collection[UUID]) -> Self:
        """Of what several of the units were told, one row."""
        if len(unit_ids) < 2:
            return self
        twins = self.model._default_manager.filter(telling=OuterRef("telling"), unit_id__in=unit_ids)
        return self.filter(~Exists(twins.filter(pk__lt=OuterRef("pk")).order_by()))


class DatedQuerySet(models.QuerySet[Any]):
    """Selections of rows that hold for a time."""

    def valid_on(self, day: date) -> Self:
        """Half-open [valid_from, valid_to)."""
        return self.filter(unended(day), valid_from__lte=day)


class AddresseeQuerySet(models.QuerySet["Addressee"]):
    """Selections of those whom a notification concerns."""

    def to_mail(self, now: datetime) -> Self:
        """Whose mail may leave and is not made yet."""
        return self.filter(mail__isnull=True, spared_at__isnull=True, due_at__lte=now)


class MailQuerySet(models.QuerySet["Mail"]):
    """Selections of mails."""

    def due(self, now: datetime) -> Self:
        """What may be sent now, the oldest first."""
        ready = self.filter(state__in=sources_of(MailState.IN_FLIGHT), next_attempt_at__lte=now)
        return ready.order_by("next_attempt_at", "created_at", "id")

    def stuck(self, now: datetime) -> Self:
        """Claimed so long ago that whoever did it is dead."""
        return self.filter(state=MailState.IN_FLIGHT.value, claimed_at__lte=now - LEASE)

    def failed(self) -> Self:
        """Given up, and waiting for a person, the newest first."""
        return self.filter(state=MailState.FAILED.value).order_by("-settled_at", "id")

    def unsettled(self) -> Self:
        """Not sent: waiting in the queue, being sent, waiting after an error, or given up."""
        return self.exclude(state=MailState.SENT.value).order_by("-created_at", "id")
