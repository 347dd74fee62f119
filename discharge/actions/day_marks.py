"""The two-party mark: hospital and municipality agree to a payable day or dispute it (RULES 001-65; UX §2 item 7)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from discharge.actions.refused import RefusedByRule
from discharge.domain.day_marks import said_of
from discharge.selectors.ledger import LedgerLine, LedgerView, ledger_of, still_to_come
from journeys.actions.acts import Act, check_version, state_fact
from journeys.actions.events import Recorded
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


@transaction.atomic
def agree_days(journey: Journey, days: Iterable[date], *, act: Act) -> list[Recorded]:
    """One party agrees to each of the days as the ledger has them now."""
    return [
        _mark(journey, EventKind.DAY_AGREED, line, own, "") for line, own in _lines(journey, sorted(set(days)), act)
    ]


@transaction.atomic
def dispute_days(journey: Journey, days: Iterable[date], *, text: str, act: Act) -> list[Recorded]:
    """One party says no to the days and why; the registration and the amounts stand."""
    if not text.strip():
        raise RefusedByRule("payment.text_missing", field="text")
    return [
        _mark(journey, EventKind.DAY_DISPUTED, line, own, text.strip())
        for line, own in _lines(journey, sorted(set(days)), act)
    ]


def _lines(journey: Journey, days: list[date], act: Act) -> list[tuple[LedgerLine, Act]]:
    """Each day's line, and the act that marks it: one key a day, and the version checked once for all."""
    check_can(act.by, Permission.AGREE_PAYABLE_DAY, journey)
    own = [replace(act, version=None, key=f"{act.key}:{day}" if act.key else "") for day in days]
    if not any(each.key and JourneyEvent.objects.filter(source_ref=each.source_ref).exists() for each in own[:1]):
        check_version(journey, act)
    found = ledger_of(journey, now=act.now)
    return [(_line(found, day, act), each) for day, each in zip(days, own, strict=True)]


def _line(found: LedgerView, day: date, act: Act) -> LedgerLine:
    if still_to_come(day, act.now):
        raise RefusedByRule("payment.not_over", field="dates", date=day.isoformat())
    line = found.line_on(day)
    if line is None:
        raise RefusedByRule("payment.not_in_ledger", field="dates", date=day.isoformat())
    return line


def _mark(journey: Journey, kind: EventKind, line: LedgerLine, act: Act, text: str) -> Recorded:
    payload: dict[str, Any] = {"date": line.day.date.isoformat(), "said": said_of(line.day)}
    if text:
        payload["text"] = text
    return state_fact(journey, kind, payload, act=act, permission=Permission.AGREE_PAYABLE_DAY)
