"""Whether a primitive value has the form of its FHIR type, and times of day as aware instants."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

_DATE = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?"
_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))"
_INSTANT = re.compile(f"{_DATE}T{_TIME}{_ZONE}")
_PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
_CODE = re.compile(r"\S+(?:\s\S+)*")
_URI = re.compile(r"\S+")
_SPACE = re.compile(r"\s+")
# FHIR: no string is longer than a megabyte; base64Binary has no such limit.
LONGEST = 1024 * 1024


def instant(text: object) -> datetime | None:
    """The aware UTC time of a FHIR instant or full dateTime; None for anything less or impossible."""
    if not isinstance(text, str) or not _INSTANT.fullmatch(text):
        return None
    # FHIR allows a leap second, Python does not.
    leap = text[17:19] == "60"
    try:
        found = datetime.fromisoformat(text[:17] + "59" + text[19:] if leap else text).astimezone(UTC)
        return found + timedelta(seconds=1) if leap else found
    except (ValueError, OverflowError):
        return None


def _is_base64(text: str) -> bool:
    """Whole groups of four, padded at the end only."""
    plain = _SPACE.sub("", text)
    try:
        return bool(plain) and base64.b64decode(plain, validate=True) is not None
    except ValueError:
        return False


def _is_date(text: str) -> bool:
    if not _PARTIAL.fullmatch(text) or text.startswith("0000"):
        return False
    try:
        datetime.fromisoformat((text + "-01-01")[:10] if len(text) < 8 else text)
    except ValueError:
        return False
    return True


def _is_date_time(text: str) -> bool:
    return _is_date(text) or instant(text) is not None


_TEXT_FORMATS: dict[str, Callable[[str], Any]] = {
    "id": _ID.fullmatch,
    "code": _CODE.fullmatch,
    "uri": _URI.fullmatch,
    "url": _URI.fullmatch,
    "canonical": _URI.fullmatch,
    "oid": re.compile(r"urn:oid:[0-2](\.(0|[1-9]\d*))+").fullmatch,
    "uuid": re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch,
    "base64Binary": _is_base64,
    "date": _is_date,
    "dateTime": _is_date_time,
    "instant": instant,
    "time": re.compile(_TIME).fullmatch,
    "string": str.strip,
    "markdown": str.strip,
    "xhtml": str.strip,
}
TIMES = frozenset({"date", "dateTime", "instant", "time"})


def fault(value: object, type_name: str) -> str:
    """The kind of problem with a primitive value (`value.datatype`, `value.format`, `value.time`) or nothing."""
    check = _TEXT_FORMATS.get(type_name)
    if check is None:
        return _fault_of_other(value, type_name)
    if not isinstance(value, str):
        return "value.datatype"
    if len(value) > LONGEST and type_name != "base64Binary":
        return "value.too_long"
    if check(value):
        return ""
    if not value.strip():
        return "element.empty"
    return "value.time" if type_name in TIMES else "value.format"


def _fault_of_other(value: object, type_name: str) -> str:
    if type_name == "boolean":
        return "" if isinstance(value, bool) else "value.datatype"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "value.datatype"
    if type_name == "decimal":
        return ""
    lowest = {"positiveInt": 1, "unsignedInt": 0}.get(type_name, -(2**31))
    return "" if isinstance(value, int) and lowest <= value < 2**31 else "value.format"
