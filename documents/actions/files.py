"""Files on a working copy: put on, taken off, and what of them a sending carries (DICTIONARY 8.2; issue 8)."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.wording.refused import RefusedByRule
from documents.actions.drafts import check_may_write, lock_document
from documents.actions.kept_files import count_change, take_off
from documents.domain.files import MEGABYTE, MOST_BYTES, MOST_FILES, title_of, type_of
from documents.domain.kinds import KINDS
from documents.domain.parts import FilePart, Parts, Writer
from documents.models import Attachment, Document
from journeys.models import Journey
from organisations.models import User


def attach_file(journey: Journey, document: Document, data: bytes, name: str, *, by: User, now: datetime) -> Attachment:
    """The file on the working copy; the same one twice is one. Raises NotAllowed or RefusedByRule."""
    kind = KINDS[Code(document.kind)]
    check_may_write(journey, kind, by)
    if not kind.takes_files:
        raise RefusedByRule("document.file_kind", field="file")
    if not data:
        raise RefusedByRule("document.file_empty", field="file")
    content_type = type_of(data)
    if content_type is None:
        raise RefusedByRule("document.file_type", field="file")
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        lock_document(document)
        files = list(document.attachments.filter(on_draft=True).defer("data"))
        same = next((file for file in files if file.sha256 == digest), None)
        if same is not None:
            return same
        _check_room(files, len(data))
        count_change(document)
        return Attachment.objects.create(
            document=document,
            title=title_of(name),
            content_type=content_type,
            size=len(data),
            sha256=digest,
            data=data,
            added_at=now,
            added_by=by,
        )


def _check_room(files: Sequence[Attachment], size: int) -> None:
    if len(files) >= MOST_FILES:
        raise RefusedByRule("document.file_count", field="file", most=MOST_FILES)
    if sum(file.size for file in files) + size > MOST_BYTES:
        raise RefusedByRule("document.file_size", field="file", most=MOST_BYTES // MEGABYTE)


def detach_file(journey: Journey, document: Document, file: UUID, *, by: User) -> bool:
    """Takes a file off the working copy, and whether there was one; what was sent with a version stays with that."""
    check_may_write(journey, KINDS[Code(document.kind)], by)
    with transaction.atomic():
        lock_document(document)
        return take_off(document, [file])


def parts_of(files: Sequence[Attachment], *, by: User) -> Parts | None:
    """What a version keeps of the files that go with it; None without any."""
    if not files:
        return None
    writer = Writer(name=by.get_full_name(), unit=by.unit.name if by.unit else "")
    return Parts(
        files=tuple(
            FilePart(
                id=str(file.pk),
                title=file.title,
                content_type=file.content_type,
                at=file.added_at.isoformat(),
                writer=writer,
                added=True,
                has_data=True,
            )
            for file in files
        )
    )
