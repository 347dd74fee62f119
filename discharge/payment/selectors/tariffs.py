"""The tariff rows as administrators keep them (RULES 2c)."""

from discharge.models import Tariff as TariffRow
from discharge.payment.rules.tariffs import Payee, Tariff


def tariff_rules() -> tuple[Tariff, ...]:
    """All tariff rows as the pure rules see them."""
    return tuple(_rule(row) for row in TariffRow.objects.all())


def _rule(row: TariffRow) -> Tariff:
    return Tariff(
        speciality=row.speciality,
        payee=Payee(row.payee),
        day_from=row.day_from,
        day_to=row.day_to,
        amount_dkk=row.amount_dkk,
        price_level_year=row.price_level_year,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        legal_ref=row.legal_ref,
        verified=row.verified,
        official=row.official,
    )
