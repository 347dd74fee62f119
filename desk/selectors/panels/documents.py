"""The panel of what the sectors write to each other: last versions, who has answered, own working copies (UX §1.e)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.selectors.asker import Asker
from desk.selectors.documents.reading import threads_for
from desk.selectors.json_rows import read_back
from documents.domain.threads import Answer, SentVersion, Thread
from documents.models import Document
from documents.sentences import ANSWER_WORDS, kind_label
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import why_not


@dataclass(frozen=True, slots=True)
class Got:
    """A receiver and where its answer stands."""

    unit: str
    answer: Answer | None

    @property
    def words(self) -> str:
        """The answer in a word or two."""
        return str(ANSWER_WORDS[self.answer.code]) if self.answer else ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as a line of the panel."""

    thread: Thread
    label: str
    sender: str
    receivers: tuple[Got, ...]
    # The reader's house writes it.
    own: bool

    @property
    def version(self) -> SentVersion:
        """The last one."""
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

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to see or to do."""
        return bool(self.rows or self.drafts or not self.refusal)


def document_panel(
    asker: Asker, journey: Journey, events: list[JourneyEvent], name_of: Callable[[Any], str]
) -> DocumentPanel:
    """For one reader of the page, from the events that the page has read."""
    refusal = why_not(asker.user, Permission.SEND_DOCUMENT, journey)
    house = {str(unit) for unit in asker.reader.house}
    threads = threads_for(asker, journey, events)
    rows = [_row(thread, name_of, own=not refusal and thread.current.unit in house) for thread in reversed(threads)]
    unsent = [] if refusal else read_back(Document, getattr(journey, "draft_rows", ()))
    drafts = [DraftRow(row, kind_label(row.kind), row.begun_at) for row in sorted(unsent, key=lambda row: row.begun_at)]
    return DocumentPanel(tuple(rows), tuple(drafts), refusal)


def _row(thread: Thread, name_of: Callable[[Any], str], *, own: bool) -> DocumentRow:
    version = thread.current
    receivers = tuple(Got(name_of(unit), version.answer_of(unit)) for unit in version.receivers)
    return DocumentRow(thread, kind_label(thread.kind), name_of(version.unit), receivers, own)
