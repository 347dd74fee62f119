"""Files that are sent with a document."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.document import Document


class Attachment(models.Model):
    """One file; its id is the part's in every message. What went with a version stays (`Version.parts` names it)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="attachments")
    title = models.CharField(max_length=80)
    # What its bytes are.
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Whether it goes with the next version.
    on_draft = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        """Its type; no name of it."""
        return self.content_type
