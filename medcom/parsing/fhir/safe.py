"""Careful looks into JSON of which nothing is known yet."""

from __future__ import annotations

from typing import Any

from medcom.parsing.fhir.types import Json


def as_dict(value: Any) -> Json:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def dicts(value: Any) -> list[Json]:
    """The objects in a list."""
    return [item for item in as_list(value) if isinstance(item, dict)]


def as_text(value: Any) -> str | None:
    """The value if it is a text with content, else None."""
    return value if isinstance(value, str) and value.strip() else None


def first(value: Any) -> Json:
    """The first object of a list, or an empty one."""
    return next(iter(dicts(value)), {})


def tail(url: Any) -> str:
    """The last part of an address: versions of a package move extensions between folders."""
    return url.rsplit("/", 1)[-1] if isinstance(url, str) else ""


def extension(value: Json, name: str) -> Json:
    """The extension whose address ends with the name."""
    return next((part for part in dicts(value.get("extension")) if tail(part.get("url")) == name), {})
