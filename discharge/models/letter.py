"""The discharge letters as lists, pages and statistics query them (RULES 2f)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DischargeLetter(models.Model):
    """What the rules said about the letter of one discharge (projection).

    Nothing here depends on the clock: whether the letter is late is a matter of `due_at` and now.
    """

    # The ref of the discharge's first statement; corrections keep it.
    key = models.CharField(max_length=100, primary_key=True)
    journey = models.ForeignKey("journeys.Journey", models.CASCADE, related_name="discharge_letters")
    # Who has to send it; not null: nothing is due without an owner (001-22).
    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    discharged_at = models.DateTimeField()
    group = models.CharField(max_length=10, blank=True)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    # Given to the citizen, who has no practice.
    handed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    follow_up = models.BooleanField(null=True)
    recommendation = models.TextField(blank=True)
    # The document that it was sent as; its words lie there. Null where another system sent it.
    document = models.UUIDField(null=True)
    verdicts = models.JSONField(default=list)

    class Meta:
        verbose_name = _("epikrise")
        verbose_name_plural = _("epikriser")
        ordering = ("discharged_at", "key")
        indexes = (
            # The letters of a journey, newest last.
            models.Index(fields=("journey", "discharged_at"), name="letter_of_journey"),
            # What a ward has not got a receipt for, soonest first.
            models.Index(
                fields=("owner", "due_at"), condition=models.Q(acknowledged_at__isnull=True), name="letter_open"
            ),
        )

    def __str__(self) -> str:
        """When it is due."""
        return f"due {self.due_at}"
