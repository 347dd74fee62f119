"""Who paid for a stay in any version, and whether they read its ledger (DESIGN §6; RULES 2c P8)."""

from django.db.models import Q, QuerySet

from desk.selectors.asker import Asker
from discharge.models import LedgerPayer
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


def may_read_ledger(asker: Asker, journey: Journey) -> bool:
    """The parties, and whoever paid in any version."""
    if can(asker.user, Permission.VIEW_PAYMENT, journey):
        return True
    if asker.sector is not Sector.MUNICIPALITY or not role_may(asker.role, Permission.VIEW_PAYMENT):
        return False
    return paid_by(asker).filter(journey=journey).exists()
