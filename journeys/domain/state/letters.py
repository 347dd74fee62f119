"""The discharge letters (epikriser) of a journey, one per discharge; sent is positively acknowledged (RULES 2f L4).

One that is written here is sent by its document; of one that another system sends somebody says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.kinds import ADMISSIONS, END_KINDS
from journeys.domain.events.payloads.documents import DocumentAnswered, DocumentSent, Stating
from journeys.domain.events.payloads.letters import FollowUp, LetterAcknowledged, LetterSent
from journeys.domain.history.departures import EndedBy, departure_of
from journeys.domain.history.history import History
from journeys.domain.state.in_error import is_in_error


@dataclass(frozen=True, slots=True)
class KnownLetter:
    """What is known of the letter of one discharge; `refused_at` is the negative receipt of the last sending."""

    discharge_ref: str
    discharged_at: datetime
    sent_at: datetime | None = None
    acknowledged_at: datetime | None = None
    # Given to the citizen, who has no practice: received, and nobody else has to receive it.
    handed_at: datetime | None = None
    refused_at: datetime | None = None
    follow_up: bool | None = None
    recommendation: str = ""
    group: str | None = None
    # How often it was sent again while a receipt was awaited.
    resent: int = 0
    # The document that it was sent as; None where another system sent it last.
    document: str | None = None

    @property
    def on_its_way(self) -> bool:
        """Sent, and no receipt has come back."""
        return self.sent_at is not None and self.acknowledged_at is None and self.refused_at is None


_ABOUT = frozenset({EventKind.LETTER_SENT, EventKind.LETTER_ACKNOWLEDGED, EventKind.LETTER_HANDED})
PRACTICE = "general_practice"


def letters_of(history: History, *, no_practice: bool = False) -> tuple[KnownLetter, ...]:
    """One letter per discharge or death, told once or twice, oldest first.

    A death in hospital gives a letter too (V6). A letter belongs to the last discharge not after it; where that
    discharge was corrected to a later time, to the correction. One that was sent for a discharge which was cancelled,
    or for a transfer, is nobody's: the discharge that follows owes its own (V4, AN_SLHJ). Of a citizen who died and
    had no practice nobody is left to receive one that was not sent (`no_practice`; L4, S10).
    """
    letters = history.once(_letters)
    if no_practice and history.death is not None:
        return tuple(letter for letter in letters if letter.sent_at is not None)
    return letters


def _letters(history: History) -> tuple[KnownLetter, ...]:
    letters = [
        KnownLetter(event.ref, event.occurred_at)
        for event in history.counting
        if event.kind in END_KINDS and event.ref not in history.told_again and _gives_letter(event, history)
    ]
    placed: dict[str, int] = {}
    for event in history.counting:
        about = _about(event, history) if letters else None
        place = _place_of(about, letters, placed, history.counting) if about is not None else None
        if about is not None and place is not None:
            placed[about.ref] = placed[_document(about)] = place
            letters[place] = _told(letters[place], event)
    return tuple(letters)


def _document(about: EventRecord) -> str:
    """What ties the versions of a document together; another system's sending stands alone."""
    return about.read(DocumentSent).document or about.ref if about.kind is EventKind.DOCUMENT_SENT else about.ref


def _about(event: EventRecord, history: History) -> EventRecord | None:
    """The sending that an event makes or tells about, else the event itself; None where it tells of no letter.

    A receipt follows the sending that it names, and falls with it; a practice's answer the version that it answers. A
    document that no practice got is no letter, whoever else got it.
    """
    counting = history.counting
    if event.kind is EventKind.DOCUMENT_SENT:
        reaches = event.read(DocumentSent).reaches(Stating.DISCHARGE_LETTER, PRACTICE)
        return event if reaches and not is_in_error(event, counting, PRACTICE) else None
    if event.kind is EventKind.DOCUMENT_ANSWERED:
        return _answered(event, counting)
    if event.kind not in _ABOUT:
        return None
    named = event.read(LetterAcknowledged).letter_ref
    if event.kind is EventKind.LETTER_ACKNOWLEDGED and _sending_was_voided(event, named, history):
        return None
    return next((sent for sent in counting if sent.ref == named), event) if named else event


_SENDS = frozenset({EventKind.LETTER_SENT, EventKind.DOCUMENT_SENT})


def _sending_was_voided(receipt: EventRecord, named: str | None, history: History) -> bool:
    """Whether the sending that a receipt answers, or every one that it can mean, was taken back (L4)."""
    sent = [each for each in history.events if each.kind in _SENDS and each.occurred_at <= receipt.occurred_at]
    meant = [each.ref in history.voided for each in sent if not named or named in (each.ref, each.voids_ref)]
    return bool(meant) and all(meant)


