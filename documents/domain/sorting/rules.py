"""The rules in their order: which one a document falls under, and which one nothing can fall under (UX §5.1).

A rule is data. Each thing that it asks has one or more answers, of which one must fit; all that it asks must fit. The
first rule that is switched on and fits holds, and no other.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import chain, product

from documents.domain.declaring import Form
from documents.domain.kinds import KINDS, kind_named
from documents.domain.kinds.shared import NURSING
from organisations.domain.validity import holds_on

# Beyond so many combinations a rule is held against the earlier ones one by one only.
MOST_COMBINED = 2000


class Ask(StrEnum):
    """What a rule can ask of a document."""

    KIND = "kind"
    CATEGORY = "category"
    SUBJECT = "subject"
    AREA = "area"
    WORD = "word"
    # Which unit of the house has the citizen already, by id.
    HOLDER = "holder"


# Answered where what is asked begins with a word of the text.
_IN_TEXT = frozenset({Ask.SUBJECT, Ask.WORD})
AREAS = tuple(field.name for field in NURSING.fields if field.name != "nursing_assessed_on")
# The fields without which nothing of the kind is answered.
_NEEDS = {Ask.CATEGORY: frozenset({"category"}), Ask.SUBJECT: frozenset({"subject"}), Ask.AREA: frozenset(AREAS)}

Conditions = Mapping[Ask, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A document as one house gets it; `holders` are the units there that have the citizen."""

    kind: str
    category: str = ""
    subject: str = ""
    areas: frozenset[str] = frozenset()
    text: str = ""
    holders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that a rule asked, and the answer of the rule that fitted."""

    ask: Ask
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSortingRule:
    """One rule. It holds from a day on (None: it is switched off) until the day before another (None: on and on)."""

    id: int
    conditions: Conditions
    valid_from: date | None
    valid_to: date | None = None

    def is_on(self, day: date) -> bool:
        """Whether it is switched on that day."""
        return self.valid_from is not None and holds_on(day, self.valid_from, self.valid_to)

    def is_over(self, today: date) -> bool:
        """Whether it was switched on once and is not any more."""
        return self.valid_from is not None and self.valid_to is not None and self.valid_to <= today


def incoming(kind: str, values: Mapping[str, str], *, holders: Iterable[str] = ()) -> Incoming:
    """What the rules read of a version's words."""
    return Incoming(
        kind=kind,
        category=values.get("category", ""),
        subject=values.get("subject", ""),
        areas=frozenset(name for name in AREAS if values.get(name, "").strip()),
        text="\n".join(text for name, text in values.items() if name in _written_in(kind)),
        holders=frozenset(holders),
    )


def _written_in(kind: str) -> frozenset[str]:
    """The fields in which people write: a code of a list is no word of theirs."""
    declared = kind_named(kind)
    fields = declared.fields.values() if declared else ()
    return frozenset(field.name for field in fields if field.form in {Form.LINE, Form.WORDS})


def matches(conditions: Conditions, document: Incoming) -> tuple[Match, ...] | None:
    """What fitted, one answer of each thing that is asked; None where something does not fit."""
    fitting = []
    for ask, options in conditions.items():
        option = next((each for each in options if _fits(ask, each, document)), None)
        if option is None:
            return None
        fitting.append(Match(ask, option))
    return tuple(fitting)


def first_match(
    rules: Iterable[UnitSortingRule], document: Incoming, *, on: date
) -> tuple[UnitSortingRule, tuple[Match, ...]] | None:
    """The rule under which it falls on a day, and what fitted; None where a person sorts it."""
    for rule in rules:
        if rule.is_on(on):
            fitting = matches(rule.conditions, document)
            if fitting is not None:
                return rule, fitting
    return None


def _fits(ask: Ask, option: str, document: Incoming) -> bool:
    if ask in _IN_TEXT:
        return is_in(option, document.subject if ask is Ask.SUBJECT else document.text)
    if ask is Ask.AREA:
        return option in document.areas
    if ask is Ask.HOLDER:
        return option in document.holders
    return option == (document.kind if ask is Ask.KIND else document.category)


def is_in(phrase: str, text: str) -> bool:
    """Whether a word of the text begins with it, whatever its case: »fald« is in »faldt«, and not in »affald«."""
    return _pattern(" ".join(phrase.split()).casefold()).search(" ".join(text.split()).casefold()) is not None


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}")


