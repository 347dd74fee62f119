"""The verdict of a stored answer of RULES 2d: which row held, and the facts that are kept of it."""

from collections.abc import Sequence
from datetime import datetime

from discharge.responsibility.rules.parties import TABLE, ResponsibilityState, sentence_code
from discharge.responsibility.rules.situation import practice_is_open
from journeys.domain.calendar.clock import iso
from journeys.domain.verdicts import Fact, Verdict


def unseen_verdict(at: datetime | None) -> Verdict:
    """Why nobody is named to whoever does not see the journey that answers (DESIGN §6)."""
    return Verdict("2d", "RULES 2d; 001 §2.2", "responsibility.unseen", None, {"at": iso(at)}, (), "2d")


def answer_verdict(
    state: str,
    *,
    at: datetime | None,
    until: datetime | None = None,
    missing: Sequence[str] = (),
    responsible: str | None = None,
) -> Verdict:
    """Why the row `state` holds at `at`; unknown while a fact that decides is missing (S6u)."""
    row = ResponsibilityState(state)
    facts: dict[str, Fact] = {
        "at": iso(at),
        "practice_open": practice_is_open(at) if at else None,
        "answers_until": iso(until),
    }
    unknown = row is ResponsibilityState.UNDECIDED or "transfer_receipt" in missing
    outcome = None if unknown else True
    source = f"RULES 2d {state}; {TABLE[row].source}"
    return Verdict(state, source, sentence_code(row, responsible, missing), outcome, facts, tuple(missing), "2d")
