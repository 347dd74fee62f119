"""Walks one resource along its shape and notes what does not fit (VALIDATION step 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from medcom.parsing.fhir.bindings import base_codes
from medcom.parsing.fhir.formats import fault, instant
from medcom.parsing.fhir.narrative import is_plain_xhtml
from medcom.parsing.fhir.resource_types import RESOURCE_TYPES
from medcom.parsing.fhir.safe import dicts
from medcom.parsing.fhir.shapes import Binding, Element, Shape, Slice, base_shape
from medcom.parsing.fhir.types import Json, is_known
from medcom.parsing.problems.problem import Problem

# Places whose problem has a code of its own: (type path, general code) → code.
SPECIFIC = {
    ("Bundle.type", "value.fixed"): "bundle.type",
    ("Bundle.type", "element.missing"): "bundle.type",
    ("Bundle.id", "element.missing"): "bundle.id_missing",
    ("Bundle.timestamp", "element.missing"): "bundle.timestamp_missing",
    ("MessageHeader.id", "element.missing"): "header.id_missing",
    ("MessageHeader.event", "element.missing"): "header.event_missing",
    ("MessageHeader.eventCoding.code", "element.missing"): "header.event_missing",
    ("MessageHeader.sender", "element.missing"): "header.sender_missing",
    ("MessageHeader.destination", "element.missing"): "header.receiver_missing",
    ("MessageHeader.destination", "slice.missing"): "header.receiver_missing",
    ("MessageHeader.destination.receiver", "element.missing"): "header.receiver_missing",
    ("MessageHeader.focus", "element.missing"): "header.focus_missing",
    ("MessageHeader.response", "element.missing"): "ack.response_missing",
    ("MessageHeader.response.identifier", "element.missing"): "ack.response_missing",
    ("MessageHeader.response.code", "value.not_in_valueset"): "ack.code_unknown",
    ("Encounter.class", "element.missing"): "hn.class_missing",
    ("Encounter.class", "value.not_in_valueset"): "hn.class_unknown",
    ("Encounter.status", "element.missing"): "hn.status_missing",
    ("Encounter.status", "value.not_in_valueset"): "hn.status_unknown",
    ("Encounter.subject", "element.missing"): "hn.subject_missing",
    ("Encounter.period", "element.missing"): "hn.period_missing",
    ("Encounter.period.start", "element.missing"): "hn.start_missing",
    ("Encounter.serviceProvider", "element.missing"): "hn.service_provider_missing",
    ("Encounter.episodeOfCare", "element.missing"): "hn.episode_missing",
    ("Encounter.episodeOfCare.identifier", "element.missing"): "hn.episode_missing",
    # A stay that ends before it begins is taken all the same: its order is settled by people (B13).
    ("Encounter.period", "period.reversed"): "hn.period_reversed",
    ("Encounter.extension.valuePeriod", "period.reversed"): "hn.period_reversed",
    ("Patient.name", "slice.missing"): "hn.name_missing",
    ("Patient.name", "element.missing"): "hn.name_missing",
    ("Provenance.activity", "element.missing"): "hn.activity_missing",
    ("Organization.identifier", "slice.missing SOR-ID"): "organization.sor_missing",
    ("Organization.identifier", "slice.missing EAN-ID"): "organization.gln_missing",
    ("OperationOutcome.issue.details.coding", "value.not_in_valueset"): "ack.detail_unknown",
}
_INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A reference met on the way."""

    path: str
    text: str
    targets: tuple[str, ...]
    bundled: bool


