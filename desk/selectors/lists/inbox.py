"""*Nyt til os*: what the reader's unit was told, newest first (UX §1.b, §5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import ExpressionWrapper, IntegerField, Q, QuerySet, Subquery

from desk.selectors.asker import Asker
from desk.selectors.timeline.changes import entries_alone
from desk.selectors.timeline.entries import TimelineEntry
from desk.sentences import TASKS
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from journeys.selectors.news import told_to, unread_told_to
from notifications.models import Notification
from notifications.querysets import NotificationQuerySet
from organisations.selectors.keyset import PageCut, Paged, page_by_key

PAGE_SIZE = 30
# More than this nobody counts, and the menu of every page would.
MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One thing that the unit was told. `entry` is None of what no event says: the 72 hours, a late letter."""

    row: Any
    journey: Journey
    entry: TimelineEntry | None

    @property
    def sentence(self) -> str:
        """What the timeline says; a second receiver reads what the first one read."""
        also = self.entry is not None and self.entry.kind is EventKind.ALSO_SENT
        if self.entry and not also:
            return self.entry.sentence
        late = TASKS.get(str(self.row.facts.get("about", "")))
        return f"{self.row.sentence} {late}." if late else str(self.row.sentence)

    @property
    def fallen(self) -> bool:
        """Corrected or cancelled since: it reads as withdrawn and is never news."""
        return bool(self.row.fallen)

    @property
    def called_off(self) -> bool:
        """It asked for something that is not needed any more, before anybody of the unit had read it."""
        return self.row.seen_at is not None and self.row.seen_by_id is None

    @property
    def unread(self) -> bool:
        """Whether nobody of the unit has read it."""
        return self.row.seen_at is None and not self.fallen

    @property
    def at(self) -> datetime:
        """When it happened; of what no event says, when it was told."""
        told: datetime = self.row.created_at
        return self.entry.at if self.entry else told

    @property
    def anchor(self) -> str:
        """Where on the journey's page it stands."""
        return f"#{self.entry.anchor}" if self.entry else ""


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of lines, and where its neighbours lie."""

    lines: Sequence[InboxLine]
    page: Paged[Notification]
    unread_only: bool

    @property
    def journey_ids(self) -> list[UUID]:
        """What was shown, for the access log."""
        return [line.journey.pk for line in self.lines]

    @property
    def citizen_ids(self) -> list[UUID]:
        """Who was shown, for the access log."""
        return [line.journey.citizen_id for line in self.lines]


def inbox_rows(asker: Asker, *, unread_only: bool = False) -> NotificationQuerySet:
    """Everything that the asker's units were told and may read now; what somebody opened by a glass is not theirs."""
    rows = told_to(asker.own.units, asker.own_journeys(), asker.reader)
    return rows.unread().filter(Q(fallen=False)) if unread_only else rows


def _unread(asker: Asker) -> NotificationQuerySet:
    """The unread ones, to be counted."""
    return unread_told_to(asker.own.units, asker.own_journeys(), asker.reader).order_by()


class HowMany(Subquery):
    """The number of rows of a limited query, as a column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"


class Beside(ExpressionWrapper[Subquery]):
    """A number of its own among aggregates: it asks nothing of the rows that they count."""

    contains_aggregate = True
    empty_result_set_value = None

    def __init__(self, number: Subquery) -> None:
        """`number` is one value, whatever row it stands in."""
        super().__init__(number, output_field=IntegerField())


def unread_column(asker: Asker) -> HowMany:
    """`unread_number` as a column, for the pages that are opened most."""
    return at_most(_unread(asker), MOST_COUNTED)


def at_most(rows: QuerySet[Any], number: int) -> HowMany:
    """How many rows there are, as a column; one more than `number` stands for many."""
    return HowMany(rows.values("pk")[: number + 1], output_field=IntegerField())


def number_words(number: int) -> str:
    """As menu, chips and lists say a number that nobody counts to its end."""
    return str(number) if number <= MOST_COUNTED else f"{MOST_COUNTED}+"


def unread_number(asker: Asker) -> int:
    """How many nobody of the unit has read; one more than `MOST_COUNTED` stands for many."""
    if asker.unread is None:
        asker.unread = _unread(asker)[: MOST_COUNTED + 1].count() if asker.own.units else 0
    return asker.unread


def inbox(asker: Asker, *, unread_only: bool, cut: PageCut) -> Inbox:
    """One page, newest first."""
    rows = inbox_rows(asker, unread_only=unread_only).select_related("unit", "seen_by")
    page = page_by_key(rows, cut, at="created_at", size=PAGE_SIZE)
    return Inbox(lines_of(page.rows), page, unread_only)


def lines_of(rows: Sequence[Notification]) -> list[InboxLine]:
    """A line per row, in the same order; three queries however many there are."""
    journeys = Journey.objects.for_lists().in_bulk({row.subject_ref for row in rows})
    events = JourneyEvent.objects.filter(uuid__in=[row.telling for row in rows])
    told = list(events.select_related("organisation", "actor__active_membership").order_by("pk"))
    entries = {entry.event.uuid: entry for entry in entries_alone(told)}
    return [InboxLine(row, journeys[row.subject_ref].as_entered(), entries.get(row.telling)) for row in rows]
