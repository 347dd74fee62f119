"""One notification of a citizen with twenty events: how many statements it takes (PERFORMANCE P4)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisations.actions.demo import load_demo_overlay
from tools.bench.messages import as_bytes, deliver, episode, told_of

pytestmark = pytest.mark.django_db
EVENTS = 20
# The goal is 20, on PostgreSQL; SQLite writes one table in a statement. The baseline may only fall.
BASELINE = {
    "postgresql": {"admission": 14, "discharge": 15},
    "sqlite": {"admission": 21, "discharge": 27},
}
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ")


def _statements(body: bytes) -> int:
    with CaptureQueriesContext(connection) as asked:
        deliver(body, now=timezone.now())
    return sum(not query["sql"].startswith(TRANSACTION) for query in asked)


@override_settings(DEMO=True)
def test_a_notification_takes_no_more_statements_than_the_baseline_says() -> None:
    load_demo_overlay()
    now = timezone.now()
    told_of(1, events=EVENTS, until=now - timedelta(days=5))
    stay = episode(1)
    admission = _statements(as_bytes(stay.admit(at=now - timedelta(hours=3))))
    discharge = _statements(as_bytes(stay.discharge(at=now - timedelta(hours=2))))
    assert {"admission": admission, "discharge": discharge} == BASELINE[connection.vendor]
