"""Letters written here go out once, again while nobody answers, and never under another id (issue 8; SPEC A5)."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.domain.kinds import KINDS
from documents.models import Document
from journeys.actions.acting.acts import Act, take_back
from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Journey, Task
from medcom.actions.counterparts import ask_anew
from medcom.actions.outgoing import send_letters
from medcom.actions.undelivered import settle
from medcom.domain.sending import Carrier, SendState
from medcom.models import Counterpart, InboundMessage, OutboundMessage, Sending
from medcom.parsing.checking.checker import check
from medcom.parsing.codes import ResponseCode
from medcom.parsing.envelope import read_envelope
from medcom.parsing.messages.acknowledgement import build_acknowledgement
from medcom.parsing.messages.care_communication import read_care_communication
from medcom.parsing.problems.problem import Problem, Severity
from notifications.models import Notification
from organisations.models import Organisation
from tests.actors import Actors
from tests.desk.documents.messages.test_by_message import FILE, come, named, person, with_file
from tests.documents.test_sending import lying
from tests.documents.writing import send, write, written
from tests.domain.medcom.letters import letter_bundle
from tests.medcom.oracles import base_fault, broken_invariants

pytestmark = pytest.mark.django_db
TEXT = "Borgeren kommer hjem i morgen kl. 11.\nRing, hvis det ikke passer."
CARE = "care-communication-message"


@pytest.fixture
def journey(actors: Actors) -> Journey:
    """A ward and a municipality with numbers, and a municipality that reads in its own system."""
    journey = lying(actors)
    for number, unit in ((1, actors.municipality), (2, actors.ward)):
        named(unit, number)
    return journey


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    return tmp_path / "drop"


def receives(unit: Organisation, carrier: Carrier = Carrier.FHIR) -> None:
    since = timezone.now() - timedelta(days=1)
    row, _new = Counterpart.objects.update_or_create(
        organisation=unit, defaults={"receives": carrier.value, "since": since}
    )
    ask_anew(row)


def letter(actors: Actors, journey: Journey, text: str = TEXT, *, code: Code = Code.CORRESPONDENCE) -> Document:
    said = {"text": text, "contact_phone": "87 65 43 21", "category": "discharge", "subject": "Hjemkomst"}
    document = written(journey, actors.nurse, code, **(said if code is Code.CORRESPONDENCE else {}))
    send(journey, document, actors.nurse, actors.municipality.pk, decided=True, needs=True)
    return document


def later(**since: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**since), tick=False)


def rounds(drop: Path, form: str = "json") -> list[dict[str, Any]]:
    """One round of the gateway; the files that it wrote."""
    before = set(_files(drop))
    call_command("gateway", str(drop), "--once", "--settle", "0", "--form", form)
    return [json.loads(file.read_bytes()) for file in _files(drop) if file not in before]


def _files(drop: Path, folder: str = "out") -> list[Path]:
    return sorted((drop / folder).glob("*")) if (drop / folder).exists() else []


def acknowledge(drop: Path, bundle: dict[str, Any], code: ResponseCode = ResponseCode.OK) -> dict[str, Any]:
    """What the receiver's system lays into the folder."""
    problems = [] if code is ResponseCode.OK else [Problem("intake.receiver_unknown", "Bundle.entry[0]")]
    answer = build_acknowledgement(read_envelope(bundle), code=code, problems=problems, now=timezone.now())
    (drop / "in" / f"{answer['id']}.json").write_text(json.dumps(answer))
    return answer


def state() -> SendState:
    return OutboundMessage.objects.get().state_value


def tasks() -> list[str]:
    return list(Task.objects.open().filter(kind="message_not_received").values_list("owner__name", flat=True))


def test_a_released_letter_is_built_once_and_handed_over_whole(
    actors: Actors, journey: Journey, drop: Path, medcom_dir: Path
) -> None:
    receives(actors.municipality)
    document = letter(actors, journey)
    assert rounds(drop) == []  # it can still be undone
    with later(seconds=31):
        (bundle,) = rounds(drop)
        assert rounds(drop) == []
    message = OutboundMessage.objects.get()
    assert not [problem for problem in check(bundle) if problem.severity is Severity.ERROR]
    assert base_fault(bundle) == ""
    assert broken_invariants(bundle, medcom_dir / "definitions", CARE) == []
    found = read_care_communication(bundle)
    assert (found.message_id, found.thread, found.activity) == (str(message.pk), document.thread, "new-message")
    assert [part.text for part in found.added] == [TEXT]
    assert (found.added[0].author.name, found.added[0].author.phone) == ("Birgit Holm", "87654321")
    assert found.sender.sor == actors.ward.sor
    assert (state(), message.sendings.get().place) == (SendState.HANDED_OVER, f"{bundle['id']}.json")


