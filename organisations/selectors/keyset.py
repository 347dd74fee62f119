"""Pages of a history by key: as fast at the end as at the beginning, and steady while rows come in (UX §5.11).

A place is when a row came about and its key, and nothing else: it may stand in an address. What nobody made is none:
the reader is told so and gets the newest rows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

OLDER, NEWER = "aeldre", "nyere"
_BETWEEN = "~"
M = TypeVar("M", bound=Model)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands in a list, newest first: its moment and, of equal moments, its key."""

    at: datetime
    key: int | UUID

    def __str__(self) -> str:
        """For an address."""
        return f"{self.at.astimezone(UTC).replace(tzinfo=None).isoformat()}{_BETWEEN}{self.key}"


@dataclass(frozen=True, slots=True)
class PageCut:
    """Which page is asked for: the rows before a place or after it; without one the newest.

    `unreadable`: a place was asked for that nobody made.
    """

    place: RowPlace | None = None
    newer: bool = False
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Paged(Generic[R]):
    """One page, newest first, and the places of its neighbours; empty where there is none."""

    rows: Sequence[R]
    older: str = ""
    newer: str = ""
    unreadable: bool = False


def cut_of(asked: Mapping[str, Any], *, key: Callable[[str], int | UUID]) -> PageCut:
    """What an address or a form asks for, under the names OLDER and NEWER; `key` reads a key or raises ValueError."""
    newer = bool(asked.get(NEWER))
    text = str(asked.get(NEWER) or asked.get(OLDER) or "")
    if not text:
        return PageCut()
    place = _place(text, key)
    return PageCut(place, newer and place is not None, unreadable=place is None)


def number_key(text: str) -> int:
    """A whole number that a row can have."""
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise ValueError(text)
    return int(text)


def page_by_key(rows: QuerySet[M], cut: PageCut, *, at: str, size: int) -> Paged[M]:
    """One page of rows whose moment is the field `at`; an index on it and the key reads no row of another page."""
    return paged(page_rows(rows, cut, at=at, size=size), cut, at=at, size=size)


def page_rows(rows: QuerySet[M], cut: PageCut, *, at: str, size: int) -> list[M]:
    """The rows of a page and one beyond it, in the direction of the cut."""
    return list(rows.filter(beyond(cut, at)).order_by(*order(cut, at))[: size + 1])


def paged(found: Sequence[M], cut: PageCut, *, at: str, size: int) -> Paged[M]:
    """The page of rows that `page_rows` found, perhaps in several lists."""
    more, shown = len(found) > size, list(found[:size])
    if cut.newer:
        shown.reverse()
    has_newer, has_older = (more, True) if cut.newer else (cut.place is not None, more)
    return Paged(
        shown,
        older=_place_of(shown[-1], at) if shown and has_older else "",
        newer=_place_of(shown[0], at) if shown and has_newer else "",
        unreadable=cut.unreadable,
    )


def order(cut: PageCut, at: str) -> tuple[str, str]:
    """In which order the rows of a page are read; those of a newer one are turned round by `paged`."""
    return (at, "pk") if cut.newer else (f"-{at}", "-pk")


def beyond(cut: PageCut, at: str) -> Q:
    """The rows on the page's side of the place.

    Bounded by the moment alone first: a database walks an index by that, not by a choice of two conditions.
    """
    if cut.place is None:
        return Q()
    side = "gt" if cut.newer else "lt"
    strictly = Q(**{f"{at}__{side}": cut.place.at}) | Q(**{f"pk__{side}": cut.place.key})
    return Q(**{f"{at}__{side}e": cut.place.at}) & strictly


def _place_of(row: Model, at: str) -> str:
    """Empty for a row without a moment: nothing goes on from there."""
    moment = getattr(row, at)
    return str(RowPlace(moment, row.pk)) if moment is not None else ""


def _place(text: str, key: Callable[[str], int | UUID]) -> RowPlace | None:
    moment, _between, rest = text.partition(_BETWEEN)
    try:
        at = datetime.fromisoformat(moment)
        place = RowPlace(at.replace(tzinfo=UTC), key(rest))
    except ValueError:
        return None
    # As we write it and no other way, and no year that a database or a clock cannot have.
    return place if str(place) == text and 1900 <= at.year < 3000 else None
