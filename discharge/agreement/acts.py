"""The discharge time as a mutual agreement, expected days, wishes and barriers (RULES 001-65, 001-83; UX §3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from discharge.agreement.rules.agreement import AgreementSide, Proposal
from discharge.agreement.rules.moving import is_call_missing
from discharge.agreement.selectors import kept_story
from discharge.settings.selectors import answers_for
from discharge.wording.refused import RuledAct
from journeys.actions.acting.acts import Act
from journeys.actions.acting.stated import Saying
from journeys.actions.events import Recorded
from journeys.actions.marks import mark_answered
from journeys.actions.refusals import NOT_NOW
from journeys.domain.calendar.clock import in_one_minute, local_date
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.agreement import (
    BarrierClosed,
    BarrierRaised,
    DischargeCountered,
    DischargeProposed,
    DischargeQuestioned,
    ExpectedDischargeStated,
    ProposalAnswered,
    WishRecorded,
)
from journeys.domain.state.barriers import BarrierKind
from journeys.domain.state.status import ENDED, IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission

P = Permission


@dataclass(frozen=True, kw_only=True)
class _InHospital(RuledAct):
    """Said while the citizen is in hospital care; what the others read of it is `text`."""

    # Whether it may be said of a planned stay too.
    planned: ClassVar[bool] = False
    text: str = ""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Afterwards there is no discharge to agree on."""
        return cls.refusal_of_place(journey)

    @classmethod
    def refusal_of_place(cls, journey: Journey) -> str | None:
        """Why not where the citizen is."""
        status = journey.status_value
        lies = status in IN_HOSPITAL or (cls.planned and status is JourneyStatus.PLANNED)
        return None if lies else "agreement.not_in_hospital"

    def check_ahead(self, at: datetime, saying: Saying, field: str = "at") -> None:
        """Raises unless it lay ahead when it was said."""
        if at <= saying.at:
            raise self.refused("agreement.in_past", field=field)

    def check_unanswered(self, at: datetime, journey: Journey, saying: Saying) -> None:
        """Raises where another time is to be read into an answer: what was answered is proposed anew, not corrected."""
        ref = saying.corrects.source_ref if saying.corrects is not None else None
        proposal = next((each for each in kept_story(journey).agreement.proposals if each.ref == ref), None)
        if proposal is None or in_one_minute(at, proposal.at):
            return
        if proposal.answer is not None or proposal.questions:
            raise self.refused("agreement.answered_already", field="at")

    def check_called(self, at: datetime, journey: Journey, saying: Saying) -> None:
        """Raises where an agreed time is so near that it is only moved by telephone, and no call is written down."""
        if saying.corrects is not None:
            return
        choices = answers_for(journey.hospital_id, saying.now)
        if is_call_missing(kept_story(journey), at, now=saying.now, choices=choices):
            raise self.refused("agreement.call_first", field="at", limit_hours=choices["G6"])


@dataclass(frozen=True, kw_only=True)
class ExpectDischarge(_InHospital):
    """The day on which the ward expects the citizen to go home; a day that is moved says why."""

    kind, permission, planned = EventKind.EXPECTED_DISCHARGE_STATED, P.PROPOSE_DISCHARGE_TIME, True
    on: date

    def judge(self, journey: Journey, saying: Saying) -> None:
        """From today on, and why it is another day than before."""
        if self.on < local_date(saying.at):
            raise self.refused("agreement.in_past", field="on")
        earlier = [each for each in kept_story(journey).agreement.expected if saying.comes_after(each.said)]
        if earlier and earlier[-1].on != self.on:
            self.require("text", "agreement.why_day_missing")

    def payload(self) -> Payload:
        """The day and why."""
        return ExpectedDischargeStated(on=self.on, text=self.text.strip())


