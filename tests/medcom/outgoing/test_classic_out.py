"""Letters in the classic format: sent where the counterpart takes the version, receipted, and read back (issue 8)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from lxml import etree

from discharge.channel.rules.channel import ChannelDocument as Code
from journeys.models import Journey
from medcom.domain.classic.layouts import LAYOUTS
from medcom.domain.classic.numbers import number_of_key
from medcom.domain.reading import read
from medcom.domain.sending import Carrier, SendState
from medcom.models import Counterpart, InboundMessage, OutboundMessage
from medcom.parsing.codes import ResponseCode
from medcom.parsing.oioxml.building import build_receipt, new_number
from medcom.parsing.oioxml.message import Emessage
from medcom.parsing.problems.problem import Problem
from medcom.sentences import hindrance_words
from organisations.models import Organisation
from tests.actors import Actors
from tests.medcom.outgoing.test_letters_out import TEXT, drop, journey, later, letter, state, tasks

__all__ = ["drop", "journey"]
pytestmark = pytest.mark.django_db


def takes(unit: Organisation, *versions: str, carrier: Carrier = Carrier.OIOXML, **more: Any) -> None:
    since = timezone.now() - timedelta(days=1)
    facts = {"receives": carrier.value, "since": since, "versions": list(versions), **more}
    Counterpart.objects.update_or_create(organisation=unit, defaults=facts)


def rounds(drop: Path) -> list[bytes]:
    """One round of the gateway; the files that it wrote."""
    before = set((drop / "out").glob("*")) if (drop / "out").exists() else set()
    call_command("gateway", str(drop), "--once", "--settle", "0")
    return [file.read_bytes() for file in sorted((drop / "out").glob("*")) if file not in before]


def message_in(body: bytes) -> Emessage:
    found = read(body)
    assert found.classic is not None
    assert found.classic.message is not None
    return found.classic.message


def receipt(drop: Path, body: bytes, code: ResponseCode = ResponseCode.OK) -> None:
    """What the receiver's system lays into the folder."""
    problems = [] if code is ResponseCode.OK else [Problem("intake.receiver_unknown")]
    number = new_number()
    text = build_receipt(message_in(body), code=code, problems=problems, now=timezone.now(), identifier=number)
    (drop / "in" / f"{number}.xml").write_text(text)


def test_a_letter_goes_out_whole_and_a_receipt_settles_it(
    actors: Actors, journey: Journey, drop: Path, official_schema: Any
) -> None:
    takes(actors.municipality, "XD9134L", "XD9135L")
    letter(actors, journey)
    with later(seconds=31):
        (body,) = rounds(drop)
        assert rounds(drop) == []
    official_schema(LAYOUTS["XD9135L"].schema).assertValid(etree.fromstring(body))
    found, outbound = read(body).incoming, OutboundMessage.objects.get()
    assert found is not None
    assert found.message_id == f"{actors.ward.gln}:{number_of_key(outbound.pk)}"
    assert found.values["text"].startswith(TEXT)
    assert (found.values["subject"], found.sender.gln) == ("Hjemkomst", actors.ward.gln)
    assert "Birgit Holm" in found.values["text"]
    assert state() is SendState.HANDED_OVER
    with later(seconds=60):
        receipt(drop, body)
        rounds(drop)
    assert state() is SendState.RECEIVED
    assert InboundMessage.objects.get().event_code == "XCTL03"


def test_a_refusal_is_work_for_the_unit_with_its_reason(actors: Actors, journey: Journey, drop: Path) -> None:
    takes(actors.municipality, "XD9134L")
    letter(actors, journey)
    with later(seconds=31):
        (body,) = rounds(drop)
        receipt(drop, body, ResponseCode.FATAL_ERROR)
        rounds(drop)
    assert (state(), tasks()) == (SendState.REFUSED, [actors.ward.name])
    reasons = OutboundMessage.objects.get().reasons
    assert reasons[0]["code"] == "ukendt_lokationsnummer"


def test_nobody_answers_for_another_house(actors: Actors, journey: Journey, drop: Path) -> None:
    takes(actors.municipality, "XD9134L")
    letter(actors, journey)
    with later(seconds=31):
        (body,) = rounds(drop)
        receipt(drop, body.replace(str(actors.municipality.gln).encode(), str(actors.ward.gln).encode()))
        rounds(drop)
    assert state() is SendState.HANDED_OVER
    assert InboundMessage.objects.get().problems[-1]["code"] == "ack.not_receiver"


def test_a_receipt_that_names_no_letter_is_for_the_envelope(actors: Actors, journey: Journey, drop: Path) -> None:
    takes(actors.municipality, "XD9134L")
    letter(actors, journey)
    with later(seconds=31):
        (body,) = rounds(drop)
        receipt(drop, body)
        (file,) = (drop / "in").glob("*")
        start, _mark, rest = file.read_text().partition("<OriginalLetter>")
        file.write_text(start + rest.partition("</OriginalLetter>")[2])
        rounds(drop)
    assert state() is SendState.RECEIVED


def test_a_network_says_that_it_could_not_deliver(actors: Actors, journey: Journey, drop: Path) -> None:
    takes(actors.municipality, "XD9134L")
    letter(actors, journey)
    with later(seconds=31):
        (body,) = rounds(drop)
        receipt(drop, body, ResponseCode.FATAL_ERROR)
        (file,) = (drop / "in").glob("*")
        text = file.read_text().replace("NegativeReceipt", "NegativeVansReceipt").replace("XC0230Q", "XC0130Q")
        own = f"<Sender><EANIdentifier>{actors.municipality.gln}</EANIdentifier>"
        file.write_text(text.replace(own, "<Sender><EANIdentifier>DKKMDKMDNET</EANIdentifier>"))
        rounds(drop)
    assert state() is SendState.REFUSED


def test_sent_again_it_keeps_its_number_and_gets_another_envelope(actors: Actors, journey: Journey, drop: Path) -> None:
    takes(actors.municipality, "XD9134L")
    letter(actors, journey)
    with later(seconds=31):
        (first,) = rounds(drop)
    with later(minutes=32):
        (again,) = rounds(drop)
    one, other = message_in(first), message_in(again)
    assert one.letters == other.letters
    assert one.identifier != other.identifier


@pytest.mark.parametrize("versions", [(), ("XD1830C",), ("XD2134C",)])
def test_what_the_counterpart_does_not_take_is_work_for_a_person(
    actors: Actors, journey: Journey, drop: Path, versions: tuple[str, ...]
) -> None:
    takes(actors.municipality, *versions)
    letter(actors, journey)
    with later(seconds=31):
        assert rounds(drop) == []
    assert (state(), tasks()) == (SendState.BY_HAND, [actors.ward.name])
    assert OutboundMessage.objects.get().hindrance == ""


def test_a_plan_is_never_sent_without_a_schema(actors: Actors, journey: Journey, drop: Path) -> None:
    takes(actors.municipality, *LAYOUTS)
    letter(actors, journey, code=Code.CARE_PATHWAY_PLAN)
    with later(seconds=31):
        assert rounds(drop) == []
    assert state() is SendState.BY_HAND
    hindrance = OutboundMessage.objects.get().hindrance
    assert hindrance == "no_schema"
    assert "intet skema" in hindrance_words(hindrance)
