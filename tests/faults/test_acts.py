"""Web, worker and a database process are killed in the middle of acts: each is done whole or not at all, and once.

An answer to a survey, a new version of a clause, a look at a learning pack, a letter, and the reminder of a plan.
"""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Any

import psycopg2
import pytest

from tests.faults.stage import Stage
from tests.services.processes import free_port

pytestmark = [pytest.mark.postgres, pytest.mark.redis]
# What each act writes last, so that everything else of it is written when the blow falls.
LAST_WRITTEN = (
    "principles_surveytext",
    "principles_historicalclauseversion",
    "principles_auditanswer",
    "documents_delivery",
    "notifications_addressee",
)
HELD = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
ONE_HELD = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' LIMIT 1"
EFFECTS = """SELECT json_build_object(
    'survey', (SELECT 10 - count(*) FROM principles_surveycode),
    'survey sums', (SELECT coalesce(sum(answered), 0) FROM principles_surveytally),
    'survey words', (SELECT count(*) FROM principles_surveytext),
    'clause', (SELECT count(*) FROM principles_clauseversion),
    'clause history', (SELECT count(*) FROM principles_historicalclauseversion),
    'learning', (SELECT count(*) FROM principles_learningcase WHERE checked_at IS NOT NULL AND pack IS NOT NULL),
    'learning news', (SELECT count(DISTINCT seen_at) FROM notifications_notification WHERE key LIKE 'learning:%'),
    'letter', (SELECT count(*) FROM documents_version),
    'letter event', (SELECT count(*) FROM journeys_journeyevent WHERE kind = 'document_sent'),
    'letter delivery', (SELECT count(*) FROM documents_delivery),
    'reminder', (SELECT count(*) FROM notifications_escalation),
    'reminder told', (SELECT count(*) FROM notifications_notification WHERE kind = 'plan_task_late'),
    'reminder person', (SELECT count(*) FROM notifications_addressee JOIN notifications_notification AS told
                        ON told.id = notification_id WHERE told.kind = 'plan_task_late'))"""
KEYS = "SELECT count(*) FROM journeys_actkey"
# A letter's key is its event's.
KEYED = {"clause", "learning"}
NOT_A_ROUND = "3600"
PATIENCE = 120.0

Call = dict[str, Any]


def test_acts_in_whose_middle_everything_is_killed_are_done_once_or_not(stage: Stage) -> None:
    calls: dict[str, Call] = json.loads(stage.run("tests.faults.programs.acting"))
    port = free_port()
    # Nothing but the reminders is to wait for the tables.
    rounds = ("DEADLINE_SWEEP", "OUTBOX_RELAY", "MEDCOM_PROCESS", "MAIL", "FIGURES")
    stage.settings |= {f"{name}_SECONDS": NOT_A_ROUND for name in rounds} | {"ESCALATION_SECONDS": "1"}
    with ThreadPoolExecutor(len(calls)) as threads:

        def say_all() -> list[Any]:
            return [threads.submit(_said, port, name, call) for name, call in calls.items()]

        def say_all_and_be_held() -> list[Any]:
            # Once both are up: the database lets no page wait for long. The worker is held from its first round on.
            _begin(stage, port)
            _until(stage, lambda: stage.scalar(HELD) == 1)
            said = say_all()
            _until(stage, lambda: stage.scalar(HELD) == len(LAST_WRITTEN))
            return said

        with _held(stage):
            lost = say_all_and_be_held()
            stage.kill("web", "worker")
        assert [each.result() for each in lost] == [None] * len(calls)
        _check(stage, 0)
        with _held(stage):
            lost = say_all_and_be_held()
            # One process of the database dies, and it takes the others down with it.
            os.kill(stage.scalar(ONE_HELD), signal.SIGKILL)
            told = [each.result()[:2] for each in lost]
        assert {(status, answer["code"]) for status, answer in told} == {(503, "database_away")}
        _until(stage, lambda: stage.scalar("SELECT 1") == 1)
        # By now the worker may have told of the task.
        _check(stage, 0, but="reminder")
        lost = say_all()
        _until(stage, lambda: _effects(stage) == dict.fromkeys(_effects(stage), 1))
        stage.kill("web", "worker")
        for each in lost:
            each.result()
    _begin(stage, port)
    _answered_as_the_first(port, calls)
    _check(stage, 1)


