"""Tables of the discharge: what the pure rules said about each journey, and what administrators decided."""

from discharge.models.extended_responsibility import ExtendedResponsibility
from discharge.models.ledger import JourneyLedger, LedgerCorrection, LedgerPayer
from discharge.models.ready_period import ReadyPeriod
from discharge.models.responsibility import CitizenResponsibility
from discharge.models.setting import ClosingDay, OpenPointChoice
from discharge.models.tariff import Tariff

__all__ = [
    "CitizenResponsibility",
    "ClosingDay",
    "ExtendedResponsibility",
    "JourneyLedger",
    "LedgerCorrection",
    "LedgerPayer",
    "OpenPointChoice",
    "ReadyPeriod",
    "Tariff",
]
