"""One CareCommunication 5.0 made from values (SPEC A4; DICTIONARY 8.2)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any
from uuid import UUID

from medcom.parsing import codes
from medcom.parsing.building.notification_bundle import BundlePerson
from medcom.parsing.building.resources import (
    PartyIds,
    bundle,
    coding,
    destination,
    local,
    reference,
    resource,
)
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.fhir.types import Json

DEFINITION = f"{codes.CC_DEFINITION}|5.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """One text with who wrote it; `role` is in words. `id` is a UUID."""

    id: str
    text: str
    at: datetime
    name: str
    role: str
    phone: str
    organisation: MessageOrganization


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFile:
    """A file: the letter that adds it brings its `data`, one of an earlier letter is named only (DICTIONARY 8.2)."""

    id: str
    title: str
    at: datetime
    organisation: MessageOrganization
    content_type: str = ""
    data: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLink:
    """A message of the thread: what it added, and which one it followed."""

    message_id: str
    provenance_id: str
    activity: str
    at: datetime
    sender: MessageOrganization
    sources: tuple[str, ...]
    previous: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToSend:
    """A letter whole: the last link is this message, the texts are of the whole thread, oldest first."""

    thread: UUID
    patient: BundlePerson
    sender: MessageOrganization
    receiver: MessageOrganization
    category: str
    topic: str
    texts: Sequence[LetterText]
    links: Sequence[LetterLink]
    files: Sequence[LetterFile] = ()
    specific_receiver: str = ""
    # As it was received in the thread: it shall be returned (DICTIONARY 8.2).
    encounter: Json | None = None


def build_letter(letter: LetterToSend, *, now: datetime, ids: Callable[[], str]) -> Json:
    """The message; `ids` gives a new UUID at each call. A resend takes another envelope id and time, no more."""
    parts = _LetterParts(letter, ids)
    resources = [
        parts.header(),
        parts.person(),
        parts.communication(),
        *parts.people(),
        *parts.encounters(),
        *parts.teams(),
        *parts.provenances(),
    ]
    return bundle(ids(), codes.CC_MESSAGE, now, [*resources, *parts.organizations()])


@dataclass(slots=True)
class _LetterParts:
    """The resources of one message, with ids that are its own."""

    letter: LetterToSend
    ids: Callable[[], str]
    patient_id: str = ""
    communication_id: str = ""
    encounter_id: str = ""
    team_id: str = ""
    parties: PartyIds = field(init=False)
    authors: dict[tuple[str, str, MessageOrganization], tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parties = PartyIds(self.ids)
        self.patient_id, self.communication_id = self.ids(), self.ids()
        self.encounter_id, self.team_id = self.ids(), self.ids()
        for text in self.letter.texts:
            key = (text.name, text.role, text.organisation)
            if key not in self.authors:
                self.authors[key] = (self.ids(), self.ids())

    def header(self) -> Json:
        letter = self.letter
        return resource(
            "MessageHeader",
            letter.links[-1].message_id,
            codes.CC_HEADER,
            text=_narrative("MessageHeader"),
            eventCoding=coding(codes.EVENT_CODES, "care-communication-message"),
            destination=destination(letter.receiver, self.parties[letter.receiver]),
            sender=reference("Organization", self.parties[letter.sender]),
            source={"endpoint": f"{codes.SOR_ENDPOINT}{letter.sender.sor}"},
            focus=[reference("Communication", self.communication_id)],
            definition=DEFINITION,
        )

    def person(self) -> Json:
        patient = self.letter.patient
        name: Json = {"use": "official", "family": patient.family_name or "Ukendt"}
        if patient.given_names:
            name["given"] = list(patient.given_names)
        return resource(
            "Patient",
            self.patient_id,
            codes.CORE_PATIENT,
            text=_narrative("Patient"),
            identifier=[{"system": codes.CPR, "value": patient.cpr}],
            name=[name],
        )

    def communication(self) -> Json:
        letter = self.letter
        return resource(
            "Communication",
            self.communication_id,
            codes.CC_COMMUNICATION,
            text=_narrative(*(text.text for text in letter.texts)),
            identifier=[{"value": f"urn:uuid:{letter.thread}"}],
            status="unknown",
            category=[{"coding": [coding(codes.CC_CATEGORIES, letter.category)]}],
            subject=reference("Patient", self.patient_id),
            topic={"text": letter.topic} if letter.topic else None,
            encounter=reference("Encounter", self.encounter_id) if letter.encounter else None,
            recipient=[reference("CareTeam", self.team_id)] if letter.specific_receiver else None,
            payload=[*map(self._payload, letter.texts), *map(self._file, letter.files)],
        )

    def _marks(self, part: LetterText | LetterFile) -> list[Json]:
        """What every part has: when it was added, its identifier, and whose it is."""
        assigner = reference("Organization", self.parties[part.organisation])
        return [
            {"url": codes.DATE_EXTENSION, "valueDateTime": local(part.at)},
            {
                "url": codes.IDENTIFIER_EXTENSION,
                "valueIdentifier": {"value": f"urn:uuid:{part.id}", "assigner": assigner},
            },
        ]

    def _file(self, file: LetterFile) -> Json:
        content: Json = {"title": file.title}
        if file.data is not None:
            content = {"contentType": file.content_type, "data": b64encode(file.data).decode("ascii"), **content}
        return {"extension": self._marks(file), "contentAttachment": content}

    def _payload(self, text: LetterText) -> Json:
        role_id, _person_id = self.authors[text.name, text.role, text.organisation]
        return {
            "extension": [
                *self._marks(text),
                {"url": codes.AUTHOR_EXTENSION, "valueReference": reference("PractitionerRole", role_id)},
                {
                    "url": codes.CONTACT_EXTENSION,
                    "valueContactPoint": {"system": "phone", "value": text.phone},
                },
            ],
            "contentString": text.text,
        }

    def people(self) -> list[Json]:
        made = []
        for (name, role, _organisation), (role_id, person_id) in self.authors.items():
            *given, family = name.split() or [name]
            person: Json = {"family": family, **({"given": given} if given else {})}
            made.append(
                resource(
                    "PractitionerRole",
                    role_id,
                    codes.CORE_PRACTITIONER_ROLE,
                    text=_narrative(role),
                    practitioner=reference("Practitioner", person_id),
                    code=[{"text": role}],
                )
            )
            made.append(
                resource("Practitioner", person_id, codes.CORE_PRACTITIONER, text=_narrative(name), name=[person])
            )
        return made

    def encounters(self) -> list[Json]:
        stated: Any = self.letter.encounter
        if not stated:
            return []
        named = {name: stated[name] for name in ("status", "class", "episodeOfCare") if name in stated}
        subject = reference("Patient", self.patient_id)
        return [
            resource(
                "Encounter",
                self.encounter_id,
                codes.CORE_ENCOUNTER,
                text=_narrative("Encounter"),
                subject=subject,
                **named,
            )
        ]

    def teams(self) -> list[Json]:
        if not self.letter.specific_receiver:
            return []
        return [
            resource(
                "CareTeam",
                self.team_id,
                codes.CORE_CARETEAM,
                text=_narrative(self.letter.specific_receiver),
                name=self.letter.specific_receiver,
                managingOrganization=[reference("Organization", self.parties[self.letter.receiver])],
            )
        ]

    def provenances(self) -> list[Json]:
        return [self._provenance(link) for link in self.letter.links]

    def _provenance(self, link: LetterLink) -> Json:
        entity: list[Json] = [
            {"role": "source", "what": {"identifier": {"value": f"urn:uuid:{source}"}}} for source in link.sources
        ]
        if link.previous:
            entity.append({"role": "revision", "what": reference("MessageHeader", link.previous)})
        return resource(
            "Provenance",
            link.provenance_id,
            codes.CC_PROVENANCE,
            target=[reference("MessageHeader", link.message_id)],
            occurredDateTime=local(link.at),
            recorded=local(link.at),
            activity={"coding": [coding(codes.ACTIVITY_CODES, link.activity)]},
            agent=[{"who": reference("Organization", self.parties[link.sender])}],
            entity=entity,
        )

    def organizations(self) -> list[Json]:
        return self.parties.resources()


def _narrative(*texts: str) -> Json:
    """The text that every receiver can show (text.status, text.div)."""
    lines = "<br/>".join(escape(line) for text in texts for line in text.splitlines() if line.strip())
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{lines or "–"}</div>'}
