"""A question that is planned once: the same answer, its own words for whoever looks, and a plan for each connection."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import DataError, NotSupportedError, connection, transaction
from django.db.backends.signals import connection_created
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from psycopg2.extras import Json

from organisations.selectors import planned
from organisations.selectors.planned import MOST_PLANS, PlannedOnce, plan_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
QUESTION = PlannedOnce("SELECT %s, %s, %s::text, %s LIKE '100%%'")


def _answer(sql: str, params: Sequence[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


def _plans() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans FROM pg_prepared_statements ORDER BY prepare_time, name")
        return list(cursor.fetchall())


@pytest.fixture(autouse=True)
def _a_connection_of_its_own() -> None:
    connection.close()


def test_keys_and_times_are_asked_anew_and_the_rest_is_planned() -> None:
    now = timezone.now()
    for key, at in ((uuid4(), now), (uuid4(), now + timedelta(days=1))):
        assert _answer(QUESTION, [key, at, "it's 5 % here", "100 %"]) == (key, at, "it's 5 % here", True)
    ((statement, times),) = _plans()
    assert statement.endswith("AS SELECT $1, $2, 'it''s 5 % here'::text, '100 %' LIKE '100%'")
    assert times == 2


def test_another_word_is_another_question() -> None:
    key, at = uuid4(), timezone.now()
    assert [_answer(QUESTION, [key, at, word, "1"])[2] for word in ("a", "b", "a")] == ["a", "b", "a"]
    assert len(_plans()) == 2


def test_whoever_looks_sees_the_question() -> None:
    key, at = UUID(int=7), datetime.fromisoformat("2026-03-04T05:06:07+00:00")
    with CaptureQueriesContext(connection) as captured:
        _answer(QUESTION, [key, at, "a", "1"])
        _answer("SELECT %s", [1])
    first, second = (each["sql"] for each in captured)
    assert first == f"SELECT '{key}'::uuid, '2026-03-04T05:06:07+00:00'::timestamptz, 'a'::text, '1' LIKE '100%'"
    assert second == "SELECT 1"


def test_whoever_looks_after_the_connection_was_lost_sees_its_words() -> None:
    """Else a log of all questions would say that it could not write one, and not that the database went away."""
    connection.ensure_connection()
    raw = connection.connection.cursor()
    raw.execute(QUESTION, [uuid4(), timezone.now(), "a", "1"])
    connection.close()
    assert raw.query == QUESTION.encode()


def _asked_and_failed(params: Sequence[Any]) -> None:
    _answer(QUESTION, params)
    _answer("SELECT 1 / 0", [])


def test_a_plan_outlives_its_transaction_and_no_connection() -> None:
    params = [uuid4(), timezone.now(), "a", "1"]
    with pytest.raises(DataError), transaction.atomic():
        _asked_and_failed(params)
    assert _answer(QUESTION, params)[2] == "a"
    assert len(_plans()) == 1
    connection.close()
    assert _answer(QUESTION, params)[2] == "a"
    assert len(_plans()) == 1


@pytest.fixture
def noted() -> Iterator[UUID]:
    """A table of a key and a word, of which a question was planned."""
    key = uuid4()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE noted (id uuid, word varchar(5))")
        cursor.execute("INSERT INTO noted VALUES (%s, 'a')", [key])
    yield key
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE noted")


NOTED = PlannedOnce("SELECT word FROM noted WHERE id = %s")


@pytest.mark.parametrize("done", ["ALTER TABLE noted ALTER COLUMN word TYPE varchar(9)", "DEALLOCATE ALL"])
def test_a_plan_that_is_no_good_any_more_is_made_anew(noted: UUID, done: str) -> None:
    assert _answer(NOTED, [noted]) == ("a",)
    with connection.cursor() as cursor:
        cursor.execute(done)
    assert _answer(NOTED, [noted]) == ("a",)
    assert not _plans()
    assert _answer(NOTED, [noted]) == ("a",)
    assert len(_plans()) == 1


def test_in_a_transaction_it_fails_once(noted: UUID) -> None:
    assert _answer(NOTED, [noted]) == ("a",)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE noted ALTER COLUMN word TYPE varchar(9)")
    with pytest.raises(NotSupportedError, match="result type"), transaction.atomic():
        _answer(NOTED, [noted])
    with transaction.atomic():
        assert _answer(NOTED, [noted]) == ("a",)


def test_words_that_a_dictionary_takes_for_one_are_two() -> None:
    key = uuid4()
    assert [_answer(PlannedOnce("SELECT %s, %s"), [key, word])[1] for word in (1, True, "uuid")] == [1, True, "uuid"]
    assert _answer(PlannedOnce("SELECT %s, %s"), [key, key]) == (key, key)


def test_two_processes_never_call_two_questions_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a pool shares a connection between them after all, neither gets the answer to the other's question."""
    names = set()
    for word in ("a", "b"):
        monkeypatch.setattr(planned, "_numbers", count(1))
        connection.close()
        _answer(QUESTION, [uuid4(), timezone.now(), word, "1"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_prepared_statements")
            names |= {name for (name,) in cursor.fetchall()}
    assert len(names) == 2


def test_a_question_of_no_key_and_no_time_is_asked_as_it_is() -> None:
    assert _answer(PlannedOnce("SELECT %s"), [1]) == (1,)
    with connection.cursor() as cursor:
        cursor.execute(PlannedOnce("SELECT 1"))
    assert not _plans()


def test_with_plans_kept_at_0_nothing_is_prepared(settings: Any) -> None:
    connection_created.disconnect(plan_once)
    settings.PLANS_KEPT, own = False, apps.get_app_config("organisations")
    own.ready()
    try:
        assert _answer(QUESTION, [uuid4(), timezone.now(), "a", "1"])[2] == "a"
        assert not _plans()
    finally:
        settings.PLANS_KEPT = True
        own.ready()
        connection.close()


def test_a_connection_keeps_so_many() -> None:
    params = [uuid4(), timezone.now()]
    for number in range(MOST_PLANS + 3):
        _answer(QUESTION, [*params, f"word {number}", "1"])
    statements = [statement for statement, _ in _plans()]
    assert len(statements) == MOST_PLANS
    assert "'word 2'" not in "".join(statements)
    assert f"'word {MOST_PLANS + 2}'" in statements[-1]


def test_what_is_no_plain_word_is_asked_as_it_is() -> None:
    assert _answer(PlannedOnce("SELECT %s, %s::jsonb::text"), [uuid4(), Json({"a": 1})])[1] == '{"a": 1}'
    assert not _plans()
