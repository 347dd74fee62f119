"""The payment ledger in templates."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template

from desk.selectors.payment import words as ledger_words
from desk.selectors.payment.pages import Totals
from discharge.payment.rules.days import PayableDay, PaymentStatus
from discharge.payment.selectors.ledger import LedgerLine, LedgerView
from discharge.wording.sentences import sentence

register = template.Library()


@register.filter
def totals(view: LedgerView) -> Totals:
    """The figures of a ledger's days."""
    return Totals(view.lines)


@register.filter
def dkk(amount: Decimal | None) -> str:
    """ "3.952 kr." or "takst mangler"."""
    return ledger_words.dkk(amount)


@register.filter
def state_word(line: LedgerLine) -> str:
    """ "Tæller ikke: lang orlov"."""
    return ledger_words.state_word(line)


@register.filter
def status_word(status: PaymentStatus) -> str:
    """ "Vejledende"."""
    return str(ledger_words.STATUSES[status])


@register.filter
def end_word(reason: str | None) -> str:
    """Why a period ended."""
    return str(ledger_words.ENDS.get(reason or "", ""))


@register.filter
def side_word(side: str) -> str:
    """ "Kommunen"."""
    return str(ledger_words.SIDES.get(side, side))


@register.filter
def day_words(day: PayableDay | None) -> str:
    """A day in a difference line."""
    return ledger_words.day_words(day)


@register.simple_tag
def said(line: LedgerLine) -> list[dict[str, Any]]:
    """The verdicts of a day with their sentences, for the component."""
    return [{**verdict.as_json(), "facts": {}, "sentence": sentence(verdict)} for verdict in line.verdicts]


@register.filter
def as_moment(stored: str) -> datetime:
    """A stored instant."""
    return datetime.fromisoformat(stored)


@register.filter
def period_of(view: LedgerView, number: int) -> dict[str, Any]:
    """The period that a day lies in."""
    period: dict[str, Any] = view.basis["periods"][number - 1]
    return period
