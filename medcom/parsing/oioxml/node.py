"""An element of a classic letter as a plain value: a name, its words, and what stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from medcom.parsing.fhir.unreadable import Unreadable

# Emessage, letter, and what stands in it five deep; the deepest in any schema is nine.
_DEEPEST = 20
# FormattedText (DICTIONARY 0.1): signs in a text, which are words and line breaks here.
_SIGNS = frozenset({"Break", "Space", "Bold", "Italic", "Underline", "Center", "Right", "FixedFont"})
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")
# Of the file's beginning: declaration and comments may stand before the root.
_BEGINNING = 4000
_BEFORE_ROOT = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">"))
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s>/]")


@dataclass(frozen=True, slots=True)
class XmlNode:
    """An element; of a formatted text `text` has its line breaks and `children` is empty."""

    name: str
    text: str = ""
    children: tuple[XmlNode, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.text or any(self.children))

    def at(self, *names: str) -> XmlNode:
        """The first element at these names, one inside the other; an empty one where there is none."""
        found = self
        for name in names:
            found = next((child for child in found.children if child.name == name), XmlNode(name))
        return found

    def words(self, *names: str) -> str:
        """The text at these names; "" for none."""
        return self.at(*names).text

    def all(self, name: str) -> tuple[XmlNode, ...]:
        """Every child of that name."""
        return tuple(child for child in self.children if child.name == name)


def root_of(body: bytes) -> bytes:
    """The name of the root, without its prefix; b"" of what is no XML, whatever stands inside its texts."""
    rest = body[:_BEGINNING].removeprefix(b"\xef\xbb\xbf").lstrip()
    while (ends := next((end for begin, end in _BEFORE_ROOT if rest.startswith(begin)), None)) is not None:
        rest = rest.partition(ends)[2].lstrip()
    root = _ROOT.match(rest)
    return root[1] if root else b""


def node_of(element: etree._Element, depth: int = _DEEPEST) -> XmlNode:
    """The element without namespaces; raises Unreadable when it is too deep for any letter."""
    if depth < 0:
        raise Unreadable("unreadable.too_deep")
    children = [child for child in element if isinstance(child.tag, str)]
    if all(name_of(child) in _SIGNS for child in children):
        return XmlNode(name_of(element), _words(element, depth))
    return XmlNode(name_of(element), children=tuple(node_of(child, depth - 1) for child in children))


def name_of(element: etree._Element) -> str:
    """Its name without the namespace; what is left of broken XML may be called anything."""
    return str(element.tag).rpartition("}")[2]


def namespace_of(element: etree._Element) -> str:
    """Its namespace; "" for none."""
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def _words(element: etree._Element, depth: int) -> str:
    lines = [_SPACES.sub(" ", line).strip() for line in _formatted(element, depth).split("\n")]
    return "\n".join(lines).strip()


def _formatted(element: etree._Element, depth: int) -> str:
    """Line ends of the file are no line ends of the text: those are said."""
    if depth < 0:
        raise Unreadable("unreadable.too_deep")
    pieces = [_one_line(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            sign = {"Break": "\n", "Space": " "}.get(name_of(child), "")
            pieces.append(sign + _formatted(child, depth - 1))
        pieces.append(_one_line(child.tail))
    return "".join(pieces)


def _one_line(text: str | None) -> str:
    return (text or "").replace("\r", " ").replace("\n", " ")
