"""FHIR XML to the JSON form and back (http://hl7.org/fhir/R4/xml.html, json.html)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from itertools import zip_longest
from typing import Any

from lxml import etree

from medcom.parsing.fhir.datatypes import PRIMITIVES, WHOLE_NUMBERS
from medcom.parsing.fhir.flaws import Flaws
from medcom.parsing.fhir.narrative import XHTML, without_named_entities
from medcom.parsing.fhir.types import RESOURCE, ElementKind, Json, elements_of
from medcom.parsing.fhir.unreadable import Unreadable

FHIR = "http://hl7.org/fhir"
_F, _H = f"{{{FHIR}}}", f"{{{XHTML}}}"
_NAMESPACES: dict[str, str] = {None: FHIR}  # type: ignore[dict-item] # lxml's name for the default namespace
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*?\?>")
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
ENCODINGS = {"utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8", "iso-8859-1": "iso-8859-1"}
_MOST_QUOTES = 2_000


def _parser(*, recover: bool = False) -> etree.XMLParser:
    # No entity, no DTD, no network, and libxml2's own limits stay on.
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


# --- Reading ------------------------------------------------------------------------------------------------------


def read_xml(body: bytes, *, depth: int, charset: str | None = None, flaws: Flaws | None = None) -> Json:
    """The resource in JSON form; raises Unreadable. `charset` is what the transport says; it wins (RFC 7303)."""
    flaws = flaws or Flaws(strict=True)
    root = tree_of(body, charset=charset, flaws=flaws)
    if root.tag.partition("}")[0] != _F[:-1]:
        raise Unreadable("unreadable.not_fhir", str(root.tag)[:200], "/")
    return _Reading(flaws).resource(root, "", depth)


def tree_of(
    body: bytes,
    *,
    charset: str | None = None,
    flaws: Flaws,
    encodings: Mapping[str, str] = ENCODINGS,
    recover: bool = False,
) -> etree._Element:
    """The root of any XML that an honest sender sends; raises Unreadable. `recover`: what is left of broken one."""
    text = _DECLARATION.sub("", _text(body, charset, flaws, encodings), count=1)
    # The parser compares every attribute of an element with every other one.
    if any(part.count('"') + part.count("'") > _MOST_QUOTES for part in text.split("<")):
        raise Unreadable("unreadable.too_many")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("unreadable.xml_doctype", "document types and entities are refused")
    try:
        root: etree._Element | None = etree.fromstring(text.encode("utf-8"), _parser(recover=recover))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("unreadable.xml", _message(error), _line(error)) from None
    if root is None:
        raise Unreadable("unreadable.xml", "not well-formed XML")
    return root


def _text(body: bytes, charset: str | None, flaws: Flaws, encodings: Mapping[str, str]) -> str:
    declared = _ENCODING.match(body)
    name = charset or (declared.group(1).decode("ascii").lower() if declared else "utf-8")
    if name not in encodings:
        flaws.note("unreadable.encoding", name)
    try:
        return body.decode(encodings.get(name, "utf-8")).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        flaws.note("unreadable.encoding", f"not {name}", f"byte {error.start}")
        return body.decode("utf-8", "replace").removeprefix("\ufeff")


def _message(error: Exception) -> str:
    return (getattr(error, "msg", "") or "not well-formed XML")[:200]


def _line(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return f"line {line}" if line else ""


class _Reading:
    """One tree of elements on its way to JSON."""

    def __init__(self, flaws: Flaws) -> None:
        self.flaws = flaws

    def resource(self, node: etree._Element, path: str, depth: int) -> Json:
        """One resource from its root element."""
        name = etree.QName(node).localname
        found: Json = {"resourceType": name}
        found.update(self._content(node, name, path or name, depth))
        return found

    def _content(self, node: etree._Element, type_name: str, path: str, depth: int) -> Json:
        """The elements and attributes below one element, as JSON properties."""
        if depth <= 0:
            self.flaws.note("unreadable.too_deep", "", path)
            return {}
        if (node.text and node.text.strip()) or any(child.tail and child.tail.strip() for child in node):
            self.flaws.note("unreadable.xml_text", "text between elements", path)
        kinds = elements_of(type_name)
        found: Json = self._attributes(node, path)
        if type_name in PRIMITIVES or type_name == "Element":
            found.pop("value", None)
        for child in node:
            name = _name(child)
            self._add(found, child, name, kinds.get(name), f"{path}.{name}", depth - 1)
        for name in [name for name in found if name.startswith("_")]:
            _tidy_extensions(found, name)
        return found

    def _attributes(self, node: etree._Element, path: str) -> Json:
        found: Json = {}
        for name, value in node.attrib.items():
            if not str(name).startswith("{"):
                found[str(name)] = str(value)
            elif not str(name).startswith("{http://www.w3.org/2001/XMLSchema-instance}"):
                self.flaws.note("unreadable.xml_attribute", str(name)[:200], path)
        return found

    def _add(
        self, found: Json, child: etree._Element, name: str, kind: ElementKind | None, path: str, depth: int
    ) -> None:
        """Puts one child where JSON has it: alone or in a list, and a primitive's id and extensions in `_name`."""
        value, extra = self._value(child, kind, path, depth)
        many = kind.many if kind else name in found
        if not many and (name in found or f"_{name}" in found):
            self.flaws.note("unreadable.xml_repeats", "does not repeat", path)
            found[name] = self.flaws.repeated(name, found.get(name), value)
            return
        if kind is None and many and not isinstance(found[name], list):
            found[name] = [found[name]]
        if not many:
            if value is not None:
                found[name] = value
            if extra:
                found[f"_{name}"] = extra
            return
        found.setdefault(name, []).append(value)
        if kind is not None and kind.primitive:
            found.setdefault(f"_{name}", []).append(extra or None)

    def _value(self, child: etree._Element, kind: ElementKind | None, path: str, depth: int) -> tuple[Any, Json]:
        if _name(child) == "div" and str(child.tag) == _H + "div":
            return _narrative(child), {}
        if kind is not None and kind.type == RESOURCE:
            return self._inner_resource(child, path, depth), {}
        if kind is not None and not kind.primitive:
            return self._content(child, kind.type, path, depth), {}
        content = self._content(child, kind.type if kind else "Element", path, depth)
        text = child.get("value")
        if kind is None:
            # Not an element of FHIR: kept so that the checker can name it.
            return (content if text is None else text), {}
        return (None if text is None else _typed(text, kind.type)), content

    def _inner_resource(self, child: etree._Element, path: str, depth: int) -> Json:
        if len(child) != 1:
            self.flaws.note("unreadable.xml_resource", "holds exactly one resource", path)
        return self.resource(child[0], path, depth) if len(child) else {}


