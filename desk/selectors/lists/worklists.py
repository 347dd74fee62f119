"""The three worklists: a ward's, a municipality's and a practice's (UX §1.a–c)."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from desk.selectors.asker import Asker
from desk.selectors.lists.asked import OVER, Asked, municipality_asks, practice_asks, ward_asks
from desk.selectors.lists.compiled import numbers_of, rows_of_question
from desk.selectors.lists.filters import Chip, Counted, chosen_of
from desk.selectors.lists.inbox import number_words
from desk.selectors.lists.reading import reading_line
from desk.selectors.lists.rows import ListRow, rows_of
from discharge.extended_responsibility.rules.terms import terms_at
from journeys.domain.calendar.clock import local_date
from journeys.querysets import JourneyQuerySet
from organisations.domain.kinds import OrganisationKind
from organisations.selectors.units import circle_ids, house_ids

PAGE_SIZE = 50
# A sheet has no next page; more than this is no list that anybody reads on paper, and the sheet says what is missing.
MOST_PRINTED = 500

WARD = (
    Chip("alle", _("Alle")),
    Chip("i-dag", _("Udskrives i dag")),
    Chip("i-morgen", _("I morgen")),
    Chip("indlagt", _("Indlagt")),
    Chip("faerdigbehandlet", _("Færdigbehandlet")),
    Chip("opgaver", _("Til handling")),
    Chip("kommunen", _("Ubesvaret fra kommunen")),
    Chip("uden-laege", _("Uden patientansvarlig")),
    Chip("72-timer", _("72 timer")),
    Chip("ventes", _("Ventes ind")),
    Chip("psykiatri", _("Psykiatri")),
)
MUNICIPALITY = (
    Chip("aktuelle", _("Aktuelle")),
    Chip("nye", _("Nye")),
    Chip("til-handling", _("Til handling")),
    Chip("kommer-hjem", _("Kommer hjem (7 dage)")),
    Chip("indlagt", _("Indlagt")),
    Chip("faerdigbehandlet", _("Færdigbehandlet")),
    Chip("72-timer", _("72 timer")),
    Chip("uafklaret", _("72 timer uafklaret")),
    Chip(OVER, _("Afsluttet"), apart=True),
)
PRACTICE = (
    Chip("alle", _("Alle")),
    Chip("72-timer", _("Afdelingen svarer (72 t)")),
    Chip("udloeber", _("Udløber inden 24 t")),
    Chip("uafklaret", _("72 t uafklaret")),
    Chip("indlagt", _("Indlagt nu")),
    Chip("udskrevet", _("Udskrevet seneste 14 dage")),
)


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a list."""

    rows: Sequence[ListRow]
    counted: Counted
    page: int
    questions: int = 0
    # Letters to the reader's house, and from the reader's own units, that nobody has acknowledged.
    letters_in: int = 0
    letters_out: int = 0
    # Those to the reader's house that no rule fitted and nobody has sorted.
    letters_unsorted: int = 0
    # By when a letter to the other side is read, in words.
    reading: str = ""
    # For paper: one page with everything.
    whole: bool = False

    @property
    def letters_in_words(self) -> str:
        """How many, as far as anybody counts."""
        return number_words(self.letters_in)

    @property
    def letters_out_words(self) -> str:
        """How many, as far as anybody counts."""
        return number_words(self.letters_out)

    @property
    def letters_unsorted_words(self) -> str:
        """How many, as far as anybody counts."""
        return number_words(self.letters_unsorted)

    @property
    def has_next(self) -> bool:
        """Whether there is another page."""
        return not self.whole and self.page * PAGE_SIZE < self.counted.total

    @property
    def first(self) -> int:
        """The place in the whole list of the first row here."""
        return 1 if self.whole else (self.page - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        """And of the last."""
        return self.first + len(self.rows) - 1

    @property
    def is_part(self) -> bool:
        """Whether the list has rows that are not shown here."""
        return len(self.rows) < self.counted.total

    @property
    def journey_ids(self) -> list[UUID]:
        """What was shown, for the access log."""
        return [row.journey.pk for row in self.rows]

    @property
    def citizen_ids(self) -> list[UUID]:
        """Who was shown, for the access log."""
        return [row.journey.citizen_id for row in self.rows]


def ward_list(asker: Asker, *, wanted: str, page: int, whole: bool = False) -> Worklist:
    """The unit's patients: in a bed, expected, and gone home within 72 hours."""
    found = _Listed(asker, ward_asks, WARD, wanted)
    return found.page(page, whole=whole, receiver=OrganisationKind.MUNICIPALITY)


def municipality_list(asker: Asker, *, wanted: str, page: int, whole: bool = False) -> Worklist:
    """The municipality's citizens by journey: what is new, what is to be done, who is in hospital, the 72 hours."""
    found = _Listed(asker, municipality_asks, MUNICIPALITY, wanted)
    return found.page(page, whole=whole, receiver=OrganisationKind.WARD)


def practice_list(asker: Asker, *, wanted: str, page: int, whole: bool = False) -> Worklist:
    """The practice's patients who are in hospital or have just left it; the 72 hours that end first come first."""
    return _Listed(asker, practice_asks, PRACTICE, wanted).page(page, whole=whole)


class _Listed:
    """A list as one asker sees it: its questions are put together where they are not kept."""

    def __init__(self, asker: Asker, asks: Callable[[Asker, str], Asked], chips: Sequence[Chip], wanted: str) -> None:
        self.asker, self.chips, self.chosen = asker, chips, chosen_of(chips, wanted)
        self._asks = asks
        self._put = cache(self._put_together)

    def page(self, number: int, *, whole: bool, receiver: OrganisationKind | None = None) -> Worklist:
        """The numbers of the chips and of the menu, and one page of rows, or for paper all of them."""
        asker, now = self.asker, self.asker.now
        key = (self._asks.__name__, *_shape(asker))
        numbers = numbers_of(("numbers", self.chosen.apart, *key), self._numbers, now=now)
        asker.unread = numbers["unread"]
        start, size = (0, MOST_PRINTED) if whole else ((number - 1) * PAGE_SIZE, PAGE_SIZE)
        which = slice(start, start + size)
        build = partial(self._rows, which=which)
        rows = rows_of(rows_of_question(("rows", self.chosen.code, start, size, *key), build, now=now), asker=asker)
        counts = {chip.code: numbers[f"chip_{place}"] for place, chip in enumerate(self.chips)}
        return Worklist(
            rows,
            Counted(self.chips, self.chosen, counts),
            number,
            whole=whole,
            reading=reading_line(receiver, asker.user.unit, now) if receiver else "",
            questions=numbers.get("questions") or 0,
            **_numbers(numbers),
        )

    def _numbers(self, at: datetime) -> Mapping[str, Any]:
        asker, asked = self._put(at)
        return asked.numbers(asker)

    def _rows(self, at: datetime, *, which: slice) -> JourneyQuerySet:
        asker, asked = self._put(at)
        return asked.rows(asker, self.chosen.code, which)

    def _put_together(self, at: datetime) -> tuple[Asker, Asked]:
        asker = Asker(self.asker.user, at)
        return asker, self._asks(asker, self.chosen.code)


def _shape(asker: Asker) -> tuple[Hashable, ...]:
    """All that a question is made of, now apart: who asks, for which units, on which day, under which terms."""
    assert asker.unit is not None
    unit, now = asker.unit, asker.now
    units = (unit.pk, unit.root_id, unit.kind, asker.own.units, house_ids(unit), circle_ids(unit))
    return (asker.role, *units, local_date(now), terms_at(now).version, settings.SIGHT_AFTER_CLOSE)


def _numbers(more: Mapping[str, Any]) -> dict[str, Any]:
    return {name: more.get(name) or 0 for name in ("letters_in", "letters_out", "letters_unsorted")}
