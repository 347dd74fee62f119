"""A list's question is put together once: later it asks, of a later now, what a new process would ask."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from psycopg2.extras import Json

from desk.selectors.asker import Asker
from desk.selectors.lists import compiled, worklists
from desk.selectors.lists.compiled import Instant, forget_questions, rows_of_question
from desk.selectors.lists.worklists import MUNICIPALITY, PRACTICE, WARD, municipality_list, practice_list, ward_list
from desk.selectors.page import opened
from desk.selectors.page.opened import open_journey
from journeys.domain.calendar.clock import local_date
from journeys.models import Journey
from organisations.models import User
from organisations.selectors.planned import PlannedOnce, can_be_planned
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey
from tests.services.buffers import Statement, statements_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

LISTS = {"nurse": (ward_list, WARD), "assessor": (municipality_list, MUNICIPALITY), "gp": (practice_list, PRACTICE)}
ASKS = {"nurse": worklists.ward_asks, "assessor": worklists.municipality_asks, "gp": worklists.practice_asks}


def asked_of(who: str, reader: User, code: str, now: datetime) -> list[Statement]:
    """What the database is asked, and nothing that the reader's own row keeps for the request."""
    find: Callable[..., Any] = LISTS[who][0]
    asked = statements_of(lambda: find(Asker(reader, now), wanted=code, page=1))
    return [(sql, [each.adapted if isinstance(each, Json) else each for each in params]) for sql, params in asked]


def later(now: datetime) -> datetime:
    """On the same day, whatever the hour."""
    soon = now + timedelta(minutes=7)
    return soon if local_date(soon) == local_date(now) else now - timedelta(minutes=7)


@pytest.mark.parametrize("who", LISTS)
def test_what_is_kept_asks_what_a_new_process_asks(who: str, actors: Actors) -> None:
    reader, now = getattr(actors, who), timezone.now()
    for chip in LISTS[who][1]:
        forget_questions()
        asked_of(who, reader, chip.code, now)
        of_kept = asked_of(who, reader, chip.code, later(now))
        forget_questions()
        assert of_kept == asked_of(who, reader, chip.code, later(now)), chip.code


@pytest.mark.parametrize("who", LISTS)
def test_it_is_put_together_once(who: str, actors: Actors, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, (find, chips), now = getattr(actors, who), LISTS[who], timezone.now()
    forget_questions()
    find(Asker(reader, now), wanted="", page=1)
    for name in ("ward_asks", "municipality_asks", "practice_asks"):
        asks = getattr(worklists, name)

        def again(*_: Any) -> None:
            raise AssertionError("put together again")

        again.__name__ = asks.__name__
        monkeypatch.setattr(worklists, name, again)
    assert find(Asker(reader, later(now)), wanted="", page=1).rows == []
    # Another chip is another question.
    with pytest.raises(AssertionError, match="put together again"):
        find(Asker(reader, now), wanted=chips[1].code, page=1)


@pytest.mark.parametrize("who", LISTS)
def test_the_rows_are_those_that_the_orm_makes(who: str, actors: Actors) -> None:
    admitted_journey(actors)
    discharged_journey(actors)
    asks, first = ASKS[who], LISTS[who][1][0].code

    def build(at: datetime) -> Any:
        asker = Asker(getattr(actors, who), at)
        return asks(asker, first).rows(asker, first, slice(0, 50))

    now = timezone.now()
    forget_questions()
    kept_rows = [[vars_of(row) for row in rows_of_question("rows", build, now=now)] for _ in range(2)]
    assert kept_rows[0] == kept_rows[1] == [vars_of(row) for row in build(now)]
    assert len(kept_rows[0]) == 2


def vars_of(journey: Any) -> dict[str, Any]:
    """Columns and what is beside them, and which rows came with it."""
    beside = {name: row and public(row) for name, row in journey._state.fields_cache.items()}
    return public(journey) | {"rows": beside}


def public(row: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


READERS = ("nurse", "doctor", "assessor", "community_nurse", "social_worker", "gp", "stranger")


def test_a_journey_that_is_opened_is_asked_for_as_in_a_new_process_whoever_has_opened_one_before(
    actors: Actors,
) -> None:
    first, second = admitted_journey(actors), discharged_journey(actors)
    readers = [(name, getattr(actors, name)) for name in READERS]
    now = timezone.now()

    def asked(reader: User, journey: Journey, at: datetime) -> list[Statement]:
        return statements_of(lambda: open_journey(Asker(reader, at), journey.pk))

    fresh = {}
    for name, reader in readers:
        asked(reader, second, now)
        forget_questions()
        fresh[name] = asked(reader, second, later(now))
    forget_questions()
    for _, reader in readers:
        asked(reader, first, now)
    for name, reader in readers:
        assert asked(reader, second, later(now)) == fresh[name], name


@pytest.mark.parametrize("name", READERS)
def test_a_journey_that_is_opened_is_planned_once(name: str, actors: Actors) -> None:
    """Of keys, times and plain words alone: anything else in it would have it planned each time, and nobody told."""
    journey = admitted_journey(actors)
    asked = statements_of(lambda: open_journey(Asker(getattr(actors, name), timezone.now()), journey.pk))
    opens = [(sql, params) for sql, params in asked if "draft_rows" in sql]
    assert opens
    assert all(isinstance(sql, PlannedOnce) and can_be_planned(params) for sql, params in opens)


def test_a_journey_that_is_opened_is_put_together_once_and_is_the_one_that_was_asked_for(
    actors: Actors, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = admitted_journey(actors), discharged_journey(actors)
    elsewhere = admitted_journey(actors, ward=actors.other_ward, municipality=None)
    forget_questions()
    ours = open_journey(Asker(actors.nurse, timezone.now()), first.pk)

    def again(*_: Any) -> None:
        raise AssertionError("put together again")

    monkeypatch.setattr(opened, "_whole", again)
    other = open_journey(Asker(actors.nurse, timezone.now()), second.pk)
    assert ours is not None
    assert other is not None
    assert (ours.journey.pk, other.journey.pk) == (first.pk, second.pk)
    assert open_journey(Asker(actors.nurse, timezone.now()), elsewhere.pk) is None


def test_what_is_reckoned_from_now_is_known_again() -> None:
    now = timezone.now()
    hour = timedelta(hours=1)
    reckoned = (Instant.of(now) + hour, Instant.of(now) - hour)
    assert all(isinstance(each, Instant) for each in reckoned)
    assert reckoned == (now + hour, now - hour)


def test_no_more_is_kept_than_a_process_can_hold(actors: Actors, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_questions()
    monkeypatch.setattr(compiled, "MOST_KEPT", 3)
    for chip in WARD:
        ward_list(Asker(actors.nurse, timezone.now()), wanted=chip.code, page=1)
    assert len(compiled._kept) == 3
