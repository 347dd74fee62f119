"""Tables of what the sectors write: the document, its working copy, what was sent to whom, and how it is sorted."""

from documents.models.delivery import Delivery
from documents.models.document import Document, DraftField
from documents.models.sorting import Sorting, SortingRule
from documents.models.version import Version

__all__ = ["Delivery", "Document", "DraftField", "Sorting", "SortingRule", "Version"]
