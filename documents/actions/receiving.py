"""A letter that came by message becomes a document of its journey: the same event, list and answers as any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from discharge.channel.rules.channel import ChannelDocument as DocumentCode
from documents.actions.sorting import announce_received
from documents.domain.kinds import KINDS
from documents.domain.parts import Parts
from documents.domain.values import changes
from documents.models import Document, Version
from documents.selectors.channel import RECIPIENTS
from journeys.actions.events import NewEvent, lock_family, record_event
from journeys.domain.events import EventKind, EventSource
from journeys.domain.events.payloads.documents import DocumentSent
from journeys.models import Citizen, Journey, JourneyEvent, JourneyParty
from organisations.domain.kinds import HOSPITAL_KINDS, MUNICIPAL_KINDS, OrganisationKind
from organisations.domain.roles import Sector
from organisations.models import Organisation
from organisations.selectors.units import house_ids

_SECTORS = {
    **dict.fromkeys(HOSPITAL_KINDS, Sector.HOSPITAL),
    **dict.fromkeys(MUNICIPAL_KINDS, Sector.MUNICIPALITY),
    OrganisationKind.GP_PRACTICE: Sector.GENERAL_PRACTICE,
    OrganisationKind.OUT_OF_HOURS: Sector.GENERAL_PRACTICE,
}


@dataclass(frozen=True, kw_only=True)
class ReceivedLetter:
    """A letter as the house takes it in. `ref` is the identifier of its message, once for each receiver.

    `sent_at` is a time that can be right (RULES 2i V11).
    """

    ref: str
    kind: DocumentCode
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
    # Of two versions that come at the same moment the second is one of the first's document.
    lock_family(citizen.pk)
    known = JourneyEvent.objects.filter(source_ref=letter.ref).first()
    if known is not None:
        return known
    before = _version_before(letter, journey)
    document = (
        before.document
        if before
        else Document.objects.create(
            journey=journey,
            kind=letter.kind.value,
            unit=letter.sender,
            begun_at=now,
            thread=letter.thread,
        )
    )
    number = before.number + 1 if before else 1
    changed = changes(KINDS[letter.kind], before.values, letter.values) if before else ()
    reaches = journey.municipality_id is not None and journey.municipality_id in house_ids(letter.receiver)
    payload = DocumentSent(
        document=str(document.pk),
        document_kind=document.kind,
        version=number,
        receivers=(str(letter.receiver.pk),),
        to_municipality=True if reaches else None,
        changed=tuple(change.field.name for change in changed),
        **_stated(letter, journey),
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
        number=number,
        values=dict(letter.values),
        sent_at=event.occurred_at,
        parts=letter.parts.as_json(),
    )
    announce_received(event, now=now)
    return event


def may_be_from(kind: DocumentCode, sender: Organisation) -> bool:
    """Whether such a document comes from such a house; of a house of which nobody has said what it is, it may."""
    sector = _SECTORS.get(OrganisationKind((sender.root or sender).kind))
    return kind is DocumentCode.CORRESPONDENCE or sector is None or sector in KINDS[kind].senders


def _version_before(letter: ReceivedLetter, journey: Journey) -> Version | None:
    """The last one of the same document: between the same two in a journey there is one of each kind (DICTIONARY 3).

    Letters are no versions of each other; nor is what is older than the last.
    """
    if letter.kind is DocumentCode.CORRESPONDENCE:
        return None
    rows = Version.objects.filter(
        document__journey=journey,
        document__kind=letter.kind.value,
        document__begun_by=None,
        document__unit__in=house_ids(letter.sender),
        event__placement__withdrawn=False,
    )
    rows = rows.select_related("document", "event").order_by("-number", "-pk")
    units = {str(unit) for unit in house_ids(letter.receiver)}
    last = next((row for row in rows if units & set(row.event.payload.get("receivers", ()))), None)
    return last if last is not None and last.sent_at <= letter.sent_at else None


def _stated(letter: ReceivedLetter, journey: Journey) -> dict[str, Any]:
    """As what its receiver gets it, and the answers that the journey folds: where sender and receiver take part."""
    parties = JourneyParty.objects.filter(journey=journey, role__in=RECIPIENTS).order_by("role", "pk")
    if not parties.filter(organisation_id__in=house_ids(letter.sender)).exists():
        return {}
    roles = parties.filter(organisation_id__in=house_ids(letter.receiver)).values_list("role", flat=True)
    role = roles.first()
    if role is None and journey.municipality_id in house_ids(letter.receiver):
        role = "municipality"
    fields = KINDS[letter.kind].fields.values()
    stated = {field.name: letter.values[field.name] for field in fields if field.stated and field.name in letter.values}
    found: dict[str, Any] = {"roles": {str(letter.receiver.pk): role}} if role else {}
    return found | ({"stated": stated} if stated else {})
