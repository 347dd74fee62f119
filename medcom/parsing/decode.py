"""Bytes of a FHIR resource (JSON or XML) to its JSON form, refusing what no honest sender sends."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from medcom.parsing.types import Json
from medcom.parsing.unreadable import Unreadable
from medcom.parsing.xml import encode_xml, read_xml

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Unreadable", "decode", "encode_json", "encode_xml"]

MAX_BYTES = 100 * 1024 * 1024  # SPEC A4: the most that the VANS network carries
# A notification or an acknowledgement is a few kilobytes; only letters carry attachments.
MAX_BYTES_WITHOUT_ATTACHMENT = 5 * 1024 * 1024
MAX_DEPTH = 60
# A message has some hundred elements; an attachment is one of them however large it is.
MAX_PARTS = 100_000
_LETTER = b"care-communication-message"
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"{\x00", b"\x00{")
# No database text holds NUL, no UTF-8 a lone surrogate, no XML a noncharacter; FHIR strings have no control characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode(
    body: bytes, content_type: str | None = None, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH
) -> Json:
    """A resource as a dict; raises Unreadable.

    What the body looks like decides between XML and JSON; a content type that says the other one is refused.
    """
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
        raise Unreadable("unreadable.content_type", media_type)
    # Counted before anything is built: a megabyte of `{}` is a third of a million objects.
    if (body.count(b"<") if is_xml else body.count(b"{") + body.count(b"[") + body.count(b",")) > MAX_PARTS:
        raise Unreadable("unreadable.too_many")
    charset = _charset(content_type)
    resource = read_xml(body, depth=max_depth, charset=charset) if is_xml else _read_json(body, max_depth)
    if not isinstance(resource.get("resourceType"), str):
        raise Unreadable("unreadable.not_fhir", "no resourceType", "/")
    return resource


def most_bytes(body: bytes, limit: int = MAX_BYTES) -> int:
    """How large this message may be: a letter may carry attachments, nothing else does."""
    return limit if _LETTER in body else min(limit, MAX_BYTES_WITHOUT_ATTACHMENT)


def _charset(content_type: str | None) -> str | None:
    """The charset parameter, lower case; of XML it counts more than the declaration (RFC 7303)."""
    for part in (content_type or "").split(";")[1:]:
        name, _, value = part.strip().partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").lower() or None
    return None


def encode_json(resource: Json) -> bytes:
    """The JSON form, compact."""
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def _read_json(body: bytes, max_depth: int) -> Json:
    try:
        text = body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Unreadable("unreadable.encoding", "not utf-8", f"byte {error.start}") from None
    try:
        found = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise Unreadable("unreadable.json", error.msg, f"line {error.lineno} column {error.colno}") from None
    except RecursionError:
        raise Unreadable("unreadable.too_deep") from None
    except ValueError as error:  # a number of thousands of digits
        raise Unreadable("unreadable.json_number", str(error)[:80]) from None
    if not isinstance(found, dict):
        raise Unreadable("unreadable.json_object", type(found).__name__, "/")
    _inspect(found, max_depth)
    return found


def _unique(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise Unreadable("unreadable.json_duplicate", twice[:80])
    return found


def _no_constant(text: str) -> NoReturn:
    raise Unreadable("unreadable.json_number", text)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Unreadable("unreadable.json_number", text[:80])
    return number


def _inspect(value: Any, depth: int) -> None:
    if depth < 0:
        raise Unreadable("unreadable.too_deep")
    if isinstance(value, str):
        if _FORBIDDEN.search(value):
            raise Unreadable("unreadable.control_character")
    elif isinstance(value, dict):
        for name, item in value.items():
            _inspect(name, depth)
            _inspect(item, depth - 1)
    elif isinstance(value, list):
        for item in value:
            _inspect(item, depth - 1)
