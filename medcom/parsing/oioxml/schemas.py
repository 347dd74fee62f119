"""Checks a classic message against the official schema of its namespace, where an operator has laid it (SPEC B1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

from medcom.parsing.oioxml.node import name_of, namespace_of

# Of one message; who sends thousands of errors sends another message.
_MOST = 10


@dataclass(frozen=True, slots=True)
class Breach:
    """Where a message does not follow its schema; without what it says, which may be about a person."""

    element: str
    rule: str


def breaches_of(root: etree._Element, schemas: Path) -> tuple[Breach, ...] | None:
    """What is not as the schema says; None where there is no schema for its namespace, so that nobody knows."""
    schema = _schema(schemas, "/".join(namespace_of(root).rstrip("/").split("/")[-3:]))
    if schema is None:
        return None
    if schema.validate(root):
        return ()
    log: Iterable[Any] = schema.error_log  # type: ignore[assignment] # its stubs know no iteration
    errors = (Breach(_named(root, error.path), error.type_name) for error in log)
    return tuple(dict.fromkeys(islice(errors, _MOST)))


@lru_cache(maxsize=16)
def _schema(schemas: Path, edition: str) -> etree.XMLSchema | None:
    """The schema of an edition (2005/08/07); None where there is none, or none that can be read."""
    parts = edition.split("/")
    path = schemas.joinpath(*parts, "EMessage.xsd")
    if not all(part.isdecimal() for part in parts) or not path.is_file():
        return None
    try:
        return etree.XMLSchema(etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)))
    except etree.LxmlError:
        return None


def _named(root: etree._Element, path: str | None) -> str:
    """The place of an error by the names of its elements: `ClinicalEmail/Letter/Identifier`."""
    found = root.xpath(path) if path else []
    element = found[0] if isinstance(found, list) and found else root
    if not isinstance(element, etree._Element):
        return name_of(root)
    above = [name_of(each) for each in reversed(list(element.iterancestors()))]
    return "/".join([*above, name_of(element)][1:])[:200] or name_of(root)
