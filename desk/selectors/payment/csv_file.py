"""The ledger as a file that Danish spreadsheets open rightly: UTF-8 with BOM, semicolons, decimal commas.

No CPR number and no name: the journey's own number leads back to the page, for those who may see it.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from desk.selectors.csv_lines import csv_bytes
from desk.selectors.payment.words import SIDES, STATES, STATUSES, WHY
from discharge.payment.rules.days import PaymentStatus
from discharge.payment.selectors.ledger import LedgerDay, LedgerLine


def ledger_csv(days: Iterable[LedgerDay]) -> bytes:
    """One line per day."""
    return csv_bytes(_heading(), [_row(each) for each in days])


def _heading() -> list[str]:
    return [
        _("Forløb"),
        _("Dato"),
        _("Periode"),
        _("Dag nr."),
        _("Tilstand"),
        _("Hvorfor"),
        _("Kommune"),
        _("Kommunekode"),
        _("Hospital"),
        _("Afsnit"),
        _("Regionen, kr."),
        _("Staten, kr."),
        _("I alt, kr."),
        _("Takst"),
        _("Hospitalet enig"),
        _("Kommunen enig"),
        _("Uenighed"),
    ]


def _row(each: LedgerDay) -> list[str]:
    journey, line, day = each.journey, each.line, each.line.day
    return [
        str(journey.pk),
        f"{day.date:%d-%m-%Y}",
        str(day.period),
        str(day.day_number or ""),
        str(STATES[day.state]),
        str(WHY[day.why]) if day.why else "",
        line.payer.name if line.payer else "",
        (line.payer.municipality_code or "") if line.payer else "",
        journey.hospital.name if journey.hospital else "",
        journey.ward.name if journey.ward else "",
        _amount(day.region_dkk),
        _amount(day.state_dkk),
        _amount(line.total_dkk),
        _tariff(line),
        *(_("ja") if side in line.agreed_by else "" for side in SIDES),
        _disputes(line),
    ]


def _disputes(line: LedgerLine) -> str:
    words = [f"{SIDES[mark.side]}: {mark.text}" for mark in line.disputes]
    return " / ".join([*words, _("Meldt af andre end hospitalet, ikke bekræftet")] if line.claimed else words)


def _tariff(line: LedgerLine) -> str:
    if line.day.why is not None:
        return ""
    if line.total_dkk is None:
        return str(STATUSES[PaymentStatus.MISSING])
    return str(STATUSES[PaymentStatus.OFFICIAL if line.day.official else PaymentStatus.INDICATIVE])


def _amount(amount: Decimal | None) -> str:
    """Unknown is empty, never nought."""
    return "" if amount is None else f"{amount:.2f}".replace(".", ",")
