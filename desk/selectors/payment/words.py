"""Danish words of the payment ledger: amounts, days that do not count, how good a total is (RULES 2c)."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.payment.rules.days import DayState, PayableDay, PaymentStatus, Why
from discharge.payment.selectors.ledger import LedgerLine

WHY = {
    Why.LEAVE: gettext_lazy("lang orlov"),
    Why.REASON_NOT_MUNICIPAL: gettext_lazy("ventede på hospitalet"),
    Why.NO_REASON_HOLDS: gettext_lazy("ingen angivet årsag gælder den dag"),
    Why.NO_RESIDENCE: gettext_lazy("ingen dansk bopælskommune"),
    Why.TERMINAL: gettext_lazy("terminal"),
}
STATES = {
    DayState.COUNTABLE: gettext_lazy("Tæller"),
    DayState.NOT_COUNTABLE: gettext_lazy("Tæller ikke"),
    DayState.DISPUTED: gettext_lazy("Omtvistet"),
}
STATUSES = {
    PaymentStatus.INDICATIVE: gettext_lazy("Vejledende"),
    PaymentStatus.OFFICIAL: gettext_lazy("Officiel takst"),
    PaymentStatus.MISSING: gettext_lazy("Takst mangler"),
}
ENDS = {
    "discharge": gettext_lazy("udskrevet"),
    "resumption": gettext_lazy("behandling genoptaget"),
    "death": gettext_lazy("død"),
    "leave": gettext_lazy("lang orlov"),
    "terminal": gettext_lazy("erklæret terminal"),
}
SIDES = {"hospital": gettext_lazy("Hospitalet"), "municipality": gettext_lazy("Kommunen")}


def dkk(amount: Decimal | None) -> str:
    """Whole kroner as people write them; an amount that is not known says why."""
    if amount is None:
        return _("takst mangler")
    whole = amount == amount.to_integral_value()
    shown = number_format(amount, decimal_pos=0 if whole else 2, use_l10n=True, force_grouping=True)
    return _("{amount} kr.").format(amount=shown)


def state_word(line: LedgerLine) -> str:
    """Whether a day counts, and why not."""
    day = line.day
    word = str(STATES[day.state])
    return f"{word}: {WHY[day.why]}" if day.why is not None else word


def day_words(day: PayableDay | None) -> str:
    """A day in a difference line: "dag 3", "tæller ikke", or that it was not there."""
    if day is None:
        return _("ikke med")
    if day.why is not None:
        return _("tæller ikke ({why})").format(why=WHY[day.why])
    return _("dag {number}").format(number=day.day_number)
