"""A municipality sends a version on to another of its units, which then is a receiver of it (RULES 2a O2; 001-73)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from discharge.wording.refused import RuledAct
from documents.selectors.sent import reading_units
from documents.selectors.standing import standing_version, thread_of
from journeys.actions.acting.stated import Saying
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.documents import DocumentForwarded
from journeys.models import Journey
from organisations.domain.kinds import OrganisationKind
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from organisations.selectors.units import house_ids


@dataclass(frozen=True, kw_only=True)
class ForwardDocument(RuledAct):
    """One version, as it stands; the sender reads who has it now, and newer versions are sent on anew."""

    kind, permission = EventKind.DOCUMENT_FORWARDED, Permission.SHARE_JOURNEY
    document: str
    version: int
    # The receiving unit that sends it on.
    party: UUID
    unit: Organisation
    text: str = ""

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Of a version that came to the user's house and may be read, to a unit of it that has not got it."""
        version, house = standing_version(journey, self.document, self.version), reading_units(saying.by)
        party = str(self.party)
        if version is None or self.party not in house or party not in version.receivers:
            raise self.refused("document.version_gone")
        if self._is_closed(journey):
            raise self.refused("document.closed")
        if saying.now < version.released_to(party) or version.error_of(party):
            raise self.refused("document.version_gone")
        if saying.by.unit is None or self.unit.pk not in house_ids(saying.by.unit) or self.unit.closed_on is not None:
            raise self.refused("document.forward_unit", field="unit")
        if str(self.unit.pk) in version.receivers:
            raise self.refused("document.forwarded", field="unit")

    def _is_closed(self, journey: Journey) -> bool:
        thread = thread_of(journey, self.document)
        return thread is not None and thread.is_closed

    def payload(self) -> Payload:
        """Which version, from whom, to whom."""
        return DocumentForwarded(
            document=self.document,
            version=self.version,
            party=str(self.party),
            unit=str(self.unit.pk),
            role="social" if self.unit.kind == OrganisationKind.SOCIAL_UNIT.value else "municipality",
            receivers=(str(self.unit.pk),),
            text=self.text.strip(),
        )

    def concluded(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Of which kind."""
        thread = thread_of(journey, self.document)
        return {"document_kind": thread.kind} if thread else {}
