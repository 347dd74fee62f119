"""What the printed report of a journey holds (u21)."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from organisations.models import User
from tests.actors import Actors
from tests.factories.agreements import agree_home
from tests.factories.journeys import admitted_journey
from tests.factories.readiness import make_ready

AsUser = Callable[[User], Client]


def test_u21_ready_agreed_and_payable_days_are_in_the_report(actors: Actors, as_user: AsUser) -> None:
    now = timezone.now()
    journey = admitted_journey(actors, hours_ago=100)
    make_ready(journey, actors.nurse, at=now - timedelta(hours=60), now=now - timedelta(hours=59))
    agree_home(journey, actors, at=now + timedelta(hours=20), now=now - timedelta(hours=2))
    page = " ".join(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/rapport/").content.decode().split())
    assert "Midlertidig plads (kommunen)" in page
    assert page.count("Aftalt udskrivelse</th><td>Ingen tid") == 0
    assert "dage tæller indtil i går" in page
    assert "betalingsdag" not in _of(as_user(actors.gp), journey.pk).lower()


def _of(client: Client, pk: object) -> str:
    return client.get(f"/forloeb/{pk}/rapport/").content.decode()
