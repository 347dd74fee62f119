"""Tables of what the sectors write: the document, its working copy field by field, and what was sent of it."""

from documents.models.document import Document, DraftField
from documents.models.version import Version

__all__ = ["Document", "DraftField", "Version"]
