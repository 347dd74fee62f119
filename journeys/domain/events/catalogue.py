"""The rows of all kinds of events, each beside the type of what it holds (`payloads/`)."""

from collections.abc import Mapping

from journeys.domain.events.kinds import EventKind as K
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads import (
    agreement,
    citizen,
    documents,
    knowledge,
    letters,
    meetings,
    readiness,
    responsibility,
    stays,
)
from journeys.domain.events.row import CatalogueRow

CATALOGUE: Mapping[K, CatalogueRow] = {
    kind: row
    for noun in (stays, citizen, readiness, agreement, letters, responsibility, documents, meetings, knowledge)
    for kind, row in noun.ROWS.items()
}
PAYLOADS: Mapping[K, type[Payload]] = {kind: row.holds for kind, row in CATALOGUE.items()}
