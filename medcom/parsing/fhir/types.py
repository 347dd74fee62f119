"""What FHIR elements are made of: looks up an element's type by the type that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from medcom.parsing.fhir.datatypes import ANY_TYPE, DATATYPES, PRIMITIVES
from medcom.parsing.tables import load

Json = dict[str, Any]
CHOICE = "[x]"
RESOURCE = "Resource"


@dataclass(frozen=True, slots=True)
class ElementKind:
    """One element: its type, whether it repeats, must be there, and the choice it is one of (`value[x]`)."""

    name: str
    type: str
    many: bool = False
    required: bool = False
    choice: str = ""

    @property
    def primitive(self) -> bool:
        return self.type in PRIMITIVES


@cache
def elements_of(type_name: str) -> dict[str, ElementKind]:
    """Element name → kind, in the order of the definition; empty for a type that is not known here."""
    specifications = DATATYPES.get(type_name) or load("resources").get(type_name) or {}
    found: dict[str, ElementKind] = {}
    if (type_name in load("resources") and "." in type_name) or type_name in DATATYPES or type_name in PRIMITIVES:
        found["id"] = ElementKind("id", "string")
        found["extension"] = ElementKind("extension", "Extension", many=True)
    for name, text in specifications.items():
        found.update(_kinds(name, text))
    return found


def is_known(type_name: str) -> bool:
    """Whether the elements of the resource type are known here."""
    return type_name in load("resources")


def _kinds(name: str, text: str) -> dict[str, ElementKind]:
    required, many = text.endswith("!"), "*" in text
    names = text.rstrip("!*").split("|")
    if not name.endswith(CHOICE):
        return {name: ElementKind(name, names[0], many=many, required=required)}
    stem = name.removesuffix(CHOICE)
    if names == ["any"]:
        names = list(ANY_TYPE)
    return {
        stem + kind[0].upper() + kind[1:]: ElementKind(
            stem + kind[0].upper() + kind[1:], kind, required=required, choice=name
        )
        for kind in names
    }
