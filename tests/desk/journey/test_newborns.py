"""V10 through the database: mother and child are two journeys, and the municipality hears of one (RULES 2i V10)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from discharge.models import CloseOutCondition
from journeys.domain.events import EventKind as K
from journeys.models import Journey, Task
from notifications.models import Notification
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, end_journey, make_citizen

AsUser = Callable[[User], Client]


def newborn(actors: Actors, name: str = "Dreng Prøve Lind", **known: Any) -> Journey:
    """A child born today whose stay nobody has said anything of; the number was never issued."""
    cpr = f"{timezone.localdate():%d%m%y}6001"
    hours = min(2, timezone.localtime().hour) or 0
    return admitted_journey(actors, citizen=make_citizen(name, cpr=cpr), hours_ago=hours, services=None, **known)


def page(client: Client, journey: Journey) -> Any:
    return client.get(f"/forloeb/{journey.pk}/")


def test_v10_the_municipality_is_not_asked_and_sees_nothing_of_a_newborn(actors: Actors, as_user: AsUser) -> None:
    journey = newborn(actors)
    assert Journey.objects.get(pk=journey.pk).municipal_services is False
    assert not Task.objects.open().filter(journey=journey, owner=actors.municipality).exists()
    assessor = as_user(actors.assessor)
    assert page(assessor, journey).status_code == 404
    assert "Lind" not in assessor.get("/kommune/").content.decode()
    assert "Lind" not in assessor.get("/kommune/spoergsmaal/").content.decode()


def test_v10_the_ward_reads_why(actors: Actors, as_user: AsUser) -> None:
    shown = page(as_user(actors.nurse), newborn(actors)).content.decode()
    assert "nyfødt: opholdet deles ikke med kommunens pleje" in shown


def test_v10_the_discharge_asks_the_municipality_nothing_and_tells_it_nothing(actors: Actors) -> None:
    journey = newborn(actors)
    end_journey(journey, K.DISCHARGED, at=timezone.now())
    houses = [actors.municipality.pk, actors.visitation.pk, actors.nursing.pk]
    assert not Task.objects.open().filter(journey=journey, owner__in=houses).exists()
    assert not Notification.objects.filter(subject_ref=journey.pk, unit__in=houses).exists()
    enrolled = CloseOutCondition.objects.get(journey=journey, condition="enrolled")
    assert enrolled.state == "not_needed"


def test_v10_mother_and_child_are_two_journeys_and_one_going_home_moves_not_the_other(
    actors: Actors, as_user: AsUser
) -> None:
    mother = admitted_journey(actors, citizen=make_citizen("Ida Prøve Lind"))
    child = newborn(actors)
    end_journey(mother, K.DISCHARGED, at=timezone.now() - timedelta(minutes=1))
    statuses = dict(Journey.objects.current().values_list("pk", "status"))
    assert (statuses[mother.pk], statuses[child.pk]) == ("discharged", "admitted")
    assert page(as_user(actors.assessor), mother).status_code == 200


def test_v10_a_child_that_the_municipality_is_said_to_serve_is_seen(actors: Actors, as_user: AsUser) -> None:
    journey = newborn(actors, nursing=True)
    assert Journey.objects.get(pk=journey.pk).municipal_services is True
    assert page(as_user(actors.assessor), journey).status_code == 200


def test_v10_a_replacement_number_makes_nobody_a_newborn(actors: Actors) -> None:
    born = timezone.localdate()
    cpr = f"{born.day + 60:02}{born:%m%y}6001"
    journey = admitted_journey(actors, citizen=make_citizen("Ukendt Prøve Barn", cpr=cpr), services=None)
    assert Journey.objects.get(pk=journey.pk).municipal_services is None


def test_v10_rebuild_derives_the_same(actors: Actors) -> None:
    newborn(actors)
    call_command("rebuild", "--check")
