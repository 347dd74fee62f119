"""What can be said of any message, however broken: ids, kind, sender and receiver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from medcom.parsing.bundle import BundleEntry, Message, activity_of
from medcom.parsing.codes import (
    ACTIVITY_CODES,
    EVENT_KINDS,
    GLN_SYSTEMS,
    MUNICIPALITY,
    REGION,
    SOR,
    SOR_ENDPOINT,
    YDERNUMMER,
    MessageEventKind,
)
from medcom.parsing.fhir.formats import fault, instant
from medcom.parsing.fhir.safe import as_dict, as_list, as_text, dicts, first, text_at, texts_of
from medcom.parsing.fhir.types import Json


@dataclass(frozen=True, slots=True)
class MessageOrganization:
    """An organisation as a message names it; None where it does not say."""

    sor: str | None = None
    gln: str | None = None
    name: str | None = None
    ydernummer: str | None = None
    municipality_code: str | None = None
    region_code: str | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class OwnProvenance:
    """The Provenance about the message itself, as far as it is readable."""

    id: str | None
    activity: str | None
    occurred: str | None
    recorded: str | None


@dataclass(frozen=True, slots=True)
class Envelope:
    """The outside of a message."""

    bundle_id: str | None
    message_id: str | None
    event: MessageEventKind
    event_code: str | None
    sender: MessageOrganization | None
    receiver: MessageOrganization | None
    assembled_at: datetime | None
    own_provenance: OwnProvenance | None
    answers: str | None = None
    answer_code: str | None = None

    @property
    def can_be_answered(self) -> bool:
        """Whether an acknowledgement can be addressed: the message id and the sender's SOR and GLN are known."""
        return bool(self.message_id and self.sender and self.sender.sor and self.sender.gln)


def read_envelope(bundle: Json | Message) -> Envelope:
    """Reads what is there; never raises on a decoded dict."""
    message = Message.of(bundle)
    header = message.header.resource if message.header else {}
    response = as_dict(header.get("response"))
    return Envelope(
        bundle_id=_identifier(message.bundle.get("id")),
        message_id=_identifier(header.get("id")),
        event=event_of(message),
        event_code=text_at(header, "eventCoding", "code"),
        sender=read_organization(message, header.get("sender"), as_dict(header.get("source")).get("endpoint")),
        receiver=_receiver(message, header),
        assembled_at=instant(message.bundle.get("timestamp")),
        own_provenance=_own_provenance(message),
        answers=_identifier(response.get("identifier")),
        answer_code=as_text(response.get("code")),
    )


def _identifier(value: Any) -> str | None:
    """An id that FHIR allows; another could not be repeated in an acknowledgement."""
    return value if isinstance(value, str) and not fault(value, "id") else None


def event_of(message: Message) -> MessageEventKind:
    """By eventCoding; a header without one is known by its answer, its profiles or its focus."""
    header = message.header.resource if message.header else {}
    code = text_at(header, "eventCoding", "code")
    if code is not None:
        return EVENT_KINDS.get(code, MessageEventKind.OTHER)
    if "response" in header:
        return MessageEventKind.ACKNOWLEDGEMENT
    profiles = " ".join(
        str(profile)
        for resource in (message.bundle, header)
        for profile in as_list(as_dict(resource.get("meta")).get("profile"))
    ).lower()
    focus = message.resolve(first(header.get("focus")))
    if "hospitalnotification" in profiles or (focus is not None and focus.type == "Encounter"):
        return MessageEventKind.HOSPITAL_NOTIFICATION
    return MessageEventKind.UNKNOWN


def _receiver(message: Message, header: Json) -> MessageOrganization | None:
    destinations = list(dicts(header.get("destination")))
    primary = next((item for item in destinations if "primary" in _uses(item)), first(destinations))
    return read_organization(message, primary.get("receiver"), primary.get("endpoint"))


def _uses(destination: Json) -> list[Any]:
    return [as_dict(part.get("valueCoding")).get("code") for part in dicts(destination.get("extension"))]


def read_organization(message: Message, reference: Any, endpoint: Any = None) -> MessageOrganization | None:
    """The organisation that a reference means; an endpoint of the SOR register tells a missing SOR code."""
    entry = message.resolve(reference)
    found = _organization(entry) if entry is not None else None
    sor = endpoint.removeprefix(SOR_ENDPOINT) if isinstance(endpoint, str) else ""
    if not sor.isdecimal() or (found is not None and found.sor is not None):
        return found
    named = found or MessageOrganization()
    return MessageOrganization(
        sor, named.gln, named.name, named.ydernummer, named.municipality_code, named.region_code, named.source_id
    )


def _organization(entry: BundleEntry) -> MessageOrganization:
    values: dict[str, str] = {}
    for identifier in dicts(entry.resource.get("identifier")):
        system, value = texts_of(identifier, "system", "value")
        if system and value:
            values.setdefault("gln" if system in GLN_SYSTEMS else system, value)
    return MessageOrganization(
        sor=values.get(SOR),
        gln=values.get("gln"),
        name=as_text(entry.resource.get("name")),
        ydernummer=values.get(YDERNUMMER),
        municipality_code=values.get(MUNICIPALITY),
        region_code=values.get(REGION),
        source_id=entry.id,
    )


def _own_provenance(message: Message) -> OwnProvenance | None:
    own = next(iter(message.own_provenances()), None)
    if own is None:
        return None
    return OwnProvenance(
        id=_identifier(own.resource.get("id")),
        activity=activity_of(own.resource, ACTIVITY_CODES),
        occurred=_time(own.resource.get("occurredDateTime")),
        recorded=_time(own.resource.get("recorded")),
    )


def _time(value: Any) -> str | None:
    return value if isinstance(value, str) and instant(value) is not None else None
