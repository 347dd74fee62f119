"""The discharge time as a mutual agreement: proposed, answered, agreed, with who and why (RULES 001-65, 001-83)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from journeys.domain.calendar.clock import local_date
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.kinds import ADMISSIONS
from journeys.domain.events.payloads.agreement import ProposalAnswered
from journeys.domain.history.history import History


class AgreementSide(StrEnum):
    """Who speaks; the hospital has the duty to begin (001-65)."""

    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"


class ProposalState(StrEnum):
    """What became of a proposal; `lapsed` when treatment was resumed or the stay ended."""

    OPEN = "open"
    ACCEPTED = "accepted"
    COUNTERED = "countered"
    QUESTIONED = "questioned"
    SUPERSEDED = "superseded"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said something, when, and in their own words."""

    ref: str
    stated_at: datetime
    actor: str | None
    organisation: str | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class AgreementQuestion:
    """What one side must know before it can answer a proposal, and the reply in words."""

    asked: Statement
    reply: Statement | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A time that one side can accept; a question does not end it, and the reply gives the turn back."""

    said: Statement
    by: AgreementSide
    at: datetime
    state: ProposalState = ProposalState.OPEN
    answer: Statement | None = None
    questions: tuple[AgreementQuestion, ...] = ()

    @property
    def open_question(self) -> Statement | None:
        """What has been asked and not answered."""
        open_ = self.questions and self.questions[-1].reply is None and self.state is ProposalState.QUESTIONED
        return self.questions[-1].asked if open_ else None

    @property
    def open_questions(self) -> tuple[Statement, ...]:
        """All that has been asked and not answered."""
        return tuple(each.asked for each in self.questions if each.reply is None)

    @property
    def turn_since(self) -> datetime:
        """Since when it has been somebody's turn: the proposal, the question, or the reply to it."""
        last = self.questions[-1] if self.questions else None
        if last is None:
            return self.said.stated_at
        return (last.reply or last.asked).stated_at

    @property
    def ref(self) -> str:
        """What an answer points at."""
        return self.said.ref


@dataclass(frozen=True, slots=True)
class Agreed:
    """The time that both sides have said yes to."""

    at: datetime
    agreed_at: datetime
    proposal_ref: str
    # The acceptance.
    ref: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedDay:
    """A day on which the citizen is expected to go home; `moved_days` since the expectation before it."""

    said: Statement
    on: date
    moved_days: int | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What the citizen or the relatives wish."""

    said: Statement
    said_by: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything that was said of one discharge, oldest first."""

    proposals: tuple[Proposal, ...] = ()
    agreed: Agreed | None = None
    expected: tuple[ExpectedDay, ...] = ()
    wishes: tuple[Wish, ...] = ()
    first_proposed_at: datetime | None = None
    # The municipality's first word after the first proposal: then at the latest it had read it.
    first_answered_at: datetime | None = None

    @property
    def pending(self) -> Proposal | None:
        """The newest proposal that waits for an answer or for what is missing."""
        waiting = (ProposalState.OPEN, ProposalState.QUESTIONED)
        return next((each for each in reversed(self.proposals) if each.state in waiting), None)

    @property
    def waits_for(self) -> AgreementSide | None:
        """Whose turn it is: the other side's, unless it has said what is missing."""
        pending = self.pending
        if pending is None:
            return None
        if pending.state is ProposalState.QUESTIONED:
            return pending.by
        return AgreementSide.MUNICIPALITY if pending.by is AgreementSide.HOSPITAL else AgreementSide.HOSPITAL

    @property
    def expected_on(self) -> date | None:
        """The day expected now: the agreed one, else the last one stated."""
        if self.agreed is not None:
            return local_date(self.agreed.at)
        return self.expected[-1].on if self.expected else None


@dataclass(slots=True)
class _Folding:
    proposals: dict[str, Proposal] = field(default_factory=dict)
    agreed: Agreed | None = None
    expected: list[ExpectedDay] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    first_proposed_at: datetime | None = None
    first_answered_at: datetime | None = None
    left_at: datetime | None = None


def agreement_of(history: History) -> Agreement:
    """What is agreed in a journey."""
    return agreement(history.counting, history.legs)


def agreement(counting: Sequence[EventRecord], legs: Collection[str] = ()) -> Agreement:
    """What was agreed about the current stay, or the last one; a stay after a discharge begins anew.

    `legs` are the refs of the discharges that are transfers: they end no stay (RULES 2i V4).
    """
    now = _Folding()
    for event in counting:
        if event.kind is EventKind.DISCHARGED and event.ref not in legs:
            now.left_at = event.occurred_at
        elif event.kind in ADMISSIONS and now.left_at:
            now = _Folding()
        elif event.kind in _STEPS:
            _STEPS[event.kind](now, event)
    return Agreement(
        tuple(now.proposals.values()),
        now.agreed,
        tuple(now.expected),
        tuple(now.wishes),
        now.first_proposed_at,
        now.first_answered_at,
    )


def _said(event: EventRecord, key: str = "text") -> Statement:
    return Statement(event.ref, event.stated_at, event.actor, event.organisation, event.text(key) or "")


