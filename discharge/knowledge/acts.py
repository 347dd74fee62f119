"""Passing on at the referral, asking the practice, how much coordination it takes (001-12, 001-30, 001-40)."""

from dataclasses import dataclass
from datetime import datetime

from discharge.knowledge.selectors import knowledge_in
from discharge.wording.refused import RuledAct
from journeys.actions.acting.stated import Saying
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.knowledge import CoordinationStated, KnowledgeTold, ReferralTold
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class _Shared(RuledAct):
    """While the citizen is in hospital or about to come there."""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Afterwards there are letters for it."""
        here = journey.status_value in IN_HOSPITAL or journey.status_value is JourneyStatus.PLANNED
        return None if here else "knowledge.over"


@dataclass(frozen=True, kw_only=True)
class TellReferral(_Shared):
    """Whoever refers passes on why, how the citizen is, and what else is good to know (001-30)."""

    kind, permission = EventKind.REFERRAL_TOLD, Permission.SHARE_KNOWLEDGE
    referred_for: str
    condition: str = ""
    general: str = ""

    def judge(self, journey: Journey, saying: Saying) -> None:
        """At least why."""
        self.require("referred_for", "knowledge.cause")

    def payload(self) -> Payload:
        """The three things."""
        return ReferralTold(
            referred_for=self.referred_for.strip(), condition=self.condition.strip(), general=self.general.strip()
        )


@dataclass(frozen=True, kw_only=True)
class AskPractice(_Shared):
    """The hospital asks the practice for what it knows; the practice gets the task (001-40)."""

    kind, permission = EventKind.KNOWLEDGE_ASKED, Permission.ASK_PRACTICE
    text: str

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """There must be a practice to ask."""
        if journey.gp_practice_id is None:
            return "knowledge.no_practice"
        return super().refusal(journey, now)

    def judge(self, journey: Journey, saying: Saying) -> None:
        """What they want to know."""
        self.require("text", "knowledge.text")

    def payload(self) -> Payload:
        """The question."""
        return KnowledgeTold(text=self.text.strip())


@dataclass(frozen=True, kw_only=True)
class AnswerHospital(_Shared):
    """The practice answers what was asked (001-40)."""

    kind, permission = EventKind.KNOWLEDGE_ANSWERED, Permission.SHARE_KNOWLEDGE
    text: str

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While the question waits."""
        return super().refusal(journey, now) or (None if knowledge_in(journey).open else "knowledge.not_asked")

    def judge(self, journey: Journey, saying: Saying) -> None:
        """The answer in words."""
        self.require("text", "knowledge.text")

    def payload(self) -> Payload:
        """The answer."""
        return KnowledgeTold(text=self.text.strip())


@dataclass(frozen=True, kw_only=True)
class StateCoordination(_Shared):
    """Whether the citizen needs more coordination, above all where there are no relatives (001-12)."""

    kind, permission = EventKind.COORDINATION_STATED, Permission.RECORD_WISHES
    needs_more: bool | None = None
    relatives: bool | None = None
    text: str = ""

    def judge(self, journey: Journey, saying: Saying) -> None:
        """One of the two is answered."""
        if self.needs_more is None and self.relatives is None:
            raise self.refused("knowledge.nothing_said", field="needs_more")

    def payload(self) -> Payload:
        """What is known."""
        return CoordinationStated(needs_more=self.needs_more, relatives=self.relatives, text=self.text.strip())