def kinds_of(conditions: Conditions) -> frozenset[str]:
    """The kinds of document that can fit: those it names, and of them those that have the fields that it asks."""
    named = conditions.get(Ask.KIND) or tuple(kind.value for kind in KINDS)
    needs = [fields for ask, fields in _NEEDS.items() if ask in conditions]
    return frozenset(
        kind.value
        for kind, declared in KINDS.items()
        if kind in named and all(declared.fields.keys() & n for n in needs)
    )


def never_fits(conditions: Conditions) -> bool:
    """Whether no document can fit, as where one asks for the category of a plan."""
    return not kinds_of(conditions)


def shadowed_by(rules: Sequence[UnitSortingRule], today: date) -> dict[int, tuple[int, ...]]:
    """The rules that nothing can reach from today on, each with the earlier ones that take everything.

    One that is switched off is judged as if it were switched on today: so one sees it before.
    """
    shadowed = {}
    for place, rule in enumerate(rules):
        if not rule.is_over(today) and not never_fits(rule.conditions):
            earlier = [other for other in rules[:place] if other.valid_from is not None and not other.is_over(today)]
            takers = _takers(rule, earlier, today)
            if takers:
                shadowed[rule.id] = takers
    return shadowed


def _takers(rule: UnitSortingRule, earlier: Sequence[UnitSortingRule], today: date) -> tuple[int, ...]:
    """The earlier rules that between them take all that it could get, in their order; none where it gets something."""
    days = list(_days(rule, earlier, today))
    takers: dict[int, None] = {}
    for day in days:
        on = [other for other in earlier if other.is_on(day)]
        whole = next((other for other in on if _takes_all(other.conditions, rule.conditions)), None)
        taken = [whole.id] if whole else _taken_in_parts(rule.conditions, on)
        if not taken:
            return ()
        takers |= dict.fromkeys(taken)
    return tuple(other.id for other in earlier if other.id in takers)


def _days(rule: UnitSortingRule, earlier: Sequence[UnitSortingRule], today: date) -> Iterator[date]:
    """The first day on which it holds, and each later one on which an earlier rule begins or ends."""
    first = max(rule.valid_from or today, today)
    turns = {day for other in earlier for day in (other.valid_from, other.valid_to) if day and day > first}
    yield first
    yield from (day for day in sorted(turns) if rule.valid_to is None or day < rule.valid_to)


def _takes_all(wide: Conditions, narrow: Conditions) -> bool:
    """Whether whatever fits the one fits the other too."""
    asked = all(
        ask in narrow and all(any(_takes(ask, each, option) for each in options) for option in narrow[ask])
        for ask, options in wide.items()
        if ask is not Ask.KIND
    )
    return asked and kinds_of(narrow) <= kinds_of(wide)


def _takes(ask: Ask, wide: str, narrow: str) -> bool:
    return is_in(wide, narrow) if ask in _IN_TEXT else wide == narrow


def _taken_in_parts(conditions: Conditions, on: Sequence[UnitSortingRule]) -> list[int]:
    """The rules of which each takes some of its combinations of answers, if none is left over."""
    asked = {Ask.KIND: tuple(sorted(kinds_of(conditions)))} | {
        ask: options for ask, options in conditions.items() if ask is not Ask.KIND
    }
    size = 1
    for options in asked.values():
        size *= len(options)
    if size > MOST_COMBINED:
        return []
    takers = []
    for combination in product(*asked.values()):
        one = {ask: (option,) for ask, option in zip(asked, combination, strict=True)}
        taker = next((other.id for other in on if _takes_all(other.conditions, one)), None)
        if taker is None:
            return []
        takers.append(taker)
    return takers


def options_of(conditions: Mapping[str, Iterable[str]]) -> Conditions:
    """Conditions as they are stored, without what is empty and in the order of the questions."""
    return {ask: tuple(conditions[ask]) for ask in Ask if tuple(conditions.get(ask, ()))}


def units_asked(conditions: Iterable[Conditions]) -> frozenset[str]:
    """The units that rules name as having the citizen."""
    return frozenset(chain.from_iterable(each.get(Ask.HOLDER, ()) for each in conditions))
