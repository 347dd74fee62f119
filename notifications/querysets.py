"""Named selections of outbox rows and notifications."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef

from notifications.domain.outbox import OutboxState

if TYPE_CHECKING:
    from notifications.models import Notification, OutboxMessage


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
