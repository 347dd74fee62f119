"""Logging a call to the ward (RULES 2e; 001 §2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discharge.calls.rules import CallerRole
from discharge.calls.selectors import call_verdict
from discharge.wording.refused import RuledAct
from journeys.actions.acting.stated import Saying
from journeys.actions.refusals import NOT_NOW
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.responsibility import CallLogged
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class LogCall(RuledAct):
    """One telephone call, as somebody writes it down in ten seconds; what is not said is left out.

    One from somebody not entitled is kept as an attempt, with the way they were pointed (RULES 2e).
    """

    kind, permission = EventKind.CALL_LOGGED, Permission.LOG_CALL
    caller_role: str
    question: str
    caller_organisation: Organisation | None = None
    authorisation: str = ""
    answer: str = ""
    doctor: str = ""
    urgency: str = ""
    agreed: str = ""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While the citizen lives."""
        return NOT_NOW if journey.status_value is JourneyStatus.DECEASED else None

    def judge(self, journey: Journey, saying: Saying) -> None:
        """What it was about."""
        self.require("question", "call.question_missing")

    def payload(self) -> Payload:
        """Who, what and what came of it."""
        return CallLogged(
            caller_role=self.caller_role,
            caller_organisation=str(self.caller_organisation.pk) if self.caller_organisation else None,
            authorisation=self.authorisation.strip(),
            question=self.question.strip(),
            answer=self.answer.strip(),
            doctor=self.doctor.strip(),
            urgency=self.urgency,
            agreed=self.agreed.strip(),
        )

    def concluded(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Whether the ward answers this caller."""
        role, at = CallerRole(self.caller_role), self.occurred_at or now
        verdict = call_verdict(journey, role, self.caller_organisation, at=at)
        way = verdict.facts.get("refer_to")
        return {"why": verdict.code, "entitled": verdict.outcome, **({"referred_to": way} if way else {})}
