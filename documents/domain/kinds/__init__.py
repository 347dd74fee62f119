"""The kinds of documents that are written here, each declared in a module of its own."""

from collections.abc import Mapping

from discharge.channel.rules.channel import Document
from documents.domain.declaring import Kind
from documents.domain.kinds.admission_report import ADMISSION_REPORT
from documents.domain.kinds.agreement_card import AGREEMENT_CARD
from documents.domain.kinds.care_pathway_plan import CARE_PATHWAY_PLAN
from documents.domain.kinds.coordination_plan import COORDINATION_PLAN
from documents.domain.kinds.correspondence import CORRESPONDENCE
from documents.domain.kinds.discharge_agreement import DISCHARGE_AGREEMENT
from documents.domain.kinds.discharge_letter import DISCHARGE_LETTER
from documents.domain.kinds.discharge_report import DISCHARGE_REPORT
from documents.domain.kinds.ready_notice import READY_NOTICE
from documents.domain.kinds.rehabilitation_plan import REHABILITATION_PLAN

# In the order in which they are offered.
_ALL = (
    ADMISSION_REPORT,
    CARE_PATHWAY_PLAN,
    READY_NOTICE,
    REHABILITATION_PLAN,
    DISCHARGE_REPORT,
    DISCHARGE_AGREEMENT,
    COORDINATION_PLAN,
    AGREEMENT_CARD,
    DISCHARGE_LETTER,
    CORRESPONDENCE,
)
KINDS: Mapping[Document, Kind] = {kind.document: kind for kind in _ALL}


def kind_named(code: str | None) -> Kind | None:
    """The kind that a stored or typed code names; None for what is not written here."""
    return next((kind for kind in KINDS.values() if kind.document == code), None)
