"""Bytes of a FHIR resource (JSON or XML) to its JSON form, refusing what no honest sender sends."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from medcom.parsing.fhir.flaws import Flaws
from medcom.parsing.fhir.types import Json
from medcom.parsing.fhir.unreadable import Unreadable
from medcom.parsing.fhir.xml import encode_xml, read_xml

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Unreadable", "decode", "encode_json", "encode_xml"]

MAX_BYTES = 100 * 1024 * 1024  # SPEC A4: the most that the VANS network carries
# A notification or an acknowledgement is a few kilobytes; only letters carry attachments.
MAX_BYTES_WITHOUT_ATTACHMENT = 5 * 1024 * 1024
MAX_DEPTH = 60
# A message has some hundred elements; an attachment is one of them however large it is.
MAX_PARTS = 100_000
_LETTER = b"care-communication-message"
# An integer of FHIR has ten digits; Python would refuse one of thousands.
_LONGEST_WHOLE = 40
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"{\x00", b"\x00{")
# No database text holds NUL, no UTF-8 a lone surrogate, no XML a noncharacter; FHIR strings have no control characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode(
    body: bytes,
    content_type: str | None = None,
    *,
    max_bytes: int = MAX_BYTES,
    max_depth: int = MAX_DEPTH,
    flaws: Flaws | None = None,
) -> Json:
    """A resource as a dict; raises Unreadable.

    What the body looks like decides between XML and JSON; a content type that says the other one is refused. With
    `flaws` everything that leaves the rest readable is noted there, and the reading goes on.
    """
    flaws = flaws or Flaws(strict=True)
    if len(body) > most_bytes(body, max_bytes):
        raise Unreadable("unreadable.too_large", f"{len(body)} bytes")
    if body.startswith(_UTF16):
        raise Unreadable("unreadable.encoding", "utf-16")
    start = body[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise Unreadable("unreadable.empty")
    is_xml = start.startswith(b"<")
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type.endswith("json" if is_xml else "xml"):
        flaws.note("unreadable.content_type", media_type)
    # Counted before anything is built: a megabyte of `{}` is a third of a million objects.
    if (body.count(b"<") if is_xml else body.count(b"{") + body.count(b"[") + body.count(b",")) > MAX_PARTS:
        raise Unreadable("unreadable.too_many")
    charset = charset_of(content_type)
    resource = (
        read_xml(body, depth=max_depth, charset=charset, flaws=flaws) if is_xml else _read_json(body, max_depth, flaws)
    )
    if not isinstance(resource.get("resourceType"), str):
        raise Unreadable("unreadable.not_fhir", "no resourceType", "/")
    return resource


def most_bytes(body: bytes, limit: int = MAX_BYTES) -> int:
    """How large this message may be: a letter may carry attachments, nothing else does."""
    return limit if _LETTER in body else min(limit, MAX_BYTES_WITHOUT_ATTACHMENT)


def charset_of(content_type: str | None) -> str | None:
    """The charset parameter, lower case; of XML it counts more than the declaration (RFC 7303)."""
    for part in (content_type or "").split(";")[1:]:
        name, _, value = part.strip().partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").lower() or None
    return None


def encode_json(resource: Json) -> bytes:
    """The JSON form, compact."""
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def _read_json(body: bytes, max_depth: int, flaws: Flaws) -> Json:
    reader = _Reader(flaws)
    try:
        found = json.loads(
            _text(body, flaws),
            object_pairs_hook=reader.unique,
            parse_constant=reader.no_number,
            parse_float=reader.finite,
            parse_int=reader.whole,
        )
    except json.JSONDecodeError as error:
        raise Unreadable("unreadable.json", error.msg, f"line {error.lineno} column {error.colno}") from None
    except RecursionError:
        raise Unreadable("unreadable.too_deep") from None
    if not isinstance(found, dict):
        raise Unreadable("unreadable.json_object", type(found).__name__, "/")
    try:
        _inspect(found, max_depth)
    except Unreadable as flaw:
        flaws.note(flaw.code, flaw.detail, flaw.place)
        return dict(_cleaned(found, max_depth))
    return found


def _text(body: bytes, flaws: Flaws) -> str:
    try:
        return body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        flaws.note("unreadable.encoding", "not utf-8", f"byte {error.start}")
        return body.decode("utf-8", "replace").removeprefix("\ufeff")


class _Reader:
    """What the JSON of the standard library lets pass and FHIR does not."""

    def __init__(self, flaws: Flaws) -> None:
        self._flaws = flaws

    def unique(self, pairs: list[tuple[str, Any]]) -> Json:
        """An object in which each name stands once."""
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        seen: Json = {}
        for name, value in pairs:
            if name in seen:
                self._flaws.note("unreadable.json_duplicate", name[:80])
                value = self._flaws.repeated(name, seen[name], value)
            seen[name] = value
        return seen

    def no_number(self, text: str) -> str:
        """NaN and the infinities, kept as a text for the checker to name."""
        self._flaws.note("unreadable.json_number", text[:80])
        return text

    def finite(self, text: str) -> float | str:
        """A number with a point or an exponent."""
        number = float(text)
        return number if math.isfinite(number) else self.no_number(text)

    def whole(self, text: str) -> int | str:
        """A number without."""
        return int(text) if len(text) <= _LONGEST_WHOLE else self.no_number(text)


def _inspect(value: Any, depth: int) -> None:
    if depth < 0:
        raise Unreadable("unreadable.too_deep")
    if isinstance(value, str):
        if FORBIDDEN.search(value):
            raise Unreadable("unreadable.control_character")
    elif isinstance(value, dict):
        for name, item in value.items():
            _inspect(name, depth)
            _inspect(item, depth - 1)
    elif isinstance(value, list):
        for item in value:
            _inspect(item, depth - 1)


def _cleaned(value: Any, depth: int) -> Any:
    """Without the characters that nothing can store, and without what lies too deep."""
    if depth < 0:
        return None
    if isinstance(value, str):
        return FORBIDDEN.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_cleaned(name, depth): _cleaned(item, depth - 1) for name, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item, depth - 1) for item in value]
    return value
