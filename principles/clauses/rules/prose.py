"""How a clause's text is laid out: paragraphs, and lists of lines that begin with a hyphen."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_ITEM = "- "


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """A paragraph, or where `items` is not empty a list."""

    text: str = ""
    items: tuple[str, ...] = ()


def blocks(text: str) -> Iterator[ProseBlock]:
    """The text from top to bottom; an empty line ends a paragraph."""
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        for is_list, group in groupby(lines, key=lambda line: line.startswith(_ITEM)):
            if is_list:
                yield ProseBlock(items=tuple(line.removeprefix(_ITEM) for line in group))
            else:
                yield ProseBlock(text=" ".join(group))
