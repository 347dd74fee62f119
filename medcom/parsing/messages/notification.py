"""A hospital notification as one frozen value (SPEC A3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from medcom.parsing.activities import ACTIVITIES, EMER, Activity
from medcom.parsing.bundle import Message, activity_of, message_of, previous_of
from medcom.parsing.checking.notification_rules import FLAG, encounter_of, is_deceased, leave_of
from medcom.parsing.codes import ACTIVITY_CODES, CPR, LPR3, Operation, PhysicalEventKind
from medcom.parsing.envelope import Envelope, MessageOrganization, read_envelope, read_organization
from medcom.parsing.fhir.formats import instant
from medcom.parsing.fhir.safe import as_dict, as_list, as_text, dicts, extension, first, text_at, texts_of
from medcom.parsing.fhir.types import Json


@dataclass(frozen=True, slots=True)
class NotificationProvenance:
    """One message of the chain."""

    message_id: str | None
    activity: str | None
    occurred_at: datetime | None
    recorded_at: datetime | None
    previous_id: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class HospitalNotification:
    """What a hospital tells about a citizen's stay. Times are aware UTC; None is unknown."""

    bundle_id: str
    message_id: str
    assembled_at: datetime | None
    activity: str
    short: PhysicalEventKind
    operation: Operation
    is_emergency: bool
    sender: MessageOrganization
    receiver: MessageOrganization
    service_provider: MessageOrganization | None
    report_recipient: MessageOrganization | None
    cpr: str
    family_name: str | None
    given_names: str | None
    address_lines: tuple[str, ...]
    postal_code: str | None
    city: str | None
    deceased: bool | None
    deceased_at: datetime | None
    encounter_class: str | None
    encounter_status: str | None
    period_start: datetime | None
    period_end: datetime | None
    leave_start: datetime | None
    leave_end: datetime | None
    episode_ids: tuple[str, ...]
    report_of_admission: bool | None
    previous_id: str | None
    entity_role: str | None
    provenances: tuple[NotificationProvenance, ...]
    occurred_at: datetime
    occurred_at_is_fallback: bool
    sent_at: datetime | None
    # Fields whose time cannot be right and is held at the bundle's (RULES 2i V11).
    uncertain: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[object, ...]:
        """What a technical resend repeats: another one under the same message id is a conflict (SPEC A5)."""
        return (
            self.cpr,
            self.episode_ids,
            self.activity,
            self.short,
            self.operation,
            self.previous_id,
            self.occurred_at,
            self.period_start,
            self.period_end,
            self.leave_start,
            self.leave_end,
            self.deceased,
            self.deceased_at,
        )

    @property
    def chain(self) -> tuple[str, ...]:
        """Message ids from the earliest that the message carries to its own."""
        earlier = {item.message_id: item.previous_id for item in self.provenances}
        found = [self.message_id]
        while (previous := earlier.get(found[0])) is not None and previous not in found:
            found.insert(0, previous)
        return tuple(found)


class NotANotification(ValueError):
    """The bundle lacks something that the checker demands; check it before reading it."""


def read_notification(bundle: Json | Message, envelope: Envelope | None = None) -> HospitalNotification:
    """Reads a bundle in which `check` found no error; raises NotANotification otherwise.

    `envelope` is what was read of its outside already.
    """
    message = Message.of(bundle)
    envelope = envelope or read_envelope(message)
    encounter = encounter_of(message)
    own = message.own_provenances()
    patient = next(iter(message.of_type("Patient")), None)
    if message.header is None or encounter is None or patient is None or not own:
        raise NotANotification("header, encounter, patient or own provenance is missing")
    mine = _provenance(own[0].resource)
    activity = ACTIVITIES.get(mine.activity or "")
    if activity is None:
        raise NotANotification("the activity is not one of a notification")
    facts: dict[str, Any] = {
        **_parties(message, envelope, encounter.resource),
        **_person(patient.resource),
        **_stay(encounter.resource),
    }
    short, operation = classify(activity, role=mine.role, deceased=facts["deceased"], repeats=_repeats(message, mine))
    occurred_at = _occurred_at(short, operation, facts)
    return HospitalNotification(
        bundle_id=_required(message.bundle.get("id"), "Bundle.id"),
        message_id=_required(message.header.resource.get("id"), "MessageHeader.id"),
        assembled_at=envelope.assembled_at,
        activity=activity.code,
        short=short,
        operation=operation,
        is_emergency=facts["encounter_class"] == EMER,
        report_of_admission=_flag(message.header.resource),
        previous_id=mine.previous_id,
        entity_role=mine.role,
        provenances=tuple(_provenance(entry.resource) for entry in message.of_type("Provenance")),
        occurred_at=occurred_at or _own_time(mine),
        occurred_at_is_fallback=occurred_at is None and operation is not Operation.CANCEL,
        sent_at=mine.recorded_at or mine.occurred_at,
        **facts,
    )


