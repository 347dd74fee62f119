"""The rules by which a unit sorts, as its page lists them, and what one would have done with what came lately."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from desk.selectors.asker import Asker
from desk.selectors.documents.sorting_words import condition_words, match_words, names_of, watch_words, work_words
from documents.domain.sorting.rules import (
    Ask,
    Incoming,
    UnitSortingRule,
    first_match,
    incoming,
    shadowed_by,
    units_asked,
)
from documents.domain.threads import sending_of
from documents.models import Delivery, SortingRule, Version
from documents.selectors.sent import reading_units
from documents.selectors.sorting import holders_of_each, sorting_owner
from documents.sentences import kind_label
from journeys.domain.calendar.clock import local_date
from journeys.models import Journey
from organisations.models import Organisation

# A rule is tried on what came in these days, the newest of it, and so much of each group is shown.
TRIED_FOR = timedelta(days=28)
MOST_TRIED, MOST_SHOWN = 500, 30


class RuleState(StrEnum):
    """Where a rule stands today."""

    ON = "on"
    PLANNED = "planned"
    OFF = "off"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in words; `number` is its place among those that are not over."""

    rule: SortingRule
    number: int
    state: RuleState
    conditions: Sequence[tuple[str, str]]
    work: str
    watch: str
    # The earlier rules that take everything from it.
    shadowed_by: Sequence[str]


def rule_rows(rules: Sequence[SortingRule], today: date) -> list[RuleRow]:
    """All of them in their order, those that are over last."""
    judged = [row.as_rule for row in rules]
    units = names_of(units_asked(each.conditions for each in judged))
    shadowed, names = shadowed_by(judged, today), {row.pk: row.name for row in rules}
    order = sorted(zip(rules, judged, strict=True), key=lambda pair: pair[1].is_over(today))
    return [
        RuleRow(
            rule=row,
            number=number,
            state=_state(rule, today),
            conditions=condition_words(rule.conditions, units),
            work=work_words(row.work),
            watch=watch_words(row.watch),
            shadowed_by=[names[taker] for taker in shadowed.get(row.pk, ())],
        )
        for number, (row, rule) in enumerate(order, start=1)
    ]


def _state(rule: UnitSortingRule, today: date) -> RuleState:
    if rule.valid_from is None:
        return RuleState.OFF
    if rule.is_over(today):
        return RuleState.OVER
    return RuleState.ON if rule.is_on(today) else RuleState.PLANNED


@dataclass(frozen=True, slots=True)
class TriedRow:
    """One document of the trial, and why it falls where it does."""

    row: Delivery
    journey: Journey
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have made of what came: taken by it, by an earlier rule first, or not fitting."""

    total: int
    more: bool
    taken: Sequence[TriedRow]
    earlier: Sequence[TriedRow]
    others: Sequence[TriedRow]
    counts: Mapping[str, int]

    @property
    def journeys(self) -> list[Journey]:
        """Whom it shows."""
        return [each.journey for each in (*self.taken, *self.earlier, *self.others)]

    @property
    def journey_ids(self) -> list[UUID]:
        """For the access log."""
        return [journey.pk for journey in self.journeys]

    @property
    def citizen_ids(self) -> list[UUID]:
        """For the access log."""
        return [journey.citizen_id for journey in self.journeys]


def trial_of(rule: SortingRule, rules: Sequence[SortingRule], asker: Asker) -> Trial:
    """As if it had been switched on, in its place among those that are on today; nothing is sorted by it."""
    today = local_date(asker.now)
    judged = [replace(row.as_rule, valid_from=today, valid_to=None) if row == rule else row.as_rule for row in rules]
    names = {row.pk: row.name for row in rules}
    units = names_of(units_asked(each.conditions for each in judged))
    rows = _came_lately(rule.owner, asker)
    groups: dict[str, list[TriedRow]] = {"taken": [], "earlier": [], "others": []}
    counts: Counter[str] = Counter()
    for row, document in _read(rows[:MOST_TRIED], judged, rule.owner):
        own = first_match([each for each in judged if each.id == rule.pk], document, on=today)
        match = first_match(judged, document, on=today)
        group, why = "others", names[match[0].id] if match else ""
        if own is not None and match is not None:
            group, why = ("taken", match_words(own[1], units)) if match[0].id == rule.pk else ("earlier", why)
        counts[group] += 1
        groups[group].append(TriedRow(row, row.journey.as_entered(), kind_label(row.kind), why))
    return Trial(
        total=sum(counts.values()),
        more=len(rows) > MOST_TRIED,
        counts=counts,
        **{name: found[:MOST_SHOWN] for name, found in groups.items()},
    )


def _came_lately(owner: Organisation, asker: Asker) -> Sequence[Delivery]:
    """What reached the owner's units and the asker may read, the newest first."""
    receivers = reading_units(asker.user)
    came = Delivery.objects.filter(journey__in=asker.own_journeys().order_by(), receiver_id__in=receivers)
    came = came.filter(released_at__gte=asker.now - TRIED_FOR, released_at__lte=asker.now, error_at=None)
    came = came.select_related("journey__citizen", "sender", "receiver__root").order_by("-released_at", "key")
    # What was sent on by a person is not sorted, and another ward's letters are not this one's.
    rows = came.exclude(sender_id__in=receivers)[: 2 * MOST_TRIED]
    return [row for row in rows if sorting_owner(row.receiver).pk == owner.pk]


def _read(
    rows: Sequence[Delivery], rules: Sequence[UnitSortingRule], owner: Organisation
) -> list[tuple[Delivery, Incoming]]:
    refs = [sending_of(row.key) for row in rows]
    stored = Version.objects.filter(event__source_ref__in=refs).values_list("event__source_ref", "values")
    words = dict(stored)
    asks_holder = any(Ask.HOLDER in rule.conditions for rule in rules)
    citizens = {row.journey.citizen_id for row in rows} if asks_holder else set()
    holders = holders_of_each(citizens, owner) if citizens else {}
    return [
        (row, incoming(row.kind, words[ref], holders=holders.get(row.journey.citizen_id, ())))
        for row, ref in zip(rows, refs, strict=True)
        if ref in words
    ]