def _proposed(now: _Folding, event: EventRecord) -> None:
    at = event.instant("at")
    if at is None:
        return
    for ref, earlier in now.proposals.items():
        if earlier.state in (ProposalState.OPEN, ProposalState.QUESTIONED):
            now.proposals[ref] = replace(earlier, state=ProposalState.SUPERSEDED)
    now.first_proposed_at = now.first_proposed_at or event.stated_at
    # The agreed time said again is a no to whoever asked to move it: it needs no second yes.
    stands = now.agreed is not None and now.agreed.at == at
    state = ProposalState.ACCEPTED if stands else ProposalState.OPEN
    now.proposals[event.ref] = Proposal(_said(event), AgreementSide.HOSPITAL, at, state)


def _answered(now: _Folding, event: EventRecord, state: ProposalState, words: str = "text") -> Proposal | None:
    """Marks the proposal that an event answers; an answer to an overtaken proposal changes nothing."""
    proposal = now.proposals.get(str(event.payload.get("proposal_ref")))
    if proposal is None or proposal.state not in (ProposalState.OPEN, ProposalState.QUESTIONED):
        return None
    now.proposals[proposal.ref] = replace(proposal, state=state, answer=_said(event, words))
    if proposal.by is AgreementSide.HOSPITAL:
        now.first_answered_at = now.first_answered_at or event.stated_at
    return proposal


def _accepted(now: _Folding, event: EventRecord) -> None:
    proposal = _answered(now, event, ProposalState.ACCEPTED)
    # Whoever has gone home already agrees on no time any more: the message of it may come late (001-65).
    if proposal is not None and (now.left_at is None or event.occurred_at <= now.left_at):
        now.agreed = Agreed(proposal.at, event.occurred_at, proposal.ref, event.ref)


def _countered(now: _Folding, event: EventRecord) -> None:
    """The municipality's own time: instead of one that waits, to move the agreed one, or before any was proposed."""
    at = event.instant("at")
    if at is None:
        return
    if _answered(now, event, ProposalState.COUNTERED) is None and not _is_asked_anew(now, event):
        return
    now.first_proposed_at = now.first_proposed_at or event.stated_at
    now.first_answered_at = now.first_answered_at or event.stated_at
    now.proposals[event.ref] = Proposal(_said(event), AgreementSide.MUNICIPALITY, at)


def _is_asked_anew(now: _Folding, event: EventRecord) -> bool:
    """Whether it answers no time that waits: it is about the agreed one, or the first word of all."""
    about = event.read(ProposalAnswered).proposal_ref
    waiting = any(each.state in (ProposalState.OPEN, ProposalState.QUESTIONED) for each in now.proposals.values())
    return not waiting and about == (now.agreed.proposal_ref if now.agreed else None)


def _questioned(now: _Folding, event: EventRecord) -> None:
    proposal = _answered(now, event, ProposalState.QUESTIONED, "missing")
    if proposal is not None:
        asked = (*proposal.questions, AgreementQuestion(_said(event, "missing")))
        now.proposals[proposal.ref] = replace(now.proposals[proposal.ref], questions=asked)


def _replied(now: _Folding, event: EventRecord) -> None:
    """What was asked is answered in words: the same proposal may stand, and it is the asker's turn again."""
    proposal = now.proposals.get(str(event.payload.get("proposal_ref")))
    if proposal is None or proposal.open_question is None:
        return
    now.proposals[proposal.ref] = replace(
        proposal,
        state=ProposalState.OPEN,
        answer=None,
        questions=tuple(replace(each, reply=each.reply or _said(event)) for each in proposal.questions),
    )


def _expected(now: _Folding, event: EventRecord) -> None:
    stated = event.text("on")
    if stated is None:
        return
    on = date.fromisoformat(stated)
    moved = (on - now.expected[-1].on).days if now.expected else None
    now.expected.append(ExpectedDay(_said(event), on, moved))


def _wished(now: _Folding, event: EventRecord) -> None:
    now.wishes.append(Wish(_said(event), event.text("said_by") or "citizen"))


def _lapsed(now: _Folding, event: EventRecord) -> None:
    """A time agreed before treatment was resumed holds no longer (001-85: discharge would be unsafe)."""
    now.agreed, now.first_proposed_at, now.first_answered_at = None, None, None
    for ref, earlier in now.proposals.items():
        if earlier.state in (ProposalState.OPEN, ProposalState.QUESTIONED, ProposalState.ACCEPTED):
            now.proposals[ref] = replace(earlier, state=ProposalState.LAPSED)


_STEPS = {
    EventKind.DISCHARGE_PROPOSED: _proposed,
    EventKind.DISCHARGE_ACCEPTED: _accepted,
    EventKind.DISCHARGE_COUNTERED: _countered,
    EventKind.DISCHARGE_QUESTIONED: _questioned,
    EventKind.DISCHARGE_ANSWERED: _replied,
    EventKind.EXPECTED_DISCHARGE_STATED: _expected,
    EventKind.WISH_RECORDED: _wished,
    EventKind.TREATMENT_RESUMED: _lapsed,
}
