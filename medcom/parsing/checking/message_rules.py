"""Rules of every MedCom message that profiles do not express (SPEC A2, A3.5; VALIDATION step 5)."""

from __future__ import annotations

from collections.abc import Iterator

from medcom.parsing.bundle import BundleEntry, Message, previous_of
from medcom.parsing.codes import GLN_SYSTEMS, MUNICIPALITY, REGION, SOR, YDERNUMMER
from medcom.parsing.fhir.formats import fault
from medcom.parsing.fhir.safe import as_dict, as_list, dicts, texts_of
from medcom.parsing.problems.problem import Problem
from organisations.domain.identifiers import (
    check_gln,
    check_region_code,
    check_sor,
    check_ydernummer,
    municipality_code,
)


def check(message: Message, *, chained: bool = True) -> list[Problem]:
    """Problems of header, entries, organisations and Provenances.

    `chained` is that a message carries all of its chain, as notifications do and letters need not.
    """
    return [*_entries(message), *_header(message), *_organizations(message), *_provenances(message, chained=chained)]


def _entries(message: Message) -> Iterator[Problem]:
    if "total" in message.bundle:  # bdl-1
        yield Problem("bundle.interaction", "Bundle.total", {"element": "Bundle.total"})
    seen: dict[str, BundleEntry] = {}
    for entry, item in zip(message.entries, as_list(message.bundle.get("entry")), strict=True):
        yield from _entry(item if isinstance(item, dict) else {}, entry, seen)


def _entry(item: dict[str, object], entry: BundleEntry, seen: dict[str, BundleEntry]) -> Iterator[Problem]:
    path = f"Bundle.entry[{entry.index}]"
    for name in ("search", "request", "response"):
        if name in item:
            yield Problem("bundle.interaction", f"{path}.{name}", {"element": f"Bundle.entry.{name}"})
    if not entry.resource:
        yield Problem("entry.resource_missing", path, {"element": "Bundle.entry.resource"})
    if entry.full_url is None:
        yield Problem("entry.full_url_missing", path, {"element": "Bundle.entry"})
    elif "/_history/" in entry.full_url:
        yield Problem("entry.full_url_version", f"{path}.fullUrl")
    elif entry.id and not entry.full_url.startswith("urn:") and entry.full_url.rpartition("/")[2] != entry.id:
        yield Problem("entry.full_url_other", f"{path}.fullUrl")
    keys = [f"url {entry.full_url}"] if entry.full_url else []
    if entry.id:
        keys.append(f"id {entry.type}/{entry.id}")
    twins = [seen[key] for key in keys if key in seen]
    if twins:
        yield Problem("provenance.id_repeated" if _tells_apart(entry, twins) else "entry.duplicate", path)
    for key in keys:
        seen.setdefault(key, entry)


def _tells_apart(entry: BundleEntry, twins: list[BundleEntry]) -> bool:
    """Provenances are told apart by their targets: senders repeat an id, and MedCom's own test files do (SPEC A6)."""
    return entry.type == "Provenance" and all(
        twin.type == "Provenance"
        and (twin.resource == entry.resource or twin.resource.get("target") != entry.resource.get("target"))
        for twin in twins
    )


def _header(message: Message) -> Iterator[Problem]:
    if not message.entries or message.entries[0].type != "MessageHeader":
        yield Problem("header.missing", "Bundle.entry[0].resource")
    if len(message.of_type("MessageHeader")) > 1:
        yield Problem("header.too_many", "Bundle.entry")


# --- Organisations ------------------------------------------------------------------------------------------------


def _organizations(message: Message) -> Iterator[Problem]:
    parties = {entry.index for entry in message.messaging_organizations}
    for entry in message.of_type("Organization"):
        for index, identifier in enumerate(as_list(entry.resource.get("identifier"))):
            path = f"{entry.path}.identifier[{index}]"
            yield from _identifier(as_dict(identifier), path, is_party=entry.index in parties)


def _identifier(identifier: dict[str, object], path: str, *, is_party: bool) -> Iterator[Problem]:
    system, value = texts_of(identifier, "system", "value")
    if system in GLN_SYSTEMS and (value is None or len(value) != 13 or check_gln(value)):
        code = "organization.gln_invalid"
    elif system == SOR and (value is None or not value.isdecimal() or check_sor(value)):
        code = "organization.sor_invalid"
    elif value is None or not _is_odd(system, value):
        return
    else:
        code = "organization.number_odd"
    yield Problem(code if is_party else "organization.number_odd", path, {"system": system})


def _is_odd(system: str | None, value: str) -> bool:
    if system == YDERNUMMER:
        return check_ydernummer(value) is not None
    if system == MUNICIPALITY:
        return municipality_code(value) is None
    return system == REGION and check_region_code(value) is not None


# --- Provenances --------------------------------------------------------------------------------------------------


def _provenances(message: Message, *, chained: bool) -> Iterator[Problem]:
    if not message.of_type("Provenance"):
        yield Problem("provenance.missing", "Bundle.entry")
        return
    own = message.own_provenances()
    if not own:
        yield Problem("provenance.own_missing", "Bundle.entry")
        return
    if len(own) > 1:
        yield Problem("provenance.own_too_many", own[1].path)
        return
    for index, agent in enumerate(dicts(own[0].resource.get("agent"))):
        if message.resolve(agent.get("who")) is None:
            # The header says who sent it: a death must not be lost for this.
            yield Problem("provenance.agent_outside", f"{own[0].path}.agent[{index}].who")
    if chained:
        yield from _chain(message, own[0])


def _chain(message: Message, own: BundleEntry) -> Iterator[Problem]:
    """Every Provenance that names a predecessor has that one's Provenance in the bundle too."""
    seen = {own.index}
    entry = own
    while (previous := previous_of(entry.resource)[0]) is not None:
        if fault(previous, "id"):
            yield Problem("provenance.previous_invalid", f"{entry.path}.entity")
            return
        earlier = next(iter(message.provenances_about(previous)), None)
        if earlier is None:
            yield Problem("provenance.chain_broken", f"{entry.path}.entity")
            return
        if earlier.index in seen:
            yield Problem("provenance.chain_circular", f"{entry.path}.entity")
            return
        seen.add(earlier.index)
        entry = earlier
    for item in message.of_type("Provenance"):
        if item.index not in seen:
            yield Problem("provenance.outside_chain", item.path)