def _answered(event: EventRecord, counting: Sequence[EventRecord]) -> EventRecord | None:
    answer = event.read(DocumentAnswered)
    if answer.document_kind != Stating.DISCHARGE_LETTER or answer.answer is None:
        return None
    for sent in reversed(counting):
        if sent.kind is EventKind.DOCUMENT_SENT and sent.occurred_at <= event.occurred_at:
            document = sent.read(DocumentSent)
            if (document.document, document.version) == (answer.document, answer.version):
                received = document.roles.get(answer.party or "") == PRACTICE
                return sent if received and not is_in_error(sent, counting, PRACTICE) else None
    return None


def _gives_letter(event: EventRecord, history: History) -> bool:
    """A transfer to another hospital ends no treatment and gives no letter to the GP (RULES 2i V4)."""
    if event.kind is EventKind.DISCHARGED:
        return departure_of(history, event).ended_by is not EndedBy.TRANSFERRED
    return not _had_left(event, history)


def _had_left(death: EventRecord, history: History) -> bool:
    """Whether the citizen had gone home before the death; the letter of that discharge is the one that is due."""
    turns = (event for event in history.counting if event.kind in ADMISSIONS or event in history.discharges)
    before = [event for event in turns if event.occurred_at <= death.occurred_at]
    return not before or before[-1].kind is EventKind.DISCHARGED


def _place_of(
    about: EventRecord, letters: Sequence[KnownLetter], placed: Mapping[str, int], counting: Sequence[EventRecord]
) -> int | None:
    """Which letter a sending is of, if any: that of the newest discharge before it that waits for one.

    A newer version of a document stays with its letter until a later discharge waits. What is told of a sending is of
    its letter, and what is told of none is of the one under way.
    """
    if about.ref in placed:
        return placed[about.ref]
    begun = [index for index, letter in enumerate(letters) if letter.discharged_at <= about.occurred_at]
    if not begun:
        first = next(event for event in counting if event.ref == letters[0].discharge_ref)
        return 0 if first.voids_ref is not None else None
    under_way = about.kind is EventKind.LETTER_ACKNOWLEDGED
    waiting = [index for index in begun if _waits(letters[index], under_way=under_way)]
    stays = [placed[_document(about)]] if _document(about) in placed else []
    return max([*waiting[-1:], *stays] or begun)


def _waits(letter: KnownLetter, *, under_way: bool) -> bool:
    return letter.on_its_way if under_way else letter.acknowledged_at is None


def _told(letter: KnownLetter, event: EventRecord) -> KnownLetter:
    if event.kind is EventKind.DOCUMENT_SENT:
        return _written(letter, event)
    if event.kind is EventKind.DOCUMENT_ANSWERED:
        # Whatever the practice says to it, it has got it.
        return replace(letter, acknowledged_at=letter.acknowledged_at or event.occurred_at, refused_at=None)
    if event.kind is not EventKind.LETTER_ACKNOWLEDGED:
        sent = _sent(letter, event)
        if event.kind is EventKind.LETTER_SENT:
            return sent
        received = letter.acknowledged_at or event.occurred_at
        return replace(sent, acknowledged_at=received, handed_at=event.occurred_at)
    if event.read(LetterAcknowledged).positive is True:
        return replace(letter, acknowledged_at=letter.acknowledged_at or event.occurred_at, refused_at=None)
    return letter if letter.acknowledged_at else replace(letter, refused_at=event.occurred_at)


def _sent(letter: KnownLetter, event: EventRecord) -> KnownLetter:
    follow_up = event.read(FollowUp).follow_up
    return replace(
        letter,
        # A letter sent again while a receipt is awaited is the same letter: its first sending counts (L4).
        sent_at=letter.sent_at if letter.on_its_way else event.occurred_at,
        resent=letter.resent + 1 if letter.on_its_way else 0,
        refused_at=None,
        follow_up=follow_up if isinstance(follow_up, bool) else None,
        recommendation=event.read(FollowUp).recommendation or "",
        group=event.read(LetterSent).group or letter.group,
        document=None,
    )


def _written(letter: KnownLetter, event: EventRecord) -> KnownLetter:
    """A newer version is no second letter: the first sending counts, unless it never came through (L4).

    What is recommended stands in the document, which only its receivers read.
    """
    said = event.read(DocumentSent)
    code = said.stated.get("follow_up")
    stands = letter.sent_at is not None and letter.refused_at is None
    return replace(
        letter,
        sent_at=letter.sent_at if stands else event.occurred_at,
        resent=letter.resent if stands else 0,
        refused_at=None,
        follow_up=code != "none" if code else letter.follow_up,
        recommendation="",
        document=said.document,
    )
