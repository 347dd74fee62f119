"""Letters come in by HTTP and by the folder while web, workers and gateway are killed: each is kept once (issue 8)."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.desk.documents.messages.test_by_message import FILE, with_file
from tests.domain.medcom.classic.samples import email
from tests.domain.medcom.letters import letter_bundle
from tests.faults.stage import Stage
from tests.medcom.intake.classic.test_several_letters import together
from tests.services.processes import free_port

pytestmark = [pytest.mark.postgres, pytest.mark.redis]
LETTERS, ENVELOPES, IN_EACH = 16, 8, 3
ALL = LETTERS + ENVELOPES * IN_EACH
PDF = b"%PDF-1.4\n" + b"x" * 400_000 + b"\n%%EOF"
KEPT = "SELECT count(*) FROM documents_version"
TEXTS = "SELECT count(DISTINCT values->>'text') FROM documents_version"
FILES = "SELECT count(DISTINCT file->>'id') FROM documents_version, jsonb_array_elements(parts->'files') AS file"
WAITING = "SELECT count(*) FROM medcom_inboundmessage WHERE state IN ('received', 'failed_will_retry')"
STATES = "SELECT string_agg(DISTINCT state, ',' ORDER BY state) FROM medcom_inboundmessage WHERE event_code <> 'x'"
ACCEPTED = """SELECT count(*) FROM medcom_inboundmessage WHERE state = 'accepted'
              AND event_code IN ('care-communication-message', 'XDIS91')"""
REPEATS = "SELECT count(*) FROM medcom_inboundmessage WHERE original_id IS NOT NULL"
UNANSWERED = """SELECT count(*) FROM medcom_inboundmessage WHERE answer IS NULL AND part_of_id IS NULL
                AND state NOT IN ('received', 'failed_will_retry')"""
ENVELOPE_TWICE = """SELECT count(*) FROM (SELECT answer->>'id' FROM medcom_inboundmessage WHERE answer IS NOT NULL
                    GROUP BY 1 HAVING count(*) > 1) AS twice"""
HURRY = "UPDATE medcom_inboundmessage SET received_at = received_at - interval '1 hour', retry_at = now()"


def letters() -> Iterator[tuple[str, bytes]]:
    """Every second a CareCommunication with a file, the others Emessages of several letters."""
    for number in range(LETTERS):
        at = datetime.now(UTC) - timedelta(minutes=number + 1)
        bundle = letter_bundle(f"Brev {number}", seed=number + 10, at=at, thread=UUID(int=uuid4().int, version=4))
        yield "application/fhir+json", json.dumps(with_file(bundle, PDF)).replace(str(FILE), str(uuid4())).encode()
        if number < ENVELOPES:
            parts = [
                email(
                    f"Kuvert {number}.{part}", f"Om {number}.{part}", letter=f"L{number}P{part}", envelope=f"E{number}"
                )
                for part in range(IN_EACH)
            ]
            yield "application/xml", together(*parts)


def test_web_and_workers_killed_while_letters_come_lose_none_and_keep_none_twice(stage: Stage) -> None:
    token, port = stage.run("tests.faults.programs.receiving").strip(), free_port()
    _serve(stage, port)
    stage.begin_celery()
    messages = list(letters())
    with ThreadPoolExecutor(3) as threads:
        sent = [threads.submit(_send_until_answered, port, token, *message) for message in messages]
        for least in (2, ALL // 3, ALL * 2 // 3):
            _until(stage, lambda least=least: (stage.scalar(KEPT) or 0) >= least)  # type: ignore[misc]
            stage.kill("web")
            stage.kill("worker1")
            _serve(stage, port)
            stage.begin_celery()
        tries = [each.result() for each in sent]
    assert max(tries) > 1, "no request was killed: the blows came too late to prove anything"
    _finish(stage)
    _check_kept_once(stage)
    # What is sent again after all that is answered as the repetition that it is.
    before = stage.scalar(REPEATS)
    for message in messages:
        _send_until_answered(port, token, *message)
    assert stage.scalar(REPEATS) - before == ALL
    _check_kept_once(stage)


def test_a_killed_gateway_takes_in_files_and_envelopes_of_several_letters_once(stage: Stage) -> None:
    stage.run("tests.faults.programs.receiving")
    drop = stage.folder / "drop"
    (drop / "in").mkdir(parents=True)
    messages = list(letters())
    for number, (kind, body) in enumerate(messages):
        (drop / "in" / f"{number:03}.{'json' if 'json' in kind else 'xml'}").write_bytes(body)
    for least in (1, ALL // 4, ALL // 2):
        _gateway(stage, drop)
        _until(stage, lambda least=least: (stage.scalar(KEPT) or 0) >= least)  # type: ignore[misc]
        stage.kill("gateway")
    _gateway(stage, drop)
    _until(stage, lambda: len(list((drop / "archive").iterdir())) == len(messages))
    stage.kill("gateway")
    assert (list((drop / "in").iterdir()), list((drop / "failed").iterdir())) == ([], [])
    answers_out = [file for file in (drop / "out").iterdir() if not file.name.startswith(".")]
    # An answer at least for each; one taken in again is answered again, in an envelope of its own.
    assert len(messages) <= len(answers_out) <= len(messages) + 3
    # What a killed round had stored and not read is a repetition by now: the workers find it so.
    _finish(stage)
    _check_kept_once(stage)


def _finish(stage: Stage) -> None:
    """One that was stored and not finished waits for its turn; the test does not."""
    stage.execute(HURRY)
    stage.wait_until(lambda: stage.scalar(WAITING) == 0, seconds=120, what="finishing every letter")


def _check_kept_once(stage: Stage) -> None:
    assert (stage.scalar(KEPT), stage.scalar(TEXTS), stage.scalar(FILES)) == (ALL, ALL, LETTERS)
    assert stage.scalar(ACCEPTED) == ALL
    assert set(stage.scalar(STATES).split(",")) <= {"accepted", "duplicate", "opened"}
    assert (stage.scalar(WAITING), stage.scalar(UNANSWERED), stage.scalar(ENVELOPE_TWICE)) == (0, 0, 0)
    stage.run("manage", "rebuild", "--check")


def _serve(stage: Stage, port: int) -> None:
    settings = ("--config", "python:config.gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2")
    stage.begin("web", "gunicorn", *settings, "config.wsgi:application")


def _gateway(stage: Stage, drop: Path) -> None:
    stage.begin("gateway", "manage", "gateway", str(drop), "--every", "0.05", "--settle", "0")


def _send_until_answered(port: int, token: str, kind: str, body: bytes) -> int:
    """The neighbour sends the same bytes until it gets an answer; returns how often it had to."""
    ends_at = time.monotonic() + 120
    for tries in range(1, 10_000):
        assert time.monotonic() < ends_at, (tries, kind)
        if _answered(port, token, kind, body):
            return tries
        time.sleep(0.1)
    raise AssertionError


def _answered(port: int, token: str, kind: str, body: bytes) -> bool:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
    web = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        web.request("POST", "/api/v1/medcom/messages/", body, headers)
        response = web.getresponse()
        status, answer = response.status, response.read()
    except (HTTPException, OSError):
        return False
    finally:
        web.close()
    assert status in (HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE), answer
    return status == HTTPStatus.OK and bool(answer)


def _until(stage: Stage, condition: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < ends_at, {name: stage.log(name).read_text()[-1500:] for name in stage.running}
        time.sleep(0.005)
