"""Who is told: a municipality never of a citizen whom it does not serve (SPEC A3.3 rule 7; DESIGN §4)."""

from datetime import UTC, datetime, timedelta

import pytest

from journeys.actions.deadlines import sweep_due
from journeys.models import Journey, JourneyParty
from notifications.actions.outbox import relay_due
from notifications.models import Notification
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def told_of(journey: Journey) -> set[str]:
    """Who is told of everything that has been said of the journey."""
    relay_due(now=NOW + timedelta(hours=1), limit=100)
    return {row.unit.name for row in Notification.objects.filter(subject_ref=journey.pk).select_related("unit")}


@pytest.mark.parametrize(("services", "is_told"), [(True, True), (False, False), (None, False)])
def test_a_municipality_is_told_only_of_a_citizen_whom_it_serves(
    services: bool | None, is_told: bool, actors: Actors
) -> None:
    journey = admitted_journey(actors, now=NOW, services=services)
    assert JourneyParty.objects.filter(journey=journey, organisation=actors.municipality).exists()
    told = told_of(journey)
    assert actors.practice.name in told
    assert (actors.municipality.name in told) is is_told


def test_a_municipality_that_serves_no_more_is_not_told_that_the_72_hours_are_over(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    Journey.objects.filter(pk=journey.pk).update(municipal_services=False)
    sweep_due(now=NOW + timedelta(hours=68))
    told = Notification.objects.filter(subject_ref=journey.pk, kind="window_ended")
    assert {row.unit for row in told} == {actors.ward, actors.practice}
