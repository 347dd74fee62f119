"""Letters go out and answers come in while the gateway is killed: nothing is lost, nothing goes under a new id."""

import json
import time
from collections.abc import Callable
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
LETTERS = 20
STATES = "SELECT string_agg(DISTINCT state, ',') FROM medcom_outboundmessage"
MESSAGES = "SELECT count(*) FROM medcom_outboundmessage"
SENDINGS = "SELECT count(*) FROM medcom_sending WHERE handed_at IS NOT NULL"


def test_a_killed_gateway_loses_nothing_and_sends_nothing_under_a_new_id(stage: Stage) -> None:
    stage.run("tests.faults.letters", str(LETTERS))
    drop = stage.folder / "drop"
    # In the middle of building and handing over, twice.
    for least in (1, LETTERS // 2):
        _begin(stage, drop)
        _until(stage, partial(_has, drop, "out", least))
        stage.kill("gateway")
    _begin(stage, drop)
    _until(stage, lambda: stage.scalar(SENDINGS) == LETTERS)
    sent = [json.loads(file.read_bytes()) for file in _files(drop, "out")]
    assert len(sent) == LETTERS
    assert {f"{bundle['id']}.json" for bundle in sent} == {file.name for file in _files(drop, "out")}
    letters = [read_care_communication(bundle) for bundle in sent]
    assert len({letter.message_id for letter in letters}) == stage.scalar(MESSAGES) == LETTERS
    assert {letter.added[0].text for letter in letters} == {f"Brev {number}" for number in range(LETTERS)}
    for bundle in sent:
        _acknowledge(drop, bundle)
    # In the middle of receiving.
    _until(stage, partial(_has, drop, "archive", LETTERS // 4))
    stage.kill("gateway")
    _begin(stage, drop)
    _until(stage, partial(_has, drop, "archive", LETTERS))
    assert (stage.scalar(STATES), _files(drop, "in"), _files(drop, "failed")) == ("received", [], [])
    assert len(_files(drop, "out")) == LETTERS


def _begin(stage: Stage, drop: Path) -> None:
    stage.begin("gateway", "manage", "gateway", str(drop), "--every", "0.05", "--settle", "0")


def _until(stage: Stage, condition: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < ends_at, stage.log("gateway").read_text()[-2000:]
        time.sleep(0.005)


def _has(drop: Path, folder: str, least: int) -> bool:
    return len(_files(drop, folder)) >= least


def _files(drop: Path, folder: str) -> list[Path]:
    return [file for file in sorted((drop / folder).glob("*")) if not file.name.startswith(".")]


def _acknowledge(drop: Path, bundle: dict[str, Any]) -> None:
    answer = build_acknowledgement(read_envelope(bundle), code=ResponseCode.OK, now=timezone.now())
    beside = drop / "in" / f".{answer['id']}.tmp"
    beside.write_text(json.dumps(answer))
    beside.rename(drop / "in" / f"{answer['id']}.json")