@dataclass(slots=True)
class Walk:
    """One resource being walked; collects problems and references."""

    type: str
    root: str
    problems: list[Problem] = field(default_factory=list)
    references: list[FoundReference] = field(default_factory=list)
    _contained: set[str] = field(default_factory=set)

    def add(self, code: str, path: str, **facts: Any) -> None:
        """Notes a problem, under the more specific code where the place has one."""
        where = self.type + _INDEX.sub("", path.removeprefix(self.root))
        named = SPECIFIC.get((where, f"{code} {facts.get('slice', '')}")) or SPECIFIC.get((where, code), code)
        self.problems.append(Problem(named, path, {"element": where, **facts}))

    def resource(self, value: Json, shape: Shape) -> None:
        """Walks the resource from its root."""
        if value.get("implicitRules"):
            self.add("element.implicit_rules", f"{self.root}.implicitRules")
        if "contained" in value:
            self._contained = {str(item.get("id")) for item in dicts(value["contained"])}
        self._content(value, shape, self.root)

    def _content(self, value: Json, shape: Shape, path: str) -> None:
        elements = shape.elements
        for name, item in value.items():
            element = elements.get(name)
            if element is not None:
                self._element(item, element, f"{path}.{name}")
                self._base_list(item, base_codes(shape.type, name), f"{path}.{name}")
                self._nulls(item, value.get(f"_{name}"), f"{path}.{name}")
            elif name.startswith("_"):
                # An id, and the url of an extension, are strings of FHIRPath in R4: no primitives that are extended.
                bare = name == "_id" or (name == "_url" and shape.type == "Extension")
                self._primitive_extension(item, None if bare else elements.get(name[1:]), f"{path}.{name}")
            elif name != "resourceType" or "." in shape.type:
                self.add("element.unknown", f"{path}.{name[:64]}")
        for label, names, minimum in shape.required:
            self._required(value, label, names, minimum, path)
        for label, names in shape.choices:
            if sum(name in value for name in names) > 1:
                self.add("element.too_many", f"{path}.{_plain(label)}", max=1)
        self._invariants(value, shape.type, path)

    def _base_list(self, item: Any, listed: frozenset[str] | None, path: str) -> None:
        """The required lists of FHIR itself, also in places that no profile touches."""
        if listed is not None and isinstance(item, str) and item.strip() and item not in listed:
            self.add("value.not_in_valueset", path, valueset="FHIR")

    def _nulls(self, item: Any, extensions: Any, path: str) -> None:
        """In a list of primitives null stands only where `_name` has an extension instead."""
        if not isinstance(item, list) or None not in item:
            return
        extras = extensions if isinstance(extensions, list) else []
        for index, part in enumerate(item):
            if part is None and not (index < len(extras) and extras[index]):
                self.add("value.null", f"{path}[{index}]")

    def _required(self, value: Json, label: str, names: tuple[str, ...], minimum: int, path: str) -> None:
        for name in names:
            item = value.get(name)
            # A primitive with nothing but an extension (data-absent-reason) is there (VALIDATION, pitfalls).
            count = len(item) if isinstance(item, list) else item is not None or f"_{name}" in value
            if count >= minimum or (f"_{name}" in value and minimum == 1):
                return
        self.add("element.missing", f"{path}.{_plain(label)}")

    def _element(self, item: Any, element: Element, path: str) -> None:
        if element.maximum == 0:
            self.add("element.forbidden", path)
        elif isinstance(item, list) != element.many:
            self.add("value.datatype", path)
        elif not element.many:
            self._item(item, element, path)
        elif not item:
            self.add("element.empty", path)
        else:
            if element.maximum is not None and len(item) > element.maximum:
                self.add("element.too_many", path, max=element.maximum)
            self._items(item, element, path)

    def _items(self, items: list[Any], element: Element, path: str) -> None:
        counts = dict.fromkeys((part.name for part in element.slices), 0)
        for index, item in enumerate(items):
            place = f"{path}[{index}]"
            part = next((part for part in element.slices if _matches(item, element.by, part.match)), None)
            if part is not None:
                counts[part.name] += 1
                self._item(item, part.element, place)
                continue
            if element.closed:
                self.add("slice.unexpected", place)
            if item is not None or not element.primitive:
                self._item(item, element, place)
        for part in element.slices:
            self._count(part, counts[part.name], path)

    def _count(self, part: Slice, count: int, path: str) -> None:
        if count < part.minimum:
            self.add("slice.missing", path, slice=part.name)
        elif part.maximum is not None and count > part.maximum:
            self.add("slice.too_many", path, slice=part.name)

    def _item(self, item: Any, element: Element, path: str) -> None:
        if element.primitive:
            code = fault(item, element.type)
            if code:
                self.add(code, path, type=element.type)
                return
        elif not isinstance(item, dict):
            self.add("value.datatype", path)
            return
        elif not item:
            self.add("element.empty", path)
            return
        elif element.type == "Resource":
            self._inner_resource(item, path)
        else:
            self._content(item, element.shape, path)
            if element.type == "Reference":
                self._reference(item, element, path)
        self._constraints(item, element, path)

    def _constraints(self, item: Any, element: Element, path: str) -> None:
        if element.fixed is not None and item != element.fixed:
            self.add("value.fixed", path)
        if element.pattern is not None and not fits(item, element.pattern):
            self.add("value.fixed", path)
        if element.binding is not None and not _bound(item, element.binding):
            self.add("value.not_in_valueset", path, valueset=element.binding.name)
        elif element.binding is not None and element.type == "Coding" and "code" not in item:
            # A required list is not met by a coding that names no code.
            self.add("element.missing", path)

    def _reference(self, item: Json, element: Element, path: str) -> None:
        text = item.get("reference")
        if isinstance(text, str) and text.startswith("#"):
            # ref-1: a fragment means a contained resource; "#" alone the resource itself.
            if text != "#" and text[1:] not in self._contained:
                self.add("reference.fragment", path)
            elif element.bundled:
                self.add("reference.unresolved", path)
        elif isinstance(text, str) or element.bundled:
            # A name or a number alone names nothing in the bundle.
            literal = text if isinstance(text, str) else ""
            self.references.append(FoundReference(path, literal, element.targets, element.bundled))

    def _primitive_extension(self, item: Any, element: Element | None, path: str) -> None:
        if element is None or not element.primitive:
            self.add("element.unknown", path[:200])
            return
        if isinstance(item, list) != element.many:
            # A list beside a single value, or one beside a list: of which of the values would it speak?
            self.add("value.datatype", path)
            return
        for part in item if isinstance(item, list) else [item]:
            if part is not None and not isinstance(part, dict):
                self.add("value.datatype", path)
            elif part:
                self._content(part, base_shape("Element"), path)

    def _inner_resource(self, item: Json, path: str) -> None:
        """A contained resource: its base definition only."""
        name = item.get("resourceType")
        if not isinstance(name, str) or not is_known(name):
            code = unknown_type(name) if isinstance(name, str) else "entry.type_unknown"
            self.add(code, path, type=str(name)[:64])
            return
        inner = Walk(name, path)
        inner.resource(item, base_shape(name))
        inner.problems = [each for each in inner.problems if each.code != "reference.fragment"]
        self.problems += inner.problems

    def _invariants(self, value: Json, type_name: str, path: str) -> None:
        """The base invariants that bite in these messages (ext-1, per-1, cpt-2, pat-1, org-2, org-3)."""
        if type_name == "Extension":
            has_value = any(name.lstrip("_").startswith("value") for name in value)
            if has_value == ("extension" in value):
                self.add("extension.shape", path)
        elif type_name == "Period":
            start, end = instant(value.get("start")), instant(value.get("end"))
            if start and end and end < start:
                self.add("period.reversed", path)
        elif type_name == "ContactPoint" and "value" in value and "system" not in value:
            self.add("contact.system_missing", path)
        elif type_name == "Patient.contact" and not value.keys() & {"name", "telecom", "address", "organization"}:
            self.add("contact.empty", path)
        elif type_name == "Narrative" and isinstance(value.get("div"), str) and not is_plain_xhtml(value["div"]):
            self.add("narrative.not_xhtml", f"{path}.div")
        elif type_name == "Organization":
            parts = [part for name in ("telecom", "address") if name in value for part in dicts(value[name])]
            if any(part.get("use") == "home" for part in parts):
                self.add("organization.home", path)
        if value.get("modifierExtension"):
            self.add("modifier.unknown", f"{path}.modifierExtension")


