"""A document that a unit writes in a journey, and its working copy."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """One document through all its versions; the unit's whole house writes in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey("journeys.Journey", models.PROTECT, related_name="documents")
    # As `discharge.channel` names it.
    kind = models.CharField(max_length=30)
    unit = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    # Null: it came by message, and nobody writes on in it here.
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    # The letters that answer each other share one (DICTIONARY §8.2); other documents have one to themselves.
    thread = models.UUIDField(default=uuid.uuid4)
    # Counts that a file was put on or taken off the working copy.
    file_changes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        # What has been written in a journey, oldest first; an answer's thread; what a person began, newest first.
        indexes = (
            models.Index(fields=("journey", "begun_at"), name="document_of_journey"),
            models.Index(fields=("thread",), name="document_of_thread"),
            models.Index(fields=("begun_by", "begun_at"), name="document_begun_by"),
        )

    def __str__(self) -> str:
        """Its kind; no person."""
        return self.kind


class DraftField(models.Model):
    """One field of the working copy: saved alone, so that two people in one draft never overwrite each other."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="draft")
    name = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    # Counts the savings: who saves says which one was seen.
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    # Null: filled in by the program from the journey, and nobody has looked at it yet.
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "name"), name="draft_field_once"),)

    def __str__(self) -> str:
        """Its name; no words of it."""
        return self.name
