"""What waits for an answer, with the words of a list (UX §5.1: what is unread stands where the work is)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from desk.selectors.asker import Asker
from desk.selectors.documents.sorting import UnsortedRow, unsorted_rows, watched_by
from desk.selectors.documents.unplaced import read_letters, unread_letters
from documents.domain.answers import ASKING
from documents.models import Delivery, Opening
from documents.selectors.opened import openings_of
from documents.selectors.sent import writers_of
from documents.selectors.waiting import to_answer, unanswered
from documents.sentences import ANSWER_WORDS, kind_label
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.models import Journey
from medcom.models import Letter, OutboundMessage
from medcom.selectors.delivering import DeliveryStep, last_step, messages_for
from organisations.models import Organisation

# As many as a shift can see through; the oldest stand first, and more is said.
MOST = 100


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One document that waits."""

    row: Delivery
    journey: Journey
    label: str
    # What the receiver asks; empty while it has said nothing.
    asked: str
    # Nobody comes home who has died: what was planned for it needs no answer.
    moot: bool
    # Who there opened it first.
    opening: Opening | None
    # How far the message to the receiver's own system has come; None where it is read here.
    step: DeliveryStep | None
    # Who wrote it, where whoever sent it on is not its writer.
    writer: str
    # Which unit of the reader's house got it, where that is neither the reader's own nor the one above it.
    to: str


@dataclass(frozen=True, slots=True)
class WaitingList:
    """The oldest of them, and whether there are more."""

    rows: tuple[WaitingRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """To us, and from us."""

    to_us: WaitingList
    from_us: WaitingList
    # What no rule fitted, of what is to us.
    unsorted: Sequence[UnsortedRow]
    # The keys of what the reader's profession is to keep an eye on.
    watched: frozenset[str]
    # Letters that came by message and lie in no journey: unread ones, and those that were read lately.
    unplaced: tuple[Letter, ...]
    unplaced_more: bool
    unplaced_read: tuple[Letter, ...]

    @property
    def _rows(self) -> Sequence[WaitingRow | UnsortedRow]:
        # Of what is to us the unsorted stand apart, also those that are beyond the end of the other list.
        return (*self.to_us.rows, *self.from_us.rows, *self.unsorted)

    @property
    def citizen_ids(self) -> list[UUID]:
        """Whom the list shows."""
        lying = {letter.citizen_id for letter in (*self.unplaced, *self.unplaced_read) if letter.citizen_id}
        return list({each.journey.citizen_id for each in self._rows} | lying)

    @property
    def journey_ids(self) -> list[UUID]:
        """Which journeys the list shows."""
        return list({each.journey.pk for each in self._rows})


def waiting_page(asker: Asker) -> WaitingPage:
    """Of the asker's house: what came to it, and of the asker's own units what they sent."""
    journeys = asker.own_journeys()
    to_us = to_answer(asker.user, journeys, now=asker.now)
    unplaced = list(unread_letters(asker)[: MOST + 1])
    return WaitingPage(
        to_us=_listed(to_us, asker),
        from_us=_listed(unanswered(asker.own.units, journeys), asker, own=True),
        unsorted=unsorted_of(asker),
        watched=watched_by(asker),
        unplaced=tuple(unplaced[:MOST]),
        unplaced_more=len(unplaced) > MOST,
        unplaced_read=tuple(read_letters(asker)[:MOST]),
    )


def unsorted_of(asker: Asker) -> list[UnsortedRow]:
    """What came to the asker's house and a person is to sort."""
    return unsorted_rows(asker, to_answer(asker.user, asker.own_journeys(), now=asker.now), most=MOST)


def _listed(found: QuerySet[Delivery], asker: Asker, *, own: bool = False) -> WaitingList:
    """`own` is that the asker's units sent them: how far a message has come is for whoever sent it."""
    rows = list(found[: MOST + 1])
    shown = rows[:MOST]
    keys = [row.key for row in shown]
    opened, sent = openings_of(keys), messages_for(keys) if own else {}
    writers = writers_of([row.document for row in shown])
    unit = asker.user.unit
    mine = {unit.pk, unit.parent_id} if unit else set()
    listed = (_row(row, opened, sent, writers, mine) for row in shown)
    return WaitingList(tuple(listed), len(rows) > MOST)


def _row(
    row: Any,
    opened: Mapping[str, Opening],
    sent: Mapping[str, OutboundMessage],
    writers: Mapping[UUID, Organisation],
    mine: Collection[UUID | None],
) -> WaitingRow:
    asked = str(ANSWER_WORDS[AnswerCode(row.answer)]) if row.answer else ""
    message, writer = sent.get(row.key), writers[row.document]
    return WaitingRow(
        row=row,
        journey=row.journey.as_entered(),
        label=kind_label(row.kind),
        asked=asked,
        moot=not asked and row.kind in ASKING and row.journey.deceased_at is not None,
        opening=opened.get(row.key),
        step=last_step(message) if message else None,
        writer="" if writer.pk == row.sender_id else writer.label,
        to="" if row.receiver_id in mine else row.receiver.label,
    )
