"""The contents of the agreement and one clause of it, on a day (RULES 1.1; 001-97)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from desk.selectors.administration.settings_page import OpenPointRow, point_rows
from documents.sentences import in_language
from organisations.sentences import reading_language
from principles.clauses.rules.contents import BY_ADDRESS, CLAUSES, points_of
from principles.clauses.rules.in_force import edition_on
from principles.clauses.rules.touching import Touched
from principles.clauses.selectors import ClauseOnDay, Realised, clauses_on, realised_by, search, touched
from principles.clauses.texts.cards import CARDS
from principles.models import ClauseVersion
from principles.registers.selectors import open_changes


@dataclass(frozen=True, slots=True)
class ContentsPart:
    """A line of the contents with the lines within it."""

    row: ClauseOnDay
    points: tuple["ContentsPart", ...]


@dataclass(frozen=True, slots=True)
class AgreementContents:
    """The agreement on a day, or what a search in it finds."""

    on: date
    edition: date | None
    parts: tuple[ContentsPart, ...]
    words: str = ""
    hits: tuple[ClauseOnDay, ...] = ()


@dataclass(frozen=True, slots=True)
class ClausePage:
    """One clause on a day, with its neighbours, what realises it and what it leaves open."""

    on: date
    edition: date | None
    row: ClauseOnDay
    around: tuple[ClauseOnDay, ...]
    points: tuple[ClauseOnDay, ...]
    previous: ClauseOnDay | None
    following: ClauseOnDay | None
    realised: tuple[Realised, ...]
    settings: tuple[OpenPointRow, ...]
    versions: tuple[ClauseVersion, ...]
    open_changes: int
    card: "CardRow | None" = None
    touched: Touched | None = None


@dataclass(frozen=True, slots=True)
class CardRow:
    """A principle's dialogue card in the reader's language."""

    address: str
    title: str
    case: str
    questions: tuple[str, ...]


def cards(on: date) -> list[CardRow]:
    """The dialogue cards in the order of the principles."""
    titles = {row.clause.address: row.title for row in clauses_on(on, language=reading_language())}
    return [_card(address, titles[address]) for address in CARDS]


def _card(address: str, title: str) -> CardRow:
    card = CARDS[address]
    return CardRow(address, title, in_language(card.case), tuple(map(in_language, card.questions)))


def contents(on: date, words: str = "") -> AgreementContents:
    """The contents, and what is found when words are searched for."""
    language = reading_language()
    rows = {row.clause.address: row for row in clauses_on(on, language=language)}
    hits = tuple(search(words, on, language=language)) if words else ()
    return AgreementContents(on, edition_on(on), tuple(_parts("", rows)), words, hits)


def _parts(address: str, rows: dict[str, ClauseOnDay]) -> Iterator[ContentsPart]:
    for clause in points_of(address):
        yield ContentsPart(rows[clause.address], tuple(_parts(clause.address, rows)))


def clause_page(address: str, on: date, now: datetime) -> ClausePage | None:
    """Everything about one clause; None for an address that is none."""
    if address not in BY_ADDRESS:
        return None
    rows = {row.clause.address: row for row in clauses_on(on, language=reading_language())}
    order = [clause.address for clause in CLAUSES]
    place, row = order.index(address), rows[address]
    points = point_rows(now) if row.clause.settings else ([], [])
    return ClausePage(
        on,
        edition_on(on),
        row,
        tuple(reversed([rows[outer] for outer in _around(address)])),
        tuple(rows[clause.address] for clause in points_of(address)),
        rows[order[place - 1]] if place else None,
        rows[order[place + 1]] if place + 1 < len(order) else None,
        tuple(realised_by(address)),
        tuple(point for group in points for point in group if point.point.id in row.clause.settings),
        _versions(address),
        open_changes(address),
        _card(address, row.title) if address in CARDS else None,
        touched(address, now),
    )


def _versions(address: str) -> tuple[ClauseVersion, ...]:
    """The one of each day that counts, newest first."""
    rows = ClauseVersion.objects.filter(clause=address, withdrawn_at=None).select_related("made_by")
    return tuple({row.valid_from: row for row in rows.order_by("-valid_from", "number")}.values())


def _around(address: str) -> Iterator[str]:
    """The clauses around one, the nearest first."""
    while address := BY_ADDRESS[address].parent:
        yield address
