"""What of a document each receiver got, and whether anybody there has answered (projection)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Delivery(models.Model):
    """A version that a receiver got; a newer one asks anew, from when it is released. No clock is in it."""

    # The sending and the receiver.
    key = models.CharField(max_length=150, primary_key=True)
    journey = models.ForeignKey("journeys.Journey", models.CASCADE, related_name="deliveries")
    document = models.UUIDField()
    kind = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    sender = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    # From when the receiver's house reads it.
    released_at = models.DateTimeField()
    # When the receiver sent it on: from then on the unit that got it so is asked.
    forwarded_at = models.DateTimeField(null=True)
    # When the receiver's next version was sent, and from when the receiver reads that one.
    followed_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    # The last word; empty while there is none.
    answer = models.CharField(max_length=20, blank=True)
    # That it was sent in error, who said so, and when the receiver said that it is not used.
    error_at = models.DateTimeField(null=True)
    error_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    mistake = models.CharField(max_length=10, blank=True)
    discarded_at = models.DateTimeField(null=True)
    # When it was decided how it is carried to the receiver; null: not yet. No event says so: it is not derived.
    routed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("levering")
        verbose_name_plural = _("leveringer")
        indexes = (
            # What a unit has not answered, and what it has not been answered, oldest first.
            models.Index(
                fields=("receiver", "sent_at"), condition=~models.Q(answer="acknowledged"), name="delivery_to_answer"
            ),
            models.Index(
                fields=("sender", "sent_at"), condition=~models.Q(answer="acknowledged"), name="delivery_waiting"
            ),
            # What data protection follows up.
            models.Index(fields=("error_at",), condition=models.Q(error_at__isnull=False), name="delivery_in_error"),
            # What nobody has decided about: how long it is does not grow with what was sent.
            models.Index(fields=("released_at", "key"), condition=models.Q(routed_at=None), name="delivery_to_route"),
        )

    def __str__(self) -> str:
        """Kind and version; no person."""
        return f"{self.kind} v{self.number}"
