"""The append-only book of what happened, and where each event is placed."""

import uuid
from copy import copy
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.history.chains import ChainLink
from journeys.models.citizen import Citizen
from journeys.querysets import EventPlacementQuerySet, JourneyEventQuerySet


class JourneyEvent(models.Model):
    """One thing that happened to a citizen. Never changed or deleted; the database refuses it (DESIGN §2)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=40)
    occurred_at = models.DateTimeField()
    stated_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    # From when the units of other houses may read of it (DESIGN §4 undo); what can be undone waits half a minute.
    released_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=10)
    # MessageHeader.id, or the event's own uuid; unique, so that nothing is counted twice.
    source_ref = models.CharField(max_length=100, unique=True)
    episode_ids = models.JSONField(default=list)
    # The uuid of any event of the journey that a fact entered by hand belongs to.
    anchor_ref = models.CharField(max_length=36, blank=True)
    voids_ref = models.CharField(max_length=100, blank=True)
    voids_only = models.CharField(max_length=40, blank=True)
    # What the message says of the messages before it, earliest first: some of them may never have come (DESIGN §4).
    chain = models.JSONField(default=list)
    payload = models.JSONField(default=dict)

    objects = JourneyEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("hændelse")
        verbose_name_plural = _("hændelser")
        ordering = ("id",)
        # What corrects or cancels an event; few events do.
        indexes = (models.Index(fields=("voids_ref",), condition=Q(voids_ref__gt=""), name="event_voiding"),)

    def __str__(self) -> str:
        """Kind and time."""
        return f"{self.kind} {self.occurred_at.isoformat()}"

    def as_record(self) -> EventRecord:
        """The event as the pure functions see it: the same record each time, so that one history knows it again."""
        return self.record

    def shown(self, **fields: Any) -> "JourneyEvent":
        """A copy of the row for one reader, with other fields; it is never saved."""
        row = copy(self)
        row.__dict__.pop("record", None)
        for name, value in fields.items():
            setattr(row, name, value)
        return row

    @cached_property
    def record(self) -> EventRecord:
        """The same, as an attribute."""
        return EventRecord(
            ref=self.source_ref,
            uuid=str(self.uuid),
            sequence=self.pk,
            kind=EventKind(self.kind),
            occurred_at=self.occurred_at,
            stated_at=self.stated_at,
            organisation=str(self.organisation_id) if self.organisation_id else None,
            actor=str(self.actor_id) if self.actor_id else None,
            source=EventSource(self.source),
            episode_ids=tuple(self.episode_ids),
            anchor=self.anchor_ref or None,
            voids_ref=self.voids_ref or None,
            voids_only=EventKind(self.voids_only) if self.voids_only else None,
            chain=tuple(ChainLink.from_json(link) for link in self.chain),
            payload=self.payload,
            recorded_at=self.recorded_at,
            released_at=self.released_at,
        )


class EventPlacement(models.Model):
    """Which journey an event belongs to today, its place in the order, and whether it still counts (projection)."""

    event = models.OneToOneField(JourneyEvent, models.DO_NOTHING, primary_key=True, related_name="placement")
    journey = models.ForeignKey("journeys.Journey", models.CASCADE, related_name="placements")
    position = models.PositiveIntegerField()
    voided = models.BooleanField(default=False)
    # Taken back before its release: no other house ever reads of it.
    withdrawn = models.BooleanField(default=False)
    # The units that alone hear of it, each id between bars; empty: everybody in the journey.
    circle = models.TextField(default="", blank=True)

    objects = EventPlacementQuerySet.as_manager()

    class Meta:
        ordering = ("journey", "position")
        indexes = (
            # The timeline of one journey, in order.
            models.Index(fields=("journey", "position"), name="placement_timeline"),
            # What was recorded last in one journey, and what is newer than a mark.
            models.Index(fields=("journey", "event"), name="placement_newest"),
        )

    def __str__(self) -> str:
        """The event's key and position."""
        return f"{self.event_id} @ {self.position}"


class ChainKey(models.Model):
    """Under which citizen a message or an episode was first told of: two that meet here are told apart (V14)."""

    key = models.CharField(max_length=100, unique=True)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        """The key."""
        return self.key
