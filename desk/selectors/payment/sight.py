"""Who reads a ledger: the parties, and whoever paid in any version, for five years (DESIGN §6; RULES 2c P8)."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from desk.selectors.asker import Asker
from desk.selectors.page.journey import Opened, open_journey
from discharge.models import LedgerPayer
from journeys.actions.access import Purpose
from journeys.domain.calendar.clock import local_date
from journeys.domain.sight.scope import LEDGER_SIGHT
from journeys.models import Journey
from organisations.domain.permissions import Permission, role_may
from organisations.domain.roles import Sector
from organisations.selectors.permissions import can


def paid_by(asker: Asker) -> QuerySet[LedgerPayer]:
    """The spans that the reader's municipality pays, or paid in any version, within the five years (RULES 2c P8)."""
    house = (asker.unit.root_id or asker.unit.pk) if asker.unit else None
    since = local_date(asker.now - LEDGER_SIGHT)
    spans = LedgerPayer.objects.filter(municipality_id=house)
    return spans.filter(Q(last_on__isnull=True) | Q(last_on__gte=since))


def open_ledger(asker: Asker, journey_id: UUID) -> Opened | None:
    """The journey whose ledger somebody may read: in sight, or paid for by their municipality; None for others."""
    opened = open_journey(asker, journey_id)
    if opened is not None or asker.sector is not Sector.MUNICIPALITY:
        return opened
    paid = Exists(paid_by(asker).filter(journey=OuterRef("pk")))
    row = Journey.objects.current().for_lists().filter(paid, pk=journey_id).first()
    return Opened(row, Purpose.PARTY) if row is not None else None


def may_read_ledger(asker: Asker, journey: Journey) -> bool:
    """The parties, and whoever paid in any version."""
    if can(asker.user, Permission.VIEW_PAYMENT, journey):
        return True
    if asker.sector is not Sector.MUNICIPALITY or not role_may(asker.role, Permission.VIEW_PAYMENT):
        return False
    return paid_by(asker).filter(journey=journey).exists()
