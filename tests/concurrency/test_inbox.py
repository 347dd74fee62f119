"""Marking as read by many at once, and an inbox as fast with fifty thousand lines as with five hundred."""

from datetime import timedelta
from time import perf_counter
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from desk.selectors.asker import Asker
from desk.selectors.lists.inbox import inbox, unread_number
from notifications.actions.notifications import notify_unit
from notifications.channels.inbox.marking import mark_read
from notifications.domain.kinds import NotificationKind
from notifications.models import Notification
from organisations.selectors.keyset import PageCut, RowPlace
from tests.actors import Actors, make_actors
from tests.concurrency.threads import at_once
from tests.factories.journeys import admitted_journey

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = timezone.now()


def test_of_many_who_read_at_once_one_was_first() -> None:
    actors = make_actors()
    row = notify_unit(
        unit_id=actors.practice.pk, kind=NotificationKind.DEATH, subject_ref=uuid4(), key="one", facts={}, now=NOW
    )
    marked = at_once(lambda: mark_read([actors.practice.pk], telling=row.telling, by=actors.gp, now=timezone.now()))
    assert sorted(marked) == [0] * (len(marked) - 1) + [1]


def _fill(actors: Actors, subject: object, number: int) -> None:
    start = Notification.objects.count()
    Notification.objects.bulk_create(
        [
            Notification(
                unit=actors.practice,
                kind=NotificationKind.WINDOW_ENDED.value,
                subject_ref=subject,
                telling=uuid4(),
                key=f"bulk:{start + index}",
                created_at=NOW - timedelta(minutes=start + index),
            )
            for index in range(number)
        ],
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _seconds(actors: Actors) -> float:
    """The best of some: first page, a page at the far end, and the number of the menu."""
    oldest = Notification.objects.order_by("created_at")[40]
    best = []
    for _ in range(5):
        asker, began = Asker(actors.gp, timezone.now()), perf_counter()
        inbox(asker, unread_only=True, cut=PageCut())
        inbox(asker, unread_only=False, cut=PageCut(RowPlace(oldest.created_at, oldest.pk)))
        unread_number(asker)
        best.append(perf_counter() - began)
    return min(best)


def test_fifty_thousand_lines_cost_what_five_hundred_cost() -> None:
    actors = make_actors()
    journey = admitted_journey(actors)
    _fill(actors, journey.pk, 500)
    few = _seconds(actors)
    _fill(actors, journey.pk, 49_500)
    many = _seconds(actors)
    assert many < 4 * few, f"{few:.4f} s with 500, {many:.4f} s with 50,000"
