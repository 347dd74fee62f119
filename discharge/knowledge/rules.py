"""What was passed on and asked at the beginning of a stay, and what waits for an answer (001-12, 001-30, 001-40)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from discharge.agreement.rules.preparation import ServiceHours, due_in_hours
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.knowledge import CoordinationStated, KnowledgeTold
from journeys.domain.history.history import History
from journeys.domain.state.fold import JourneyState
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.domain.tasks.open_tasks import WantedTask

ANSWER_TASK = "answer_knowledge"
# Not in the agreement (inf): half a day of the practice, which answers on weekdays (001-93).
ANSWER_WITHIN = timedelta(hours=4)
_PRACTICE = ServiceHours(time(8), time(16), business_days=True)


@dataclass(frozen=True, slots=True)
class Coordination:
    """What was last said of how much coordination the citizen needs; None is not known."""

    at: datetime
    needs_more: bool | None
    relatives: bool | None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`open` is the question to the practice that waits."""

    referral_at: datetime | None = None
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    open: EventRecord | None = None
    coordination: Coordination | None = None

    @property
    def question(self) -> str:
        """What the hospital wants to know, while it waits."""
        return (self.open.read(KnowledgeTold).text or "") if self.open else ""


def knowledge_of(history: History) -> Knowledge:
    """From a journey's events: the last question counts, and an answer answers all that were asked before it."""
    return history.once(_knowledge)


def _knowledge(history: History) -> Knowledge:
    last = {kind: history.last(kind) for kind in _KINDS}
    asked, answered = last[EventKind.KNOWLEDGE_ASKED], last[EventKind.KNOWLEDGE_ANSWERED]
    waits = asked is not None and (answered is None or answered.stated_at < asked.stated_at)
    referral, stated = last[EventKind.REFERRAL_TOLD], last[EventKind.COORDINATION_STATED]
    return Knowledge(
        referral_at=referral.stated_at if referral else None,
        asked_at=asked.stated_at if asked else None,
        answered_at=answered.stated_at if answered and not waits else None,
        open=asked if waits else None,
        coordination=_coordination(stated) if stated else None,
    )


_KINDS = (
    EventKind.REFERRAL_TOLD,
    EventKind.KNOWLEDGE_ASKED,
    EventKind.KNOWLEDGE_ANSWERED,
    EventKind.COORDINATION_STATED,
)


def _coordination(event: EventRecord) -> Coordination:
    said = event.read(CoordinationStated)
    return Coordination(event.stated_at, said.needs_more, said.relatives)


def knowledge_tasks(history: History, state: JourneyState) -> tuple[WantedTask, ...]:
    """The practice answers, while the citizen is in hospital or about to come there (001-40)."""
    question, practice = knowledge_of(history).open, state.facts.gp
    here = state.status in IN_HOSPITAL or state.status is JourneyStatus.PLANNED
    if question is None or practice is None or not here:
        return ()
    since = question.stated_at
    return (
        WantedTask(
            ANSWER_TASK,
            practice,
            since,
            due_in_hours(since, ANSWER_WITHIN, _PRACTICE, before=since + timedelta(days=14), since=since),
        ),
    )
