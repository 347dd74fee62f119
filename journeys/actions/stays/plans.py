"""What becomes of a stay that has not begun: another time, called off, nobody came (RULES 2d S1; 2i V7, V8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from journeys.actions.acting.stated import Saying, StatedAct
from journeys.actions.stays.contacts import Referrer, refuse_problem
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.stays import AdmissionCalledOff, AdmissionDecided
from journeys.domain.state.entry import plan_problem
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import Permission


class _NotBegun(StatedAct):
    """Said of a planned stay."""

    permission = Permission.ENTER_PLANNED_STAY

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Before it begins."""
        return None if journey.status_value is JourneyStatus.PLANNED else "entry.not_planned"


@dataclass(frozen=True, kw_only=True)
class CallOff(_NotBegun):
    """Calls it off, with the reason that the others will read (V7)."""

    kind = EventKind.ADMISSION_CALLED_OFF
    reason: str

    def judge(self, journey: Journey, saying: Saying) -> None:
        """In words."""
        if not self.reason.strip():
            raise self.refused("entry.reason_missing")

    def payload(self) -> Payload:
        """Why."""
        return AdmissionCalledOff(reason=self.reason.strip())


class NoteNoShow(_NotBegun):
    """The citizen did not come (V8); the journey ends with it."""

    kind = EventKind.ADMISSION_CALLED_OFF

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Once the time has come."""
        early = journey.planned_at is not None and journey.planned_at > now
        return super().refusal(journey, now) or ("entry.plan_not_due" if early else None)

    def payload(self) -> Payload:
        """Nobody called it off."""
        return AdmissionCalledOff(no_show=True)


@dataclass(frozen=True, kw_only=True)
class PlanAgain(_NotBegun):
    """Another time; what else was planned stays."""

    kind = EventKind.ADMISSION_DECIDED
    planned_at: datetime | None
    referrer: Referrer = field(default_factory=Referrer)

    def judge(self, journey: Journey, saying: Saying) -> None:
        """It lay ahead when it was said."""
        if self.planned_at is None:
            raise self.refused("entry.plan_time_missing", field="planned_at")
        refuse_problem(plan_problem(self.planned_at, now=saying.at))

    def payload(self) -> Payload:
        """When, and who referred."""
        return AdmissionDecided(planned_at=self.planned_at, **self.referrer.said())

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The rest of the plan."""
        plans = JourneyEvent.objects.filter(placement__journey=journey, kind=EventKind.ADMISSION_DECIDED.value)
        again = self.payload().dump()
        return {name: value for name, value in plans.latest("pk").payload.items() if name not in again}
