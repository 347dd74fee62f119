"""The raw message log: what came in, what was answered, and why (DESIGN §4)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from medcom.domain.states import NEEDS_EYES, WAITING, MessageState
from medcom.models.gateway import Gateway
from medcom.querysets import InboundMessageQuerySet

_WAITING = sorted(state.value for state in WAITING)
_NEEDS_EYES = sorted(state.value for state in NEEDS_EYES)


class InboundMessage(models.Model):
    """One delivery: its bytes as they came, and what became of them. Never deleted; the bytes are never changed.

    Of a letter that came with others they are the letter alone in an envelope like its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100, blank=True)
    received_at = models.DateTimeField()
    gateway = models.ForeignKey(Gateway, models.PROTECT, null=True, related_name="messages")
    door = models.CharField(max_length=10)
    state = models.CharField(max_length=20, default=MessageState.RECEIVED.value)
    # Null until the message is read, and for ever when it cannot be read.
    message_id = models.CharField(max_length=64, null=True)
    bundle_id = models.CharField(max_length=64, null=True)
    event_code = models.CharField(max_length=60, blank=True)
    activity = models.CharField(max_length=60, blank=True)
    sender_label = models.CharField(max_length=200, blank=True)
    receiver_label = models.CharField(max_length=200, blank=True)
    # A digest of citizen, episode, activity and time: what a message with the same id must share (SPEC A5).
    identity = models.CharField(max_length=64, blank=True)
    citizen = models.ForeignKey("journeys.Citizen", models.PROTECT, null=True, related_name="+")
    event = models.ForeignKey("journeys.JourneyEvent", models.PROTECT, null=True, related_name="+")
    problems = models.JSONField(default=list)
    # The acknowledgement bundle in its JSON form; null for what is not acknowledged.
    answer = models.JSONField(null=True)
    answer_code = models.CharField(max_length=20, blank=True)
    answered_at = models.DateTimeField(null=True)
    original = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeats")
    # Of a letter that came with others: the envelope, and which of its letters it is, from 1.
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    part_number = models.PositiveSmallIntegerField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    processing_error = models.CharField(max_length=200, blank=True)

    objects = InboundMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("besked")
        verbose_name_plural = _("beskeder")
        ordering = ("-received_at", "-id")
        constraints = (models.UniqueConstraint(fields=("part_of", "part_number"), name="message_part_once"),)
        indexes = (
            # The log, newest first, and the time of the last message.
            models.Index(fields=("-received_at", "-id"), name="message_newest_first"),
            # What the periodic task works on.
            models.Index(fields=("received_at",), condition=Q(state__in=_WAITING), name="message_waiting"),
            # What somebody should look at.
            models.Index(fields=("-received_at",), condition=Q(state__in=_NEEDS_EYES), name="message_needs_eyes"),
            models.Index(fields=("message_id",), name="message_by_id"),
            models.Index(fields=("bundle_id",), name="message_by_bundle"),
        )

    def __str__(self) -> str:
        """Identifier and state; nothing about a person."""
        return f"{self.message_id or self.pk} {self.state}"

    @property
    def state_value(self) -> MessageState:
        """The state as its closed set."""
        return MessageState(self.state)


class MessageKey(models.Model):
    """MessageHeader.id and receiver, once: the row that two workers with the same delivery meet at."""

    message_id = models.CharField(max_length=64)
    # The receiver's number as the log shows it: the same letter to another municipality is a delivery of its own.
    receiver = models.CharField(max_length=70, blank=True)
    first = models.OneToOneField(InboundMessage, models.PROTECT, related_name="key")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("message_id", "receiver"), name="delivery_once"),)

    def __str__(self) -> str:
        """The identifier."""
        return self.message_id
