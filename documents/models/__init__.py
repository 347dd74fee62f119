"""Tables of what the sectors write: documents, working copies, what was sent, who opened it, how it is sorted."""

from documents.models.attachment import Attachment
from documents.models.delivery import Delivery
from documents.models.document import Document, DraftField
from documents.models.opening import Opening
from documents.models.realism import PlanRealism
from documents.models.sorting import Sorting, SortingRule
from documents.models.version import Version

__all__ = [
    "Attachment",
    "Delivery",
    "Document",
    "DraftField",
    "Opening",
    "PlanRealism",
    "Sorting",
    "SortingRule",
    "Version",
]
