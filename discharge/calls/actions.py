"""Logging a call to the ward (RULES 2e; 001 §2.2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discharge.calls.rules import CallerRole, Urgency
from discharge.calls.selectors import call_verdict
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, state_fact, under_lock
from journeys.actions.events import Recorded
from journeys.domain.events import EventKind
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from organisations.selectors.permissions import check_can


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One telephone call, as somebody writes it down in ten seconds; what is not said is left out."""

    at: datetime
    caller_role: CallerRole
    question: str
    organisation: Organisation | None = None
    authorisation: str = ""
    answer: str = ""
    doctor: str = ""
    urgency: Urgency | None = None
    agreed: str = ""


@under_lock
def log_call(journey: Journey, call: Call, *, act: Act) -> Recorded:
    """Logs a call; one from somebody not entitled is kept as an attempt, with the way they were pointed (RULES 2e)."""
    check_can(act.by, Permission.LOG_CALL, journey)
    if not call.question.strip():
        raise RefusedByRule("call.question_missing", field="question")
    said = call_payload(journey, call)
    return state_fact(
        journey, EventKind.CALL_LOGGED, said, act=act, permission=Permission.LOG_CALL, occurred_at=call.at
    )


def call_payload(journey: Journey, call: Call) -> dict[str, Any]:
    """What the event says of a call; whether the ward answers this caller is judged anew whenever it is said."""
    verdict = call_verdict(journey, call.caller_role, call.organisation, at=call.at)
    payload: dict[str, Any] = {
        "caller_role": call.caller_role.value,
        "caller_organisation": str(call.organisation.pk) if call.organisation else "",
        "authorisation": call.authorisation.strip(),
        "question": call.question.strip(),
        "answer": call.answer.strip(),
        "doctor": call.doctor.strip(),
        "urgency": call.urgency.value if call.urgency else "",
        "agreed": call.agreed.strip(),
        "referred_to": verdict.facts.get("refer_to") or "",
        "why": verdict.code,
    }
    return {name: value for name, value in payload.items() if value} | {"entitled": verdict.outcome}
