"""Who looked, at whom, why; and the two ways to look without being a party (DESIGN §6; RULES 4)."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from journeys.models.citizen import Citizen


class AccessLog(models.Model):
    """One look: append-only and without foreign keys, so that nothing else can change or lose it."""

    at = models.DateTimeField(db_index=True)
    user_uuid = models.UUIDField()
    user_name = models.CharField(max_length=200)
    unit_id = models.UUIDField(null=True)
    unit_name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=30, blank=True)
    action = models.CharField(max_length=30)
    purpose = models.CharField(max_length=30)
    reason = models.CharField(max_length=500, blank=True)
    # From where, and with what; null in rows written before they were kept, empty where it is not known.
    address = models.CharField(max_length=45, null=True, blank=True)
    device = models.CharField(max_length=120, null=True, blank=True)
    # What a search asked for, as a keyed digest: the number or name itself is not kept.
    criterion = models.CharField(max_length=80, null=True, blank=True)
    citizen_ids = models.JSONField(default=list)
    journey_ids = models.JSONField(default=list)

    class Meta:
        verbose_name = _("opslag")
        verbose_name_plural = _("opslag")
        ordering = ("-at", "-id")
        # What has this person searched for lately?
        indexes = (models.Index(fields=("user_uuid", "at"), name="access_log_of_user"),)

    def __str__(self) -> str:
        """When and what."""
        return f"{self.at.isoformat()} {self.action}"


class Controlled(models.Model):
    """What somebody else looks at afterwards: who, whom, why, and the verdict."""

    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    review_note = models.CharField(_("kontrolnotat"), max_length=500, blank=True)
    justified = models.BooleanField(null=True)

    class Meta:
        abstract = True


class BreakGlassGrant(Controlled):
    """Emergency access (*værdispring*) to one citizen for an hour; reviewed by someone else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="break_glass_grants")
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    reason = models.CharField(_("begrundelse"), max_length=500)
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # The search that led here; each search opens one door once. Null for what was opened without one.
    pass_id = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("-granted_at",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(reviewed_by=models.F("user")), name="break_glass_reviewed_by_someone_else"
            ),
        )
        # Is there an active grant for this user?
        indexes = (models.Index(fields=("user", "expires_at"), name="break_glass_active"),)

    def __str__(self) -> str:
        """When it was granted."""
        return self.granted_at.isoformat()

    @property
    def at(self) -> datetime:
        """When it was opened."""
        return self.granted_at


class CurrentContact(Controlled):
    """An out-of-hours or acute unit's statement that the citizen is with them now; holds for 24 hours."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="current_contacts")
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    # Empty where it was stated before a reason was asked for.
    reason = models.CharField(_("begrundelse"), max_length=500, blank=True)
    stated_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    pass_id = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("-stated_at",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(reviewed_by=models.F("user")), name="current_contact_reviewed_by_someone_else"
            ),
        )
        # Is there a current contact for this user?
        indexes = (models.Index(fields=("user", "expires_at"), name="current_contact_active"),)

    def __str__(self) -> str:
        """When it was stated."""
        return self.stated_at.isoformat()

    @property
    def at(self) -> datetime:
        """When it was stated."""
        return self.stated_at


class StayEntry(Controlled):
    """A stay that somebody entered by hand about a citizen whom their unit did not see before."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stay_entries")
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    # The event that was written, by its uuid: the book itself is append-only and points at nothing.
    event_uuid = models.UUIDField(unique=True)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("-entered_at",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(reviewed_by=models.F("user")), name="stay_entry_reviewed_by_someone_else"
            ),
        )

    def __str__(self) -> str:
        """When it was entered."""
        return self.entered_at.isoformat()

    @property
    def at(self) -> datetime:
        """When it was entered."""
        return self.entered_at

    @property
    def reason(self) -> str:
        """None is asked for: the entry opens nothing but itself."""
        return ""


class OutsideSearch(models.Model):
    """One search by CPR number that led to nobody in the searcher's sight: only that, and when, to be counted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        # How many lately?
        indexes = (models.Index(fields=("user", "at"), name="outside_search_lately"),)

    def __str__(self) -> str:
        """When."""
        return self.at.isoformat()