@dataclass(frozen=True, kw_only=True)
class ProposeDischarge(_InHospital):
    """The hospital proposes a time, as its duty to begin is; another time than before says why (001-65)."""

    kind, permission = EventKind.DISCHARGE_PROPOSED, P.PROPOSE_DISCHARGE_TIME
    at: datetime

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Ahead of us, another than the one that waits, and why it is not the first."""
        self.check_ahead(self.at, saying)
        self.check_unanswered(self.at, journey, saying)
        pending = _pending(journey)
        if saying.corrects is None and pending is not None and pending.at == self.at:
            own = pending.by is AgreementSide.HOSPITAL
            raise self.refused("agreement.proposed_already" if own else "agreement.same_time", field="at")
        self.check_called(self.at, journey, saying)
        if any(saying.comes_after(each.said) for each in kept_story(journey).agreement.proposals):
            self.require("text", "agreement.why_missing")

    def payload(self) -> Payload:
        """The time and why."""
        return DischargeProposed(at=self.at, text=self.text.strip())


@dataclass(frozen=True, kw_only=True)
class _Answers(_InHospital):
    """One side answers the other side's newest time; whoever answers it has read it (UX §5.1)."""

    permission, side = P.ANSWER_DISCHARGE_TIME, AgreementSide.MUNICIPALITY

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While the other side's time waits."""
        pending = _pending(journey)
        if pending is None:
            return "agreement.nothing_proposed"
        return "agreement.own_proposal" if pending.by is cls.side else super().refusal(journey, now)

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Which time it answers."""
        return _proposal_ref(journey)

    def follow(self, journey: Journey, recorded: Recorded, act: Act) -> None:
        """It acknowledges the proposal, and with a page of today everything else on it too."""
        pending = _pending(journey)
        asked = kept_story(journey).by_ref(pending.ref) if pending else None
        if asked is not None:
            mark_answered(recorded.event, answered=asked.sequence, act=act)

    def payload(self) -> Payload:
        """A word to go with it; which proposal it answers is worked out."""
        return ProposalAnswered(text=self.text.strip())


class _Accepts(_Answers):
    """A yes: then the time is agreed."""

    kind = EventKind.DISCHARGE_ACCEPTED

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Until the time has passed: what is agreed lies ahead."""
        pending = _pending(journey)
        code = super().refusal(journey, now)
        return "agreement.time_passed" if code is None and pending is not None and pending.at <= now else code


class AcceptDischarge(_Accepts):
    """The municipality says yes to the hospital's time."""


class AcceptCounter(_Accepts):
    """The hospital says yes to the municipality's time."""

    permission, side = P.PROPOSE_DISCHARGE_TIME, AgreementSide.HOSPITAL


@dataclass(frozen=True, kw_only=True)
class CounterDischarge(_Answers):
    """The municipality cannot make it and says when it can; what was agreed stands until the hospital says yes."""

    kind = EventKind.DISCHARGE_COUNTERED
    at: datetime

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While the hospital's time waits, or one is agreed: either side may ask for another."""
        agreed = kept_story(journey).agreement
        if agreed.pending is None and agreed.agreed is not None:
            return cls.refusal_of_place(journey)
        return super().refusal(journey, now)

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Another time, ahead of us, and why."""
        self.check_ahead(self.at, saying)
        self.check_unanswered(self.at, journey, saying)
        self.check_called(self.at, journey, saying)
        said = kept_story(journey).agreement
        standing = said.pending or said.agreed
        if saying.corrects is None and standing is not None and standing.at == self.at:
            raise self.refused("agreement.same_time" if said.pending else "agreement.agreed_already", field="at")
        self.require("text", "agreement.why_missing")

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Which time it is said instead of."""
        agreed = kept_story(journey).agreement.agreed
        return _proposal_ref(journey) or ({"proposal_ref": agreed.proposal_ref} if agreed else {})

    def payload(self) -> Payload:
        """The time and why."""
        return DischargeCountered(at=self.at, text=self.text.strip())


@dataclass(frozen=True, kw_only=True)
class OfferDischarge(_InHospital):
    """The municipality says from when it is ready, before anybody has proposed a time: the hospital answers it."""

    kind, permission = EventKind.DISCHARGE_COUNTERED, P.ANSWER_DISCHARGE_TIME
    at: datetime

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While nothing is proposed or agreed."""
        said = kept_story(journey).agreement
        if said.pending is not None or said.agreed is not None:
            return "agreement.time_stands"
        return super().refusal(journey, now)

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Ahead of us."""
        self.check_ahead(self.at, saying)

    def payload(self) -> Payload:
        """The time, and a word to go with it."""
        return DischargeCountered(at=self.at, text=self.text.strip())


