"""The sender says that a sending was wrong: nobody who got it in error reads it any more (DESIGN §6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.wording.refused import RuledAct
from documents.actions.drafts import begin_document, empty_taken
from documents.domain.errors import words_of_correction
from documents.models import Document
from documents.selectors.sent import words_of
from documents.selectors.standing import standing_version, thread_of
from journeys.actions.acting.acts import Act
from journeys.actions.acting.stated import Saying
from journeys.actions.events import Recorded
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.documents import DocumentSentInError, Mistake
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.selectors.units import house_ids


@dataclass(frozen=True, kw_only=True)
class MarkSentInError(RuledAct):
    """What was sent of it until now went to somebody who should not have it, or is about somebody else.

    A newer version repeats the one before: marking an older one hides them all. One sent afterwards is read again.
    """

    kind, permission = EventKind.DOCUMENT_SENT_IN_ERROR, Permission.SEND_DOCUMENT
    document: Document
    version: int
    mistake: Mistake
    # Of a wrong receiver: which; about a wrong citizen it is every one.
    receivers: tuple[str, ...] = ()
    text: str = ""

    def judge(self, journey: Journey, saying: Saying) -> None:
        """One's own sending, to somebody who got it, and not said before."""
        version = standing_version(journey, str(self.document.pk), self.version)
        house = {str(unit) for unit in house_ids(saying.by.unit)} if saying.by.unit else set()
        if version is None or version.unit not in house:
            raise self.refused("document.version_gone")
        receivers = self._receivers(journey)
        # About a wrong citizen it is every receiver, of the versions before this one too.
        if not receivers or (self.mistake is Mistake.RECEIVER and not set(receivers) <= set(version.receivers)):
            raise self.refused("document.error_receiver", field="receivers")
        if all(version.error_of(unit) for unit in receivers):
            raise self.refused("document.error_known")

    def _receivers(self, journey: Journey) -> tuple[str, ...]:
        thread = thread_of(journey, str(self.document.pk))
        if thread is None or self.mistake is Mistake.RECEIVER:
            return self.receivers
        return tuple(dict.fromkeys(unit for version in thread.versions for unit in version.receivers))

    def payload(self) -> Payload:
        """What was wrong."""
        return DocumentSentInError(
            document=str(self.document.pk),
            document_kind=self.document.kind,
            version=self.version,
            mistake=self.mistake,
            text=self.text.strip(),
        )

    def concluded(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Only whoever got it is told, and whoever has it from them."""
        thread, receivers = thread_of(journey, str(self.document.pk)), self._receivers(journey)
        heirs = {unit for version in (thread.versions if thread else ()) for unit in version.reached_through(receivers)}
        return {"receivers": [*receivers, *sorted(heirs.difference(receivers))]}

    def follow(self, journey: Journey, recorded: Recorded, act: Act) -> None:
        """What was filled in from it goes; the letter that tells them is begun: a person reads it and sends it."""
        version = standing_version(journey, str(self.document.pk), self.version)
        assert version is not None
        sent = thread_of(journey, str(self.document.pk))
        wrong = [words_of(each) for each in sent.versions] if sent else []
        empty_taken(journey, Code(self.document.kind), wrong, now=act.now)
        words = words_of_correction(self.document.kind, self.mistake, version.sent_at)
        thread = self.document.thread
        begin_document(journey, Code.CORRESPONDENCE, by=act.by, now=act.now, words=words, thread=thread)
