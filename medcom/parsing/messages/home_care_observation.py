"""A HomeCareObservation as one frozen value: what municipal nurses have measured at home (SPEC A1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from medcom.parsing.bundle import BundleEntry, Message
from medcom.parsing.checking.observation_rules import report_of, results_of
from medcom.parsing.envelope import Envelope, MessageOrganization
from medcom.parsing.fhir.formats import instant
from medcom.parsing.fhir.safe import as_dict, as_text, dicts, first, text_at
from medcom.parsing.fhir.types import Json
from medcom.parsing.messages.care_communication import Author, NotALetter, numbers_of, person_of, previous_message
from medcom.parsing.messages.notification import name_of

MODIFIED = "modified-message"


@dataclass(frozen=True, slots=True)
class Result:
    """One measurement: what was measured, what came out ("" where nothing did), when, and what was noted."""

    name: str
    value: str
    at: datetime | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeCareObservation:
    """The measurements of one report. `first_id` is the message that it corrects in the end, else its own."""

    message_id: str
    first_id: str
    activity: str
    sender: MessageOrganization
    receiver: MessageOrganization
    cpr: str | None
    replacement: str | None
    family_name: str | None
    given_names: str | None
    sent_at: datetime
    performer: Author
    results: tuple[Result, ...]
    conclusion: str
    # Images and other files, which are not taken out of it.
    files: int

    @property
    def identity(self) -> tuple[object, ...]:
        """What a technical resend repeats (SPEC A5)."""
        return (self.cpr, self.replacement, self.activity, self.sent_at, self.results, self.conclusion, self.files)


def read_home_care_observation(message: Message, envelope: Envelope) -> HomeCareObservation:
    """Reads a message that was found without errors; raises NotALetter on another."""
    report, patient = report_of(message), next(iter(message.of_type("Patient")), None)
    if report is None or patient is None or envelope.message_id is None:
        raise NotALetter("the report, its patient or its id is missing")
    if envelope.sender is None or envelope.receiver is None:
        raise NotALetter("sender or receiver is missing")
    own = next(iter(message.own_provenances()), None)
    provenance = own.resource if own is not None else {}
    sent_at = (
        instant(report.resource.get("issued")) or instant(provenance.get("occurredDateTime")) or envelope.assembled_at
    )
    if sent_at is None:
        raise NotALetter("nobody says when it was sent")
    cpr, replacement = numbers_of(patient)
    family_name, given_names = name_of(patient.resource)
    return HomeCareObservation(
        message_id=envelope.message_id,
        first_id=_first(message, envelope.message_id),
        activity=(envelope.own_provenance.activity if envelope.own_provenance else None) or "new-message",
        sender=envelope.sender,
        receiver=envelope.receiver,
        cpr=cpr,
        replacement=replacement,
        family_name=family_name,
        given_names=given_names,
        sent_at=sent_at,
        performer=_performer(message, report),
        results=tuple(_result(entry.resource) for entry in results_of(message, report)),
        conclusion=as_text(report.resource.get("conclusion")) or "",
        files=len(message.of_type("Media")),
    )


def _first(message: Message, message_id: str) -> str:
    """Along what each message corrects, as far as this one carries it."""
    seen = {message_id}
    found = message_id
    while True:
        told = next(iter(message.provenances_about(found)), None)
        before = previous_message(told.resource) if told is not None else None
        if before is None or before in seen:
            return found
        seen.add(before)
        found = before


def _performer(message: Message, report: BundleEntry) -> Author:
    for reference in dicts(report.resource.get("performer")):
        role = message.resolve(reference)
        if role is not None and role.type == "PractitionerRole":
            name, words = person_of(message, role)
            person = message.resolve(role.resource.get("practitioner"))
            telecoms = dicts(person.resource.get("telecom")) if person is not None else []
            return Author(name, words, next((text_at(each, "value") or "" for each in telecoms), ""))
    return Author()


def _result(observation: Json) -> Result:
    notes = (as_text(note.get("text")) or "" for note in dicts(observation.get("note")))
    return Result(
        _name(as_dict(observation.get("code"))),
        _value(observation),
        instant(observation.get("effectiveDateTime")),
        " ".join(filter(None, notes)),
    )


def _name(code: Json) -> str:
    """Of an NPU name what is measured: it stands between the system and the kind of quantity."""
    coding = first(code.get("coding"))
    display = as_text(coding.get("display")) or as_text(code.get("text")) or ""
    measured = display.partition("\u2014")[2] or display
    return measured.partition(";")[0].strip() or as_text(coding.get("code")) or "?"


def _value(observation: Json) -> str:
    quantity = as_dict(observation.get("valueQuantity"))
    if "value" in quantity:
        unit = as_text(quantity.get("unit")) or ""
        value = quantity["value"]
        # XML has no whole numbers: what was written as 26 comes as 26.0.
        value = int(value) if isinstance(value, float) and value.is_integer() else value
        number = f"{as_text(quantity.get('comparator')) or ''}{value}".replace(".", ",")
        return f"{number} {unit}".strip()
    concept = as_dict(observation.get("valueCodeableConcept"))
    words = as_text(concept.get("text")) or as_text(first(concept.get("coding")).get("display"))
    return as_text(observation.get("valueString")) or words or ""
