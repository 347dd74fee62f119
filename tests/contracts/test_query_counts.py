"""How many queries a page costs: the same for five rows and fifty, and no more than the committed baseline says.

Everything counts but transaction statements. Write a new baseline with UPDATE_QUERY_COUNTS=1; it shows in the diff.
"""

import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from journeys.domain.events import EventKind
from organisations.models import User
from tests.actors import Actors, make_actors
from tests.factories.journeys import admitted_journey, discharged_journey, tell_journey

pytestmark = pytest.mark.walk

BASELINE = Path(__file__).parent / "query_counts.json"
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
MOST_FOR_A_LIST = 8
MOST_FOR_A_JOURNEY = 12

Who = Callable[[Actors], User]
LISTS: dict[str, tuple[Who, str]] = {
    "ward": (lambda actors: actors.nurse, "/afdeling/"),
    "municipality": (lambda actors: actors.assessor, "/kommune/"),
    "practice": (lambda actors: actors.gp, "/praksis/"),
    "api journeys": (lambda actors: actors.nurse, "/api/v1/journeys/"),
}


def queries(client: Client, address: str) -> int:
    """Queries of the second opening: what all pages share for some seconds has been asked by then."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return sum(not query["sql"].startswith(TRANSACTION) for query in captured)


def fill(actors: Actors, *, number: int) -> None:
    """A mix of rows; each has what its list can show."""
    for index in range(number):
        if index % 3:
            admitted_journey(actors, physician="", bed=f"{index:02}-1")
        else:
            discharged_journey(actors, hours_ago=10 + index % 50)


def remember(name: str, count: int) -> None:
    """Compare with the baseline, or write it."""
    baseline: dict[str, Any] = json.loads(BASELINE.read_text())
    if os.environ.get("UPDATE_QUERY_COUNTS") == "1":
        baseline[name] = count
        BASELINE.write_text(json.dumps(dict(sorted(baseline.items())), indent=2) + "\n")
    assert baseline[name] == count, f"{name}: {count} queries, the baseline says {baseline.get(name)}"


@pytest.fixture(autouse=True)
def shared_answers_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine so busy that a page takes seconds asks again what all pages share; that is not what is counted."""
    monkeypatch.setattr("desk.selectors.machinery.gateways.KEPT_FOR", timedelta(hours=1))
    monkeypatch.setattr("discharge.settings.selectors.REMEMBERED_SECONDS", 3600)


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_five_rows_and_fifty(name: str) -> None:
    cache.clear()
    who, address = LISTS[name]
    actors = make_actors()
    client = Client()
    client.force_login(who(actors))
    fill(actors, number=5)
    for_five = queries(client, address)
    fill(actors, number=45)
    assert queries(client, address) == for_five
    assert for_five <= MOST_FOR_A_LIST
    remember(name, for_five)


@pytest.mark.django_db
def test_a_journey_costs_the_same_for_five_events_and_a_hundred() -> None:
    cache.clear()
    actors = make_actors()
    client = Client()
    client.force_login(actors.assessor)
    costs = []
    for events in (5, 100):
        journey = discharged_journey(actors, hours_ago=2)
        for number in range(events - journey.placements.count()):
            tell_journey(journey, EventKind.NOTE_WRITTEN, text=f"Note {number}")
        costs.append(queries(client, f"/forloeb/{journey.pk}/"))
    assert costs[0] == costs[1] <= MOST_FOR_A_JOURNEY
    remember("journey", costs[0])
