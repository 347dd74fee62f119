"""Letters that came by message: to whom, about whom, and whether one lies in a journey."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from medcom.models.message import InboundMessage


class Letter(models.Model):
    """A CareCommunication that was taken in. Its words stay in the message and, once placed, in the journey.

    One that fits no journey of its receiver waits and is read here, until a journey comes or a person has read it.
    """

    message = models.OneToOneField(InboundMessage, models.PROTECT, primary_key=True, related_name="letter")
    # Null: the message names only a replacement of a CPR number, and whose that is we do not know.
    citizen = models.ForeignKey("journeys.Citizen", models.PROTECT, null=True, related_name="+")
    sender = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    thread = models.UUIDField()
    category = models.CharField(max_length=40)
    # Its writer asks for haste: only a letter about a referral says so (SPEC A4).
    urgent = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    # The event of its journey; null while it lies in none.
    event = models.ForeignKey("journeys.JourneyEvent", models.PROTECT, null=True, related_name="+")
    # When it was last seen whether a journey had come for it.
    tried_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("brev")
        verbose_name_plural = _("breve")
        indexes = (
            # What a unit has to read that lies in no journey, oldest first.
            models.Index(fields=("receiver", "sent_at"), condition=Q(event=None), name="letter_unplaced"),
        )

    def __str__(self) -> str:
        """Its category; no person."""
        return self.category
