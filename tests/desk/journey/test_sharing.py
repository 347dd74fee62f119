"""A journey shared with the social area is seen there, and nothing else is (RULES 001-73; DESIGN 6)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journeys.models import Journey
from journeys.selectors.sight import visible_journeys
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

pytestmark = pytest.mark.django_db


def share(client: Client, journey: Journey, unit: object) -> int:
    address = reverse("desk:journey-act", args=[journey.pk, "del"])
    return client.post(address, {"unit": str(unit), "version": journey.last_sequence}).status_code


def test_the_social_unit_sees_what_was_shared_and_nothing_else(client: Client, actors: Actors) -> None:
    shared, kept = admitted_journey(actors), admitted_journey(actors)
    client.force_login(actors.assessor)
    assert share(client, shared, actors.social_unit.pk) == 302
    seen = visible_journeys(actors.social_worker, now=timezone.now())
    assert (shared in seen, kept in seen) == (True, False)


def test_the_ward_does_not_share_inside_the_municipality(client: Client, actors: Actors) -> None:
    journey = admitted_journey(actors)
    client.force_login(actors.nurse)
    assert share(client, journey, actors.social_unit.pk) == 403


def test_only_the_citizens_own_municipality_is_offered(client: Client, actors: Actors) -> None:
    journey = admitted_journey(actors)
    client.force_login(actors.assessor)
    assert share(client, journey, actors.ward.pk) in (200, 400, 422)
    assert not visible_journeys(actors.social_worker, now=timezone.now()).exists()
