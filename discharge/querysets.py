"""Named questions that the discharge tables answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from discharge.models import ExtendedResponsibility, ReadyPeriod


class ExtendedResponsibilityQuerySet(models.QuerySet["ExtendedResponsibility"]):
    """Windows by time."""

    def may_run(self, now: datetime) -> Self:
        """Windows that run or could run at `now`: eligible or unknown, begun, and not over."""
        return self.filter(voided=False, discharged_at__lte=now, could_end_at__gt=now)

    def with_places(self) -> Self:
        """With the ward and hospital whose phones are shown."""
        return self.select_related("ward", "hospital")


class ReadyPeriodQuerySet(models.QuerySet["ReadyPeriod"]):
    """Ready periods by state."""

    def open(self) -> Self:
        """Citizens who still wait."""
        return self.filter(ended_at__isnull=True)
