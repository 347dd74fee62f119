"""From a verdict to the clause it rests on, in the wording of the verdict's day (DESIGN §2)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from journeys.domain.calendar.clock import local_date
from principles.clauses.rules.contents import CLAUSES
from principles.clauses.rules.sources import clause_of

# The fact that says of which day a verdict is; the first that a verdict has decides.
_DAYS = ("date", "day", "discharged_at", "due_on", "ready_on", "ready_at", "admitted_at", "at")


def clause_link(source: str, rule: str = "", *, on: date | None = None, today: date | None = None) -> str:
    """The address of the clause; "" where the source names none. Another day than today stands in the address."""
    address = clause_of(source, rule)
    if not address:
        return ""
    return reverse("desk:clause", args=[address]) + (f"?dato={on.isoformat()}" if on and on != today else "")


def verdict_link(verdict: Mapping[str, Any], now: datetime) -> str:
    """Where the rule of a verdict stands, as it read on the verdict's day."""
    facts = verdict.get("facts") or {}
    on = next((day for name in _DAYS if (day := _day(facts.get(name)))), None)
    return clause_link(str(verdict.get("source", "")), str(verdict.get("rule", "")), on=on, today=local_date(now))


def _day(value: Any) -> date | None:
    """The Copenhagen day of a fact; None for what is no day."""
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return local_date(at) if at.tzinfo else at.date()


def requirement_link(requirement: str) -> str:
    """The address of the clause that carries a requirement ("001-65"); "" where none does."""
    address = next((clause.address for clause in CLAUSES if requirement in clause.carries), "")
    return reverse("desk:clause", args=[address]) if address else ""
