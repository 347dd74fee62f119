"""What became of a document that the reader's house got: the rule, why it fitted, the work, and the next step."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.selectors.asker import Asker
from desk.selectors.documents.sorting_words import match_words, names_of, watch_words, work_words
from desk.selectors.json_values import moment
from documents.domain.sorting.rules import Ask, Match
from documents.domain.sorting.tasks import kind_of
from documents.domain.threads import SentVersion
from documents.models import Delivery, Sorting, SortingRule
from documents.selectors.sent import reading_ids, reading_units
from documents.selectors.sorting import last_sortings, rules_of, sorting_owner, unsorted
from documents.sentences import kind_label
from journeys.domain.calendar.clock import local_date
from journeys.models import Journey, Task
from organisations.models import Organisation

# As many ways to sort as stand beside each other on a phone.
MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class SortingLine:
    """One thing that a rule or a person made of a delivery."""

    row: Sorting
    why: str
    work: str
    watch: str


@dataclass(frozen=True, slots=True)
class SortingPanel:
    """Of one delivery: everything that was made of it, the last first."""

    delivery: str
    lines: Sequence[SortingLine]
    # Since when the task is open that stands for it; None where it is done, or nothing is asked.
    task_since: datetime | None

    @property
    def last(self) -> SortingLine:
        """What holds."""
        return self.lines[0]

    @property
    def is_unsorted(self) -> bool:
        """Whether a person is to say."""
        return not self.last.row.work

    @property
    def joined_open_task(self) -> bool:
        """Whether a task of the kind was open already, so that there is no second one."""
        return self.task_since is not None and self.task_since < self.last.row.at


def sorting_panels(asker: Asker, journey: Journey, version: SentVersion) -> list[SortingPanel]:
    """One per unit of the reader's house that got the version and where it was sorted."""
    house = reading_ids(asker.user)
    keys = [version.delivery_to(unit) for unit in version.receivers if unit in house]
    rows = Sorting.objects.filter(delivery__in=keys).select_related("unit", "by").order_by("delivery", "-number")
    by_key: dict[str, list[Sorting]] = {}
    for row in rows if keys else ():
        by_key.setdefault(row.delivery, []).append(row)
    if not by_key:
        return []
    named = {option for row in rows for ask, option in row.matched if ask == Ask.HOLDER}
    units = names_of(named)
    tasks = Task.objects.open().filter(journey=journey, source="documents.sorting")
    opened = dict(tasks.values_list("kind", "opened_at"))
    return [
        SortingPanel(
            delivery=key,
            lines=[_line(row, units) for row in story],
            task_since=None if story[0].done else opened.get(kind_of(story[0].work, story[0].side)),
        )
        for key, story in by_key.items()
    ]


def _line(row: Sorting, units: dict[str, str]) -> SortingLine:
    matched = [Match(Ask(ask), option) for ask, option in row.matched]
    return SortingLine(row, match_words(matched, units), work_words(row.work), watch_words(row.watch))


@dataclass(frozen=True, slots=True)
class SortingWay:
    """One way to sort with one press, as one of the unit's own rules does it."""

    work: str
    label: str
    unit: Organisation
    within_hours: int | None
    watch: str


def watched_by(asker: Asker) -> frozenset[str]:
    """The deliveries that the reader's profession is to keep an eye on, while the work is not done."""
    house = reading_units(asker.user)
    rows = last_sortings().filter(watch=asker.role or "-", unit_id__in=house, done=False)
    return frozenset(rows.values_list("delivery", flat=True))


@dataclass(frozen=True, slots=True)
class UnsortedRow:
    """One document that no rule fitted."""

    row: Delivery
    journey: Journey
    label: str
    seen: int
    ways: Sequence[SortingWay]


def unsorted_rows(asker: Asker, deliveries: Any, *, most: int) -> list[UnsortedRow]:
    """The oldest of them, with what the unit's rules do with others."""
    rows = list(unsorted(deliveries)[:most])
    if not rows:
        return []
    seen = dict(last_sortings().filter(delivery__in=[row.key for row in rows]).values_list("delivery", "number"))
    rules = {
        owner.pk: [rule for rule in rules_of(owner) if rule.as_rule.is_on(local_date(asker.now))]
        for owner in {sorting_owner(row.receiver) for row in rows}
    }
    return [
        UnsortedRow(
            row=row,
            journey=row.journey.as_entered(),
            label=kind_label(row.kind),
            seen=seen[row.key],
            ways=_ways(rules[sorting_owner(row.receiver).pk], row),
        )
        for row in rows
    ]


def _ways(rules: Collection[SortingRule], row: Delivery) -> list[SortingWay]:
    ways: dict[tuple[str, Any], SortingWay] = {}
    for rule in rules:
        unit = rule.unit or row.receiver
        label = work_words(rule.work)
        ways.setdefault((rule.work, unit.pk), SortingWay(rule.work, label, unit, rule.within_hours, rule.watch))
    return list(ways.values())[:MOST_WAYS]


def sortings_json(version: SentVersion, house: Collection[str], rows: Collection[Sorting]) -> list[dict[str, Any]]:
    """What holds of each delivery of a version to the reader's house."""
    keys = {version.delivery_to(unit) for unit in version.receivers if unit in house}
    return [sorting_json(row) for row in rows if row.delivery in keys]


def sorting_json(row: Sorting) -> dict[str, Any]:
    """What holds of one delivery."""
    return {
        "receiver": row.delivery.rpartition(">")[2],
        "seen": row.number,
        "rule": row.rule_name,
        "matched": [{"ask": ask, "option": option} for ask, option in row.matched],
        "by_hand": row.by_id is not None,
        "work": row.work,
        "unit": str(row.unit_id) if row.unit_id else None,
        "due_at": moment(row.due_at),
        "watch": row.watch,
        "done": row.done,
        "at": moment(row.at),
    }


def unsorted_json(unsorted: UnsortedRow) -> dict[str, Any]:
    """One document that a person is to sort."""
    row = unsorted.row
    return {
        "journey": str(unsorted.journey.pk),
        "document": str(row.document),
        "kind": row.kind,
        "label": unsorted.label,
        "number": row.number,
        "receiver": str(row.receiver_id),
        "sender": str(row.sender_id),
        "sent_at": moment(row.sent_at),
        "seen": unsorted.seen,
    }
