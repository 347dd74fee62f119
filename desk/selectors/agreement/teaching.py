"""What meetings and pockets need of the agreement: pocket cards and the slides of the principles (IP-11)."""

from dataclasses import dataclass
from datetime import date

from documents.sentences import in_language
from organisations.sentences import reading_language
from principles.clauses.rules.contents import points_of
from principles.clauses.rules.prose import ProseBlock
from principles.clauses.selectors import ClauseOnDay, clauses_on
from principles.clauses.texts.cards import CARDS
from principles.clauses.texts.pocket import POCKET_CARDS, PocketSide


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side of a pocket card in the reader's language: each line with its clause."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PocketRow:
    """A pocket card in the reader's language."""

    slug: str
    title: str
    sides: tuple[SideRow, SideRow]


@dataclass(frozen=True, slots=True)
class Slide:
    """One page of the presentation; `notes` are for whoever speaks."""

    number: int
    title: str
    blocks: tuple[ProseBlock, ...]
    points: tuple[tuple[str, str], ...]
    case: str
    notes: tuple[str, ...]
    clause: str

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"side-{self.number}"


def pocket_cards() -> list[PocketRow]:
    """Both cards."""
    return [
        PocketRow(slug, in_language(card.title), (_side(card.front), _side(card.back)))
        for slug, card in POCKET_CARDS.items()
    ]


def _side(side: PocketSide) -> SideRow:
    return SideRow(in_language(side.title), tuple((in_language(line.text), line.clause) for line in side.lines))


def slides(on: date) -> list[Slide]:
    """The principles in the words of a day: first all of them, then one at a time."""
    rows = {row.clause.address: row for row in clauses_on(on, language=reading_language())}
    addresses = ("1", *(clause.address for clause in points_of("1")))
    return [_slide(number, rows[address], rows) for number, address in enumerate(addresses, start=1)]


def _slide(number: int, row: ClauseOnDay, rows: dict[str, ClauseOnDay]) -> Slide:
    card = CARDS.get(row.clause.address)
    points = tuple((rows[clause.address].title, clause.address) for clause in points_of(row.clause.address))
    notes = [rows[clause.address].text for clause in points_of(row.clause.address) if card is not None]
    return Slide(
        number,
        row.title,
        row.blocks,
        points,
        in_language(card.case) if card else "",
        (*filter(None, notes), *(map(in_language, card.questions) if card else ())),
        row.clause.address,
    )
