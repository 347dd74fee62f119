"""The two-party mark: hospital and municipality agree to payable days or dispute them (RULES 001-65; UX §2 item 7)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from discharge.payment.rules.day_marks import said_of
from discharge.payment.selectors.day_payers import may_mark, not_your_day
from discharge.payment.selectors.ledger import LedgerLine, LedgerView, ledger_of, still_to_come
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, locked, state_fact
from journeys.actions.events import Recorded
from journeys.domain.events import EventKind
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


@transaction.atomic
def agree_days(journey: Journey, days: Iterable[date], *, act: Act) -> Recorded:
    """One party agrees to the days as the ledger has them now."""
    return _mark(journey, EventKind.DAY_AGREED, days, act)


@transaction.atomic
def dispute_days(journey: Journey, days: Iterable[date], *, text: str, act: Act) -> Recorded:
    """One party says no to the days and why; the registration and the amounts stand."""
    if not text.strip():
        raise RefusedByRule("payment.text_missing", field="text")
    return _mark(journey, EventKind.DAY_DISPUTED, days, act, text=text.strip())


def _mark(journey: Journey, kind: EventKind, days: Iterable[date], act: Act, **more: Any) -> Recorded:
    """One event for all of the days; it keeps what each of them was when the party spoke."""
    check_can(act.by, Permission.AGREE_PAYABLE_DAY, journey)
    # What the party agrees to must not change between reading and writing.
    journey = locked(journey)
    found = ledger_of(journey, now=act.now)
    lines = [_line(found, day, act, journey) for day in sorted(set(days))]
    if not lines:
        raise RefusedByRule("payment.no_days", field="dates")
    said = {line.day.date.isoformat(): said_of(line.day) for line in lines}
    payload = {"dates": list(said), "said": said, **more}
    return state_fact(journey, kind, payload, act=act, permission=Permission.AGREE_PAYABLE_DAY)


def _line(found: LedgerView, day: date, act: Act, journey: Journey) -> LedgerLine:
    if still_to_come(day, act.now):
        raise RefusedByRule("payment.not_over", field="dates", date=day.isoformat())
    line = found.line_on(day)
    if line is None:
        raise RefusedByRule("payment.not_in_ledger", field="dates", date=day.isoformat())
    if not may_mark(act.by, journey, line):
        raise not_your_day()
    return line
