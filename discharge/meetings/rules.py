"""Who asked for a meeting, to what the ward has invited, and what it still owes (001 bilag 2, B2-P5 b, c)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from discharge.agreement.rules.agreement import agreement_of
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.documents import DocumentSent
from journeys.domain.events.payloads.meetings import MeetingAsked, MeetingInvited
from journeys.domain.history.history import History
from journeys.domain.state.fold import JourneyState
from journeys.domain.state.status import ENDED
from journeys.domain.tasks.open_tasks import WantedTask, contact_party
from organisations.domain.kinds import Speciality

# What the hospital invites to write with it (B2-P5 c); as `Document` names them.
JOINT = frozenset({"discharge_agreement", "coordination_plan"})
# Not in the agreement (inf).
ANSWERED_WITHIN, INVITED_WITHIN = timedelta(days=2), timedelta(hours=24)
# With these the discharge is being planned: the duty begins.
_PLANNED = frozenset(
    {
        EventKind.EXPECTED_DISCHARGE_STATED,
        EventKind.DISCHARGE_PROPOSED,
        EventKind.DISCHARGE_COUNTERED,
        EventKind.READY_REGISTERED,
        EventKind.DISCHARGED,
    }
)


@dataclass(frozen=True, slots=True)
class AskedMeeting:
    """A meeting that somebody wants; open until the ward has invited or said no."""

    ref: str
    at: datetime
    unit: str
    wished_by: str
    text: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """A meeting that the ward calls; `document_kind` None is a dialogue meeting."""

    ref: str
    said_at: datetime
    at: datetime | None
    document_kind: str | None
    receivers: tuple[str, ...]
    citizen: bool
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Meetings:
    """Everything that counts, in order."""

    asked: tuple[AskedMeeting, ...]
    invitations: tuple[Invitation, ...]

    @property
    def open(self) -> tuple[AskedMeeting, ...]:
        """What the ward has not answered."""
        return tuple(each for each in self.asked if each.is_open)


def meetings_of(history: History) -> Meetings:
    """From a journey's events. An invitation to a koordinationsplan answers nobody: the others do not hear of it."""
    answered = max((each.occurred_at for each in history.counting if _answers(each)), default=None)
    return Meetings(
        asked=tuple(_asked(each, answered) for each in history.counting if each.kind is EventKind.MEETING_ASKED),
        invitations=tuple(_invitation(each) for each in history.counting if each.kind is EventKind.MEETING_INVITED),
    )


def _answers(event: EventRecord) -> bool:
    if event.kind is EventKind.MEETING_INVITED:
        return not event.read(MeetingInvited).is_closed
    return event.kind is EventKind.MEETING_DECLINED


def _asked(event: EventRecord, answered: datetime | None) -> AskedMeeting:
    said, is_open = event.read(MeetingAsked), answered is None or answered < event.occurred_at
    unit, wish = event.organisation or "", said.wished_by or ""
    return AskedMeeting(event.ref, event.occurred_at, unit, wish, said.text or "", is_open)


def _invitation(event: EventRecord) -> Invitation:
    said = event.read(MeetingInvited)
    return Invitation(
        ref=event.ref,
        said_at=event.occurred_at,
        at=said.at,
        document_kind=said.document_kind,
        receivers=said.receivers,
        citizen=said.citizen is True,
        where=said.where or "",
        text=said.text or "",
    )


def meeting_tasks(history: History, state: JourneyState, speciality: str) -> tuple[WantedTask, ...]:
    """An answer to whoever asked for a meeting, and the hospital's own duty to invite; in psychiatry alone."""
    if speciality != Speciality.PSYCHIATRIC or state.status in ENDED or state.unconfirmed:
        return ()
    tasks = (_answer(meetings_of(history).open, state), _invite(history, state))
    return tuple(task for task in tasks if task is not None)


def _answer(asked: Iterable[AskedMeeting], state: JourneyState) -> WantedTask | None:
    # It is the hospital that calls meetings, also when the citizen has gone home.
    owner, first = state.provider or state.hospital or contact_party(state), next(iter(asked), None)
    if owner is None or first is None:
        return None
    return WantedTask("answer_meeting", owner, first.at, first.at + ANSWERED_WITHIN)


def _invite(history: History, state: JourneyState) -> WantedTask | None:
    """Open from when the discharge is planned until the parties are invited, or what they were to write is sent."""
    owner = state.provider or state.hospital
    since = min((each.occurred_at for each in history.counting if each.kind in _PLANNED), default=None)
    if owner is None or since is None or not _has_others(state) or is_invited(history):
        return None
    agreement = history.once(agreement_of)
    planned = agreement.agreed or agreement.pending
    return WantedTask("invite_parties", owner, since, planned.at if planned else since + INVITED_WITHIN)


def _has_others(state: JourneyState) -> bool:
    """Whether anybody but the practice takes part, or perhaps does."""
    return state.facts.municipal_services is not False or state.facts.affiliations.get(Affiliation.SOCIAL) is True


def is_invited(history: History) -> bool:
    """Whether the parties were invited to an udskrivningsaftale or a koordinationsplan, or one was sent."""
    return any(_invites(event) for event in history.counting)


def _invites(event: EventRecord) -> bool:
    if event.kind is EventKind.MEETING_INVITED:
        return event.read(MeetingInvited).document_kind in JOINT
    return event.kind is EventKind.DOCUMENT_SENT and event.read(DocumentSent).document_kind in JOINT
