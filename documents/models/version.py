"""What was sent of a document: never changed (append-only in the database)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.document import Document


class Version(models.Model):
    """The words of one sending. Whether it stands, who got it and what they answered, the journey's events say."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    event = models.OneToOneField("journeys.JourneyEvent", models.PROTECT, related_name="document_version")
    number = models.PositiveIntegerField()
    values = models.JSONField()
    sent_at = models.DateTimeField()
    # Null: it came by message.
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # What it carries besides its fields (`documents.domain.parts`): files, and of what came by message earlier texts.
    parts = models.JSONField(null=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versioner")
        ordering = ("pk",)

    def __str__(self) -> str:
        """Which one."""
        return f"v{self.number}"
