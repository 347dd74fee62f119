"""Tables of the discharge: what the pure rules said about each journey, and what administrators decided."""

from discharge.models.close_out import CloseOutCondition
from discharge.models.extended_responsibility import ExtendedResponsibility
from discharge.models.home_coming import HomeComing
from discharge.models.ledger import JourneyLedger, LedgerCorrection, LedgerPayer
from discharge.models.letter import DischargeLetter
from discharge.models.ready_period import ReadyPeriod
from discharge.models.responsibility import CitizenResponsibility
from discharge.models.setting import ClosingDay, OpenPointChoice
from discharge.models.tariff import Tariff

__all__ = [
    "CitizenResponsibility",
    "CloseOutCondition",
    "ClosingDay",
    "DischargeLetter",
    "ExtendedResponsibility",
    "HomeComing",
    "JourneyLedger",
    "LedgerCorrection",
    "LedgerPayer",
    "OpenPointChoice",
    "ReadyPeriod",
    "Tariff",
]
