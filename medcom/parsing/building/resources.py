"""Makes the resources that every message of ours contains, as MedCom's own test scripts expect them.

fullUrl is `Type/id`, like the references: the scripts ask that Provenance.target equals the fullUrl of the header.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from medcom.parsing import codes
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.fhir.types import Json

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def local(at: datetime) -> str:
    """Danish time with offset, to the second, as the Danish systems write it; at the ends of the calendar UTC."""
    try:
        return at.astimezone(COPENHAGEN).isoformat(timespec="seconds")
    except OverflowError:
        return at.isoformat(timespec="seconds")


def reference(kind: str, identifier: str) -> Json:
    return {"reference": f"{kind}/{identifier}"}


def coding(system: str, code: str) -> Json:
    return {"system": system, "code": code}


def resource(kind: str, identifier: str, profile: str, /, **content: Any) -> Json:
    """A resource with id and profile; content that is None is left out."""
    given = {name: value for name, value in content.items() if value is not None}
    return {"resourceType": kind, "id": identifier, "meta": {"profile": [profile]}, **given}


def bundle(identifier: str, profile: str, assembled_at: datetime, resources: list[Json]) -> Json:
    """A message of the resources, the header first."""
    return {
        "resourceType": "Bundle",
        "id": identifier,
        "meta": {"profile": [profile]},
        "type": "message",
        "timestamp": local(assembled_at),
        "entry": [{"fullUrl": f"{item['resourceType']}/{item['id']}", "resource": item} for item in resources],
    }


class PartyIds(dict[MessageOrganization, str]):
    """The ids that one message gives the organisations in it, each made when it is first named."""

    def __init__(self, ids: Callable[[], str]) -> None:
        """`ids` gives a new one at each call."""
        super().__init__()
        self._ids = ids

    def __missing__(self, party: MessageOrganization) -> str:
        """A new one."""
        self[party] = self._ids()
        return self[party]

    def resources(self) -> list[Json]:
        """All that were named."""
        return [organization(identifier, party) for party, identifier in self.items()]


def organization(identifier: str, party: MessageOrganization) -> Json:
    """An organisation that takes part in the messaging: SOR and GLN."""
    identifiers = [
        {"system": system, "value": value}
        for system, value in (
            (codes.GLN, party.gln),
            (codes.SOR, party.sor),
            (codes.YDERNUMMER, party.ydernummer),
            (codes.MUNICIPALITY, party.municipality_code),
            (codes.REGION, party.region_code),
        )
        if value
    ]
    profile = codes.MESSAGING_ORGANIZATION if party.gln else codes.CORE_ORGANIZATION
    return resource("Organization", identifier, profile, identifier=identifiers, name=party.name)


def destination(party: MessageOrganization, organization_id: str) -> list[Json]:
    """The one primary receiver."""
    use = {"url": codes.DESTINATION_EXTENSION, "valueCoding": coding(codes.DESTINATION_USE, "primary")}
    return [
        {
            "extension": [use],
            "endpoint": f"{codes.SOR_ENDPOINT}{party.sor}",
            "receiver": reference("Organization", organization_id),
        }
    ]


def provenance(
    identifier: str,
    *,
    about: str,
    activity: str,
    at: str,
    recorded: str,
    by: str,
    previous: str | None = None,
    role: str = "revision",
) -> Json:
    """One link of the chain."""
    entity = [{"role": role, "what": reference("MessageHeader", previous)}] if previous else None
    return resource(
        "Provenance",
        identifier,
        codes.MESSAGING_PROVENANCE,
        target=[reference("MessageHeader", about)],
        occurredDateTime=at,
        recorded=recorded,
        activity={"coding": [coding(codes.ACTIVITY_CODES, activity)]},
        agent=[{"who": reference("Organization", by)}],
        entity=entity,
    )
