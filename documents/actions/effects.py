"""What an answer to a plan states of the discharge: the same facts as the acts of the agreement (001-65, 001-03)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from discharge.agreement.acts import (
    AcceptDischarge,
    AnswerQuestion,
    CounterDischarge,
    OfferDischarge,
    QuestionDischarge,
)
from discharge.agreement.rules.agreement import Agreement, AgreementSide
from discharge.agreement.selectors import kept_story
from discharge.close_out.acts import Enrol
from discharge.wording.refused import RefusedByRule
from documents.domain.answers import answers_to, words_of_missing
from documents.domain.kinds import kind_named
from documents.domain.threads import Thread
from journeys.actions.acting.stated import StatedAct
from journeys.actions.stays.reports import ReportDischarge, waiting_refs
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import can, check_can


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """What somebody answers, to a document of which kind, and the time it names."""

    code: AnswerCode
    kind: str
    at: datetime | None
    field: str
    text: str


def stated_besides(said: GivenAnswer, journey: Journey, *, by: User, now: datetime) -> Iterator[StatedAct]:
    """The acts that the answer is as well; none where it is about the letter alone. Raises RefusedByRule."""
    if said.code is AnswerCode.HOME:
        yield from _home(said, journey, now)
    elif said.code is AnswerCode.READY and said.at is not None:
        yield from _ready(said.at, said.text, kept_story(journey).agreement)
    elif said.code is AnswerCode.CANNOT and said.at is not None:
        yield CounterDischarge(at=said.at, text=said.text)
    elif said.code is AnswerCode.MISSING and _asks_of_time(said, journey, by, now):
        yield QuestionDischarge(missing=words_of_missing(said.kind, said.field, said.text))


def _ready(at: datetime, text: str, standing: Agreement) -> Iterator[StatedAct]:
    """A yes to the ward's time where it is not before they are ready; a time of their own where there is none."""
    pending, agreed = standing.pending, standing.agreed
    time = pending or agreed
    if time is None:
        yield OfferDischarge(at=at, text=text)
    elif at > time.at:
        raise RefusedByRule("document.ready_later", field="at")
    elif pending is not None and pending.by is AgreementSide.HOSPITAL:
        yield AcceptDischarge(text=text)


def _asks_of_time(said: GivenAnswer, journey: Journey, by: User, now: datetime) -> bool:
    """Whether the ward's time waits for whoever asks: what they must know first is asked there, once."""
    kind = kind_named(said.kind)
    timed = kind is not None and AnswerCode.READY in answers_to(kind)
    waits = QuestionDischarge.refusal(journey, now) is None
    return timed and waits and can(by, Permission.ANSWER_DISCHARGE_TIME, journey)


def _home(said: GivenAnswer, journey: Journey, now: datetime) -> Iterator[StatedAct]:
    """The municipality has the citizen (001-03 ii). Never a discharge: while none is told, the ward is asked."""
    in_hospital = journey.status_value in IN_HOSPITAL
    asked = bool(waiting_refs(journey, EventKind.DISCHARGE_REPORTED))
    if in_hospital and not asked:
        yield ReportDischarge(occurred_at=said.at, text=said.text)
    if Enrol.refusal(journey, now) is None:
        yield Enrol(needed=True, reported=in_hospital)


def check_home(journey: Journey, by: User) -> None:
    """Raises NotAllowed or RefusedByRule unless this side has the citizen at home, or would have."""
    check_can(by, Permission.ENROL, journey)
    if journey.status_value not in IN_HOSPITAL | {JourneyStatus.DISCHARGED, JourneyStatus.CLOSED}:
        raise RefusedByRule("document.not_home", field="answer")


def reply_of(thread: Thread | None, journey: Journey, receivers: frozenset[str], number: int) -> StatedAct | None:
    """The reply that a new version is to what its receiver had asked of the one before, about the time."""
    pending = kept_story(journey).agreement.pending
    question = pending.open_question if pending else None
    if thread is None or question is None:
        return None
    asked = (answer for version in thread.versions for answer in version.answers if answer.unit in receivers)
    if not any(each.code is AnswerCode.MISSING and each.at == question.stated_at for each in asked):
        return None
    kind = kind_named(thread.kind)
    what = kind.label[0].lower() if kind else ""
    return AnswerQuestion(text=f"Svaret står i {what}, version {number}.")
