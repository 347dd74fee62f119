"""What of a document each receiver got last, and whether anybody there has answered (projection)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Delivery(models.Model):
    """The last version that a receiver got of one document; a newer one asks anew. No clock is in it."""

    # The document and the receiver.
    key = models.CharField(max_length=80, primary_key=True)
    journey = models.ForeignKey("journeys.Journey", models.CASCADE, related_name="deliveries")
    document = models.UUIDField()
    kind = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    sender = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    # From when the receiver's house reads it.
    released_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    # The last word; empty while there is none.
    answer = models.CharField(max_length=20, blank=True)

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
        )

    def __str__(self) -> str:
        """Kind and version; no person."""
        return f"{self.kind} v{self.number}"