def test_every_field_of_a_letter_stands_in_its_message(actors: Actors, journey: Journey, drop: Path) -> None:
    """What the message has no place for would be typed and read by nobody: `letter_to_send` names each field."""
    receives(actors.municipality)
    said = {name: f"Ord om {name}" for name in KINDS[Code.CORRESPONDENCE].fields}
    said |= {"contact_phone": "87654321", "category": "assistive-devices"}
    document = written(journey, actors.nurse, Code.CORRESPONDENCE, **said)
    send(journey, document, actors.nurse, actors.municipality.pk, decided=True, needs=True)
    with later(seconds=31):
        (bundle,) = rounds(drop)
    told = json.dumps(bundle, ensure_ascii=False)
    assert [name for name, text in said.items() if text not in told] == []


def test_what_is_undone_or_goes_to_whom_nothing_is_carried_is_never_built(actors: Actors, journey: Journey) -> None:
    letter(actors, journey)
    with later(minutes=2):
        assert send_letters(now=timezone.now()) == 0
        receives(actors.municipality)
        Counterpart.objects.update(since=timezone.now())
        assert send_letters(now=timezone.now()) == 0  # it was released before the setting
        document = written(journey, actors.nurse, Code.CORRESPONDENCE, text=TEXT, contact_phone="87654321")
        done = send(journey, document, actors.nurse, actors.municipality.pk, decided=True)
        take_back(done.event, act=Act(by=actors.nurse, now=timezone.now()))
    with later(minutes=4):
        assert send_letters(now=timezone.now()) == 0
    assert not OutboundMessage.objects.exists()


def test_without_an_answer_it_is_sent_twice_again_and_then_somebody_has_a_task(
    actors: Actors, journey: Journey, drop: Path
) -> None:
    receives(actors.municipality)
    letter(actors, journey)
    sent: list[dict[str, Any]] = []
    for minutes in (1, 30, 32, 60, 64, 90):
        with later(minutes=minutes):
            sent += rounds(drop)
    assert len(sent) == 3
    assert len({bundle["id"] for bundle in sent}) == len({bundle["timestamp"] for bundle in sent}) == 3
    assert len({json.dumps(bundle["entry"]) for bundle in sent}) == 1
    assert (state(), tasks()) == (SendState.HANDED_OVER, [])
    with later(minutes=96):
        assert rounds(drop) == []
        assert (state(), tasks()) == (SendState.UNANSWERED, [actors.ward.name])
        told = Notification.objects.filter(kind="message_not_received", unit=actors.ward)
        assert told.count() == 1
        assert rebuild_citizen(journey.citizen_id, now=timezone.now(), check=True) == []
        acknowledge(drop, sent[0])
        rounds(drop)
        assert (state(), tasks()) == (SendState.RECEIVED, [])


def test_a_negative_answer_is_a_task_until_somebody_has_seen_to_it(
    actors: Actors, journey: Journey, drop: Path
) -> None:
    receives(actors.municipality)
    letter(actors, journey)
    with later(minutes=1):
        (bundle,) = rounds(drop)
        acknowledge(drop, bundle, ResponseCode.TRANSIENT_ERROR)
        rounds(drop)
        assert state() is SendState.HANDED_OVER
        acknowledge(drop, bundle, ResponseCode.FATAL_ERROR)
        rounds(drop)
        message = OutboundMessage.objects.get()
        assert (state(), message.reasons[0]["code"]) == (SendState.REFUSED, "MSG_Receiver_Identifier_UNKNOWN")
        assert tasks() == [actors.ward.name]
        settle(message, by=actors.nurse, now=timezone.now())
        assert tasks() == []
    with later(minutes=200):
        assert rounds(drop) == []


