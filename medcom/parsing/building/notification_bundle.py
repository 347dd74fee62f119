"""One hospital notification made from values: what `builder` strings into stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from uuid import UUID

from medcom.parsing import codes
from medcom.parsing.activities import ACTIVITIES, activity_code
from medcom.parsing.building.resources import (
    PartyIds,
    bundle,
    coding,
    destination,
    local,
    provenance,
    reference,
    resource,
)
from medcom.parsing.codes import Operation, PhysicalEventKind
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.fhir.types import Json

Ids = Callable[[], str]


def seeded_ids(seed: int) -> Ids:
    """UUIDs that come out the same for the same seed."""
    random = Random(seed)  # noqa: S311 - reproducible, not secret
    return lambda: str(UUID(int=random.getrandbits(128), version=4))


@dataclass(frozen=True, slots=True)
class BundlePerson:
    """The citizen, who must be invented."""

    cpr: str
    family_name: str
    given_names: tuple[str, ...] = ()
    address_lines: tuple[str, ...] = ()
    postal_code: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True)
class BundleStay:
    """The encounter as a message tells it."""

    episode_id: str
    start: datetime
    emergency: bool = False
    end: datetime | None = None
    leave_start: datetime | None = None
    leave_end: datetime | None = None
    lpr3_id: str | None = None
    deceased: bool | None = None
    status: str = "in-progress"


@dataclass(frozen=True, slots=True)
class BundleLink:
    """A message of the chain, carried on in the later ones."""

    message_id: str
    provenance_id: str
    activity: str
    at: datetime
    sender: MessageOrganization
    role: str | None = None


@dataclass(frozen=True, slots=True)
class BuiltNotification:
    """A bundle and what the next message of the stay continues from."""

    bundle: Json
    message_id: str
    kind: PhysicalEventKind
    operation: Operation
    stay: BundleStay
    links: tuple[BundleLink, ...]
    # The activity that a death repeats: that of the state the stay is in.
    current: str


def build_notification(
    *,
    kind: PhysicalEventKind,
    operation: Operation = Operation.FIRST,
    patient: BundlePerson,
    sender: MessageOrganization,
    receiver: MessageOrganization,
    stay: BundleStay,
    sent_at: datetime,
    ids: Ids,
    previous: BuiltNotification | None = None,
    service_provider: MessageOrganization | None = None,
    report_of_admission: bool | None = None,
    activity: str | None = None,
) -> BuiltNotification:
    """One message. Deaths need `activity`, the one that they repeat; `stay.status` is set where that is the rule."""
    activity = activity or activity_code(kind, operation, emergency=stay.emergency)
    stay = replace(stay, status=_status(kind, operation, activity, stay, is_first=previous is None))
    role = None if previous is None else "removal" if operation is Operation.CANCEL else "revision"
    mine = BundleLink(ids(), ids(), activity, sent_at, sender, role)
    links = (*(previous.links if previous else ()), mine)
    parts = _NotificationParts(patient, sender, receiver, service_provider or sender, ids)
    resources = [
        parts.header(mine.message_id, report_of_admission),
        parts.person(stay.deceased),
        parts.encounter(stay),
        *parts.organizations(links),
        *parts.provenances(links),
    ]
    made = bundle(ids(), codes.HN_MESSAGE, sent_at, resources)
    stem = activity.removeprefix("revise-").removeprefix("cancel-")
    return BuiltNotification(made, mine.message_id, kind, operation, stay, links, stem)


def _status(kind: PhysicalEventKind, operation: Operation, activity: str, stay: BundleStay, *, is_first: bool) -> str:
    if kind is not PhysicalEventKind.MORS:
        return ACTIVITIES[activity].status
    if operation is Operation.CANCEL:
        return stay.status
    # Dead on arrival is in-progress in MedCom's scripts (send-mors), and stays so when corrected (send-re-mors).
    return "in-progress" if is_first or stay.end == stay.start else "finished"


@dataclass(slots=True)
class _NotificationParts:
    """The resources of one message, with ids that are its own."""

    patient: BundlePerson
    sender: MessageOrganization
    receiver: MessageOrganization
    provider: MessageOrganization
    ids: Ids
    patient_id: str = ""
    encounter_id: str = ""
    parties: PartyIds = field(init=False)

    def __post_init__(self) -> None:
        self.parties = PartyIds(self.ids)
        self.patient_id, self.encounter_id = self.ids(), self.ids()

    def header(self, message_id: str, report_of_admission: bool | None) -> Json:
        extensions = []
        if report_of_admission is not None:
            extensions.append({"url": codes.ROA_FLAG, "valueBoolean": report_of_admission})
        if report_of_admission:
            sender = reference("Organization", self.parties[self.sender])
            extensions.append({"url": codes.ROA_RECIPIENT, "valueReference": sender})
        return resource(
            "MessageHeader",
            message_id,
            codes.HN_HEADER,
            extension=extensions or None,
            eventCoding=coding(codes.EVENT_CODES, "hospital-notification-message"),
            destination=destination(self.receiver, self.parties[self.receiver]),
            sender=reference("Organization", self.parties[self.sender]),
            source={"endpoint": f"{codes.SOR_ENDPOINT}{self.sender.sor}"},
            focus=[reference("Encounter", self.encounter_id)],
        )

    def person(self, deceased: bool | None) -> Json:
        name: Json = {"use": "official", "family": self.patient.family_name}
        if self.patient.given_names:
            name["given"] = list(self.patient.given_names)
        address: Json = {"line": list(self.patient.address_lines)} if self.patient.address_lines else {}
        address |= {"city": self.patient.city} if self.patient.city else {}
        address |= {"postalCode": self.patient.postal_code} if self.patient.postal_code else {}
        return resource(
            "Patient",
            self.patient_id,
            codes.CORE_PATIENT,
            identifier=[{"system": codes.CPR, "value": self.patient.cpr}],
            name=[name],
            deceasedBoolean=deceased,
            address=[address] if address else None,
        )

    def encounter(self, stay: BundleStay) -> Json:
        leave = _period(stay.leave_start, stay.leave_end)
        local_id = {"system": f"{codes.SOR_ENDPOINT}{self.sender.sor}", "value": stay.episode_id}
        episodes = [{"identifier": local_id}]
        if stay.lpr3_id:
            episodes.append({"identifier": {"system": codes.LPR3, "value": f"urn:uuid:{stay.lpr3_id}"}})
        return resource(
            "Encounter",
            self.encounter_id,
            codes.HN_ENCOUNTER,
            extension=[{"url": codes.LEAVE_PERIOD, "valuePeriod": leave}] if leave else None,
            status=stay.status,
            **{"class": coding(codes.ACT_CODE, "EMER" if stay.emergency else "IMP")},
            subject=reference("Patient", self.patient_id),
            episodeOfCare=episodes,
            period=_period(stay.start, stay.end),
            serviceProvider=reference("Organization", self.parties[self.provider]),
        )

    def organizations(self, links: tuple[BundleLink, ...]) -> list[Json]:
        for link in links:
            _ = self.parties[link.sender]
        return self.parties.resources()

    def provenances(self, links: tuple[BundleLink, ...]) -> list[Json]:
        found, previous = [], None
        for link in links:
            found.append(
                provenance(
                    link.provenance_id,
                    about=link.message_id,
                    activity=link.activity,
                    at=local(link.at),
                    recorded=local(link.at),
                    by=self.parties[link.sender],
                    previous=previous,
                    role=link.role or "revision",
                )
            )
            previous = link.message_id
        return found


def _period(start: datetime | None, end: datetime | None) -> Json:
    return {name: local(at) for name, at in (("start", start), ("end", end)) if at is not None}
