"""The payment ledger in templates."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template

from desk.selectors.page.journey import JourneyPage
from desk.selectors.payment import words as ledger_words
from desk.selectors.payment.pages import Totals
from discharge.agreement.selectors import kept_story
from discharge.payment.rules.days import PayableDay, PaymentStatus
from discharge.payment.rules.ledger_basis import has_ledger
from discharge.payment.selectors.ledger import LedgerLine, LedgerView, ledger_of
from discharge.wording.sentences import sentence
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import can

register = template.Library()


@register.simple_tag
def ledger(page: JourneyPage) -> LedgerView | None:
    """`{% ledger page as ledger %}`: None for those who may not see it, and where nobody was ever ready."""
    if not has_ledger(kept_story(page.journey)) or not can(page.asker.user, Permission.VIEW_PAYMENT, page.journey):
        return None
    view = ledger_of(page.journey, now=page.now, house=page.reader.house)
    return view if view.exists else None


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
