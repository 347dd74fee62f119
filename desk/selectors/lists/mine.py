"""*Til mig*: of the units' journeys what one person is told or asked by name or profession (UX §5.1).

What concerns the whole unit stands in its own lists: here is what a rule, a choice or a step addressed to the person,
what is asked of their profession, and what they began to write and have not sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from desk.selectors.asker import Asker
from desk.selectors.documents.sorting import watched_by
from desk.selectors.documents.sorting_words import work_words
from desk.selectors.lists.inbox import InboxLine, inbox_rows, lines_of
from desk.sentences import task_sentence
from documents.models import Delivery, Document
from documents.selectors.drafts import unsent_by
from documents.selectors.sorting import last_sortings
from documents.sentences import kind_label
from journeys.models import Journey, Task
from notifications.models import Addressee
from organisations.selectors.units import house_ids

# As many of each as anybody goes through; the rest come forward when these are done.
MOST = 50
# What was begun before that waits in its journey: whoever has written for ten years is not asked about all of it.
DRAFTS_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class MyTask:
    """Something that is asked of the person's profession."""

    task: Task
    journey: Journey
    sentence: str


@dataclass(frozen=True, slots=True)
class MyLetter:
    """A letter that the person's profession keeps an eye on, with what is to be done with it."""

    row: Delivery
    journey: Journey
    label: str
    work: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class MyDraft:
    """What the person began to write within a year and nobody has sent."""

    document: Document
    journey: Journey
    label: str


@dataclass(frozen=True, slots=True)
class Mine:
    """Everything; `more` are the names of the lists that go on."""

    told: Sequence[InboxLine]
    tasks: Sequence[MyTask]
    letters: Sequence[MyLetter]
    drafts: Sequence[MyDraft]
    more: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.told or self.tasks or self.letters or self.drafts)

    @property
    def _journeys(self) -> list[Journey]:
        told, tasks = [line.journey for line in self.told], [each.journey for each in self.tasks]
        return [*told, *tasks, *(each.journey for each in self.letters), *(each.journey for each in self.drafts)]

    @property
    def journey_ids(self) -> list[UUID]:
        """Which journeys are shown, for the access log."""
        return list({journey.pk: None for journey in self._journeys})

    @property
    def citizen_ids(self) -> list[UUID]:
        """Who is shown, for the access log."""
        return list({journey.citizen_id: None for journey in self._journeys})


def mine_of(asker: Asker) -> Mine:
    """What waits for the asker themself, in the journeys of the unit that they act for."""
    told = list(_told(asker)[: MOST + 1])
    tasks, letters, drafts = _tasks(asker), _letters(asker), _drafts(asker)
    lists = {"told": told, "tasks": tasks, "letters": letters, "drafts": drafts}
    return Mine(
        told=lines_of(told[:MOST]),
        tasks=tasks[:MOST],
        letters=letters[:MOST],
        drafts=drafts[:MOST],
        more=frozenset(name for name, rows in lists.items() if len(rows) > MOST),
    )


def _told(asker: Asker) -> Any:
    """Addressed to the person and read by nobody; of what several units were told one row is shown, whoever's it is."""
    addressed = Addressee.objects.filter(user=asker.user).order_by().values("notification__telling")
    rows = inbox_rows(asker, unread_only=True).filter(telling__in=addressed)
    return rows.select_related("unit", "seen_by").order_by("-created_at", "-pk")


def _tasks(asker: Asker) -> list[MyTask]:
    rows = Task.objects.open().owned_by(asker.own.units).filter(role=asker.role or "-")
    rows = rows.filter(Q(shown_from=None) | Q(shown_from__lte=asker.now), journey__in=asker.own_journeys().order_by())
    found = rows.select_related("journey__citizen", "owner").order_by("due_at", "opened_at", "pk")[: MOST + 1]
    return [MyTask(task, task.journey.as_entered(), task_sentence(task.kind)) for task in found]


def _letters(asker: Asker) -> list[MyLetter]:
    keys = watched_by(asker)
    if not keys:
        return []
    rows = Delivery.objects.filter(key__in=keys, journey__in=asker.own_journeys().order_by(), error_at=None)
    found = list(rows.select_related("journey__citizen", "sender").order_by("sent_at", "key")[: MOST + 1])
    sortings = {row.delivery: row for row in last_sortings().filter(delivery__in=[row.key for row in found])}
    return [
        MyLetter(
            row=row,
            journey=row.journey.as_entered(),
            label=kind_label(row.kind),
            work=work_words(sortings[row.key].work),
            due_at=sortings[row.key].due_at,
        )
        for row in found
    ]


def _drafts(asker: Asker) -> list[MyDraft]:
    if asker.unit is None:
        return []
    # One begun in a stay that turned out to be another lies there today.
    own = asker.own_journeys().order_by().values("pk")
    at_home = Q(journey__merged_into=None, journey__in=own) | Q(journey__merged_into__in=own)
    rows = unsent_by(house_ids(asker.unit)).filter(at_home, begun_by=asker.user, begun_at__gt=asker.now - DRAFTS_FOR)
    found = rows.select_related("journey__citizen", "journey__merged_into__citizen").order_by("-begun_at", "pk")
    homes = [(row, row.journey.merged_into or row.journey) for row in found[: MOST + 1]]
    return [MyDraft(row, home.as_entered(), kind_label(row.kind)) for row, home in homes]
