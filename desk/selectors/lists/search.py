"""Finds citizens by name or CPR number; names only among those whom the searcher may see (DESIGN §6)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q, Value
from django.db.models.functions import Replace

from desk.selectors.asker import Asker
from desk.selectors.lists.marks import (
    with_answer,
    with_letters,
    with_marks,
    with_news,
    with_read_marks,
    with_tasks,
)
from desk.selectors.lists.order import page_of
from desk.selectors.lists.rows import ListRow, rows_of
from discharge.home_coming.selectors import with_home_coming
from discharge.readiness.selectors.periods import with_readiness
from journeys.domain.citizen.likeness import fold
from journeys.models import Citizen, Journey
from journeys.querysets import JourneyQuerySet
from organisations.domain.identifiers import check_cpr, normalise_cpr
from organisations.domain.permissions import Permission
from organisations.selectors.keyset import PageCut, Paged, beyond, order, paged
from organisations.selectors.permissions import can

MOST_SHOWN = 20
_AT = "last_event_at"
SHORTEST_NAME = 2
# Shorter words would be found across the end of one name and the beginning of the next.
LONG_WORD = 4
# So many figures are meant as a CPR number, whatever letters stand between them.
LOOKS_LIKE_A_NUMBER = 6
# Of what is asked for at once: no name is longer, and no name that one looks for has more words.
LONGEST, MOST_WORDS = 100, 6


@dataclass(frozen=True, slots=True)
class SearchFound:
    """What a search gave: rows in sight, or a citizen who is known but not in sight."""

    rows: Sequence[ListRow] = ()
    # The neighbouring pages, and whether there is more than this one.
    page: Paged[Journey] = field(default_factory=lambda: Paged(()))
    more: bool = False
    by_cpr: bool = False
    too_short: bool = False
    # Longer than any name: how many signs there were.
    too_long: int = 0
    # Figures that are no CPR number: how many there were.
    figures: int = 0
    outside: Citizen | None = None
    may_claim: bool = False
    may_break_glass: bool = False


def cpr_in(text: str) -> str:
    """The CPR number that a search asks for, ten figures; empty for a name."""
    cpr = normalise_cpr(text)
    return cpr if check_cpr(cpr) is None else ""


def is_cpr(text: str) -> bool:
    """Whether it is looked up as a CPR number."""
    return bool(cpr_in(text))


def search(text: str, asker: Asker, cut: PageCut) -> SearchFound:
    """Ten digits are looked up as a CPR number, anything else as parts of a name."""
    if is_cpr(text):
        return _by_cpr(normalise_cpr(text), asker)
    figures = sum(letter.isdigit() for letter in text)
    if figures and (figures >= LOOKS_LIKE_A_NUMBER or not any(letter.isalpha() for letter in text)):
        return SearchFound(by_cpr=True, figures=figures)
    if len(text) > LONGEST:
        return SearchFound(too_long=len(text))
    words = fold(text).split()[:MOST_WORDS]
    if max(map(len, words), default=0) < SHORTEST_NAME:
        return SearchFound(too_short=True)
    return _found(_named(asker.journeys(), words), asker, cut)


def _named(journeys: JourneyQuerySet, words: Sequence[str]) -> JourneyQuerySet:
    """Every word in any order; a longer one also across the words of the name, as "annemarie" in "anne marie"."""
    joined = Replace("citizen__search_name", Value(" "), Value(""))
    named = Q()
    for word in words:
        across = Q(joined_name__contains=word) if len(word) >= LONG_WORD else Q()
        named &= Q(citizen__search_name__contains=word) | across
    return journeys.alias(joined_name=joined).filter(named, unconfirmed=False)


def _by_cpr(cpr: str, asker: Asker) -> SearchFound:
    numbered = Citizen.objects.select_related("joined_to").filter(cpr=cpr).first()
    if numbered is None:
        return SearchFound(by_cpr=True)
    citizen = numbered.joined_to or numbered
    found = _found(asker.journeys().filter(citizen=citizen), asker, PageCut(), by_cpr=True)
    entries_only = all(row.journey.unconfirmed for row in found.rows)
    if found.rows and not (entries_only and Journey.objects.current().filter(citizen=citizen, unconfirmed=False)):
        return found
    return SearchFound(
        by_cpr=True,
        outside=citizen,
        may_claim=can(asker.user, Permission.CLAIM_CURRENT_CONTACT) and acute(asker),
        may_break_glass=can(asker.user, Permission.BREAK_GLASS),
    )


def acute(asker: Asker) -> bool:
    """Whether the unit takes citizens in who are nobody's patients yet: out-of-hours or acute (DESIGN §6)."""
    kind, function = (asker.unit.kind, asker.unit.function) if asker.unit else ("", None)
    return kind in ("out_of_hours", "emergency_department") or function == "acute_function"


def journeys_of_citizen(asker: Asker, citizen: Citizen, cut: PageCut) -> SearchFound:
    """One citizen's journeys in sight, the latest first."""
    return _found(asker.journeys().filter(citizen=citizen), asker, cut)


def _found(journeys: JourneyQuerySet, asker: Asker, cut: PageCut, *, by_cpr: bool = False) -> SearchFound:
    assert asker.unit is not None
    marked = with_answer(with_read_marks(journeys, asker.unit), asker.unit, asker.now)
    marked = with_marks(marked, asker.unit, asker.now)
    marked = with_letters(marked, asker.user, now=asker.now)
    marked = with_news(with_tasks(marked, asker.own.units, now=asker.now), asker.unit, asker.now)
    marked = with_home_coming(with_readiness(marked)).select_related("ledger")
    found = page_of(journeys, order(cut, _AT), slice(MOST_SHOWN + 1), keeps=beyond(cut, _AT), marked=marked)
    page = paged(found, cut, at=_AT, size=MOST_SHOWN)
    return SearchFound(rows=rows_of(page.rows, asker=asker), page=page, more=len(found) > MOST_SHOWN, by_cpr=by_cpr)
