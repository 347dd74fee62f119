"""What became of a plan, for the house that sent it; kept as rows that a rebuild derives alike (UX §2 item 5)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from documents.models import PlanRealism
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind
from journeys.models import JourneyEvent
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
