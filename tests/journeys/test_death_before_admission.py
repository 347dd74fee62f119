"""B13: a death before the time of admission is true all the same; which time is wrong is asked of the ward."""

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.actions.acting.acts import Act
from journeys.actions.stays.contacts import enter_contact
from journeys.domain.events import EventKind
from journeys.models import Journey, Task
from journeys.selectors.whereabouts import left_hospital_at
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, make_citizen

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


def test_r3b_9_the_citizen_left_hospital_at_the_last_of_all_ends(actors: Actors) -> None:
    citizen, now = make_citizen(), timezone.now()
    ends = [now - timedelta(days=days) for days in (20, 2)]
    for days, end in zip((20, 2), ends, strict=True):
        stay = admitted_journey(actors, citizen=citizen, now=now, hours_ago=24 * (days + 1))
        enter_contact(stay, EventKind.DISCHARGED, occurred_at=end, act=Act(by=actors.nurse, now=end))
    first, last = Journey.objects.filter(citizen=citizen).order_by("arrived_at")
    assert [left_hospital_at(each) for each in (first, last)] == [ends[1], ends[1]]
    assert left_hospital_at(last, others_only=True) == ends[0]