def _answered_as_the_first(port: int, calls: dict[str, Call]) -> None:
    """Of the answer to a survey nobody may remember whose it was: the citizen is told what holds in either case."""
    said = ((name, _said(port, name, call)) for name, call in calls.items())
    again = {name: answer for name, answer in said if answer is not None}
    status, answer, _headers = again.pop("survey")
    sentence = answer["errors"]["code"][0]["message"]
    assert (status, "er dit svar gemt" in sentence) == (HTTPStatus.BAD_REQUEST, True)
    assert {name: again[name][2].get("Idempotency-Replayed") for name in KEYED} == dict.fromkeys(KEYED, "true")
    clause, learning, letter = (again[name][1] for name in ("clause", "learning", "letter"))
    assert (again["clause"][0], clause["number"], clause["text_da"]) == (HTTPStatus.CREATED, 1, "Nyt")
    assert (learning["state"], learning["lesson"]) == ("shown", "Ring før.")
    assert [version["number"] for version in letter["versions"]] == [1]


def _check(stage: Stage, times: int, *, but: str = "nothing") -> None:
    """Everything of each act is there so often, and its key is used with it."""
    effects = {name: number for name, number in _effects(stage).items() if but not in name}
    assert effects == dict.fromkeys(effects, times)
    assert stage.scalar(KEYS) == times * len(KEYED)


def _effects(stage: Stage) -> dict[str, int]:
    effects: dict[str, int] = stage.scalar(EFFECTS)
    return effects


@contextmanager
def _held(stage: Stage) -> Iterator[None]:
    """Whoever writes the last row of an act waits."""
    with closing(psycopg2.connect(stage.postgres.url)) as connection:
        connection.cursor().execute(f"LOCK TABLE {', '.join(LAST_WRITTEN)} IN EXCLUSIVE MODE")
        yield


def _begin(stage: Stage, port: int) -> None:
    served = ("--config", "python:config.gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "8")
    stage.begin("web", "gunicorn", *served, "config.wsgi:application")
    schedule = ("--beat", "--schedule", str(stage.folder / "schedule"))
    alone = ("--pool", "solo", "--without-mingle", "--without-gossip")
    stage.begin("worker", "celery", "-A", "config", "worker", *alone, *schedule)
    # A page of nobody's, so that the program is loaded.
    web = _connected(port)
    web.request("GET", "/accounts/login/")
    assert web.getresponse().status == HTTPStatus.OK
    web.close()


def _said(port: int, name: str, call: Call) -> tuple[int, Any, dict[str, str]] | None:
    """Status, answer and headers; None where the connection broke before there was one."""
    cookies = {**call["cookies"], "csrftoken": "x" * 32}
    headers = {
        "Content-Type": "application/json",
        "Cookie": "; ".join(f"{key}={value}" for key, value in cookies.items()),
        "X-CSRFToken": cookies["csrftoken"],
        "Idempotency-Key": name,
    }
    web = _connected(port)
    try:
        web.request("POST", call["address"], json.dumps(call["said"]), headers)
        response = web.getresponse()
        return response.status, json.loads(response.read() or b"null"), dict(response.headers)
    except (HTTPException, OSError):
        return None
    finally:
        web.close()


def _connected(port: int) -> HTTPConnection:
    """As soon as somebody listens."""
    ends_at = time.monotonic() + PATIENCE
    while True:
        web = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            web.connect()
        except OSError:
            assert time.monotonic() < ends_at
            time.sleep(0.05)
        else:
            return web


def _until(stage: Stage, condition: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + PATIENCE
    while not condition():
        logs = {name: stage.log(name).read_text()[-3000:] for name in stage.running}
        assert time.monotonic() < ends_at, json.dumps([stage.scalar(HELD), stage.scalar(EFFECTS), logs])
        time.sleep(0.02)
