"""The expected day on the journey page: what it was before, and how far it moved (UX §3 item 6)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.selectors.panels.agreement import agreement_panel
from journeys.domain.calendar.clock import local_date
from journeys.domain.events import EventKind as K
from journeys.models import Journey, JourneyEvent
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, tell_journey

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ahead", "shown"),
    [
        ([3], [(3, "")]),
        ([3, 3], [(3, "")]),
        ([3, 5, 5], [(5, "2 dage senere"), (3, "")]),
        ([3, 5, 3], [(3, "2 dage tidligere"), (5, "2 dage senere"), (3, "")]),
    ],
)
def test_a_day_that_is_said_again_is_no_earlier_day(
    ahead: list[int], shown: list[tuple[int, str]], actors: Actors
) -> None:
    journey, now = admitted_journey(actors), timezone.now()
    today = local_date(now)
    for number, days in enumerate(ahead):
        at = now - timedelta(minutes=10 - number)
        tell_journey(journey, K.EXPECTED_DISCHARGE_STATED, at=at, on=(today + timedelta(days=days)).isoformat())
    events = list(JourneyEvent.objects.filter(citizen=journey.citizen))
    panel = agreement_panel(Journey.objects.get(pk=journey.pk), events, [], now=now)
    assert [((view.on - today).days, view.moved) for view in panel.expected] == shown
