"""What is different between two wordings, word by word (001-97)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|[^\s]+")


class WordChange(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row with which the same happened."""

    change: WordChange
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in the order of reading; what was replaced is removed first, then added."""
    return tuple(_pieces(_WORD.findall(before), _WORD.findall(after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, start, end, new_start, new_end in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        removed, added = "".join(before[start:end]), "".join(after[new_start:new_end])
        if kind == "equal":
            yield Piece(WordChange.SAME, added)
            continue
        if removed:
            yield Piece(WordChange.REMOVED, removed)
        if added:
            yield Piece(WordChange.ADDED, added)
