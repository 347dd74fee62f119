"""The versions of a clause, and what a new one changes, for the administrator who writes it (001-97)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.selectors.json_values import moment
from principles.clauses.rules.difference import Piece, WordChange, difference
from principles.clauses.rules.in_force import Wording
from principles.clauses.rules.prose import ProseBlock, blocks
from principles.clauses.selectors import last_number, wording_before, wording_of
from principles.models import ClauseVersion


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One language: the new words as they will read, and the difference to the version before."""

    language: str
    title: str
    blocks: tuple[ProseBlock, ...]
    title_pieces: tuple[Piece, ...]
    text_pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything is different."""
        return any(piece.change is not WordChange.SAME for piece in (*self.title_pieces, *self.text_pieces))


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A stored version; `coming` can still be withdrawn; `replaced` is that a later one is from the same day."""

    version: ClauseVersion
    coming: bool
    replaced: bool
    sides: tuple[SideBySide, ...]


def sides(address: str, wording: Wording, *, number: int | None = None) -> tuple[SideBySide, ...]:
    """The difference in both languages, to what the version of a number, or a new one (None), replaces."""
    before = wording_before(address, wording.valid_from, number=number)
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
    rows = ClauseVersion.objects.filter(clause=address).select_related("made_by", "withdrawn_by")
    last = {row.valid_from: row.number for row in rows.order_by("number") if row.withdrawn_at is None}
    return [
        VersionRow(
            row,
            row.valid_from > today and row.withdrawn_at is None,
            row.withdrawn_at is None and row.number != last[row.valid_from],
            sides(address, wording_of(row), number=row.number),
        )
        for row in rows.order_by("-valid_from", "-number")
    ]


def earlier_words(address: str) -> Iterable[Any]:
    """Who wrote or withdrew what, newest first."""
    rows = ClauseVersion.history.filter(clause=address).select_related("history_user").order_by("-history_date")
    return list(rows[:30])


def first_words(address: str, today: date) -> Mapping[str, Any]:
    """What the form begins with: the newest version to come, else the words that hold."""
    rows = ClauseVersion.objects.filter(clause=address, valid_from__gt=today, withdrawn_at=None)
    coming = rows.order_by("-valid_from", "-number").first()
    words = wording_of(coming) if coming else wording_before(address, date.max)
    first = dict(zip(("title_da", "title_en", "text_da", "text_en"), (*words.title, *words.text), strict=True))
    held = {"valid_from": coming.valid_from if coming else None, "reason": coming.reason if coming else ""}
    return {**first, **held, "seen": last_number(address)}


def version_json(told: VersionRow) -> dict[str, Any]:
    """A version for programs."""
    row = told.version
    return {
        "id": row.pk,
        "number": row.number,
        "valid_from": row.valid_from.isoformat(),
        "coming": told.coming,
        "replaced": told.replaced,
        "title_da": row.title_da,
        "title_en": row.title_en,
        "text_da": row.text_da,
        "text_en": row.text_en,
        "reason": row.reason,
        "made_at": moment(row.made_at),
        "made_by": row.made_by.name,
        "withdrawn_at": moment(row.withdrawn_at),
        "withdrawn_by": row.withdrawn_by.name if row.withdrawn_by else "",
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