def _name(child: etree._Element) -> str:
    tag = str(child.tag)
    if tag.startswith(_F):
        return tag[len(_F) :]
    return "div" if tag == _H + "div" else tag


def _typed(text: str, type_name: str) -> Any:
    """The JSON value; a text that is not of its type stays a text, for the checker to name."""
    if type_name == "boolean":
        return {"true": True, "false": False}.get(text, text)
    try:
        if type_name in WHOLE_NUMBERS and re.fullmatch(r"[+-]?\d{1,18}", text):
            return int(text)
        if type_name == "decimal" and re.fullmatch(r"-?\d{1,18}(\.\d{1,18})?([eE][+-]?\d{1,2})?", text):
            return float(text)
    except ValueError:  # pragma: no cover - the patterns above only let numbers through
        pass
    return text


def _tidy_extensions(found: Json, name: str) -> None:
    plain = name[1:]
    if not isinstance(found[name], list):
        return
    if not any(found[name]):
        del found[name]
    if all(value is None for value in found[plain]):
        del found[plain]


def _narrative(div: etree._Element) -> str:
    # Not read anew: what was read with faults need not be well-formed when it is written (`is_plain_xhtml` says so).
    copy = deepcopy(div)
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy, encoding="unicode", with_tail=False)


# --- Writing ------------------------------------------------------------------------------------------------------


def encode_xml(resource: Json) -> bytes:
    """The XML form, elements in the order of the definition."""
    root = _write_resource(resource, etree.Element(_F + resource["resourceType"], nsmap=_NAMESPACES))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _write_resource(resource: Json, node: etree._Element) -> etree._Element:
    _write_content(resource, resource["resourceType"], node)
    return node


def _write_content(value: Json, type_name: str, node: etree._Element) -> None:
    kinds = elements_of(type_name)
    names = [name for name in kinds if name in value or f"_{name}" in value]
    names += [name for name in value if name not in kinds and not name.startswith("_") and name != "resourceType"]
    for name in names:
        if (name == "id" and "resourceType" not in value) or (name == "url" and type_name == "Extension"):
            node.set(name, str(value[name]))
        else:
            _write_element(value, name, kinds.get(name), node)


def _write_element(value: Json, name: str, kind: ElementKind | None, node: etree._Element) -> None:
    items, extras = _several(value.get(name)), _several(value.get(f"_{name}"))
    for item, extra in zip_longest(items, extras):
        _write_item(item, extra, name, kind, node)


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _write_item(item: Any, extra: Any, name: str, kind: ElementKind | None, node: etree._Element) -> None:
    if name == "div" and isinstance(item, str):
        node.append(_read_narrative(item))
        return
    child = etree.SubElement(node, _F + name)
    if isinstance(item, dict) and "resourceType" in item:
        _write_resource(item, etree.SubElement(child, _F + item["resourceType"]))
    elif isinstance(item, dict):
        _write_content(item, kind.type if kind else "Element", child)
    elif item is not None:
        child.set("value", {True: "true", False: "false"}[item] if isinstance(item, bool) else str(item))
    if isinstance(extra, dict):
        _write_content(extra, "Element", child)


def _read_narrative(text: str) -> etree._Element:
    try:
        return etree.fromstring(without_named_entities(text).encode("utf-8"), _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("unreadable.narrative", _message(error), "text.div") from None
