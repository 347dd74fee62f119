"""The files of documents, for whoever may read them."""

from uuid import UUID

from desk.selectors.asker import Asker
from desk.selectors.documents.reading import document_page
from documents.models import Attachment
from documents.selectors.drafts import own_document
from journeys.models import Journey
from medcom.selectors.letters import FileOf, attached_file, file_of, letter_of_event, stored_file
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import can


def readable_file(
    asker: Asker, journey: Journey, document: UUID, file: str, *, version: int | None = None
) -> FileOf | None:
    """One of a letter that came, of a version sent here, or of the house's own working copy; None of another."""
    page = document_page(asker, journey, str(document), version)
    if page is not None and page.hidden is None:
        letter = letter_of_event(page.version.ref)
        found = file_of(letter.message, file) if letter is not None else attached_file(page.version, file)
        if found is not None:
            return found
    own = own_document(journey, document, asker.user) if can(asker.user, Permission.SEND_DOCUMENT, journey) else None
    row = Attachment.objects.filter(pk=file, document=own, on_draft=True).first() if own is not None else None
    return stored_file(row) if row is not None else None
