"""The documents that are written to the citizen, as they may be seen (001 bilag 2, B2-P1 c, B2-P5 c)."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.selectors.documents.reading import DocumentBlock, blocks_of
from desk.selectors.own.voice import Voice
from discharge.channel.rules.channel import ChannelDocument
from documents.domain.kinds import kind_named
from documents.domain.threads import Thread, threads_of
from documents.selectors.sent import written_in
from documents.sentences import kind_label
from journeys.models import JourneyEvent
from journeys.selectors.reading import history_of

# In the citizen's hand, made with the citizen, or told to the citizen by a doctor; the others are between the sectors.
MEANT = frozenset(
    {ChannelDocument.AGREEMENT_CARD, ChannelDocument.DISCHARGE_AGREEMENT, ChannelDocument.COORDINATION_PLAN}
)


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """One of them in the version that may be shown."""

    title: str
    when: str
    blocks: tuple[DocumentBlock, ...]


def own_documents(events: Sequence[JourneyEvent], voice: Voice) -> list[OwnDocument]:
    """What is released; of a plan made without the citizen the version that a doctor has told of."""
    released = [event for event in events if event.released_at <= voice.now]
    shown = (_shown(thread, voice) for thread in threads_of(history_of(released)) if thread.kind in MEANT)
    return [document for document in shown if document is not None]


def _shown(thread: Thread, voice: Voice) -> OwnDocument | None:
    version, kind = thread.for_relatives if voice.name else thread.for_citizen, kind_named(thread.kind)
    # Sent in error it may be about somebody else.
    if version is None or kind is None or version.errors:
        return None
    words, _parts = written_in(version)
    blocks = tuple(block for block in blocks_of(kind, words) if block.items or block.is_answered)
    return OwnDocument(kind_label(thread.kind), voice.moment(version.sent_at), blocks)
