"""What became of a plan, for the house that sent it; kept as rows that a rebuild derives alike (UX §2 item 5)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from documents.models import PlanRealism
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind
from journeys.models import JourneyEvent, Task
from organisations.models import User
from tests.actors import Actors
from tests.desk.documents.test_pages import address, text
from tests.documents.test_sending import lying
from tests.documents.writing import send, write, written
from tests.factories.agreements import agree_home
from tests.factories.journeys import tell_journey
from tests.later import when_released

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
HEADING = "Hvad der skete siden"


def test_the_ward_reads_what_changed_after_its_plan_and_nobody_else(actors: Actors, as_user: AsUser) -> None:
    journey, now = lying(actors), timezone.now()
    agree_home(journey, actors, at=now + timedelta(hours=30), now=now - timedelta(hours=1))
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    assert HEADING not in text(as_user(actors.nurse).get(address(journey, plan)))
    write(journey, plan, actors.nurse, work_aids="Lift")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    first = text(as_user(actors.nurse).get(address(journey, plan) + "?version=1"))
    assert HEADING in first
    assert "Hjælpemidler eller bolig" in first
    assert "Som aftalt, da planen blev sendt" in first
    with when_released():
        assert HEADING not in text(as_user(actors.assessor).get(address(journey, plan) + "?version=1"))


def test_of_a_plan_sent_after_the_discharge_no_time_is_said_to_have_held(actors: Actors, as_user: AsUser) -> None:
    journey, now = lying(actors), timezone.now()
    agree_home(journey, actors, at=now - timedelta(hours=1), now=now - timedelta(hours=4))
    tell_journey(journey, EventKind.DISCHARGED, at=now - timedelta(minutes=30))
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    page = text(as_user(actors.nurse).get(address(journey, plan)))
    assert "Planen blev sendt, efter at borgeren var udskrevet." in page
    assert "Som aftalt, da planen blev sendt" not in page
    assert PlanRealism.objects.get().time_moved is None


def test_the_rows_follow_what_stands_and_a_rebuild_derives_them_alike(actors: Actors) -> None:
    journey, now = lying(actors), timezone.now()
    agree_home(journey, actors, at=now + timedelta(hours=30), now=now - timedelta(hours=1))
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    agree_home(journey, actors, at=now + timedelta(hours=54), now=now + timedelta(minutes=1))
    before = PlanRealism.objects.values().get()
    assert (before["time_moved"], before["aids_changed"], before["number"]) == (True, False, 1)
    PlanRealism.objects.all().delete()
    rebuild_citizen(JourneyEvent.objects.values_list("citizen_id", flat=True)[0], now=now)
    assert PlanRealism.objects.values().get() == before


def test_a_plan_that_is_old_asks_the_ward_for_a_new_one(actors: Actors, as_user: AsUser) -> None:
    """001-41: principles, task, flowchart and next step say the same, until a new version or the old time."""
    journey, now = lying(actors), timezone.now()
    home = now + timedelta(hours=30)
    agree_home(journey, actors, at=home, now=now - timedelta(hours=1))
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    nurse = as_user(actors.nurse)

    def said() -> tuple[str, str, str, int]:
        points = nurse.get(f"/api/v1/journeys/{journey.pk}/principles/").json()
        steps = nurse.get(f"/api/v1/journeys/{journey.pk}/flowchart/").json()["steps"]
        return (
            next(row["state"] for row in points if row["code"] == "as_of_now"),
            *(row["state"] for row in steps if row["code"] in ("agreed_time", "changed_plan")),
            Task.objects.open().filter(journey=journey, kind="renew_plan", owner=actors.ward).count(),
        )

    assert said() == ("met", "not_applicable", "done", 0)
    agree_home(journey, actors, at=home + timedelta(hours=24), now=now + timedelta(minutes=1))
    assert said() == ("asked", "ahead", "next", 1)
    task = Task.objects.open().get(journey=journey, kind="renew_plan")
    assert task.opened_at >= now + timedelta(minutes=1)
    page = nurse.get(f"/forloeb/{journey.pk}/").content.decode()
    assert "Send en ny plejeforløbsplan: tiden er en anden" in page
    assert f"/forloeb/{journey.pk}/breve/nyt/#slags-care_pathway_plan" in page
    agree_home(journey, actors, at=home, now=now + timedelta(minutes=3))
    assert said() == ("met", "not_applicable", "done", 0)
    agree_home(journey, actors, at=home + timedelta(hours=1), now=now + timedelta(minutes=5))
    assert said() == ("asked", "ahead", "next", 1)


def test_a_new_version_is_what_was_asked_for_and_nobody_is_asked_after_the_discharge(actors: Actors) -> None:
    journey, now = lying(actors), timezone.now()
    agree_home(journey, actors, at=now + timedelta(hours=30), now=now - timedelta(hours=3))
    plan = written(journey, actors.nurse)
    open_tasks = Task.objects.open().filter(journey=journey, kind="renew_plan")
    with time_machine.travel(now - timedelta(hours=2)):
        send(journey, plan, actors.nurse, actors.municipality.pk)
    agree_home(journey, actors, at=now + timedelta(hours=54), now=now - timedelta(hours=1))
    assert open_tasks.count() == 1
    write(journey, plan, actors.nurse, work_aids="Lift")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    assert open_tasks.count() == 0
    agree_home(journey, actors, at=now + timedelta(hours=78), now=now + timedelta(minutes=1))
    assert open_tasks.count() == 1
    tell_journey(journey, EventKind.DISCHARGED, at=now + timedelta(minutes=2))
    assert open_tasks.count() == 0
