"""Whose mark a payable day takes: the hospital's and that of the municipality that pays it (RULES 2c P6; 001-65)."""

from django.utils.translation import gettext as _

from discharge.models import LedgerPayer
from discharge.payment.selectors.ledger import LedgerLine
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed
from organisations.domain.roles import Sector, sector_of
from organisations.models import User
from organisations.selectors.permissions import JourneyParties, is_party, not_a_party


def marks_for_a_payer(user: User, permission: Permission, journey: JourneyParties) -> NotAllowed | None:
    """Days are marked by a side of today, or by a former municipality that still pays for some of them."""
    if user.unit is None or user.role is None:
        return None
    if is_party(user.unit, user.role, journey):
        return None
    house = user.unit.root_id or user.unit.pk
    pays = isinstance(journey, Journey) and LedgerPayer.objects.filter(
        journey=journey, municipality_id=house, former=False
    )
    return None if pays and pays.exists() else not_a_party()


def may_mark(user: User, journey: Journey, line: LedgerLine) -> bool:
    """Whether the day is the user's side's to agree to or dispute; while nobody pays, the municipality of today's."""
    if user.role is None or user.unit is None or sector_of(user.role) is not Sector.MUNICIPALITY:
        return True
    return (line.day.payer or str(journey.municipality_id)) == str(user.unit.root_id or user.unit.pk)


def not_your_day() -> NotAllowed:
    """The refusal of a municipality that speaks about a day that another one pays."""
    return NotAllowed("payment.not_your_day", _("Dagen betales af en anden kommune. I svarer for jeres egne dage."))
