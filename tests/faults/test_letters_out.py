"""Letters go out and answers come in while worker and gateway are killed: nothing is lost, nothing gets a new id."""

import json
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from medcom.parsing.codes import ResponseCode
from medcom.parsing.envelope import read_envelope
from medcom.parsing.messages.acknowledgement import build_acknowledgement
from medcom.parsing.messages.care_communication import read_care_communication
from tests.faults.stage import Stage

pytestmark = [pytest.mark.postgres, pytest.mark.redis]
LETTERS, HALF, JOURNEYS = 12, 6, 2
MESSAGES = "SELECT count(*) FROM medcom_outboundmessage"
STATES = "SELECT string_agg(DISTINCT state, ',') FROM medcom_outboundmessage"
MADE = "SELECT count(*) FROM medcom_sending WHERE number = {number}"
HANDED = MADE + " AND handed_at IS NOT NULL"
# Half an hour is over; the test does not wait for it.
OPEN = "SELECT id FROM medcom_outboundmessage WHERE state = 'handed_over'"
HURRY = "UPDATE medcom_outboundmessage SET due_at = now() - interval '1 second' WHERE id IN ({ids})"
UNANSWERED = "SELECT count(*) FROM medcom_outboundmessage WHERE state = 'unanswered' AND told_at IS NOT NULL"
TOLD = "SELECT count(*) FROM notifications_notification WHERE kind = 'message_not_received'"
TASKS = """SELECT count(DISTINCT journey_id) FROM journeys_task WHERE kind = 'message_not_received' AND state = 'open'
           AND owner_id IN (SELECT sender_id FROM medcom_outboundmessage)"""

Json = dict[str, Any]


def test_what_is_killed_while_letters_go_out_loses_none_and_sends_none_under_a_new_id(stage: Stage) -> None:
    stage.run("tests.faults.programs.letters", str(LETTERS))
    drop = stage.folder / "drop"
    first = _sent_through_kills(stage, drop)
    _answered_and_sent_again_through_a_kill(stage, drop, first)
    _told_through_a_kill(stage)
    # Late is better than never: then nobody needs to see to them.
    for bundle in first[HALF:]:
        _acknowledge(drop, bundle)
    _until(stage, lambda: stage.scalar(STATES) == "received")
    assert (stage.scalar(TOLD), stage.scalar(TASKS)) == (HALF, 0)


def _sent_through_kills(stage: Stage, drop: Path) -> list[Json]:
    """In the middle of building, where worker and gateway build; and of handing over. Each leaves once."""
    _work(stage)
    _until(stage, lambda: stage.scalar(MESSAGES) >= 1)
    stage.kill("worker")
    assert stage.scalar(MESSAGES) < LETTERS, "the blow came too late to prove anything"
    _carry(stage, drop)
    _work(stage)
    _until(stage, partial(_has, drop, "out", LETTERS // 2))
    stage.kill("gateway")
    _carry(stage, drop)
    _until(stage, lambda: stage.scalar(HANDED.format(number=1)) == LETTERS)
    sent = {read_care_communication(bundle).added[0].text: bundle for bundle in _read(_files(drop, "out"))}
    assert len({_message(bundle) for bundle in sent.values()}) == stage.scalar(MESSAGES) == LETTERS
    return [sent.pop(f"Brev {number}") for number in range(LETTERS)]


def _answered_and_sent_again_through_a_kill(stage: Stage, drop: Path, first: list[Json]) -> None:
    """Half of them are acknowledged. The others go twice again, each once a round, in envelopes of their own."""
    stage.execute(HURRY.format(ids=",".join(f"'{_message(bundle)}'" for bundle in first[HALF:])))
    for bundle in first[:HALF]:
        _acknowledge(drop, bundle)
    _until(stage, lambda: _has(drop, "archive", 2) and _some(stage, MADE.format(number=2)))
    stage.kill("worker", "gateway")
    # From here on the gateway alone does what both did.
    _carry(stage, drop)
    _until(stage, partial(_has, drop, "archive", HALF))
    _until(stage, lambda: stage.scalar(HANDED.format(number=2)) == HALF)
    assert (stage.scalar(STATES), _files(drop, "in"), _files(drop, "failed")) == ("handed_over,received", [], [])
    stage.execute(HURRY.format(ids=OPEN))
    _until(stage, lambda: stage.scalar(HANDED.format(number=3)) == HALF)
    everything = _read(_files(drop, "out"))
    assert len({bundle["id"] for bundle in everything}) == len(everything) == LETTERS + 2 * HALF
    for bundle in first[HALF:]:
        again = [each for each in everything if _message(each) == _message(bundle)]
        assert len({each["timestamp"] for each in again}) == len(again) == 3
        # Nothing but the envelope differs, so that a receiver knows it again by everything it may look at.
        assert len({json.dumps(each["entry"]) for each in again}) == 1
    assert {_message(bundle) for bundle in everything} == {_message(bundle) for bundle in first}


def _told_through_a_kill(stage: Stage) -> None:
    """After three times each is somebody's work: the ward's, once for each letter and once for each journey."""
    stage.execute(HURRY.format(ids=OPEN))
    _until(stage, partial(_some, stage, UNANSWERED))
    stage.kill("gateway")
    assert stage.scalar(UNANSWERED) < HALF, "the blow came too late to prove anything"
    _carry(stage, stage.folder / "drop")
    _until(stage, lambda: stage.scalar(UNANSWERED) == HALF)
    assert (stage.scalar(TOLD), stage.scalar(TASKS)) == (HALF, JOURNEYS)


def _work(stage: Stage) -> None:
    """A worker that is its own beat."""
    schedule = ("--beat", "--schedule", str(stage.folder / "schedule"))
    alone = ("--pool", "solo", "--without-mingle", "--without-gossip")
    stage.begin("worker", "celery", "-A", "config", "worker", *alone, *schedule)


def _carry(stage: Stage, drop: Path) -> None:
    stage.begin("gateway", "manage", "gateway", str(drop), "--every", "0.05", "--settle", "0")


def _until(stage: Stage, condition: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < ends_at, {name: stage.log(name).read_text()[-2000:] for name in stage.running}
        time.sleep(0.02)


def _some(stage: Stage, sql: str) -> bool:
    return bool(stage.scalar(sql))


def _has(drop: Path, folder: str, least: int) -> bool:
    return len(_files(drop, folder)) >= least


def _files(drop: Path, folder: str) -> list[Path]:
    return [file for file in sorted((drop / folder).glob("*")) if not file.name.startswith(".")]


def _read(files: Iterable[Path]) -> list[Json]:
    """What lies there, each under the id of its envelope."""
    bundles = {file.name: json.loads(file.read_bytes()) for file in files}
    assert [f"{bundle['id']}.json" for bundle in bundles.values()] == list(bundles)
    return list(bundles.values())


def _message(bundle: Json) -> str:
    """Its MessageHeader.id."""
    return str(bundle["entry"][0]["resource"]["id"])


def _acknowledge(drop: Path, bundle: Json) -> None:
    answer = build_acknowledgement(read_envelope(bundle), code=ResponseCode.OK, now=timezone.now())
    beside = drop / "in" / f".{answer['id']}.tmp"
    beside.write_text(json.dumps(answer))
    beside.rename(drop / "in" / f"{answer['id']}.json")
