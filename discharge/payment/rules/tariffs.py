"""The tariff rows for medically ready patients, as data with effective dates (RULES 2c; lov 1737/2016)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Payee(StrEnum):
    """Who charges the municipality."""

    REGION = "region"
    STATE = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """One row: the amount per bed-day, for the days `day_from`–`day_to` of a period, on calendar days from–to.

    `verified` means found in the act; `official` means entered from the authority's list of the year. Until a row is
    official, amounts are only indicative.
    """

    speciality: str
    payee: Payee
    day_from: int
    day_to: int | None
    amount_dkk: Decimal
    price_level_year: int
    valid_from: date
    valid_to: date | None
    legal_ref: str
    verified: bool
    official: bool = False

    def holds(self, *, speciality: str, payee: Payee, day_number: int, on: date) -> bool:
        """Whether the row is the one for that day."""
        return (
            (self.speciality, self.payee) == (speciality, payee)
            and self.day_from <= day_number
            and (self.day_to is None or day_number <= self.day_to)
            and self.valid_from <= on
            and (self.valid_to is None or on <= self.valid_to)
        )


def _level_2016(
    speciality: str, payee: Payee, days: tuple[int, int | None], amount: int, valid_from: date, *, verified: bool = True
) -> Tariff:
    return Tariff(
        speciality=speciality,
        payee=payee,
        day_from=days[0],
        day_to=days[1],
        amount_dkk=Decimal(amount),
        price_level_year=2016,
        valid_from=valid_from,
        valid_to=date(2017, 12, 31),
        legal_ref="sundhedsloven § 238, stk. 1" if payee is Payee.REGION else "sundhedsloven § 238, stk. 2",
        verified=verified,
    )


def _no_charge(speciality: str) -> Tariff:
    return Tariff(
        speciality=speciality,
        payee=Payee.STATE,
        day_from=1,
        day_to=None,
        amount_dkk=Decimal(0),
        price_level_year=2016,
        valid_from=date(2007, 1, 1),
        valid_to=date(2016, 12, 31),
        legal_ref="lov 1737/2016 § 1",
        verified=True,
    )


# Later years have no row until an administrator enters one: a day without a row has no amount (A13, A14).
TARIFFS: tuple[Tariff, ...] = (
    _level_2016("somatic", Payee.REGION, (1, None), 1976, date(2016, 1, 1)),
    _level_2016("somatic", Payee.STATE, (1, 2), 1976, date(2017, 1, 1)),
    _level_2016("somatic", Payee.STATE, (3, None), 3952, date(2017, 1, 1)),
    # The state charged nothing before lov 1737/2016: that is nought, not missing.
    _no_charge("somatic"),
    _no_charge("psychiatric"),
    _level_2016("psychiatric", Payee.REGION, (1, None), 1976, date(2016, 1, 1), verified=False),
)


def charged_speciality(speciality: str) -> str | None:
    """By which a journey is charged; None while nobody knows: no tariff then."""
    return speciality if speciality in ("somatic", "psychiatric") else None


def tariff_for(
    tariffs: Sequence[Tariff], *, speciality: str | None, payee: Payee, day_number: int, on: date
) -> Tariff | None:
    """The row for one day, the latest begun if several hold; None is *takst mangler*."""
    if speciality is None:
        return None
    rows = [row for row in tariffs if row.holds(speciality=speciality, payee=payee, day_number=day_number, on=on)]
    return max(rows, key=lambda row: row.valid_from, default=None)
