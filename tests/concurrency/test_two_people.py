"""Two people act on one citizen at once: the second waits for the first, and is judged by what the first has done.

On PostgreSQL it waits for the citizen's row, on SQLite for the database (IMMEDIATE). Nothing is left to chance: the
first one's transaction stays open until the second one waits for it.
"""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from journeys.actions.acting.acts import Act, Changed, Refused, correct_fact, state_fact, take_back
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import Permission
from organisations.models import User
from tests.actors import Actors, make_actors
from tests.concurrency.threads import one_after_the_other
from tests.factories.journeys import admitted_journey, tell_journey

NOW = timezone.now()


@pytest.fixture(autouse=True)
def a_database_of_files(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """On SQLite the tests' database lies in memory, where connections do not wait for each other: a copy in a file."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with sqlite3.connect(tmp_path / "two.sqlite3") as copy:
        memory.backup(copy)
    copy.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "two.sqlite3")
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


@pytest.fixture
def actors(a_database_of_files: None) -> Actors:
    return make_actors()


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors, now=NOW)


def clean(journey: Journey) -> bool:
    return not rebuild_citizen(journey.citizen_id, now=NOW, check=True)


def test_d13_of_two_who_write_from_the_same_page_the_second_is_too_late(journey: Journey, actors: Actors) -> None:
    def note(by: User) -> None:
        act = Act(by=by, now=NOW, version=journey.last_sequence)
        state_fact(journey, EventKind.NOTE_WRITTEN, {"text": "Hej"}, act=act, permission=Permission.WRITE_NOTE)

    with pytest.raises(Changed):
        one_after_the_other(lambda: note(actors.nurse), lambda: note(actors.doctor))
    assert JourneyEvent.objects.filter(kind="note_written").count() == 1


def test_what_is_told_of_one_citizen_at_once_is_folded_together(journey: Journey) -> None:
    """The second happened before the first: whoever folded without the first would leave the second's destination."""

    def tell(destination: str, at: datetime) -> None:
        tell_journey(journey, EventKind.DESTINATION_STATED, at=at, destination=destination)

    one_after_the_other(lambda: tell("own_home", NOW), lambda: tell("hospice", NOW - timedelta(hours=1)))
    assert Journey.objects.get(pk=journey.pk).destination == "own_home"
    assert clean(journey)


Deed = Callable[[JourneyEvent, Act], Any]
CHANGES: dict[str, Deed] = {
    "taken back": lambda event, act: take_back(event, act=act),
    "corrected": lambda event, act: correct_fact(event, {"destination": "hospice"}, act=act),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_d13_of_two_who_change_one_event_the_second_is_refused(change: Deed, journey: Journey, actors: Actors) -> None:
    act = Act(by=actors.nurse, now=NOW)
    said = {"destination": "own_home"}
    stated = state_fact(
        journey, EventKind.DESTINATION_STATED, said, act=act, permission=Permission.STATE_DESTINATION
    ).event
    with pytest.raises(Refused):
        one_after_the_other(lambda: change(stated, act), lambda: change(stated, act))
    assert JourneyEvent.objects.filter(voids_ref=stated.source_ref).count() == 1
    assert clean(journey)
