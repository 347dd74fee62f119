"""What an event of any kind may hold, every field filled by the hints of its type."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from journeys.domain.events.payload import Payload

_PLAIN: dict[type, Any] = {
    bool: True,
    int: 1,
    datetime: datetime(2026, 11, 28, 9, tzinfo=UTC),
    date: date(2026, 11, 28),
}


def filled_payload(shape: type[Payload], *, text: str) -> Payload:
    """Texts are `text`; of a closed set the first code."""
    hints = get_type_hints(shape)
    return shape(**{field.name: _fitting(hints[field.name], text) for field in fields(shape)})


def _fitting(hint: Any, text: str) -> Any:
    if isinstance(hint, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return (_fitting(get_args(hint)[0], text),)
    if get_origin(hint) is Mapping:
        return {text: text}
    if issubclass(hint, Payload):
        return filled_payload(hint, text=text)
    if issubclass(hint, StrEnum):
        return next(iter(hint))
    return text if hint is str else _PLAIN[hint]
