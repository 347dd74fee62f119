"""What goes out: what a counterpart can receive, the letters for it, and each sending of them (SPEC A5)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from medcom.domain.sending import NEEDS_A_PERSON, OPEN_VALUES, Carrier, Means, SendState
from medcom.sentences import carrier_choices

_NEEDS_A_PERSON = sorted(state.value for state in NEEDS_A_PERSON)


class Counterpart(models.Model):
    """What the system of an organisation can receive; one without a row is told nothing by message."""

    organisation = models.OneToOneField(
        "organisations.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    receives = models.CharField(_("kan modtage"), max_length=10, choices=carrier_choices, default=Carrier.NONE.value)
    # Which classic versions it takes; none unless somebody has said so.
    versions = models.JSONField(_("tager imod i OIOXML"), default=list, blank=True)
    in_vans = models.BooleanField(_("i VANSEnvelope"), default=False)
    # What was released before is not sent afterwards.
    since = models.DateTimeField(_("gælder fra"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("modpart")
        verbose_name_plural = _("modparter")
        ordering = ("organisation__name",)

    def __str__(self) -> str:
        """What it can receive."""
        return self.receives

    @property
    def means(self) -> Means:
        """The same as letters ask for it."""
        return Means(Carrier(self.receives), frozenset(self.versions), self.in_vans)


class OutboundMessage(models.Model):
    """A version of a letter for one receiver, built once: its id is MessageHeader.id, the same in every sending."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The sending of the document and its receiver, as `documents.Delivery` names them: one message of each.
    delivery = models.CharField(max_length=150, unique=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    thread = models.UUIDField()
    citizen = models.ForeignKey("journeys.Citizen", models.PROTECT, related_name="+")
    sender = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    # The bundle of the first sending; a later one has another id and time. Null where a person carries it.
    body = models.BinaryField(null=True)
    # Why no message could be made of it.
    hindrance = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    # The next step; null: there is none.
    due_at = models.DateTimeField(null=True)
    # The last acknowledgement, and what it gives as its reasons.
    answer_code = models.CharField(max_length=20, blank=True)
    answered_at = models.DateTimeField(null=True)
    reasons = models.JSONField(default=list)
    # When its unit was told that it did not reach the other system, and who has seen to it.
    told_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    # Its unit was told and nobody has seen to it; what was received after all needs nobody. As a condition, and of one.
    UNSETTLED = Q(told_at__isnull=False, settled_at=None) & ~Q(state=SendState.RECEIVED.value)

    class Meta:
        verbose_name = _("udgående brev")
        verbose_name_plural = _("udgående breve")
        indexes = (
            models.Index(fields=("due_at",), condition=Q(state__in=OPEN_VALUES), name="outbound_due"),
            models.Index(fields=("document",), name="outbound_of_document"),
            models.Index(fields=("thread",), name="outbound_of_thread"),
            models.Index(
                fields=("citizen",), condition=Q(state__in=_NEEDS_A_PERSON, settled_at=None), name="outbound_to_settle"
            ),
        )

    def __str__(self) -> str:
        """Identifier and state; nothing about a person."""
        return f"{self.pk} {self.state}"

    @property
    def is_unsettled(self) -> bool:
        """Whether it is among the `UNSETTLED`."""
        return self.told_at is not None and self.settled_at is None and self.state_value is not SendState.RECEIVED

    @property
    def body_kept(self) -> bool:
        """Whether a message was made of it; the bytes are not asked for."""
        return self.state_value is not SendState.BY_HAND

    @property
    def state_value(self) -> SendState:
        """The state as its closed set."""
        return SendState(self.state)


class Sending(models.Model):
    """One envelope of a message: written down before it leaves, so that a crash repeats it under the same id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(OutboundMessage, models.PROTECT, related_name="sendings")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    # How it left: the folder's file.
    place = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("afsendelse")
        verbose_name_plural = _("afsendelser")
        constraints = (models.UniqueConstraint(fields=("message", "number"), name="sending_once"),)
        indexes = (models.Index(fields=("made_at",), condition=Q(handed_at=None), name="sending_to_hand_over"),)

    def __str__(self) -> str:
        """Which one."""
        return f"{self.message_id} {self.number}"
