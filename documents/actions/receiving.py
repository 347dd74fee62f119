"""A letter that came by message becomes a document of its journey: the same event, list and answers as any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from discharge.channel.rules.channel import Document as DocumentCode
from documents.domain.parts import Parts
from documents.models import Document, Version
from journeys.actions.events import NewEvent, record_event
from journeys.domain.events import EventKind, EventSource
from journeys.domain.events.payloads.documents import DocumentSent
from journeys.models import Citizen, Journey, JourneyEvent
from organisations.models import Organisation
from organisations.selectors.units import house_ids


@dataclass(frozen=True, kw_only=True)
class ReceivedLetter:
    """A letter as the house takes it in. `ref` is the identifier of its message, once for each receiver.

    `sent_at` is a time that can be right (RULES 2i V11).
    """

    ref: str
    thread: UUID
    sender: Organisation
    receiver: Organisation
    values: Mapping[str, str]
    parts: Parts
    sent_at: datetime


def place_letter(letter: ReceivedLetter, citizen: Citizen, journey: Journey, *, now: datetime) -> JourneyEvent:
    """Writes it into the journey, in the caller's transaction; one that lies there already is returned.

    It is dated as its sender dates it; whoever takes part reads that it came from `now`.
    """
    known = JourneyEvent.objects.filter(source_ref=letter.ref).first()
    if known is not None:
        return known
    document = Document.objects.create(
        journey=journey,
        kind=DocumentCode.CORRESPONDENCE.value,
        unit=letter.sender,
        begun_at=now,
        thread=letter.thread,
    )
    reaches = journey.municipality_id is not None and journey.municipality_id in house_ids(letter.receiver)
    payload = DocumentSent(
        document=str(document.pk),
        document_kind=document.kind,
        version=1,
        receivers=(str(letter.receiver.pk),),
        to_municipality=True if reaches else None,
    )
    new = NewEvent(
        kind=EventKind.DOCUMENT_SENT,
        occurred_at=letter.sent_at,
        source=EventSource.MESSAGE,
        source_ref=letter.ref,
        organisation_id=letter.sender.pk,
        anchor=journey.pk,
        payload=payload.dump(),
    )
    event = record_event(citizen.pk, new, now=now).event
    Version.objects.create(
        document=document,
        event=event,
        number=1,
        values=dict(letter.values),
        sent_at=event.occurred_at,
        parts=letter.parts.as_json(),
    )
    return event
