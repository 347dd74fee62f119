"""Tables of what the sectors write: the document, its working copy field by field, what was sent of it, and to whom."""

from documents.models.delivery import Delivery
from documents.models.document import Document, DraftField
from documents.models.version import Version

__all__ = ["Delivery", "Document", "DraftField", "Version"]
