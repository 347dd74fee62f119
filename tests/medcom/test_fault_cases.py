"""Messages that once went wrong, in their order: what each sequence must come to (one test for each of the cases)."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Citizen, Journey, JourneyParty
from medcom.actions.parties import Unknown
from medcom.models import InboundMessage
from tests.medcom.world import deliver
from tests.services.medcom import cases_folder
from tests.services.require import missing

pytestmark = pytest.mark.django_db
# When they came in: the messages are of 4 to 6 May, and a clock that is ahead of ours is another fault.
RECEIVED = datetime(2026, 5, 6, 20, tzinfo=UTC)
ABSENT = "the messages that went wrong"
STATUSES = frozenset({"discharged", "cancelled", "admitted", "on_leave"})


def _index() -> dict[str, dict[str, Any]]:
    folder = cases_folder()
    if folder is None:
        return {"absent": {"files": [], "expect": ""}}
    found: dict[str, dict[str, Any]] = json.loads((folder / "INDEX.json").read_text("utf-8"))
    return found


INDEX = _index()


def play_case(files: list[str]) -> list[InboundMessage]:
    """The messages of a case as they come in, with the organisations they name."""
    folder: Path = cases_folder() or missing(ABSENT)
    return [deliver((folder / name).read_bytes(), now=RECEIVED, unknown=Unknown.REGISTER) for name in files]


@pytest.mark.parametrize("name", INDEX)
def test_a_case_that_went_wrong_comes_out_right(name: str) -> None:
    messages = play_case(INDEX[name]["files"])
    _judge(INDEX[name]["expect"], messages)
    for citizen in Citizen.objects.all():
        assert rebuild_citizen(citizen.pk, now=RECEIVED, check=True) == []


def _judge(expected: str, messages: list[InboundMessage]) -> None:
    """The words of the index; "x, or refused" is met by a refusal that leaves what stood before."""
    codes = [message.answer_code for message in messages]
    assert "transient-error" not in codes
    if expected in ("fatal-error", "clear answer, no 500"):
        assert codes[-1] == "fatal-error"
        return
    if "or refused" in expected:
        assert (codes[-1], _status()) in {("ok", expected.partition(",")[0]), ("fatal-error", "admitted")}
        return
    assert set(codes) == {"ok"}
    word = next((word for word in STATUSES if expected.startswith(word) or expected.endswith(word)), None)
    if word is not None:
        assert _status() == word
    if "warning on the STIN" in expected:
        assert "hn.time_uncertain" in {problem["code"] for problem in messages[0].problems}
    if "second municipality informed" in expected:
        assert JourneyParty.objects.filter(role="municipality").count() == 2
    if "needs eyes" in expected:
        assert all(journey.doubts for journey in Journey.objects.current())


def _status() -> str:
    return Journey.objects.current().get().status
