"""Meeting the conditions that close a journey; each by the side that owns it (RULES 001-03)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from discharge.agreement.selectors import kept_story
from discharge.wording.refused import RuledAct
from journeys.actions.acting.stated import Saying
from journeys.actions.refusals import NOT_NOW
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.letters import Enrolled, Needed
from journeys.domain.state.close_out import (
    Condition,
    ConditionState,
    close_out_conditions,
    rehabilitation_decisions,
    since_last_stay,
)
from journeys.domain.state.status import AT_HOME, JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission

S = JourneyStatus


class _Meets(RuledAct):
    """Meets one condition. Said again it would change nothing but the time; a wrong answer is corrected instead."""

    permission = Permission.CLOSE_OUT
    condition: ClassVar[Condition]

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While the condition is open."""
        if journey.status_value is S.CANCELLED:
            return "close_out.cancelled"
        state = None if journey.status_value in (S.DECEASED, S.PLANNED) else _state_of(journey, cls.condition)
        if state is ConditionState.MET:
            return "close_out.already_met"
        return None if state is ConditionState.OPEN else NOT_NOW


def _state_of(journey: Journey, condition: Condition) -> ConditionState | None:
    conditions = close_out_conditions(
        kept_story(journey), municipal_services=journey.municipal_services, no_practice=journey.has_no_practice
    )
    return next((item.state for item in conditions if item.condition is condition), None)


@dataclass(frozen=True, kw_only=True)
class _Answered(_Meets):
    """A yes or a no."""

    needed: bool

    def payload(self) -> Payload:
        """Whether there is anything to do."""
        return Needed(needed=self.needed)


class _AskedAtReady(_Meets):
    """What was answered at *færdigbehandlet* may be said otherwise, or anew, until the journey is closed."""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Unless it has been said since."""
        code = super().refusal(journey, now)
        if code is None or journey.status_value not in (S.READY, S.DISCHARGED):
            return code
        answered = any(event.kind is cls.kind for event in kept_story(journey).once(since_last_stay))
        return code if answered else None


class UpdateFmk(_AskedAtReady):
    """The shared medication record is up to date (iv)."""

    kind, condition = EventKind.FMK_UPDATED, Condition.FMK


class DecideRehabilitation(_AskedAtReady, _Answered):
    """Whether there is to be a rehabilitation plan (v)."""

    kind, condition = EventKind.REHABILITATION_DECIDED, Condition.REHABILITATION

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Otherwise: the same answer again, while it holds, would change nothing but the time."""
        story = kept_story(journey)
        decided = rehabilitation_decisions(story, story.once(since_last_stay))
        if saying.corrects is not None or not decided or decided[-1].kind is not self.kind:
            return
        anew = not self.needed and _state_of(journey, self.condition) is ConditionState.OPEN
        if decided[-1].read(Needed).needed is self.needed and not anew:
            raise self.refused("close_out.already_met", field="needed")


class SendRehabilitationPlan(_Meets):
    """The plan has been sent (v)."""

    kind, condition = EventKind.REHABILITATION_PLAN_SENT, Condition.REHABILITATION


@dataclass(frozen=True, kw_only=True)
class Enrol(_Answered):
    """The municipality has the citizen in its system, or there is nothing to enrol (ii)."""

    kind, permission = EventKind.MUNICIPAL_ENROLLED, Permission.ENROL
    condition = Condition.ENROLLED
    # Said while no discharge was told, beside the question to the ward.
    reported: bool = False

    def payload(self) -> Payload:
        """Whether there is anything to do; what hangs on the ward's answer falls with its no."""
        return Enrolled(needed=self.needed, reported=self.reported or None)


class FinishOtherTasks(_Meets):
    """Everything else that the region's guidelines ask of the ward is done (vi)."""

    kind, condition = EventKind.OTHER_TASKS_DONE, Condition.OTHER_TASKS

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Once the citizen is home."""
        code = super().refusal(journey, now)
        return code if code or journey.status_value in AT_HOME else NOT_NOW
