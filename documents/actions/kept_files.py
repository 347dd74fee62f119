"""Which files lie on a working copy, and which are kept for the versions that they went with."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F

from documents.domain.parts import Parts
from documents.models import Document


def restore_files(document: Document, last: Parts) -> None:
    """The working copy has the files of the version sent last again. In the caller's transaction."""
    sent = [UUID(file.id) for file in last.files]
    others = document.attachments.filter(on_draft=True).exclude(pk__in=sent)
    take_off(document, list(others.values_list("pk", flat=True)))
    if document.attachments.filter(pk__in=sent, on_draft=False).update(on_draft=True):
        count_change(document)


def take_off(document: Document, files: Sequence[UUID]) -> bool:
    """Takes files off the working copy; the bytes of what went with a version are kept."""
    rows = document.attachments.filter(pk__in=files, on_draft=True)
    sent = {file.id for version in document.versions.all() for file in Parts.parse(version.parts).files}
    kept = [key for key in rows.values_list("pk", flat=True) if str(key) in sent]
    gone = rows.exclude(pk__in=kept).delete()[0] + rows.filter(pk__in=kept).update(on_draft=False)
    if gone:
        count_change(document)
    return bool(gone)


def count_change(document: Document) -> None:
    """Whoever has read the working copy through before has not read this."""
    Document.objects.filter(pk=document.pk).update(file_changes=F("file_changes") + 1)
