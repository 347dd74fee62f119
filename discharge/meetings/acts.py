"""Asking for a meeting, calling one, and saying that none is held (001 bilag 2, B2-P5 b, c)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from discharge.meetings.rules import JOINT
from discharge.meetings.selectors import invitable, meetings_in
from discharge.wording.refused import RuledAct
from journeys.actions.acting.stated import Saying
from journeys.actions.refusals import NOT_NOW
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.documents import CLOSED_KINDS
from journeys.domain.events.payloads.meetings import MeetingAsked, MeetingDeclined, MeetingInvited
from journeys.domain.state.status import ENDED
from journeys.models import Journey
from organisations.domain.kinds import Speciality
from organisations.domain.permissions import Permission

DIALOGUE = "dialogue"


@dataclass(frozen=True, kw_only=True)
class _Meeting(RuledAct):
    """Of a stay in psychiatry that has not ended."""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Annex 2 is psychiatry's."""
        if journey.status_value in ENDED:
            return NOT_NOW
        return None if journey.speciality == Speciality.PSYCHIATRIC else "meeting.psychiatry"


@dataclass(frozen=True, kw_only=True)
class AskForMeeting(_Meeting):
    """Any party, for itself or for the citizen or the relatives."""

    kind, permission = EventKind.MEETING_ASKED, Permission.ASK_FOR_MEETING
    wished_by: str
    text: str

    def judge(self, journey: Journey, saying: Saying) -> None:
        """What it is about."""
        self.require("text", "meeting.about")

    def payload(self) -> Payload:
        """Whose wish, and what about."""
        return MeetingAsked(wished_by=self.wished_by, text=self.text.strip())


@dataclass(frozen=True, kw_only=True)
class AskForOwnMeeting(AskForMeeting):
    """By the citizen (B2-P5 b)."""

    permission = Permission.WRITE_OWN_WORDS
    wished_by: str = "citizen"


@dataclass(frozen=True, kw_only=True)
class InviteToMeeting(_Meeting):
    """The hospital's initiative: to a dialogue meeting, or to write an agreement or a plan together."""

    kind, permission = EventKind.MEETING_INVITED, Permission.CALL_MEETING
    about: str
    at: datetime
    receivers: tuple[str, ...]
    citizen: bool = False
    where: str = ""
    text: str = ""

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Ahead, somewhere, with somebody of the journey; a koordinationsplan is made without the citizen."""
        if self.at <= saying.at:
            raise self.refused("meeting.in_past", field="at")
        self.require("where", "meeting.where")
        units = {str(unit.pk) for unit in invitable(journey)}
        if not self.receivers or not units.issuperset(map(str, self.receivers)):
            raise self.refused("meeting.nobody", field="receivers")
        if self.citizen and self.about in CLOSED_KINDS:
            raise self.refused("meeting.without_citizen", field="citizen")

    def payload(self) -> Payload:
        """To whom, when, where and what for."""
        return MeetingInvited(
            document_kind=self.about if self.about in JOINT else None,
            at=self.at,
            receivers=tuple(dict.fromkeys(str(UUID(str(unit))) for unit in self.receivers)),
            citizen=self.citizen,
            where=self.where.strip(),
            text=self.text.strip(),
        )


@dataclass(frozen=True, kw_only=True)
class DeclineMeeting(_Meeting):
    """None is held, and why."""

    kind, permission = EventKind.MEETING_DECLINED, Permission.CALL_MEETING
    text: str

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While somebody waits for an answer."""
        return super().refusal(journey, now) or (None if meetings_in(journey).open else "meeting.not_asked")

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Whoever asked reads why."""
        self.require("text", "meeting.why")

    def payload(self) -> Payload:
        """Why."""
        return MeetingDeclined(text=self.text.strip())
