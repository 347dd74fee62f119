"""Opens the journey whose ledger somebody reads, in sight or not (DESIGN §6; RULES 2c P8)."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from desk.selectors.asker import Asker
from desk.selectors.page.opened import OpenedJourney, open_journey
from desk.selectors.payers import paid_by
from journeys.actions.access import Purpose
from journeys.models import Journey
from organisations.domain.roles import Sector


def open_ledger(asker: Asker, journey_id: UUID) -> OpenedJourney | None:
    """The journey whose ledger somebody may read: in sight, or paid for by their municipality; None for others."""
    opened = open_journey(asker, journey_id)
    if opened is not None or asker.sector is not Sector.MUNICIPALITY:
        return opened
    paid = Exists(paid_by(asker).filter(journey=OuterRef("pk")))
    row = Journey.objects.current().for_lists().filter(paid, pk=journey_id).first()
    return OpenedJourney(row, Purpose.PARTY) if row is not None else None
