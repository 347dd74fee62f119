"""The versions of a clause, and what a new one changes, for the administrator who writes it (001-97)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.selectors.json_values import moment
from principles.clauses.rules.difference import Change, Piece, difference
from principles.clauses.rules.in_force import Wording
from principles.clauses.rules.prose import Block, blocks
from principles.clauses.selectors import wording_before, wording_of
from principles.models import ClauseVersion


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One language: the new words as they will read, and the difference to the version before."""

    language: str
    title: str
    blocks: tuple[Block, ...]
    title_pieces: tuple[Piece, ...]
    text_pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything is different."""
        return any(piece.change is not Change.SAME for piece in (*self.title_pieces, *self.text_pieces))


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A stored version; `coming` can still be withdrawn."""

    version: ClauseVersion
    coming: bool
    sides: tuple[SideBySide, ...]


def sides(address: str, wording: Wording) -> tuple[SideBySide, ...]:
    """The preview in both languages."""
    before = wording_before(address, wording.valid_from)
    return tuple(
        SideBySide(
            language,
            wording.title[column],
            tuple(blocks(wording.text[column])),
            difference(before.title[column], wording.title[column]),
            difference(before.text[column], wording.text[column]),
        )
        for column, language in enumerate(("da", "en"))
    )


def version_rows(address: str, today: date) -> list[VersionRow]:
    """Newest first, each with what it changed."""
    rows = ClauseVersion.objects.filter(clause=address).select_related("made_by").order_by("-valid_from")
    return [VersionRow(row, row.valid_from > today, sides(address, wording_of(row))) for row in rows]


def earlier_words(address: str) -> Iterable[Any]:
    """Who wrote, changed or withdrew what, newest first."""
    rows = ClauseVersion.history.filter(clause=address).select_related("history_user").order_by("-history_date")
    return list(rows[:30])


def first_words(address: str, today: date) -> Mapping[str, Any]:
    """What the form begins with: the newest version to come, else the words that hold."""
    coming = ClauseVersion.objects.filter(clause=address, valid_from__gt=today).order_by("-valid_from").first()
    words = wording_of(coming) if coming else wording_before(address, date.max)
    first = dict(zip(("title_da", "title_en", "text_da", "text_en"), (*words.title, *words.text), strict=True))
    return {**first, "valid_from": coming.valid_from if coming else None, "reason": coming.reason if coming else ""}


def version_json(row: ClauseVersion, *, coming: bool) -> dict[str, Any]:
    """A version for programs."""
    return {
        "id": row.pk,
        "valid_from": row.valid_from.isoformat(),
        "coming": coming,
        "title_da": row.title_da,
        "title_en": row.title_en,
        "text_da": row.text_da,
        "text_en": row.text_en,
        "reason": row.reason,
        "made_at": moment(row.made_at),
        "made_by": row.made_by.name,
    }


def pieces_json(found: Iterable[SideBySide]) -> list[dict[str, Any]]:
    """The difference for programs."""
    return [
        {
            "language": side.language,
            "title": [{"change": piece.change.value, "text": piece.text} for piece in side.title_pieces],
            "text": [{"change": piece.change.value, "text": piece.text} for piece in side.text_pieces],
        }
        for side in found
    ]
