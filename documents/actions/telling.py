"""A doctor tells the citizen of a koordinationsplan; only then is it theirs to see (001 bilag 2, B2-P5 c)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discharge.wording.refused import RuledAct
from documents.domain.threads import Thread
from documents.selectors.sent import reading_ids
from documents.selectors.standing import closed_thread
from journeys.actions.acting.stated import Saying
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.documents import CitizenTold
from journeys.models import Journey
from organisations.domain.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class TellCitizen(RuledAct):
    """What the citizen was told stands until a newer version is sent; whether relatives may know is the citizen's."""

    kind, permission = EventKind.CITIZEN_TOLD, Permission.TELL_CITIZEN
    relatives: bool | None = None

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """There is a plan to tell of."""
        return None if closed_thread(journey) is not None else "document.no_plan"

    def judge(self, journey: Journey, saying: Saying) -> None:
        """By a doctor of the house that sent it."""
        thread = self._thread(journey)
        if thread.current.unit not in reading_ids(saying.by, thread.kind):
            raise self.refused("document.no_plan")
        if self.occurred_at is not None and self.occurred_at < thread.current.sent_at.replace(second=0, microsecond=0):
            raise self.refused("document.told_before", field="occurred_at")

    def payload(self) -> Payload:
        """What the citizen said of the relatives."""
        return CitizenTold(relatives=self.relatives)

    def concluded(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Of which version, and who reads that."""
        thread = self._thread(journey)
        version = thread.current
        return {
            "document": thread.document,
            "document_kind": thread.kind,
            "version": version.number,
            "receivers": [version.unit, *version.receivers],
        }

    def _thread(self, journey: Journey) -> Thread:
        thread = closed_thread(journey)
        if thread is None:
            raise self.refused("document.no_plan")
        return thread
