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


def dicts(value: Any, *names: str) -> list[Json]:
    """The objects in a list, or in the one that stands at the names, one inside the other."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return [item for item in as_list(value) if isinstance(item, dict)]


def as_text(value: Any) -> str | None:
    """The value if it is a text with content, else None."""
    return value if isinstance(value, str) and value.strip() else None


def text_at(value: Any, *names: str) -> str | None:
    """The text that stands at the names, one inside the other; None where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return as_text(value)


def texts_of(value: Json, *names: str) -> tuple[str | None, ...]:
    """The texts that stand beside each other under the names."""
    return tuple(as_text(value.get(name)) for name in names)


def entry_parts(item: Any) -> tuple[str | None, Json, str, str | None]:
    """Of an entry of a bundle: its fullUrl, its resource, that one's type ("" for none) and logical id."""
    entry = as_dict(item)
    resource = as_dict(entry.get("resource"))
    kind = resource.get("resourceType")
    return as_text(entry.get("fullUrl")), resource, kind if isinstance(kind, str) else "", as_text(resource.get("id"))


def first(value: Any) -> Json:
    """The first object of a list, or an empty one."""
    return next(iter(dicts(value)), {})


def tail(url: Any) -> str:
    """The last part of an address: versions of a package move extensions between folders."""
    return url.rsplit("/", 1)[-1] if isinstance(url, str) else ""


def extension(value: Json, name: str) -> Json:
    """The extension whose address ends with the name."""
    return next((part for part in dicts(value.get("extension")) if tail(part.get("url")) == name), {})
