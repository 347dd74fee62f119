"""The base of what events hold: typed fields, read from any stored form ever written and dumped to the form of today.

Reading never raises: a key that is missing, or a value that cannot be read, is unknown; a key that no field names is
left alone. The hints are the table: `datetime` is an aware instant, `date` a day, an id a `str`, a closed set a
StrEnum.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, Self, TypeVar, get_args, get_origin, get_type_hints

KEY, WORDS = "key", "words"
_UNKNOWN: tuple[object, ...] = (None, "", (), {})
Shape = TypeVar("Shape", bound="Payload")


@dataclass(frozen=True, kw_only=True)
class Payload:
    """What an event of one kind holds, or one noun that several kinds share."""

    @classmethod
    def parse(cls, stored: Mapping[str, Any]) -> Self:
        """From the stored form; whatever it does not say stays as the field begins: unknown."""
        read = {name: reader(stored[key]) for name, key, reader in _columns(cls) if key in stored}
        return cls(**{name: value for name, value in read.items() if value is not None})

    def dump(self) -> dict[str, Any]:
        """The stored form; what is unknown or empty is not stored."""
        values = ((key, getattr(self, name)) for name, key, _reader in _columns(type(self)))
        return {key: _plain(value) for key, value in values if value not in _UNKNOWN}


@dataclass(frozen=True, kw_only=True)
class NoPayload(Payload):
    """The kind says it all."""


def stored_as(key: str) -> str | None:
    """A text field whose stored key is a word of Python."""
    value: str | None = field(default=None, metadata={KEY: key})
    return value


def words() -> str | None:
    """A text that somebody writes freely: nobody of another house reads it before the event is released."""
    value: str | None = field(default=None, metadata={WORDS: True})
    return value


def words_of(shape: type[Payload]) -> frozenset[str]:
    """The stored keys of what is written freely."""
    return frozenset(each.metadata.get(KEY, each.name) for each in fields(shape) if WORDS in each.metadata)


class Stored:
    """What holds a payload in its stored form: whatever it does not say, or says unreadably, is unknown."""

    __slots__ = ()

    payload: Mapping[str, Any]
    # What has been read of it, by its type: a fold asks the same event many times.
    _read: "dict[type[Payload], Payload]"

    def read(self, shape: type[Shape]) -> Shape:
        """What the event says, as `shape`: the type of its kind, or one noun of several kinds (a place, names).

        Any event can be asked for any noun; never raises.
        """
        stored = self._read.get(shape)
        if not isinstance(stored, shape):
            stored = self._read[shape] = shape.parse(self.payload)
        return stored

    def instant(self, key: str) -> datetime | None:
        """A payload value as an aware instant, or None when it is unknown."""
        value = self.payload.get(key)
        return datetime.fromisoformat(value) if isinstance(value, str) else None

    def texts(self, *keys: str) -> tuple[str | None, ...]:
        """Several payload values as text."""
        return tuple(map(self.text, keys))

    def text(self, key: str) -> str | None:
        """A payload value as text, or None when it is unknown or empty."""
        value = self.payload.get(key)
        return value if isinstance(value, str) and value else None


Column = tuple[str, str, Callable[[Any], Any]]
_COLUMNS: dict[type[Payload], tuple[Column, ...]] = {}


def _columns(shape: type[Payload]) -> tuple[Column, ...]:
    """Name, stored key and reader of every field; the hints of a type are looked at once."""
    if shape not in _COLUMNS:
        hints = get_type_hints(shape)
        rows = ((each.name, each.metadata.get(KEY, each.name), hints[each.name]) for each in fields(shape))
        _COLUMNS[shape] = tuple((name, key, _reader(hint)) for name, key, hint in rows)
    return _COLUMNS[shape]


def _reader(hint: Any) -> Callable[[Any], Any]:
    if isinstance(hint, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        item = _reader(get_args(hint)[0])
        return lambda value: _several(value, item)
    if get_origin(hint) is Mapping:
        return lambda value: dict(value) if isinstance(value, Mapping) else None
    if issubclass(hint, Payload):
        return lambda value: hint.parse(value) if isinstance(value, Mapping) else None
    if issubclass(hint, StrEnum):
        codes = {member.value: member for member in hint}
        return lambda value: codes.get(value) if isinstance(value, str) else None
    return _READERS[hint]


def _several(value: Any, item: Callable[[Any], Any]) -> tuple[Any, ...] | None:
    if not isinstance(value, list | tuple):
        return None
    return tuple(one for one in map(item, value) if one is not None)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _instant(value: Any) -> datetime | None:
    """Without an offset nobody knows which instant it was."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


_READERS: dict[type, Callable[[Any], Any]] = {str: _text, bool: _flag, int: _number, datetime: _instant, date: _day}


def _plain(value: Any) -> Any:
    if isinstance(value, Payload):
        return value.dump()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
