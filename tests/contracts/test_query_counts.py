"""What a page asks the database: as much for five rows and fifty, and what the committed baseline says.

Everything counts but transaction statements. How often stands in query_counts.json; which statements, as PostgreSQL is
asked, in statements/ beside it. `make queries` writes both anew; what changed shows in the diff.
"""

import difflib
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

from journeys.domain.events import EventKind
from organisations.models import User
from tests.actors import Actors, make_actors
from tests.factories.journeys import admitted_journey, discharged_journey, tell_journey
from tests.services.statements import normalised, texts_of, written

pytestmark = pytest.mark.walk

BASELINE = Path(__file__).parent / "query_counts.json"
STATEMENTS = Path(__file__).parent / "statements"
MOST_FOR_A_LIST = 8
MOST_FOR_A_JOURNEY = 12

Who = Callable[[Actors], User]
LISTS: dict[str, tuple[Who, str]] = {
    "ward": (lambda actors: actors.nurse, "/afdeling/"),
    "municipality": (lambda actors: actors.assessor, "/kommune/"),
    "practice": (lambda actors: actors.gp, "/praksis/"),
    "api journeys": (lambda actors: actors.nurse, "/api/v1/journeys/"),
}
# Pages that nobody compares with themselves: what they ask is committed all the same.
SINGLE: dict[str, tuple[Who, str]] = {
    "access log": (lambda actors: actors.administrator, "/adgangslog/"),
    "documents": (lambda actors: actors.assessor, "/breve/"),
    "inbox": (lambda actors: actors.nurse, "/nyt/"),
    "ledger": (lambda actors: actors.assessor, "/betaling/"),
    "message log": (lambda actors: actors.administrator, "/administration/beskeder/"),
    "operations": (lambda actors: actors.administrator, "/drift/"),
}


def statements(client: Client, address: str) -> list[str]:
    """What the second opening asks: what all pages share for some seconds has been asked by then."""
    client.get(address)
    answers = []
    asked = texts_of(lambda: answers.append(client.get(address)))
    assert answers[0].status_code == 200
    return asked


def fill(actors: Actors, *, number: int) -> None:
    """A mix of rows; each has what its list can show."""
    for index in range(number):
        if index % 3:
            admitted_journey(actors, physician="", bed=f"{index:02}-1")
        else:
            discharged_journey(actors, hours_ago=10 + index % 50)


def remember(name: str, asked: list[str]) -> None:
    """Compare with the baseline, or write it; the texts are those of PostgreSQL."""
    baseline: dict[str, Any] = json.loads(BASELINE.read_text())
    place, update = STATEMENTS / f"{name.replace(' ', '_')}.sql", os.environ.get("UPDATE_QUERY_COUNTS") == "1"
    if update:
        baseline[name] = len(asked)
        BASELINE.write_text(json.dumps(dict(sorted(baseline.items())), indent=2) + "\n")
    assert baseline[name] == len(asked), f"{name}: {len(asked)} queries, the baseline says {baseline.get(name)}"
    if connection.vendor != "postgresql":
        return
    if update:
        place.write_text(written(asked), encoding="utf-8")
    before, now = place.read_text(encoding="utf-8").splitlines(), written(asked).splitlines()
    difference = "\n".join(difflib.unified_diff(before, now, "committed", "now", lineterm=""))
    assert not difference, f"{name}: other statements than committed; make queries writes them anew.\n{difference}"


@pytest.fixture(autouse=True)
def shared_answers_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine asks again what all pages share, and writes that somebody is still there; neither is counted."""
    monkeypatch.setattr("desk.views.frame.session.WRITTEN_EVERY", timedelta(hours=1))
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
    for_five = statements(client, address)
    fill(actors, number=45)
    assert len(statements(client, address)) == len(for_five)
    assert len(for_five) <= MOST_FOR_A_LIST
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
        costs.append(statements(client, f"/forloeb/{journey.pk}/"))
    assert len(costs[0]) == len(costs[1]) <= MOST_FOR_A_JOURNEY
    remember("journey", costs[0])


@pytest.mark.django_db
def test_the_json_of_a_journey_asks_no_more_than_its_page_may() -> None:
    cache.clear()
    actors = make_actors()
    client = Client()
    client.force_login(actors.assessor)
    for journey in (admitted_journey(actors), discharged_journey(actors, hours_ago=2)):
        assert len(statements(client, f"/api/v1/journeys/{journey.pk}/")) <= MOST_FOR_A_JOURNEY


@pytest.mark.django_db
@pytest.mark.parametrize("name", SINGLE)
def test_a_page_of_the_house_asks_what_is_committed(name: str) -> None:
    cache.clear()
    who, address = SINGLE[name]
    actors = make_actors()
    client = Client()
    client.force_login(who(actors))
    fill(actors, number=3)
    remember(name, statements(client, address))


def test_values_and_lists_are_no_part_of_a_text() -> None:
    columns = ", ".join(f'"a"."c{number}"' for number in range(6))
    asked = f'SELECT {columns} FROM "a" WHERE ("a"."x" IN (%s, %s, %s) AND "a"."y" = %s)'  # noqa: S608
    assert normalised(asked) == "SELECT a.{6 columns}\nFROM a\nWHERE (a.x IN (%s, …)\n    AND a.y = %s)"
    assert written([asked, asked.replace("%s, %s, %s", "%s, %s")]).startswith("-- 2 ×\n")