def classify(
    activity: Activity, *, role: str | None, deceased: bool | None, repeats: bool
) -> tuple[PhysicalEventKind, Operation]:
    """Which event it is (SPEC A3.1). Deaths have no activity of their own and repeat the current one:

    * a cancel-… activity undoes that event, whatever is said of death (unless it only repeats its predecessor's);
    * role removal with any other activity undoes a death (AN_MORS; MedCom's scripts send-an-mors-*);
    * `deceased` explicitly false in a revision that repeats its predecessor's activity undoes a death too: a living
      patient's correction would have a revise-… activity;
    * `deceased` true is a death. MORS and RE_MORS look alike without the predecessor: both are `first`, and the reader
      lets one void its predecessor only if that was a death itself.
    """
    if activity.operation is Operation.CANCEL and role != "revision" and not repeats:
        return activity.kind, Operation.CANCEL
    if role == "removal" or (deceased is False and repeats and activity.operation is not Operation.REVISE):
        return PhysicalEventKind.MORS, Operation.CANCEL
    if deceased:
        return PhysicalEventKind.MORS, Operation.FIRST
    return activity.kind, activity.operation


def repeats_state(mine: NotificationProvenance, before: NotificationProvenance) -> bool:
    """Whether a message only repeats the activity of the one before it, as deaths do.

    A death revises what it follows: a cancel-… activity after a cancellation itself is one more cancellation.
    """
    activity = ACTIVITIES.get(mine.activity or "")
    cancelling = activity is not None and activity.operation is Operation.CANCEL
    both = cancelling and mine.role == before.role == "removal"
    return mine.activity == before.activity and not both


def _repeats(message: Message, mine: NotificationProvenance) -> bool:
    if mine.previous_id is None:
        return False
    earlier = [_provenance(entry.resource) for entry in message.provenances_about(mine.previous_id)]
    return any(repeats_state(mine, before) for before in earlier)


def _occurred_at(short: PhysicalEventKind, operation: Operation, facts: dict[str, Any]) -> datetime | None:
    """The time to show people: from the encounter (SPEC A3.2); a cancellation happened when it was made."""
    if operation is Operation.CANCEL:
        return None
    found: datetime | None
    if short is PhysicalEventKind.STOR:
        found = facts["leave_start"]
    elif short is PhysicalEventKind.SLOR:
        found = facts["leave_end"]
    elif short is PhysicalEventKind.SLHJ:
        found = facts["period_end"]
    elif short is PhysicalEventKind.MORS:
        found = facts["deceased_at"] or facts["period_end"]
    else:
        found = facts["period_start"]
    return found


def _own_time(mine: NotificationProvenance) -> datetime:
    found = mine.occurred_at or mine.recorded_at
    if found is None:
        raise NotANotification("the own provenance has no time")
    return found


def _required(value: Any, name: str) -> str:
    text = as_text(value)
    if text is None:
        raise NotANotification(f"{name} is missing")
    return text


def _flag(header: Json) -> bool | None:
    value = extension(header, FLAG).get("valueBoolean")
    return value if isinstance(value, bool) else None


def _parties(message: Message, envelope: Envelope, encounter: Json) -> dict[str, Any]:
    if envelope.sender is None or envelope.receiver is None:
        raise NotANotification("sender or receiver is missing")
    return {
        "sender": envelope.sender,
        "receiver": envelope.receiver,
        "service_provider": read_organization(message, encounter.get("serviceProvider")),
        "report_recipient": read_organization(message, message.report_recipient),
    }


def _person(patient: Json) -> dict[str, Any]:
    numbers = [item.get("value") for item in dicts(patient.get("identifier")) if item.get("system") == CPR]
    family_name, given_names = name_of(patient)
    address = first(patient.get("address"))
    postal_code, city = texts_of(address, "postalCode", "city")
    return {
        "cpr": _required(numbers[0] if numbers else None, "Patient.identifier"),
        "family_name": family_name,
        "given_names": given_names,
        "address_lines": tuple(line for line in as_list(address.get("line")) if as_text(line)),
        "postal_code": postal_code,
        "city": city,
        "deceased": is_deceased(patient),
        "deceased_at": instant(patient.get("deceasedDateTime")),
    }


def name_of(patient: Json) -> tuple[str | None, str | None]:
    """Family name and given names: the official ones, else the first that are told."""
    names = dicts(patient.get("name"))
    name = next((item for item in names if item.get("use") == "official"), names[0] if names else {})
    return as_text(name.get("family")), " ".join(part for part in as_list(name.get("given")) if as_text(part)) or None


def _stay(encounter: Json) -> dict[str, Any]:
    period, leave = as_dict(encounter.get("period")), leave_of(encounter)
    return {
        "encounter_class": text_at(encounter, "class", "code"),
        "encounter_status": text_at(encounter, "status"),
        "period_start": instant(period.get("start")),
        "period_end": instant(period.get("end")),
        "leave_start": instant(leave.get("start")),
        "leave_end": instant(leave.get("end")),
        "episode_ids": episodes_of(encounter),
    }


def episodes_of(encounter: Json) -> tuple[str, ...]:
    """`local:<id>` or `lpr3:<uuid>`, lower case, hyphens kept; some senders write urn:uuid: before a local id."""
    found = set()
    for episode in dicts(encounter.get("episodeOfCare")):
        system, value = texts_of(as_dict(episode.get("identifier")), "system", "value")
        if value is not None:
            kind = "lpr3" if system == LPR3 else "local"
            found.add(f"{kind}:{value.strip().lower().removeprefix('urn:uuid:')}")
    return tuple(sorted(found))


def _provenance(resource: Json) -> NotificationProvenance:
    previous, role = previous_of(resource)
    return NotificationProvenance(
        message_id=message_of(first(resource.get("target"))),
        activity=activity_of(resource, ACTIVITY_CODES),
        occurred_at=instant(resource.get("occurredDateTime")),
        recorded_at=instant(resource.get("recorded")),
        previous_id=previous,
        role=role,
    )
