"""A message counts once; what comes again gets the first answer (SPEC A5, the duplicate table)."""

from datetime import timedelta
from typing import Any

import pytest

from journeys.domain.events import EventKind, EventSource
from journeys.models import JourneyEvent
from medcom.domain.states import MessageState
from medcom.models import InboundMessage
from tests.factories.journeys import make_citizen, tell
from tests.medcom.gateway.test_builder_scripts import play
from tests.medcom.mutations import encounter, resource
from tests.medcom.world import NOW, deliver, make_world

pytestmark = pytest.mark.django_db
NEW = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def bundle() -> dict[str, Any]:
    make_world()
    (made,) = play(["STIN"])
    return made


def _codes(message: InboundMessage) -> list[str]:
    return [problem["code"] for problem in message.problems]


@pytest.mark.parametrize("envelope", [None, NEW], ids=["known envelope", "new envelope"])
def test_m13_a_repeat_gets_the_first_answer_in_a_new_envelope(bundle: dict[str, Any], envelope: str | None) -> None:
    """MedCom's reliable messaging: Bundle.id and timestamp are new at every send (SPEC A2, A5)."""
    first = deliver(bundle)
    again = deliver({**bundle, "id": envelope or bundle["id"]}, now=NOW + timedelta(minutes=30))
    assert again.state_value is MessageState.DUPLICATE
    assert first.answer is not None
    assert again.answer is not None
    assert again.answer == {**first.answer, "id": again.answer["id"], "timestamp": again.answer["timestamp"]}
    assert again.answer["id"] != first.answer["id"]
    assert again.answer["timestamp"] != first.answer["timestamp"]
    assert again.original == first
    assert JourneyEvent.objects.count() == 1


def test_known_message_in_a_new_envelope_gets_the_same_content_in_a_new_answer(bundle: dict[str, Any]) -> None:
    first, again = deliver(bundle), deliver({**bundle, "id": NEW})
    assert again.state_value is MessageState.DUPLICATE
    assert again.answer_code == "ok"
    assert again.answer is not None
    assert first.answer is not None
    assert again.answer["id"] != first.answer["id"]
    assert _codes(again) == ["intake.duplicate"]


def test_a_refused_message_is_refused_again(bundle: dict[str, Any]) -> None:
    del encounter(bundle)["class"]
    first, again = deliver(bundle), deliver({**bundle, "id": NEW})
    assert (first.state_value, again.state_value) == (MessageState.REJECTED, MessageState.DUPLICATE)
    assert again.answer_code == "fatal-error"
    assert "hn.class_missing" in _codes(again)


@pytest.mark.parametrize(
    "change",
    [
        lambda bundle: resource(bundle, "Patient")["identifier"][0].update(value="2509479989"),
        lambda bundle: encounter(bundle)["episodeOfCare"][0]["identifier"].update(value=NEW),
        lambda bundle: encounter(bundle)["period"].update(start="2024-02-29T12:00:00+01:00"),
        lambda bundle: resource(bundle, "Patient").update(deceasedBoolean=True),
        lambda bundle: bundle.update(
            entry=[e for e in bundle["entry"] if e["resource"]["resourceType"] != "Encounter"]
        ),
    ],
    ids=["another citizen", "another episode", "another time", "a death", "broken"],
)
@pytest.mark.parametrize("envelope", [None, NEW], ids=["known envelope", "new envelope"])
def test_other_content_under_a_known_id_is_kept_and_refused(
    bundle: dict[str, Any], change: Any, envelope: str | None
) -> None:
    deliver(bundle)
    change(bundle)
    second = deliver({**bundle, "id": envelope or bundle["id"]})
    assert second.state_value is MessageState.CONFLICT
    assert second.answer_code == "fatal-error"
    assert _codes(second) == ["intake.conflicting_duplicate"]
    assert second.size > 0
    assert JourneyEvent.objects.count() == 1


def test_a_new_message_in_a_known_envelope_is_the_senders_error(bundle: dict[str, Any]) -> None:
    deliver(bundle)
    _first, other = play(["STIN", "STOR"])
    second = deliver({**other, "id": bundle["id"]})
    assert second.state_value is MessageState.REJECTED
    assert _codes(second) == ["intake.envelope_reused"]


def test_a_message_id_that_names_an_event_entered_by_hand_is_refused(bundle: dict[str, Any]) -> None:
    message_id = bundle["entry"][0]["resource"]["id"]
    citizen = make_citizen()
    tell(citizen, EventKind.GP_STATED, at=NOW, source=EventSource.FORM, ref=message_id)
    message = deliver(bundle)
    assert message.state_value is MessageState.REJECTED
    assert _codes(message) == ["intake.conflicting_duplicate"]
