"""The named responsible doctor: appointed, offered to another unit, accepted (RULES 001-90, 2d S3b)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from journeys.actions.acting.stated import Saying, StatedAct
from journeys.actions.refusals import NOT_NOW
from journeys.domain.doctors.handovers import HandoverOffer
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.responsibility import Doctor, HandoverAccepted
from journeys.domain.state.status import IN_HOSPITAL
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class NamePhysician(StatedAct):
    """Names the doctor with the overall responsibility; from now on and until another is named."""

    kind, permission = EventKind.PHYSICIAN_NAMED, Permission.APPOINT_RESPONSIBLE_PHYSICIAN
    name: str
    organisation: Organisation | None = None
    authorisation_id: str = ""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While the citizen is in hospital."""
        return None if journey.status_value in IN_HOSPITAL else "physician.not_in_hospital"

    def judge(self, journey: Journey, saying: Saying) -> None:
        """A name is never only blanks."""
        self.require("name", "physician.name_missing")

    def payload(self) -> Payload:
        """Who, and where."""
        unit = str(self.organisation.pk) if self.organisation else None
        return Doctor(name=self.name.strip(), organisation=unit, authorisation_id=self.authorisation_id)

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The citizen's ward, where none is chosen."""
        return {"organisation": str(journey.ward_id)} if journey.ward_id and self.organisation is None else {}


class OfferHandover(NamePhysician):
    """Offers the responsibility to a doctor of another unit; nothing changes until that unit accepts."""

    kind = EventKind.HANDOVER_OFFERED


class AcceptHandover(StatedAct):
    """The receiving unit takes over from this moment; there is no gap (RULES 2d S3b)."""

    kind, permission = EventKind.HANDOVER_ACCEPTED, Permission.ACCEPT_RESPONSIBLE_PHYSICIAN

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While it is offered, in hospital."""
        if not journey.offered_physician_name:
            return "handover.none_offered"
        return None if journey.status_value in IN_HOSPITAL else NOT_NOW

    def payload(self) -> Payload:
        """Which of the offers."""
        return HandoverAccepted(offer=HandoverOffer.PHYSICIAN.value)
