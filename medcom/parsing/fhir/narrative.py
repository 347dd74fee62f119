"""What a narrative may be: one XHTML div of plain text, tables and images, nothing that runs (txt-1, txt-2)."""

from __future__ import annotations

import html
import re

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
_ELEMENT_NAMES = (
    "a abbr acronym address b bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em font"
    " h1 h2 h3 h4 h5 h6 hr i img ins kbd li map area ol p pre q s samp small span strike strong sub sup table tbody td"
    " tfoot th thead tr tt u ul var"
)
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*);")
_ATTRIBUTES_THAT_RUN = ("on",)
_SCHEMES = ("javascript:", "vbscript:")


def without_named_entities(text: str) -> str:
    """The text with the characters that HTML's own names mean; XML knows five of them only."""
    return _NAMED_ENTITY.sub(lambda found: html.unescape(found.group(0)), text)


def is_plain_xhtml(text: str) -> bool:
    """Whether the narrative is well-formed, in the XHTML namespace, and only shows something."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        root = etree.fromstring(without_named_entities(text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    return root.tag == f"{{{XHTML}}}div" and all(_is_plain(node) for node in root.iter() if isinstance(node.tag, str))


def _is_plain(node: etree._Element) -> bool:
    name = etree.QName(node)
    if name.namespace != XHTML or name.localname not in _ELEMENTS:
        return False
    return not any(_runs(str(key), str(value)) for key, value in node.attrib.items())


def _runs(key: str, value: str) -> bool:
    plain = value.strip().lower()
    return key.lower().startswith(_ATTRIBUTES_THAT_RUN) or plain.startswith(_SCHEMES)
