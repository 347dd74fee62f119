"""The clauses on a day in the reader's language, and what of the program realises each."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache as kept
from pathlib import Path

from django.core.cache import cache
from django.db.models import Case, CharField, Count, Max, Value, When

from journeys.domain.calendar.clock import at_local, local_date
from journeys.models import EventPlacement
from organisations.domain.moments import ENGLISH
from principles.clauses.rules.contents import BY_ADDRESS, CLAUSES, SECOND_EDITION, Clause
from principles.clauses.rules.in_force import InForce, Wording, in_force
from principles.clauses.rules.prose import ProseBlock, blocks
from principles.clauses.rules.sources import rules_of_clause
from principles.clauses.rules.touching import KINDS_OF_CLAUSE, Touched, counted_days, low_of
from principles.clauses.texts import WORDINGS
from principles.models import ClauseVersion

# Where the counts of the last weeks lie.
TOUCHED = "clauses.touched"
# Made by `make rules`.
_REALISED = Path(__file__).resolve().parent / "data" / "realised.json"


@dataclass(frozen=True, slots=True)
class ClauseOnDay:
    """One clause as it reads on a day; title and text are "" where no words of that day are known."""

    clause: Clause
    held: InForce
    language: str

    @property
    def title(self) -> str:
        """A clause whose words are unknown is still called by its name of today."""
        return (self.held.wording or WORDINGS[self.clause.address]).title[self._column]

    @property
    def text(self) -> str:
        """In the reader's language."""
        return self.held.wording.text[self._column] if self.held.wording else ""

    @property
    def blocks(self) -> tuple[ProseBlock, ...]:
        """The text as paragraphs and lists."""
        return tuple(blocks(self.text))

    @property
    def _column(self) -> int:
        return 1 if self.language == ENGLISH else 0


@dataclass(frozen=True, slots=True)
class Realised:
    """A row of the decision tables: where it is decided and what tests it."""

    rule: str
    decided: tuple[str, ...]
    tests: tuple[str, ...]


def clauses_on(on: date, *, language: str) -> list[ClauseOnDay]:
    """All clauses on a day, in the agreement's order; one question to the database."""
    later = _versions()
    return [_read(clause, later.get(clause.address, []), on=on, language=language) for clause in CLAUSES]


def clause_on(address: str, on: date, *, language: str) -> ClauseOnDay | None:
    """One clause on a day; None for an address that is none."""
    clause = BY_ADDRESS.get(address)
    return _read(clause, _versions(address).get(address, []), on=on, language=language) if clause else None


def _read(clause: Clause, later: list[Wording], *, on: date, language: str) -> ClauseOnDay:
    return ClauseOnDay(clause, in_force(clause, WORDINGS[clause.address], later, on=on), language)


def _versions(address: str = "") -> Mapping[str, list[Wording]]:
    rows = ClauseVersion.objects.filter(withdrawn_at=None).order_by("valid_from", "number")
    versions: dict[str, list[Wording]] = {}
    for row in rows.filter(clause=address) if address else rows:
        versions.setdefault(row.clause, []).append(wording_of(row))
    return versions


def wording_of(row: ClauseVersion) -> Wording:
    """A stored version as the rules read it."""
    return Wording((row.title_da, row.title_en), (row.text_da, row.text_en), row.valid_from)


def last_number(address: str) -> int:
    """Of the versions that were ever written of a clause, the withdrawn ones among them; 0 where there are none."""
    return ClauseVersion.objects.filter(clause=address).aggregate(last=Max("number"))["last"] or 0


def wording_before(address: str, on: date, *, number: int | None = None) -> Wording:
    """What the version of a number, or the next one (None), replaces from a day on; `address` is a clause's.

    That is the version before it from the same day, else the words of the day before.
    """
    shipped = WORDINGS[address]
    rows = ClauseVersion.objects.filter(clause=address, withdrawn_at=None).order_by("valid_from", "number")
    earlier = [
        wording_of(row)
        for row in rows
        if row.valid_from < on or (row.valid_from == on and (number is None or row.number < number))
    ]
    return in_force(BY_ADDRESS[address], shipped, earlier, on=max(on, SECOND_EDITION)).wording or shipped


def search(words: str, on: date, *, language: str) -> list[ClauseOnDay]:
    """The clauses that hold every word, in title, text, address or the ids they carry; letters as people type them."""
    asked = words.casefold().split()
    return [row for row in clauses_on(on, language=language) if asked and all(word in _haystack(row) for word in asked)]


def _haystack(row: ClauseOnDay) -> str:
    return " ".join((row.clause.address, *row.clause.carries, row.title, row.text)).casefold()


def realised_by(address: str) -> Iterator[Realised]:
    """The rows of the decision tables that decide what a clause asks."""
    rows = _realised()
    for rule in rules_of_clause(address, rows):
        yield Realised(rule, tuple(rows[rule]["decided"]), tuple(rows[rule]["tests"]))


@kept
def _realised() -> Mapping[str, Mapping[str, list[str]]]:
    rows: Mapping[str, Mapping[str, list[str]]] = json.loads(_REALISED.read_text(encoding="utf-8"))
    return rows


def touched(address: str, now: datetime) -> Touched | None:
    """In how many journeys something happened under a clause; None for one that no kind of event belongs to."""
    if address not in KINDS_OF_CLAUSE:
        return None
    first, last = counted_days(local_date(now))
    return Touched(first, last, _lows(first, last).get(address))


def _lows(first: date, last: date) -> Mapping[str, int | None]:
    """Of all clauses in one question, asked once a day: the answer is the same all week."""
    lows: Mapping[str, int | None] | None = cache.get(f"{TOUCHED}:{last}")
    if lows is None:
        start, end = (at_local(day, time(0)) for day in (first, last + timedelta(days=1)))
        clause = Case(
            *(When(event__kind__in=kinds, then=Value(a)) for a, kinds in KINDS_OF_CLAUSE.items()),
            output_field=CharField(),
        )
        rows = EventPlacement.objects.filter(
            journey__last_event_at__gte=start, event__occurred_at__gte=start, event__occurred_at__lt=end, voided=False
        )
        counted = (
            rows.annotate(clause=clause)
            .exclude(clause=None)
            .values_list("clause")
            .annotate(n=Count("journey", distinct=True))
        )
        lows = {address: low_of(n) for address, n in counted.order_by("clause")}
        cache.set(f"{TOUCHED}:{last}", lows, int(timedelta(days=1).total_seconds()))
    return lows
