"""Compiles published StructureDefinitions, ValueSets and CodeSystems into the small tables the checker reads.

Versions are pinned per message (SPEC A1; never mixed):

* hospital notification 3.0.2: messaging 2.1.0, core 2.0.0, terminology 1.1.1
* acknowledgement 2.0.3: messaging 2.1.0, core 2.0.1, terminology 1.4.0
* care communication 5.0.2: messaging 4.0.2, core 3.0.1, terminology 2.0.1
* care communication 4.0.3, which is only taken in: the same, as its own (2.2.2, 2.4.0, 1.7.0) are not at hand

dk-core (the Danish base profiles) is not among the published files used here: what its identifier profiles fix is
written down in `EXTERNAL_PROFILES`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from medcom.parsing.compiling.valuesets import ValueSets

Json = dict[str, Any]

MESSAGES: dict[str, tuple[str, ...]] = {
    "hospitalnotification": ("hospitalnotification-3.0.2", "messaging-2.1.0", "core-2.0.0", "terminology-1.1.1"),
    "acknowledgement": ("acknowledgement-2.0.3", "messaging-2.1.0", "core-2.0.1", "terminology-1.4.0"),
    "carecommunication": ("carecommunication-5.0.2", "messaging-4.0.2", "core-3.0.1", "terminology-2.0.1"),
    "carecommunication4": ("carecommunication-4.0.3", "messaging-4.0.2", "core-3.0.1", "terminology-2.0.1"),
}
_CARE_COMMUNICATION = (
    "medcom-careCommunication-message",
    "medcom-careCommunication-messageHeader",
    "medcom-careCommunication-communication",
    "medcom-careCommunication-provenance",
    "medcom-core-patient",
    "medcom-core-encounter",
    "medcom-core-practitioner",
    "medcom-core-practitionerrole",
    "medcom-core-careteam",
    "medcom-messaging-organization",
)
# The profiles that the resources of these messages are held against; what they refer to is added.
ROOTS: dict[str, tuple[str, ...]] = {
    "hospitalnotification": (
        "medcom-hospitalNotification-message",
        "medcom-hospitalNotification-messageHeader",
        "medcom-hospitalNotification-encounter",
        "medcom-core-patient",
        "medcom-core-organization",
        "medcom-messaging-organization",
        "medcom-messaging-provenance",
    ),
    "acknowledgement": (
        "medcom-messaging-acknowledgement",
        "medcom-messaging-acknowledgementHeader",
        "medcom-acknowledgement-operationoutcome",
        "medcom-messaging-organization",
        "medcom-messaging-provenance",
    ),
    "carecommunication": _CARE_COMMUNICATION,
    "carecommunication4": _CARE_COMMUNICATION,
}
# SPEC A2: the system that each dk-core identifier profile fixes. Versions differ in http and https.
EXTERNAL_PROFILES: dict[str, list[str]] = {
    "dk-core-gln-identifier": ["https://www.gs1.org/gln", "http://www.gs1.org/gln"],
    "dk-core-sor-identifier": ["urn:oid:1.2.208.176.1.1"],
    "dk-core-cpr-identifier": ["urn:oid:1.2.208.176.1.2"],
    "dk-core-kombit-org-identifier": ["https://kombit.dk/sts/organisation"],
}
CHOICE = "[x]"
# How many levels of a part of the table stand on lines of their own.
UNFOLDED = {"profiles": 3, "valuesets": 1}


def compile_all(source: Path) -> dict[str, Json]:
    """Table name → table, from a folder with one sub-folder per package and version."""
    tables = {"resources": compile_resources(source)}
    for name, packages in MESSAGES.items():
        tables[name] = compile_message([source / package for package in packages], ROOTS[name])
    return tables


def dump(table: Json) -> str:
    """The committed form: one element a line, so that a change of a profile reads well in a diff."""
    rows = [f" {json.dumps(name)}: {_lines(value, UNFOLDED.get(name, 0), 1)}" for name, value in table.items()]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _lines(value: object, levels: int, depth: int) -> str:
    if not levels or not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    pad = " " * (depth + 1)
    rows = [f"{pad}{json.dumps(name)}: {_lines(item, levels - 1, depth + 1)}" for name, item in value.items()]
    return "{\n" + ",\n".join(rows) + "\n" + " " * depth + "}"


def _definitions(folder: Path) -> list[Json]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("StructureDefinition-*.json"))]


def short_name(canonical: str) -> str:
    """Last part of a canonical address, without version."""
    return canonical.split("|")[0].rsplit("/", 1)[-1]


# --- What the resource types consist of ---------------------------------------------------------------------------


def compile_resources(source: Path) -> Json:
    """Resource type (or part of one) → element → `type*!`, the union of what all published snapshots show."""
    types: dict[str, dict[str, str]] = {}
    for folder in sorted(path for path in source.iterdir() if path.is_dir()):
        for definition in _definitions(folder):
            if definition["kind"] == "resource":
                _add_resource(types, definition)
    return types


def _add_resource(types: dict[str, dict[str, str]], definition: Json) -> None:
    backbones = {definition["type"]}
    for element in definition["snapshot"]["element"]:
        parent, _, name = element["path"].rpartition(".")
        if ":" in element["id"] or parent not in backbones:
            continue
        is_backbone = any(kind["code"] in {"BackboneElement", "Element"} for kind in element.get("type", []))
        if is_backbone:
            backbones.add(element["path"])
        if "." in parent and name in {"id", "extension"}:
            continue
        known = types.setdefault(parent, {})
        known[name] = _merge(known.get(name), _specification(element, is_backbone=is_backbone))


def _specification(element: Json, *, is_backbone: bool) -> str:
    if is_backbone:
        kind = element["path"]
    elif "contentReference" in element:
        kind = element["contentReference"].rpartition("#")[2]
    else:
        kind = "|".join(dict.fromkeys(_type_code(kind) for kind in element["type"]))
    many = "*" if element["base"]["max"] == "*" else ""
    return f"{kind}{many}{'!' if element['base']['min'] else ''}"


def _type_code(kind: Json) -> str:
    for extension in kind.get("extension", []):
        if extension["url"].endswith("structuredefinition-fhir-type"):
            return str(extension["valueUrl"])
    code = str(kind["code"])
    return "string" if code.startswith("http://hl7.org/fhirpath/") else code


def _merge(known: str | None, new: str) -> str:
    """A profile may narrow a choice of types; another shows the rest."""
    if known is None or known == new:
        return new
    bare = [text.rstrip("!*") for text in (known, new)]
    return "|".join(dict.fromkeys("|".join(bare).split("|"))) + new[len(bare[1]) :]


# --- What the profiles add ----------------------------------------------------------------------------------------


def compile_message(folders: list[Path], roots: tuple[str, ...]) -> Json:
    """The profiles and code lists of one message, from its pinned packages."""
    known = {definition["id"]: definition for folder in folders for definition in _definitions(folder)}
    valuesets = ValueSets(folders)
    profiles: dict[str, Json] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop(0)
        if name not in profiles:
            profiles[name] = _profile(known[name], known, valuesets)
            waiting += _mentioned(profiles[name])
    return {
        "packages": [folder.name for folder in folders],
        "profiles": profiles,
        "valuesets": valuesets.used(),
        "not_checked": valuesets.not_checked(),
    }


def _mentioned(node: Json) -> list[str]:
    """The data type and extension profiles that a compiled profile names."""
    names = [node["profile"]] if "profile" in node else []
    for group in ("elements", "slices"):
        for child in node.get(group, {}).values():
            names += _mentioned(child)
    return names


def _profile(definition: Json, known: dict[str, Json], valuesets: ValueSets) -> Json:
    root: Json = {}
    for element in definition["snapshot"]["element"][1:]:
        node = root
        for part in element["id"].split(".")[1:]:
            name, _, slice_name = part.partition(":")
            node = _step(node, name, slice_name)
        node.update(_constraints(element, known, valuesets))
    _match_slices(root, known)
    _prune(root)
    return {"type": definition["type"], "url": definition["url"], **root}


def _step(node: Json, name: str, slice_name: str) -> Json:
    if slice_name and name.endswith(CHOICE):
        # A type slice of a choice is the element of that type: value[x]:valuePeriod is valuePeriod.
        return _child(node, "elements", slice_name)
    node = _child(node, "elements", name)
    return _child(node, "slices", slice_name) if slice_name else node


def _child(node: Json, group: str, name: str) -> Json:
    child: Json = node.setdefault(group, {}).setdefault(name, {})
    return child


def _constraints(element: Json, known: dict[str, Json], valuesets: ValueSets) -> Json:
    found: Json = {}
    is_slice = "sliceName" in element
    if element["min"] > (0 if is_slice else element["base"]["min"]):
        found["min"] = element["min"]
    if element["max"] != element["base"]["max"] or (is_slice and element["max"] != "*"):
        found["max"] = int(element["max"])
    for key, value in element.items():
        if key.startswith(("fixed", "pattern")):
            found["fixed" if key.startswith("fixed") else "pattern"] = value
    binding = element.get("binding", {})
    if binding.get("strength") == "required" and (name := valuesets.name(binding["valueSet"])):
        found["binding"] = name
    if "slicing" in element:
        found["slicing"] = _slicing(element["slicing"])
    found.update(_type_constraints(element.get("type", []), element["path"], known))
    return found


def _slicing(slicing: Json) -> Json:
    paths = [discriminator["path"].removeprefix("$this.") for discriminator in slicing["discriminator"]]
    return {"by": paths[0], "rules": slicing["rules"]}


def _type_constraints(types: list[Json], path: str, known: dict[str, Json]) -> Json:
    found: Json = {}
    if path.endswith(CHOICE) and len(types) < 3:
        found["types"] = [_type_code(kind) for kind in types]
    profiles = [short_name(url) for kind in types for url in kind.get("profile", [])]
    local = [name for name in profiles if name in known]
    if local:
        found["profile"] = local[0]
    elif systems := [system for name in profiles for system in EXTERNAL_PROFILES.get(name, [])]:
        found["systems"] = systems
    bundled = any("bundled" in kind.get("aggregation", []) for kind in types)
    targets = [short_name(url) for kind in types for url in kind.get("targetProfile", [])]
    # Where HL7's own targets stand unchanged, the base definition says it; MedCom's are named by resource type.
    if targets and all(name in known for name in targets):
        found["targets"] = sorted({known[name]["type"] for name in targets})
    if bundled:
        found["bundled"] = True
    return found


def _match_slices(node: Json, known: dict[str, Json]) -> None:
    """Writes into each slice how its items are recognised; a slice that cannot be recognised is left out."""
    for child in node.get("elements", {}).values():
        _match_slices(child, known)
    by = node.get("slicing", {}).get("by", "")
    for name, child in list(node.get("slices", {}).items()):
        _match_slices(child, known)
        match = _match(child, by, known)
        if match is None:
            del node["slices"][name]
        else:
            node["slices"][name] = {"match": match, **child}


def _match(child: Json, by: str, known: dict[str, Json]) -> object:
    """The values of the discriminator (`by`) that tell the slice."""
    if by == "extension.value":
        extension: Json = next(iter(child["elements"]["extension"]["slices"].values()))
        return extension["elements"]["value[x]"]["pattern"]
    *parents, last = by.split(".")
    for name in parents:
        child = child.get("elements", {}).get(name, {})
    if "systems" in child:
        return child["systems"]
    element = child.get("elements", {}).get(last, {})
    if "profile" in child and "fixed" not in element:
        snapshot = known[child["profile"]]["snapshot"]["element"]
        element = next((_fixed(item) for item in snapshot if item["id"].partition(".")[2] == last), {})
    return [element["fixed"]] if "fixed" in element else None


def _fixed(element: Json) -> Json:
    name = next((key for key in element if key.startswith("fixed")), None)
    return {"fixed": element[name]} if name else {}


def _prune(node: Json) -> bool:
    """Drops what says nothing beyond the base definition; True if something is left."""
    if node.get("max") == 0:
        for key in [key for key in node if key not in {"max", "match"}]:
            del node[key]
        return True
    node.pop("systems", None)
    for group in ("elements", "slices"):
        children = node.get(group, {})
        for name in [name for name, child in children.items() if not _prune(child)]:
            del children[name]
        if not children:
            node.pop(group, None)
    if "slices" not in node:
        node.pop("slicing", None)
    return bool(node)
