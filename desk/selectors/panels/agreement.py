"""The panel of the agreed discharge time: proposals, questions, expected days, wishes, preparation (UX §1.e)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.selectors.panels.words import Said, reason_word, sector_word, who_of
from discharge.agreement.rules.agreement import (
    Agreement,
    AgreementSide,
    ExpectedDay,
    Proposal,
    ProposalState,
    Statement,
)
from discharge.agreement.rules.delays import DelayInterval
from discharge.agreement.rules.preparation import PreparationTime
from discharge.agreement.selectors import kept_story
from discharge.readiness.selectors.periods import delays_of, preparation_of
from discharge.wording.sentences import verdict_json
from journeys.domain.calendar.clock import local_date
from journeys.domain.state.status import IN_HOSPITAL
from journeys.models import Journey, JourneyEvent, ReadMark

# UX §3 item 6: a date on the first day with one press.
DAYS_AHEAD = (1, 3, 5, 10)
STATE_WORDS = {
    ProposalState.OPEN: gettext_lazy("afventer svar"),
    ProposalState.ACCEPTED: gettext_lazy("aftalt"),
    ProposalState.COUNTERED: gettext_lazy("besvaret med en anden tid"),
    ProposalState.QUESTIONED: gettext_lazy("mangler oplysning"),
    ProposalState.SUPERSEDED: gettext_lazy("afløst af et nyt forslag"),
    ProposalState.LAPSED: gettext_lazy("bortfaldet, da behandlingen blev genoptaget"),
}


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One proposal with its answer; `seen_at` is when the other side opened the journey after it."""

    proposal: Proposal
    side: str
    who: str
    state: str
    answered_by: str
    seen_at: datetime | None
    questions: tuple["QuestionView", ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What was asked about a proposal and, once there is one, the reply."""

    asked: Said
    reply: Said | None


@dataclass(frozen=True, slots=True)
class ExpectedView:
    """One expected day, how far it moved, who said it and why."""

    on: date
    moved: str
    who: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class AgreementPanel:
    """The agreed time, proposals newest first, the expected day with its history, wishes, preparation, delays."""

    said: Agreement
    proposals: tuple[ProposalView, ...]
    expected: tuple[ExpectedView, ...]
    wishes: tuple[tuple[str, Said], ...]
    preparation: PreparationTime
    preparation_verdict: Mapping[str, Any]
    delays: tuple[tuple[str, DelayInterval], ...]
    needs_agreement: bool
    # Days ahead that one press proposes.
    shortcuts: tuple[tuple[str, date], ...] = ()

    @property
    def pending(self) -> ProposalView | None:
        """What waits."""
        waiting = self.said.pending
        return next((each for each in self.proposals if waiting and each.proposal.ref == waiting.ref), None)

    @property
    def waits_for(self) -> str:
        """Whose turn it is, in words."""
        turn = self.said.waits_for
        return "" if turn is None else sector_word(turn.value)

    @property
    def earlier(self) -> tuple[ProposalView, ...]:
        """The proposals that do not wait."""
        pending = self.pending
        return tuple(each for each in self.proposals if pending is None or each.proposal.ref != pending.proposal.ref)


def agreement_panel(
    journey: Journey, events: Sequence[JourneyEvent], marks: Sequence[ReadMark], *, now: datetime
) -> AgreementPanel:
    """What the panel shows."""
    story, rows = kept_story(journey, events), {event.source_ref: event for event in events}
    said, preparation = story.agreement, preparation_of(journey, story, marks=marks)
    late = delays_of(journey, story, now=now)
    return AgreementPanel(
        said=said,
        proposals=tuple(_proposal(each, rows, journey, marks) for each in reversed(said.proposals)),
        expected=tuple(
            ExpectedView(each.on, _moved(days), who_of(rows, each.said.ref), each.said.stated_at, each.said.text)
            for each, days in _moves(said.expected)
        ),
        wishes=tuple(
            (_wisher(each.said_by), Said(each.said.text, who_of(rows, each.said.ref), each.said.stated_at))
            for each in reversed(said.wishes)
        ),
        preparation=preparation,
        preparation_verdict=verdict_json(preparation.verdict),
        delays=tuple((reason_word(each.reason, each.text), each) for each in late),
        needs_agreement=journey.municipal_services is not False and journey.status_value in IN_HOSPITAL,
        shortcuts=tuple(shortcuts(now)),
    )


def _proposal(
    each: Proposal, rows: Mapping[str, JourneyEvent], journey: Journey, marks: Sequence[ReadMark]
) -> ProposalView:
    row = rows.get(each.ref)
    house = journey.municipality_id if each.by is AgreementSide.HOSPITAL else journey.hospital_id
    seen = [
        mark.seen_at
        for mark in marks
        if row is not None
        and mark.seen_sequence >= row.pk
        and mark.seen_at is not None
        and house in (mark.unit_id, mark.unit.root_id)
    ]
    return ProposalView(
        proposal=each,
        side=sector_word(each.by.value),
        who=who_of(rows, each.ref),
        state=str(STATE_WORDS[each.state]),
        answered_by=who_of(rows, each.answer.ref) if each.answer else "",
        seen_at=max(seen, default=None),
        questions=tuple(
            QuestionView(_stated(rows, question.asked), _stated(rows, question.reply) if question.reply else None)
            for question in each.questions
        ),
    )


def _moves(expected: Sequence[ExpectedDay]) -> list[tuple[ExpectedDay, int]]:
    """The days, newest first, each with how far it moved; a day that is said again is no earlier day."""
    days: list[tuple[ExpectedDay, int]] = []
    for each in expected:
        again = bool(days) and days[-1][0].on == each.on
        moved = days.pop()[1] if again else each.moved_days or 0
        days.append((each, moved))
    return days[::-1]


def _stated(rows: Mapping[str, JourneyEvent], statement: Statement) -> Said:
    return Said(statement.text, who_of(rows, statement.ref), statement.stated_at)


def _moved(days: int | None) -> str:
    if not days:
        return ""
    count = abs(days)
    later = ngettext("%(count)s dag senere", "%(count)s dage senere", count)
    earlier = ngettext("%(count)s dag tidligere", "%(count)s dage tidligere", count)
    return (later if days > 0 else earlier) % {"count": count}


def _wisher(said_by: str) -> str:
    return _("De pårørende") if said_by == "relative" else _("Borgeren")


def shortcuts(now: datetime) -> list[tuple[str, date]]:
    """Tomorrow, in three, five and ten days, with the days."""
    today = local_date(now)
    return [(_ahead(days), today + timedelta(days=days)) for days in DAYS_AHEAD]


def _ahead(days: int) -> str:
    return _("I morgen") if days == 1 else _("Om %(days)s dage") % {"days": days}
