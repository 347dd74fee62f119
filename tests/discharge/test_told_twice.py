"""A discharge told by hand and then by the hospital's message is one discharge on rows and pages (R2b-18)."""

from datetime import UTC, datetime, timedelta

import pytest

from discharge.agreement.selectors import kept_story
from discharge.models import DischargeLetter, ExtendedResponsibility
from discharge.readiness.selectors.periods import coincidence_of
from journeys.actions.acting.acts import Act
from journeys.actions.stays.contacts import enter_contact
from journeys.domain.events import EventKind as K
from journeys.models import Task
from tests.factories.journeys import Actors, admitted_journey, end_journey
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("said", [{"ended_by": "transferred"}, {}], ids=["transferred", "home"])
def test_r2b_18_the_message_changes_no_task_letter_window_or_figure(actors: Actors, said: dict[str, str]) -> None:
    journey = admitted_journey(actors, now=NOW - 60 * HOUR)
    make_ready(journey, actors.nurse, at=NOW - 50 * HOUR)
    journey.refresh_from_db()
    enter_contact(journey, K.DISCHARGED, occurred_at=NOW, act=Act(by=actors.nurse, now=NOW), said=said)

    def shown() -> tuple[object, ...]:
        journey.refresh_from_db()
        coincidence = coincidence_of(journey, kept_story(journey))
        return (
            journey.status,
            journey.ended_by,
            journey.discharged_at,
            sorted(task.kind for task in Task.objects.open()),
            coincidence and coincidence.coincides,
            DischargeLetter.objects.count(),
            ExtendedResponsibility.objects.count(),
        )

    before = shown()
    end_journey(journey, K.DISCHARGED, at=NOW + HOUR / 6)
    assert shown() == before
