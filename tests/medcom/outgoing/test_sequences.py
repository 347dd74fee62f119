"""Acknowledgements in orders that nobody wishes for (SPEC A5): what stands, what is said, who has a task."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from journeys.models import Journey
from medcom.actions.gateways import create_gateway
from medcom.actions.intake import receive
from medcom.actions.outgoing import send_letters
from medcom.domain.formats import Format, encode
from medcom.domain.sending import SendState
from medcom.domain.states import Door
from medcom.models import OutboundMessage, Sending
from medcom.parsing.codes import ResponseCode
from medcom.parsing.envelope import read_envelope
from medcom.parsing.messages.acknowledgement import build_acknowledgement
from medcom.parsing.problems.problem import Problem
from medcom.selectors.delivering import line_of
from medcom.selectors.outgoing import carriers_of, envelope_of
from tests.actors import Actors
from tests.desk.documents.messages.test_by_message import named
from tests.documents.test_sending import lying
from tests.medcom.outgoing.test_letters_out import acknowledge, later, letter, receives, rounds, state, tasks

pytestmark = pytest.mark.django_db
OK, FATAL, TRANSIENT = ResponseCode.OK, ResponseCode.FATAL_ERROR, ResponseCode.TRANSIENT_ERROR
WAITS = "venter på at blive hentet"


@pytest.fixture
def journey(actors: Actors) -> Journey:
    journey = lying(actors)
    for number, unit in ((1, actors.municipality), (2, actors.ward)):
        named(unit, number)
    receives(actors.municipality)
    return journey


def words() -> list[str]:
    return [step.words for step in line_of(OutboundMessage.objects.get()).steps]


def answered(bundle: dict[str, Any], *codes: ResponseCode) -> None:
    """Answers that come in, one after the other."""
    for code in codes:
        problems = [] if code is OK else [Problem("intake.receiver_unknown", "Bundle.entry[0]")]
        answer = build_acknowledgement(read_envelope(bundle), code=code, problems=problems, now=timezone.now())
        receive(encode(answer, Format.XML), content_type=Format.XML.value, door=Door.COMMAND, now=timezone.now())


def test_one_that_was_answered_before_it_was_marked_waits_for_nobody(actors: Actors, journey: Journey) -> None:
    """The gateway is killed between writing and marking, and the other side is quick."""
    letter(actors, journey)
    with later(minutes=1):
        send_letters(now=timezone.now())
        assert WAITS in words()
        answered(envelope_of(Sending.objects.get()), OK)
    assert (state(), WAITS in words()) == (SendState.RECEIVED, False)


def test_a_resend_that_the_answer_overtook_never_leaves(actors: Actors, journey: Journey, tmp_path: Path) -> None:
    letter(actors, journey)
    with later(minutes=1):
        (bundle,) = rounds(tmp_path)
    with later(minutes=32):
        send_letters(now=timezone.now())
        assert WAITS in words()
        answered(bundle, OK)
        assert rounds(tmp_path) == []
    assert (WAITS in words(), words()[-1]) == (False, "modtaget af deres system")


def test_a_system_that_cannot_take_it_now_has_answered(actors: Actors, journey: Journey, tmp_path: Path) -> None:
    """MedCom: transient, then ok. It is sent again later; until then nobody says that it was silent."""
    letter(actors, journey)
    with later(minutes=1):
        (bundle,) = rounds(tmp_path)
        acknowledge(tmp_path, bundle, TRANSIENT)
        rounds(tmp_path)
        assert (state(), words()[-1]) == (SendState.HANDED_OVER, "deres system kan ikke tage imod nu")
    for minutes in (32, 64, 96):
        with later(minutes=minutes):
            rounds(tmp_path)
    assert (state(), words()[-1]) == (SendState.UNANSWERED, "deres system kan ikke tage imod nu")
    assert (Sending.objects.count(), tasks()) == (3, [actors.ward.name])
    with later(minutes=97):
        answered(bundle, OK)
    assert (state(), words()[-1], tasks()) == (SendState.RECEIVED, "modtaget af deres system", [])


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((OK, OK), SendState.RECEIVED),
        ((OK, FATAL), SendState.RECEIVED),
        ((FATAL, FATAL), SendState.REFUSED),
        ((TRANSIENT, FATAL), SendState.REFUSED),
        ((FATAL, TRANSIENT), SendState.REFUSED),
        ((FATAL, OK), SendState.RECEIVED),
    ],
)
def test_two_answers(actors: Actors, journey: Journey, codes: tuple[ResponseCode, ...], expected: SendState) -> None:
    letter(actors, journey)
    with later(minutes=1):
        send_letters(now=timezone.now())
        answered(envelope_of(Sending.objects.get()), *codes)
    assert (state(), len(tasks())) == (expected, int(expected is SendState.REFUSED))


def test_an_answer_through_the_gateway_of_another_house_counts_for_nothing(actors: Actors, journey: Journey) -> None:
    letter(actors, journey)
    with later(minutes=1):
        send_letters(now=timezone.now())
        bundle = envelope_of(Sending.objects.get())
        body = json.dumps(build_acknowledgement(read_envelope(bundle), code=OK, now=timezone.now())).encode()
        for house, expected in ((actors.hospital, SendState.WRITTEN), (actors.municipality, SendState.RECEIVED)):
            gateway, _token = create_gateway(house.name, now=timezone.now(), sender_roots=[house])
            taken = receive(
                body, content_type=Format.JSON.value, door=Door.GATEWAY, now=timezone.now(), gateway=gateway
            )
            assert (taken.answer, state()) == (None, expected)


def test_a_clock_that_is_put_back_holds_nothing_for_ever(actors: Actors, journey: Journey, tmp_path: Path) -> None:
    letter(actors, journey)
    with later(days=400):
        assert len(rounds(tmp_path)) == 1
    sent = []
    for minutes in (2, 33, 64):
        with later(minutes=minutes):
            sent += rounds(tmp_path)
    assert (len(sent), state(), tasks()) == (2, SendState.HANDED_OVER, [])
    with later(minutes=95):
        rounds(tmp_path)
    assert (state(), tasks()) == (SendState.UNANSWERED, [actors.ward.name])


def test_one_that_fails_stops_none_behind_it(actors: Actors, journey: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """In building and in what is due: a fault of ours is the same at every round."""
    for number in range(2):
        letter(actors, journey, f"Brev {number}")

    asked = []

    def failing(units: Any) -> Any:
        asked.append(units)
        if len(asked) == 1:
            raise ValueError("one that fails")
        return carriers_of(units)

    monkeypatch.setattr("medcom.actions.outgoing.carriers_of", failing)
    with later(minutes=1):
        assert send_letters(now=timezone.now()) == 1
        assert send_letters(now=timezone.now() + timedelta(seconds=1)) == 1
    assert OutboundMessage.objects.count() == 2