def unknown_type(name: str) -> str:
    """Of a type that is not used here: Bundle.entry is open to every resource of FHIR, and to nothing else."""
    return "entry.type_unused" if name in RESOURCE_TYPES else "entry.type_unknown"


def _plain(label: str) -> str:
    """FHIRPath names a choice without its [x]."""
    return label.removesuffix("[x]")


def fits(item: Any, pattern: Any) -> bool:
    """Whether everything in the pattern is in the item."""
    if isinstance(pattern, dict):
        return isinstance(item, dict) and all(fits(item.get(name), part) for name, part in pattern.items())
    return bool(item == pattern)


def _matches(item: Any, by: tuple[str, ...], match: Any) -> bool:
    if not isinstance(item, dict):
        return False
    if isinstance(match, dict):
        # By `extension.value`: any extension with a coding of that pattern.
        extensions = item.get("extension")
        return isinstance(extensions, list) and any(
            isinstance(part, dict) and fits(part.get("valueCoding"), match) for part in extensions
        )
    value: Any = item
    for name in by:
        value = value.get(name) if isinstance(value, dict) else None
    return isinstance(value, str) and value in match


def _bound(item: Any, binding: Binding) -> bool:
    if isinstance(item, str):
        return item in binding.codes
    if not isinstance(item, dict):
        return True
    if isinstance(item.get("coding"), list):
        # A concept is bound if one of its codings is.
        return any(_bound(coding, binding) for coding in item["coding"])
    code, system = item.get("code"), item.get("system")
    if not isinstance(code, str):
        return "code" not in item
    # A system that is no text is a problem of its own.
    pair = (system if isinstance(system, str) else "", code)
    return code in binding.codes and (binding.pairs is None or pair in binding.pairs)
