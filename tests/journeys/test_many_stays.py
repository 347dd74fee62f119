"""What a citizen's event costs does not grow with the stays before it: counted, not timed (PERFORMANCE P4)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from discharge.models import ExtendedResponsibility
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind
from tests.actors import Actors
from tests.factories.journeys import make_citizen, tell

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
EARLY, LATE = 3, 9


@pytest.mark.django_db
def test_a_discharge_asks_and_writes_as_much_after_nine_stays_as_after_three(actors: Actors) -> None:
    citizen, place = make_citizen(), {"provider": actors.ward, "hospital": actors.hospital}
    statements: list[int] = []
    for number in range(1, LATE + 1):
        for kind, days in ((EventKind.ADMITTED, 0), (EventKind.DISCHARGED, 5)):
            at = START + timedelta(days=number * 20 + days)
            with CaptureQueriesContext(connection) as asked:
                tell(citizen, kind, at=at, episode=f"stay {number}", stated_by=actors.ward, **place)
        statements.append(len(asked))
    assert statements[LATE - 1] == statements[EARLY - 1]
    assert ExtendedResponsibility.objects.filter(journey__citizen=citizen).count() == LATE
    # Nor does a window's row grow with the stays that came long after it.
    assert {len(row.phases) for row in ExtendedResponsibility.objects.all()} == {2}
    assert rebuild_citizen(citizen.pk, now=at, check=True) == []