@dataclass(frozen=True, kw_only=True)
class QuestionDischarge(_Answers):
    """The municipality says what it must know before it can answer; that promises nothing (UX §1.b)."""

    kind = EventKind.DISCHARGE_QUESTIONED
    missing: str

    def judge(self, journey: Journey, saying: Saying) -> None:
        """What is missing."""
        self.require("missing", "agreement.missing_missing")

    def payload(self) -> Payload:
        """What is missing."""
        return DischargeQuestioned(missing=self.missing.strip())


@dataclass(frozen=True, kw_only=True)
class AnswerQuestion(_InHospital):
    """The hospital answers what the municipality asked; the time proposed stands and is the municipality's turn."""

    kind, permission = EventKind.DISCHARGE_ANSWERED, P.PROPOSE_DISCHARGE_TIME

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While a question is open."""
        pending = _pending(journey)
        if pending is None or pending.open_question is None:
            return "agreement.nothing_asked"
        return super().refusal(journey, now)

    def judge(self, journey: Journey, saying: Saying) -> None:
        """In words."""
        self.require("text", "agreement.reply_missing")

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """About which time it was asked."""
        return _proposal_ref(journey)

    def payload(self) -> Payload:
        """The reply."""
        return ProposalAnswered(text=self.text.strip())


@dataclass(frozen=True, kw_only=True)
class RecordWish(_InHospital):
    """What the citizen or the relatives wish for the home-coming (principle 1)."""

    kind, permission = EventKind.WISH_RECORDED, P.RECORD_WISHES
    said_by: str

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Until the journey has ended."""
        return NOT_NOW if journey.status_value in ENDED else None

    def judge(self, journey: Journey, saying: Saying) -> None:
        """In words."""
        self.require("text", "ready.text_missing")

    def payload(self) -> Payload:
        """The wish, and whose it is."""
        return WishRecorded(said_by=self.said_by, text=self.text.strip())


@dataclass(frozen=True, kw_only=True)
class WriteOwnWish(RecordWish):
    """The same by the citizen: what they wish, or what their relatives can and will do (001-11)."""

    permission = P.WRITE_OWN_WORDS


@dataclass(frozen=True, kw_only=True)
class RaiseBarrier(_InHospital):
    """Something stands in the way: any day of the stay, with one owner and a due time (UX §3 item 3)."""

    kind, permission, planned = EventKind.BARRIER_RAISED, P.MANAGE_BARRIERS, True
    barrier: str
    owner: str
    due_at: datetime

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Something else is said in words, and the due time lies ahead."""
        if self.barrier == BarrierKind.OTHER:
            self.require("text", "barrier.text_missing")
        self.check_ahead(self.due_at, saying, "due_at")

    def payload(self) -> Payload:
        """What, whose, and until when."""
        return BarrierRaised(barrier=self.barrier, owner=self.owner, due_at=self.due_at, text=self.text.strip())


@dataclass(frozen=True, kw_only=True)
class CloseBarrier(_InHospital):
    """It is out of the way."""

    kind, permission, planned = EventKind.BARRIER_CLOSED, P.MANAGE_BARRIERS, True
    barrier_ref: str

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While one stands."""
        return super().refusal(journey, now) or (None if _standing(journey) else "barrier.not_open")

    def judge(self, journey: Journey, saying: Saying) -> None:
        """One that stands."""
        if self.barrier_ref not in _standing(journey):
            raise self.refused("barrier.not_open", field="barrier_ref")

    def payload(self) -> Payload:
        """Which one, and how it was solved."""
        return BarrierClosed(barrier_ref=self.barrier_ref, text=self.text.strip())


def _pending(journey: Journey) -> Proposal | None:
    return kept_story(journey).agreement.pending


def _proposal_ref(journey: Journey) -> Mapping[str, Any]:
    pending = _pending(journey)
    return {"proposal_ref": pending.ref} if pending else {}


def _standing(journey: Journey) -> set[str]:
    return {barrier.ref for barrier in kept_story(journey).barriers if barrier.is_open}