def test_an_acknowledgement_of_another_or_of_nothing_is_kept_and_does_nothing(
    actors: Actors, journey: Journey, drop: Path
) -> None:
    receives(actors.municipality)
    letter(actors, journey)
    with later(minutes=1):
        (bundle,) = rounds(drop)
        other = named(actors.other_ward, 3)
        stranger = json.loads(json.dumps(bundle).replace(str(actors.municipality.sor), str(other.sor)))
        acknowledge(drop, json.loads(json.dumps(stranger).replace(str(actors.municipality.gln), str(other.gln))))
        rounds(drop)
        unknown = json.loads(json.dumps(bundle).replace(read_envelope(bundle).message_id or "", FILE))
        acknowledge(drop, unknown)
        rounds(drop)
    codes = [problem["code"] for row in InboundMessage.objects.order_by("received_at") for problem in row.problems]
    assert {"ack.not_receiver", "ack.letter_unknown"} <= set(codes)
    assert (state(), len(_files(drop, "archive"))) == (SendState.HANDED_OVER, 2)


def test_a_correction_and_a_reply_are_new_messages_of_the_thread(
    actors: Actors, journey: Journey, drop: Path, medcom_dir: Path
) -> None:
    receives(actors.municipality)
    document = letter(actors, journey)
    with later(minutes=1):
        (first,) = rounds(drop)
        write(journey, document, actors.nurse, text="Borgeren kommer først i overmorgen.")
        send(journey, document, actors.nurse, actors.municipality.pk, decided=True)
    with later(minutes=3):
        (second,) = rounds(drop)
    found = read_care_communication(second)
    assert (found.activity, found.previous_id) == ("reply-message", read_envelope(first).message_id)
    assert found.thread == document.thread
    assert found.segments[0].text == TEXT
    assert found.added[0].text.startswith("Rettet udgave (version 2")
    assert broken_invariants(second, medcom_dir / "definitions", CARE) == []


def test_an_answer_to_a_letter_from_there_carries_texts_chain_and_names_of_files(
    actors: Actors, journey: Journey, drop: Path, medcom_dir: Path
) -> None:
    ward, there = named(actors.ward, 2), named(actors.municipality, 1)
    question = with_file(
        letter_bundle(
            "Hvornår?", sender=there, receiver=ward, patient=person(journey), at=timezone.now(), episode="abc-1"
        )
    )
    asked = come(question)
    receives(actors.municipality)
    answer = written(journey, actors.nurse, Code.CORRESPONDENCE, text="I morgen.", contact_phone="87654321")
    Document.objects.filter(pk=answer.pk).update(thread=asked.thread)
    send(journey, answer, actors.nurse, actors.municipality.pk, decided=True)
    with later(minutes=1):
        (bundle,) = rounds(drop)
    found = read_care_communication(bundle)
    assert (found.activity, found.previous_id) == ("reply-message", asked.message.message_id)
    assert [part.text for part in found.segments] == ["Hvornår?", "I morgen."]
    assert [(file.id, file.has_data) for file in found.files] == [(FILE, False)]
    assert found.episode_ids == ("local:abc-1",)
    assert not [problem for problem in check(bundle) if problem.severity is Severity.ERROR]
    assert base_fault(bundle) == ""
    assert broken_invariants(bundle, medcom_dir / "definitions", CARE) == []


@pytest.mark.parametrize("carrier", [Carrier.PAPER, Carrier.OIOXML])
def test_what_no_message_carries_is_a_task_at_once(actors: Actors, journey: Journey, carrier: Carrier) -> None:
    receives(actors.municipality, carrier)
    letter(actors, journey)
    with later(minutes=1):
        send_letters(now=timezone.now())
    assert (state(), tasks(), Sending.objects.count()) == (SendState.BY_HAND, [actors.ward.name], 0)


def test_a_letter_of_which_no_message_can_be_made_is_a_task(actors: Actors, journey: Journey) -> None:
    receives(actors.municipality)
    Organisation.objects.filter(pk=actors.municipality.pk).update(gln=None)
    letter(actors, journey)
    with later(minutes=1):
        send_letters(now=timezone.now())
    assert (state(), OutboundMessage.objects.get().hindrance) == (SendState.BY_HAND, "receiver_numbers")
    assert tasks() == [actors.ward.name]


def test_a_letter_that_nobody_fetches_is_told(actors: Actors, journey: Journey) -> None:
    receives(actors.municipality)
    letter(actors, journey)
    with later(minutes=1):
        send_letters(now=timezone.now())
    with later(minutes=32):
        send_letters(now=timezone.now())
    assert (state(), tasks(), Sending.objects.count()) == (SendState.WRITTEN, [actors.ward.name], 1)
