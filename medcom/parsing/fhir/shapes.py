"""Base types and profile tables joined into what the checker walks: shapes of elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from medcom.parsing.fhir.datatypes import PRIMITIVES
from medcom.parsing.fhir.types import ElementKind, Json, elements_of
from medcom.parsing.tables import load


@dataclass(frozen=True, slots=True)
class Binding:
    """A required code list; an open system binds plain codes."""

    name: str
    codes: frozenset[str]
    pairs: frozenset[tuple[str, str]] | None


@dataclass(slots=True)
class Slice:
    """Items of a repeating element that a profile names."""

    name: str
    match: Any
    minimum: int
    maximum: int | None
    element: Element


@dataclass
class Element:
    """One element with everything the base definition and the profile say of it; its shape is worked out once."""

    name: str
    type: str
    many: bool
    minimum: int
    maximum: int | None
    choice: str = ""
    primitive: bool = False
    fixed: Any = None
    pattern: Any = None
    binding: Binding | None = None
    targets: tuple[str, ...] = ()
    bundled: bool = False
    by: tuple[str, ...] = ()
    closed: bool = False
    slices: tuple[Slice, ...] = ()
    overrides: Json = field(default_factory=dict)
    message: str = ""

    @cached_property
    def shape(self) -> Shape:
        return _shape(self.type, self.overrides, self.message)


@dataclass(slots=True)
class Shape:
    """The elements of a type as one profile sees them."""

    type: str
    elements: dict[str, Element]
    required: tuple[tuple[str, tuple[str, ...], int], ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def profile_shape(message: str, profile: str) -> Shape:
    """The shape of a profile in the table of a message."""
    table = load(message)["profiles"][profile]
    return _shape(table["type"], table.get("elements", {}), message)


@cache
def base_shape(type_name: str) -> Shape:
    """The shape of a type without any profile."""
    return _shape(type_name, {}, "")


@cache
def _binding(message: str, name: str) -> Binding:
    systems = load(message)["valuesets"][name]
    codes = frozenset(code for listed in systems.values() for code in listed)
    if "" in systems:
        return Binding(name, codes, None)
    return Binding(name, codes, frozenset((system, code) for system, listed in systems.items() for code in listed))


def _shape(type_name: str, overrides: Json, message: str) -> Shape:
    elements = {
        kind.name: _element(kind, _override(kind, overrides), message) for kind in elements_of(type_name).values()
    }
    choices: dict[str, list[str]] = {}
    for kind in elements_of(type_name).values():
        if kind.choice:
            choices.setdefault(kind.choice, []).append(kind.name)
    required: list[tuple[str, tuple[str, ...], int]] = [
        (name, (name,), item.minimum) for name, item in elements.items() if item.minimum and not item.choice
    ]
    for choice, names in choices.items():
        demanded = {overrides.get(name, {}).get("min") for name in (choice, *names)} - {None}
        if demanded or any(elements_of(type_name)[name].required for name in names):
            required.append((choice, tuple(names), 1))
    several = tuple((choice, tuple(names)) for choice, names in choices.items() if len(names) > 1)
    return Shape(type_name, elements, tuple(dict.fromkeys(required)), several)


def _override(kind: ElementKind, overrides: Json) -> Json:
    """What the profile says of the element; of a choice both as such and by its one type."""
    if not kind.choice:
        return overrides.get(kind.name) or {}
    general = overrides.get(kind.choice, {})
    if kind.type not in general.get("types", [kind.type]):
        return {"max": 0}
    said = {key: value for key, value in general.items() if key not in {"min", "types"}}
    return merge(said, overrides.get(kind.name, {}))


def _element(kind: ElementKind, said: Json, message: str) -> Element:
    if "profile" in said:
        profile = load(message)["profiles"][said["profile"]]
        said = merge({"elements": profile.get("elements", {})}, said)
    slicing = said.get("slicing", {})
    return Element(
        name=kind.name,
        type=kind.type,
        many=kind.many,
        minimum=max(said.get("min", 0), 1 if kind.required and not kind.choice else 0),
        maximum=said.get("max", None if kind.many else 1),
        choice=kind.choice,
        primitive=kind.type in PRIMITIVES,
        fixed=said.get("fixed"),
        pattern=said.get("pattern"),
        binding=_binding(message, said["binding"]) if "binding" in said else None,
        targets=tuple(said.get("targets", ())),
        bundled=said.get("bundled", False),
        by=tuple(slicing["by"].split(".")) if slicing else (),
        closed=slicing.get("rules") == "closed",
        slices=tuple(_slice(kind, name, said, message) for name in said.get("slices", {})),
        overrides=said.get("elements", {}),
        message=message,
    )


def _slice(kind: ElementKind, name: str, said: Json, message: str) -> Slice:
    mine = said["slices"][name]
    general = {key: value for key, value in said.items() if key not in {"slices", "slicing", "min", "max"}}
    content = {key: value for key, value in mine.items() if key not in {"match", "min", "max"}}
    element = _element(kind, merge(general, content), message)
    return Slice(name, mine["match"], mine.get("min", 0), mine.get("max"), element)


def merge(base: Json, more: Json) -> Json:
    """Both, nested; what `more` says wins."""
    found = dict(base)
    for key, value in more.items():
        both = isinstance(value, dict) and isinstance(found.get(key), dict)
        found[key] = merge(found[key], value) if both else value
    return found
