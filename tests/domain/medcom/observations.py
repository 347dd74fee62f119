"""Invented measurements from the home care to the ward of the invented stays."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from medcom.parsing import codes
from medcom.parsing.building.notification_bundle import BundlePerson, seeded_ids
from medcom.parsing.building.resources import bundle, coding, destination, local, organization, reference, resource
from medcom.parsing.envelope import MessageOrganization
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, WARD

FIRST, SECOND, THIRD = (str(UUID(int=number, version=4)) for number in (11, 12, 13))
_CRP, _GLUCOSE = "P—C-reaktivt protein; massek. = ? mg/L", "P(kB)—Glucose; stofk. = ? mmol/L"


def observation_bundle(
    message_id: str = FIRST,
    *,
    corrects: tuple[str, ...] = (),
    activity: str = "",
    crp: Any = 26,
    at: datetime = MONDAY,
    sender: MessageOrganization = HOME_CARE,
    receiver: MessageOrganization = WARD,
    patient: BundlePerson = NANCY,
    change: Callable[[dict[str, Any]], None] | None = None,
) -> dict[str, Any]:
    """A report of two measurements; `corrects` are the messages before it, the first one first."""
    ids = seeded_ids(int(message_id[-2:], 16) * 100)
    names = [ids() for _number in range(8)]
    patient_id, report_id, first_id, second_id, role_id, person_id, sender_id, receiver_id = names
    results = [
        _measured(first_id, patient_id, _CRP, {"value": crp, "unit": "mg/L"}, at),
        _measured(second_id, patient_id, _GLUCOSE, {"value": 6.8, "unit": "mmol/L", "comparator": "<"}, at, "Fastende"),
    ]
    chain = [*corrects, message_id]
    made = [
        resource(
            "MessageHeader",
            message_id,
            codes.IG + "homecareobservation/StructureDefinition/medcom-homecareobservation-messageheader",
            eventCoding=coding(codes.EVENT_CODES, "homecareobservation-message"),
            destination=destination(receiver, receiver_id),
            sender=reference("Organization", sender_id),
            source={"endpoint": f"{codes.SOR_ENDPOINT}{sender.sor}"},
            focus=[reference("DiagnosticReport", report_id)],
        ),
        _patient(patient_id, patient),
        resource(
            "DiagnosticReport",
            report_id,
            codes.IG + "homecareobservation/StructureDefinition/medcom-homecareobservation-diagnosticreport",
            status="final",
            code={"coding": [{"code": "HomeCareReport"}]},
            subject=reference("Patient", patient_id),
            issued=local(at),
            performer=[reference("Organization", sender_id), reference("PractitionerRole", role_id)],
            result=[reference("Observation", first_id), reference("Observation", second_id)],
            conclusion="Almen tilstand påvirket.",
        ),
        *results,
        *_people(role_id, person_id),
        *(
            _provenance(ids(), each, before, activity if each == message_id else "", sender_id, at)
            for each, before in zip(chain, ["", *chain], strict=False)
        ),
        organization(sender_id, sender),
        organization(receiver_id, receiver),
    ]
    whole: dict[str, Any] = bundle(ids(), codes.HN_MESSAGE, at, made)
    whole.pop("meta", None)
    if change is not None:
        change(whole)
    return whole


def _patient(patient_id: str, patient: BundlePerson) -> dict[str, Any]:
    return resource(
        "Patient",
        patient_id,
        codes.CORE_PATIENT,
        identifier=[{"system": codes.CPR, "value": patient.cpr}],
        name=[{"use": "official", "family": patient.family_name, "given": list(patient.given_names)}],
    )


def _people(role_id: str, person_id: str) -> list[dict[str, Any]]:
    return [
        resource(
            "PractitionerRole",
            role_id,
            codes.CORE_PRACTITIONER_ROLE,
            practitioner=reference("Practitioner", person_id),
            code=[{"coding": [{"code": "sygeplejerske"}]}],
        ),
        resource(
            "Practitioner",
            person_id,
            codes.CORE_PRACTITIONER,
            name=[{"given": ["Anne"], "family": "Test"}],
            telecom=[{"system": "phone", "value": "87654321"}],
        ),
    ]


def _measured(
    identifier: str, patient: str, name: str, quantity: dict[str, Any], at: datetime, note: str = ""
) -> dict[str, Any]:
    return resource(
        "Observation",
        identifier,
        codes.IG + "homecareobservation/StructureDefinition/medcom-homecare-observation",
        status="final",
        code={"coding": [{"system": "urn:oid:1.2.208.176.2.1", "code": "NPU19748", "display": name}]},
        subject=reference("Patient", patient),
        effectiveDateTime=local(at),
        valueQuantity=quantity,
        note=[{"text": note}] if note else None,
    )


def _provenance(identifier: str, message: str, before: str, activity: str, sender: str, at: datetime) -> dict[str, Any]:
    stated = activity or ("modified-message" if before else "new-message")
    entity = [{"role": "revision", "what": reference("MessageHeader", before)}] if before else None
    return resource(
        "Provenance",
        identifier,
        codes.MESSAGING_PROVENANCE,
        target=[reference("MessageHeader", message)],
        occurredDateTime=local(at),
        recorded=local(at),
        activity={"coding": [coding(codes.ACTIVITY_CODES, stated)]},
        agent=[{"who": reference("Organization", sender)}],
        entity=entity,
    )
