"""The journey as lists and pages query it, its parties, and what each unit has seen."""

import uuid
from copy import copy
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journeys.domain.history.departures import EndedBy
from journeys.domain.state.status import IN_HOSPITAL, AdmissionType, JourneyStatus
from journeys.models.citizen import Citizen
from journeys.querysets import JourneyPartyQuerySet, JourneyQuerySet


class Journey(models.Model):
    """What the fold said about one journey (projection; `rebuild` derives it again).

    The id is the uuid of the event that was recorded first. A row whose journey turned out to be part of an older one
    stays behind with `merged_into`, so that its address still leads somewhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="journeys")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20, default=JourneyStatus.CANCELLED.value)
    admission_type = models.CharField(max_length=10, default=AdmissionType.UNKNOWN.value)
    speciality = models.CharField(max_length=20, default="unknown")
    planned_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    admitted_at = models.DateTimeField(null=True)
    on_leave_since = models.DateTimeField(null=True)
    discharged_at = models.DateTimeField(null=True)
    # How the last discharge went (RULES 2i V4, V8): discharged, transferred, left_against_advice; empty before one.
    ended_by = models.CharField(max_length=20, blank=True)
    deceased_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    hospital = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    ward = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    bed = models.CharField(max_length=20, blank=True)
    municipality = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    gp_practice = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    gp_known = models.BooleanField(default=False)
    municipal_services = models.BooleanField(null=True)
    community_nursing = models.BooleanField(null=True)
    destination = models.CharField(max_length=30, blank=True)
    physician_name = models.CharField(max_length=120, blank=True)
    physician_organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    physician_since = models.DateTimeField(null=True)
    offered_physician_name = models.CharField(max_length=120, blank=True)
    report_requested_at = models.DateTimeField(null=True)
    report_sent_at = models.DateTimeField(null=True)
    anomalies = models.JSONField(default=list)
    # What others have said of the contact and the holder has not answered (DESIGN §6).
    reports = models.JSONField(default=list)
    # When nothing more is expected of anybody, a running window apart: sight ends some time after it.
    over_at = models.DateTimeField(null=True)
    # Nothing but a stay entered by hand that nobody has confirmed: it opens only itself.
    unconfirmed = models.BooleanField(default=False)
    # The name that was typed with it: whose number it really is, an entry does not tell.
    entered_name = models.CharField(max_length=250, blank=True)
    # What cannot be right as it stands and nobody has settled (DESIGN §4): messages without a target, uncertain times.
    doubts = models.JSONField(default=list)
    # The newest event's key: the version that forms compare, and what "unread" counts from.
    last_sequence = models.BigIntegerField(default=0)
    last_event_at = models.DateTimeField(null=True)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        verbose_name = _("forløb")
        verbose_name_plural = _("forløb")
        indexes = (
            # The ward's list: open journeys of a place.
            models.Index(fields=("ward", "status"), name="journey_ward_list"),
            # The municipality's queue and the practice's overview.
            models.Index(fields=("municipality", "status"), name="journey_municipality_list"),
            models.Index(fields=("gp_practice", "status"), name="journey_practice_list"),
            # Journeys of one citizen, newest first.
            models.Index(fields=("citizen", "-last_event_at"), name="journey_of_citizen"),
            # Who is in hospital now: whether a citizen is back, and lists of places; never those who have left.
            models.Index(
                fields=("citizen",),
                condition=Q(status__in=sorted(status.value for status in IN_HOSPITAL)),
                name="journey_in_hospital",
            ),
            # Recently discharged or ended, and cursor pagination of the API.
            models.Index(fields=("-last_event_at", "id"), name="journey_newest_first"),
        )

    def __str__(self) -> str:
        """Id and status; no person."""
        return f"{self.pk} {self.status}"

    @property
    def status_value(self) -> JourneyStatus:
        """The status as its closed set."""
        return JourneyStatus(self.status)

    @property
    def shown_status(self) -> str:
        """The status in the word that people use: a transfer is no discharge to the home (RULES 2i V4, V8)."""
        went_otherwise = self.ended_by in (EndedBy.TRANSFERRED, EndedBy.LEFT_AGAINST_ADVICE)
        return self.ended_by if went_otherwise and self.status_value is JourneyStatus.DISCHARGED else self.status

    def as_entered(self) -> Self:
        """The row as an unconfirmed entry may show it: number and age, and no name but the typed one."""
        if self.unconfirmed:
            of_it = copy(self.citizen)
            of_it.given_names, of_it.family_name, of_it.search_name = "", self.entered_name, self.entered_name.lower()
            of_it.address_line = of_it.postal_code = of_it.city = ""
            of_it.address_protected = False
            self.citizen = of_it
        return self

    @property
    def is_visit(self) -> bool:
        """Whether the citizen was seen at the hospital and is not admitted (RULES 2d S2); what is not told is none."""
        return self.arrived_at is not None and self.admitted_at is None

    @property
    def is_in_hospital(self) -> bool:
        """Whether the citizen is in hospital care now."""
        return self.status_value in IN_HOSPITAL

    @property
    def has_no_practice(self) -> bool:
        """Whether it is stated that the citizen has none; one that is not known yet may still have been written to."""
        return self.gp_known and self.gp_practice_id is None


class JourneyParty(models.Model):
    """A unit that takes or took part in a journey, and since when (projection; the basis of sight, DESIGN §6)."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    since = models.DateTimeField()
    # When the journey was over and its 72 hours too; null is open. Sight goes on for `SIGHT_AFTER_CLOSE` after it.
    shown_until = models.DateTimeField(null=True)
    # When the citizen had left the hospital, or will not come, and the 72 hours had run out; null before.
    active_until = models.DateTimeField(null=True)
    # The journey's own, so that its newest rows are found without reading the journeys.
    last_event_at = models.DateTimeField(null=True)

    objects = JourneyPartyQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("journey", "organisation", "role"), name="party_once"),)
        indexes = (
            # Whose journeys this unit sees today, and the newest of them (`/api/v1/journeys/`), from the index alone.
            models.Index(fields=("organisation", "shown_until", "last_event_at", "journey"), name="party_in_sight"),
            # The worklists: who is in hospital, expected, or has left it lately; none reads who left long ago.
            models.Index(fields=("organisation", "active_until", "journey", "shown_until"), name="party_active"),
        )

    def __str__(self) -> str:
        """Role in journey."""
        return f"{self.role} {self.journey_id}"


class ReadMark(models.Model):
    """How far a unit has seen and acknowledged a journey; work of people, not a projection."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="read_marks")
    unit = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    seen_sequence = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    acknowledged_sequence = models.BigIntegerField(default=0)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Other houses see an acknowledgement when it is released, and what held before it until then; null: released.
    acknowledgement_released_at = models.DateTimeField(null=True)
    earlier_sequence = models.BigIntegerField(default=0)
    earlier_at = models.DateTimeField(null=True)
    earlier_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("journey", "unit"), name="one_mark_per_unit"),
            models.CheckConstraint(condition=Q(seen_sequence__gte=0), name="seen_sequence_not_negative"),
        )

    def __str__(self) -> str:
        """Unit and journey."""
        return f"{self.unit_id} {self.journey_id}"
