"""Who does not hold a contact reports; the holder answers (DESIGN §6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction

from journeys.actions.acting.acts import Act, locked, repeated
from journeys.actions.acting.stated import Saying, StatedAct
from journeys.actions.acting.whereabouts import ELSEWHERE, check_death_at_home
from journeys.actions.events import Recorded
from journeys.actions.refusals import Refused
from journeys.actions.stays.contacts import enter_contact, refuse_problem
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.stays import ReportDeclined, Reported
from journeys.domain.sight.rights import contact_right
from journeys.domain.state.entry import contact_problem
from journeys.domain.state.reports import CONFIRMED_BY
from journeys.domain.state.status import IN_HOSPITAL
from journeys.models import Journey
from journeys.selectors.whereabouts import in_hospital_elsewhere
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import can


@dataclass(frozen=True, kw_only=True)
class _Reports(StatedAct):
    """A question to the holder that changes nothing else."""

    permission = Permission.REPORT_CONTACT
    text: str = ""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """What could not be entered now is not reported either."""
        problem = contact_problem(CONFIRMED_BY[cls.kind], now, now=now, status=journey.status_value, begun_at=None)
        return problem.code if problem else None

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Whoever may register it does so; and it can have happened then."""
        if registers(saying.by, self.kind, journey):
            raise self.refused("report.registers")
        at = self.occurred_at or saying.now
        kind, status = CONFIRMED_BY[self.kind], journey.status_value
        refuse_problem(contact_problem(kind, at, now=saying.now, status=status, begun_at=journey.arrived_at))
        if status not in IN_HOSPITAL:
            check_death_at_home(journey, at, by=saying.by)

    def payload(self) -> Payload:
        """How they know."""
        return Reported(text=self.text.strip())


class ReportDischarge(_Reports):
    """The citizen has left hospital."""

    kind = EventKind.DISCHARGE_REPORTED


class ReportDeath(_Reports):
    """The citizen is dead."""

    kind = EventKind.DEATH_REPORTED

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Of whoever has the citizen it is asked there."""
        return super().refusal(journey, now) or (ELSEWHERE if in_hospital_elsewhere(journey) else None)


def registers(user: User, kind: EventKind, journey: Journey) -> bool:
    """Whether the user may register what the report claims: they do so, and ask nobody to confirm it (DESIGN §6)."""
    return can(user, contact_right(CONFIRMED_BY[kind], journey.status_value), journey)


@transaction.atomic
def confirm_report(journey: Journey, kind: EventKind, *, occurred_at: datetime, act: Act) -> Recorded:
    """The holder says that it is so, and when: the event itself."""
    journey = locked(journey)
    ref = ""
    if repeated(act) is None:
        waiting = waiting_refs(journey, kind)
        if not waiting:
            raise Refused("report.answered")
        ref = waiting[-1]
    return enter_contact(journey, CONFIRMED_BY[kind], occurred_at=occurred_at, act=act, report_ref=ref)


@dataclass(frozen=True, kw_only=True)
class _Declines(StatedAct):
    """The holder says that it is not so; whoever reported it reads why."""

    kind, permission = EventKind.REPORT_DECLINED, Permission.ENTER_CONTACT
    about: ClassVar[EventKind]
    text: str = ""

    @classmethod
    def right(cls, journey: Journey) -> Permission:
        """As if the holder had entered it."""
        return contact_right(CONFIRMED_BY[cls.about], journey.status_value)

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While one waits."""
        return None if waiting_refs(journey, cls.about) else "report.answered"

    def payload(self) -> Payload:
        """What is not so, and what is right."""
        return ReportDeclined(reported=self.about, text=self.text.strip())

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """An answer to the last report answers them all."""
        return {"report_ref": waiting_refs(journey, self.about)[-1]}


class DeclineDischarge(_Declines):
    """The citizen is still here."""

    about = EventKind.DISCHARGE_REPORTED


class DeclineDeath(_Declines):
    """The citizen lives."""

    about = EventKind.DEATH_REPORTED


def waiting_refs(journey: Journey, kind: EventKind) -> list[str]:
    """The reports of a kind that nobody has answered, by their event's name; the newest last."""
    return [str(report["ref"]) for report in journey.reports if report["kind"] == kind.value]
