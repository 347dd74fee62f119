"""What cannot be right stands on every party's page, and the ward settles it (M02; DESIGN §4)."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.calendar.clock import at_local
from journeys.domain.events import EventKind
from journeys.domain.history.chains import ChainStep
from journeys.models import Journey, Task
from organisations.models import User
from tests.actors import Actors
from tests.desk.doors.test_holder import post
from tests.factories.journeys import admitted_journey, tell
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db
LINE = "kunne ikke knyttes til noget, vi har: oplysningerne ovenfor kan være forkerte. Ring"


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def journey(actors: Actors, now: datetime) -> Journey:
    """An admission, and a cancellation that names what nobody has."""
    admitted = admitted_journey(actors, now=now)
    doubted(admitted, now)
    return Journey.objects.get(pk=admitted.pk)


def doubted(admitted: Journey, now: datetime) -> None:
    first = admitted.placements.select_related("event").order_by("position")[0].event
    tell(
        admitted.citizen,
        EventKind.CANCELLED,
        at=now - timedelta(hours=1),
        voids="nothing-we-have",
        voids_only=EventKind.ADMITTED,
        episode=first.episode_ids[0],
        stated_by=admitted.ward,
        provider=admitted.ward,
        hospital=admitted.hospital,
        step=ChainStep.CANCELS.value,
    )


def page(user: User, journey: Journey) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse("desk:journey", args=[journey.pk])).content.decode()


@pytest.mark.parametrize("who", ["nurse", "doctor", "assessor", "community_nurse", "gp"])
def test_m02_every_party_that_sees_the_journey_gets_the_line(journey: Journey, who: str, actors: Actors) -> None:
    assert LINE in page(getattr(actors, who), journey)


def test_m02_the_api_says_it_too(journey: Journey, actors: Actors) -> None:
    client = Client()
    client.force_login(actors.nurse)
    (doubt,) = client.get(f"/api/v1/journeys/{journey.pk}/").json()["doubts"]
    assert doubt["kind"] == "unlinked"
    assert LINE in doubt["sentence"]


def test_m02_the_status_stays_and_the_ward_is_asked(journey: Journey, actors: Actors) -> None:
    assert journey.status == "admitted"
    assert Task.objects.open().get(kind="settle_doubt").owner == actors.ward


@pytest.mark.parametrize(
    ("act", "said", "status"),
    [
        ("confirm-doubt", {}, "admitted"),
        ("cancel-doubt", {}, "cancelled"),
        ("correct-doubt", {"hours": 20}, "admitted"),
    ],
    ids=["Bekræft", "Annullér", "Ret"],
)
def test_m02_the_ward_settles_it(
    journey: Journey, act: str, said: dict[str, Any], status: str, actors: Actors, now: datetime
) -> None:
    at = now - timedelta(hours=said.get("hours", 0))
    values = {"occurred_at": at.isoformat()} if said else {}
    assert post(actors.nurse, f"{journey.pk}/acts/{act}/", **values).status_code == 200
    journey.refresh_from_db()
    assert (journey.status, journey.doubts) == (status, [])
    assert not Task.objects.open().filter(kind="settle_doubt").exists()
    if said:
        assert journey.admitted_at == at
    assert rebuild_citizen(journey.citizen_id, now=now, check=True) == []


@pytest.mark.parametrize("act", ["confirm-doubt", "cancel-doubt"])
@pytest.mark.parametrize("who", ["assessor", "gp"])
def test_m02_nobody_but_the_holder_settles_it(journey: Journey, act: str, who: str, actors: Actors) -> None:
    assert post(getattr(actors, who), f"{journey.pk}/acts/{act}/").status_code == 403


@time_machine.travel(at_local(date(2026, 11, 27), time(12)), tick=False)
def test_m02_payable_days_from_then_on_are_disputed(actors: Actors) -> None:
    now = timezone.now()
    journey = admitted_journey(actors, now=now, hours_ago=200)
    make_ready(journey, actors.doctor, at=now - timedelta(hours=150))
    doubted(journey, now - timedelta(hours=47))
    client = Client()
    client.force_login(actors.nurse)
    days = client.get(f"/api/v1/journeys/{journey.pk}/").json()["payment"]["days"]
    since = (now - timedelta(hours=48)).date().isoformat()
    states = {day["state"] for day in days if day["date"] >= since}
    assert days
    assert states == {"disputed"}
    assert {day["state"] for day in days if day["date"] < since} <= {"countable", "not_countable"}
