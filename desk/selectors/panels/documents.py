"""The panel of what the sectors write to each other: last versions, who has answered, own working copies (UX §1.e)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.selectors.asker import Asker
from desk.selectors.json_rows import read_back
from discharge.channel.rules.channel import ChannelDocument as Code
from documents.domain.answers import SETTLED
from documents.domain.errors import waits_for_call
from documents.domain.threads import SentVersion, Thread, VersionAnswer
from documents.models import Delivery, Document
from documents.selectors.calls import call_to_confirm
from documents.selectors.sent import reading_ids
from documents.sentences import answer_words, kind_label
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import why_not


@dataclass(frozen=True, slots=True)
class Got:
    """A receiver and where its answer stands."""

    unit: str
    answer: VersionAnswer | None
    # The answer in a few words, and whether it asks for nothing.
    words: str
    is_settled: bool
    # It got it in error, and has not said that it does not use it.
    in_error: bool
    # Who sent it on to the unit; empty where the sender sent it.
    forwarded_by: str
    # It has said nothing itself, and sent it on.
    leaves_answer: bool


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as a line of the panel."""

    thread: Thread
    label: str
    sender: str
    receivers: tuple[Got, ...]
    # The reader's house writes it.
    own: bool
    # How many fields were changed since the version that the reader's house got before.
    news: int
    # It must not be used: by the reader, or by somebody to whom the reader's house sent it.
    in_error: bool
    # It waits for a word of the reader's house, and nobody there has opened it.
    is_unread: bool

    @property
    def version(self) -> SentVersion:
        """The last one that the reader's house sent or got."""
        return self.thread.current


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A working copy that was never sent."""

    document: Document
    label: str
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentPanel:
    """Everything of it; `refusal` is why the reader cannot write here."""

    rows: tuple[DocumentRow, ...]
    drafts: tuple[DraftRow, ...]
    refusal: str
    # When the reader's house logged a call since which it has written no letter; None where there is none.
    called_at: datetime | None

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to see or to do."""
        return bool(self.rows or self.drafts or not self.refusal)


def document_panel(
    asker: Asker, journey: Journey, threads: Sequence[Thread], name_of: Callable[[Any], str]
) -> DocumentPanel:
    """For one reader of the page; `threads` are those that the reader may read."""
    refusal = why_not(asker.user, Permission.SEND_DOCUMENT, journey)
    house = frozenset(map(str, asker.reader.house))
    reading, writing = reading_ids(asker.user), frozenset() if refusal else house
    unread = {str(row.document) for row in read_back(Delivery, getattr(journey, "unopened_rows", ()))}
    rows = [
        _row(thread, reading, name_of, writing, is_unread=thread.document in unread) for thread in reversed(threads)
    ]
    unsent = [] if refusal else read_back(Document, getattr(journey, "draft_rows", ()))
    drafts = [DraftRow(row, kind_label(row.kind), row.begun_at) for row in sorted(unsent, key=lambda row: row.begun_at)]
    called_at = None if refusal else _called_at(asker, journey, rows, drafts)
    return DocumentPanel(tuple(rows), tuple(drafts), refusal, called_at)


def _called_at(
    asker: Asker, journey: Journey, rows: Sequence[DocumentRow], drafts: Sequence[DraftRow]
) -> datetime | None:
    call = call_to_confirm(journey, asker.user, now=asker.now)
    letters = [row.version.sent_at for row in rows if row.own and row.thread.kind == Code.CORRESPONDENCE]
    letters += [draft.begun_at for draft in drafts if draft.document.kind == Code.CORRESPONDENCE]
    return call.occurred_at if call is not None and all(at <= call.occurred_at for at in letters) else None


def _got(name_of: Callable[[Any], str], version: SentVersion, unit: str, kind: str) -> Got:
    answer, passed = version.answer_of(unit), version.forward_to(unit)
    return Got(
        unit=name_of(unit),
        answer=answer,
        words=answer_words(answer, kind) if answer else "",
        is_settled=bool(answer and answer.code in SETTLED),
        in_error=waits_for_call(version, unit),
        forwarded_by=name_of(passed.by) if passed else "",
        leaves_answer=answer is None and bool(version.forwards_of(unit)),
    )


def _row(
    whole: Thread,
    reading: Collection[str],
    name_of: Callable[[Any], str],
    writing: Collection[str],
    *,
    is_unread: bool,
) -> DocumentRow:
    thread = whole.seen_by(reading)
    version, before = thread.current, thread.versions[-2:-1]
    hidden = version.hidden_from(reading)
    return DocumentRow(
        thread=thread,
        label=kind_label(thread.kind),
        sender=name_of(version.unit),
        receivers=tuple(_got(name_of, version, unit, thread.kind) for unit in version.receivers),
        own=version.unit in writing and not version.by_message,
        news=len(whole.touched_since(before[0], version)) if before and not hidden else 0,
        in_error=bool(version.errors if version.unit in reading else hidden),
        is_unread=is_unread,
    )
