"""Whose a death is that the next hospital does not know of (DESIGN §6; RULES 2i MORS; R11)."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from journeys.actions.acting.acts import Act
from journeys.actions.stays.contacts import enter_contact
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent, Task
from tests.actors import Actors
from tests.desk.doors.test_holder import post
from tests.desk.doors.test_whereabouts import person
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def test_r11_4_another_hospitals_admission_soon_after_a_death_does_not_take_the_dead_over(
    actors: Actors, now: datetime
) -> None:
    lies = admitted_journey(actors, now=now, hours_ago=100, citizen=make_citizen())
    died = now - timedelta(hours=6)
    enter_contact(lies, EventKind.DIED, occurred_at=died, act=Act(by=actors.doctor, now=died))
    wrong = admitted_journey(actors, now=now, hours_ago=5, citizen=lies.citizen, ward=actors.other_ward)
    assert wrong.pk == lies.pk
    journey = Journey.objects.get(pk=lies.pk)
    assert (journey.status, journey.ward) == ("deceased", actors.ward)
    asked = Task.objects.open().filter(journey=journey, kind__in=["settle_death_time", "discharge_letter"])
    assert {task.owner for task in asked} == {actors.ward}
    death = JourneyEvent.objects.get(citizen=lies.citizen, kind="died")
    assert post(person("randers", lies, actors, now), f"{lies.pk}/events/{death.uuid}/take-back/").status_code == 403
    assert post(actors.doctor, f"{lies.pk}/events/{death.uuid}/take-back/").status_code == 200
    assert Journey.objects.get(pk=lies.pk).status == "admitted"


def test_r11_4_of_a_death_at_home_the_hospital_that_has_the_citizen_since_says_that_it_was_none(
    actors: Actors, now: datetime
) -> None:
    home = discharged_journey(actors, now=now, hours_ago=7, stayed=100, citizen=make_citizen())
    said = post(actors.gp, f"{home.pk}/acts/died/", occurred_at=(now - timedelta(hours=6)).isoformat())
    assert said.status_code == 200, said.content
    lies = admitted_journey(actors, now=now, hours_ago=5, citizen=home.citizen, ward=actors.other_ward)
    assert (lies.pk, Journey.objects.get(pk=home.pk).ward) == (home.pk, actors.other_ward)
    death = JourneyEvent.objects.get(citizen=home.citizen, kind="died")
    assert post(person("randers", lies, actors, now), f"{lies.pk}/events/{death.uuid}/take-back/").status_code == 200
    assert Journey.objects.get(pk=lies.pk).status == "admitted"
