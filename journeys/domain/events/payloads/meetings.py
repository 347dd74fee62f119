"""What the meetings of psychiatry hold: asked for by anybody, called by the hospital (001 bilag 2, B2-P5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from journeys.domain.events.kinds import EventKind as K
from journeys.domain.events.payload import Payload, words
from journeys.domain.events.payloads.documents import OfKind
from journeys.domain.events.row import CatalogueRow
from organisations.domain.permissions import Permission

P = Permission


@dataclass(frozen=True, kw_only=True)
class MeetingAsked(Payload):
    """Whose wish it is (the speaker's own unit, the citizen's, the relatives') and what it is to be about."""

    wished_by: str | None = None
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class MeetingInvited(OfKind):
    """To whom, when and where; `document_kind` is what is to be agreed there, None a dialogue meeting."""

    at: datetime | None = None
    citizen: bool | None = None
    where: str | None = words()
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class MeetingDeclined(Payload):
    """Why none is held."""

    text: str | None = words()


ROWS: Mapping[K, CatalogueRow] = {
    K.MEETING_ASKED: CatalogueRow(holds=MeetingAsked, rights=(P.ASK_FOR_MEETING,), told_as="meeting_asked"),
    K.MEETING_INVITED: CatalogueRow(holds=MeetingInvited, rights=(P.CALL_MEETING,), told_as="meeting_invited"),
    K.MEETING_DECLINED: CatalogueRow(holds=MeetingDeclined, rights=(P.CALL_MEETING,), told_as="meeting_declined"),
}
