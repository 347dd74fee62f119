"""A citizen who comes back within 30 days: said on the journey page, with a link to the earlier stay (B30)."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen

AsUser = Callable[[User], Client]


def text(client: Client, pk: object) -> str:
    return " ".join(client.get(f"/forloeb/{pk}/").content.decode().split())


def test_b30_a_return_within_30_days_links_to_the_earlier_stay(actors: Actors, as_user: AsUser) -> None:
    citizen = make_citizen("Dagny Prøve Krog")
    earlier = discharged_journey(actors, citizen=citizen, hours_ago=24 * 8)
    again = admitted_journey(actors, citizen=citizen, hours_ago=20)
    page = text(as_user(actors.nurse), again.pk)
    assert "Indlagt igen inden for 30 dage." in page
    assert f'href="/forloeb/{earlier.pk}/"' in page
    assert "inden for 30 dage" not in text(as_user(actors.nurse), earlier.pk)


def test_b30_after_30_days_nothing_is_said(actors: Actors, as_user: AsUser) -> None:
    citizen = make_citizen("Dagny Prøve Krog")
    discharged_journey(actors, citizen=citizen, hours_ago=24 * 40)
    again = admitted_journey(actors, citizen=citizen, hours_ago=20)
    assert "inden for 30 dage" not in text(as_user(actors.nurse), again.pk)


def test_b30_a_stay_out_of_sight_is_not_told(actors: Actors, as_user: AsUser) -> None:
    citizen = make_citizen("Dagny Prøve Krog")
    discharged_journey(actors, citizen=citizen, hours_ago=24 * 8, ward=actors.other_ward)
    again = admitted_journey(actors, citizen=citizen, hours_ago=20, now=timezone.now() - timedelta(minutes=1))
    assert "inden for 30 dage" in text(as_user(actors.assessor), again.pk)
    assert "inden for 30 dage" not in text(as_user(actors.nurse), again.pk)
