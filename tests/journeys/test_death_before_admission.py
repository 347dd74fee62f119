"""B13: a death before the time of admission is true all the same; which time is wrong is asked of the ward."""

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.actions.acting.acts import Act
from journeys.actions.stays.contacts import enter_contact
from journeys.domain.events import EventKind
from journeys.models import Journey, Task
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

pytestmark = pytest.mark.django_db


def test_b13_it_is_accepted_with_a_task_to_settle(actors: Actors) -> None:
    journey, now = admitted_journey(actors, hours_ago=2), timezone.now()
    died = now - timedelta(hours=5)
    enter_contact(journey, EventKind.DIED, occurred_at=died, act=Act(by=actors.nurse, now=now))
    today = Journey.objects.get(pk=journey.pk)
    assert (today.status, today.deceased_at) == ("deceased", died)
    assert today.anomalies == ["admitted after deceased"]
    assert Task.objects.open().get(journey=journey, kind="settle_death_time").owner == actors.ward


def test_b13_a_death_in_the_stay_asks_nothing(actors: Actors) -> None:
    journey, now = admitted_journey(actors, hours_ago=20), timezone.now()
    enter_contact(journey, EventKind.DIED, occurred_at=now, act=Act(by=actors.nurse, now=now))
    assert not Task.objects.open().filter(kind="settle_death_time").exists()
