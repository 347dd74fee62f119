"""Tasks whose time has passed are watched, and told of by the steps (RULES 001-22)."""

from datetime import UTC, datetime, timedelta

import pytest

from journeys.models import Task
from journeys.selectors.overdue import overdue_tasks
from notifications.actions.escalation import escalate_due
from notifications.domain.escalation import WATCHED_FOR, Watch
from notifications.models import Notification
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def _asked(actors: Actors, due_at: datetime) -> int:
    """Every open question of a new journey is due; how many there are."""
    journey = admitted_journey(actors, now=NOW, services=None)
    return Task.objects.open().filter(journey=journey).update(due_at=due_at, shown_from=None)


def test_an_open_task_is_watched_from_its_time_until_it_is_done(actors: Actors) -> None:
    due_at = NOW + timedelta(hours=30)
    number = _asked(actors, due_at)
    assert list(overdue_tasks(due_at - timedelta(minutes=1))) == []
    items = list(overdue_tasks(due_at))
    assert (len(items), {item.watch for item in items}) == (number, {Watch.DEADLINE})
    assert list(overdue_tasks(due_at + WATCHED_FOR)) == []
    Task.objects.update(state="done")
    assert list(overdue_tasks(due_at)) == []


def test_the_owner_is_told_once_of_each(actors: Actors) -> None:
    number = _asked(actors, NOW)
    owners = {item.unit_id for item in overdue_tasks(NOW)}
    assert (escalate_due(now=NOW), escalate_due(now=NOW)) == (number, 0)
    rows = Notification.objects.filter(kind="deadline_passed")
    assert ({row.unit_id for row in rows}, rows.count()) == (owners, number)
