"""Several letters in one Emessage: each is a message of its own, and none stops another (issue 8; DICTIONARY 9.1)."""

from typing import Any

import pytest
from django.test import Client
from lxml import etree

from documents.models import Document, Version
from medcom.actions import intake
from medcom.actions.store import store
from medcom.domain.states import Door, MessageState
from medcom.models import InboundMessage, Letter
from medcom.parsing.fhir.flaws import Flaws
from medcom.parsing.oioxml.message import Receipt
from medcom.parsing.oioxml.reading import read_emessage, read_receipt
from tests.actors import make_actors
from tests.domain.medcom.classic.samples import classic, email
from tests.medcom.intake.classic.test_classic import LATER, UNKNOWN, journey, take

__all__ = ["journey"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("journey")]


def together(*letters: bytes) -> bytes:
    """The letters of these messages in the envelope of the first."""
    first = etree.fromstring(letters[0])
    for body in letters[1:]:
        first.extend(list(etree.fromstring(body))[1:])
    return etree.tostring(first, encoding="UTF-8", xml_declaration=True)


def receipts(message: InboundMessage) -> list[Receipt]:
    """All that one answer holds."""
    assert message.answer is not None
    answer = read_emessage(str(message.answer["oioxml"]).encode(), flaws=Flaws(strict=True))
    return [receipt for letter in answer.letters if (receipt := read_receipt(letter)) is not None]


def states(message: InboundMessage) -> list[MessageState]:
    return [part.state_value for part in message.parts.order_by("part_number")]


def test_each_letter_is_taken_and_one_receipt_names_them_all() -> None:
    message = take(together(email("Det ene", letter="A"), email("Det andet", subject="Andet", letter="B")))
    assert message.state_value is MessageState.OPENED
    assert states(message) == [MessageState.ACCEPTED] * 2
    assert sorted(version.values["text"] for version in Version.objects.all()) == ["Det andet", "Det ene"]
    (receipt,) = receipts(message)
    assert receipt.positive
    assert [original.letter for original in receipt.originals] == ["A", "B"]
    assert b"Det andet" in bytes(message.body)


def test_a_bad_letter_stops_none_beside_it_and_is_refused_by_name(official_schema: Any) -> None:
    bad = [email(cpr="9999999999", letter="B"), classic("XD1333L", [], letter="C"), email(receiver=UNKNOWN, letter="D")]
    message = take(together(email(letter="A"), *bad, email("Sidst", subject="Sidst", letter="E")))
    rejected = MessageState.REJECTED
    assert message.state_value is MessageState.PARTLY_REFUSED
    accepted, unsupported = MessageState.ACCEPTED, MessageState.UNSUPPORTED
    assert states(message) == [accepted, rejected, unsupported, rejected, accepted]
    assert Document.objects.count() == 2
    told = {
        (receipt.positive, each.letter, each.refuse_code) for receipt in receipts(message) for each in receipt.originals
    }
    assert told == {
        (True, "A", ""),
        (True, "E", ""),
        (False, "B", "syntaksfejl"),
        (False, "C", "problem_med_version"),
        (False, "D", "ukendt_lokationsnummer"),
    }
    assert not any(receipt.refuse_code for receipt in receipts(message))
    assert message.answer is not None
    official_schema("2005/08/07").assertValid(etree.fromstring(str(message.answer["oioxml"]).encode()))


def test_a_letter_without_a_number_is_refused_as_such() -> None:
    nameless = email("Uden nummer").replace(b"<Identifier>LET1</Identifier>", b"")
    message = take(together(email(letter="A"), nameless))
    assert [(each.letter, each.refuse_code) for each in receipts(message)[1].originals] == [("?", "syntaksfejl")]


def test_only_what_is_refused_is_answered_where_no_receipt_is_asked_for() -> None:
    assert take(together(email(letter="A", receipt=False), email(letter="B"))).answer is None
    message = take(together(email(letter="C", receipt=False), email(cpr="9999999999", letter="D")))
    assert [[each.letter for each in receipt.originals] for receipt in receipts(message)] == [["D"]]


def test_an_envelope_that_comes_again_is_taken_once_and_answered_again() -> None:
    body = together(email(letter="A"), email("Andet", letter="B", subject="Andet"))
    assert take(body).state_value is MessageState.OPENED
    again = take(body)
    assert (again.state_value, states(again)) == (MessageState.OPENED, [MessageState.DUPLICATE] * 2)
    assert [receipt.positive for receipt in receipts(again)] == [True]
    assert Letter.objects.count() == Document.objects.count() == 2
    assert take(email("Andet", letter="B", subject="Andet", envelope="E9")).state_value is MessageState.DUPLICATE


def test_two_letters_of_one_number_in_one_envelope_are_a_conflict() -> None:
    message = take(together(email("Det ene"), email("Det andet")))
    assert states(message) == [MessageState.ACCEPTED, MessageState.CONFLICT]


def test_a_letter_that_fails_here_waits_and_the_rest_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = intake.take_letter

    def broken(row: InboundMessage, *rest: Any) -> Any:
        if str(row.message_id).endswith("A"):
            raise RuntimeError("poison")
        return whole(row, *rest)

    monkeypatch.setattr(intake, "take_letter", broken)
    message = take(together(email(letter="A"), email("Andet", letter="B", subject="Andet")))
    assert states(message) == [MessageState.FAILED_WILL_RETRY, MessageState.ACCEPTED]
    monkeypatch.undo()
    first = message.parts.get(part_number=1)
    assert intake.process(first, now=LATER).state_value is MessageState.ACCEPTED


def test_killed_while_it_was_opened_it_goes_on_with_the_letters_that_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    body = together(email(letter="A"), email("Andet", letter="B", subject="Andet"))
    message = store(body, content_type="application/xml", door=Door.COMMAND, now=LATER)
    whole = intake.process
    with monkeypatch.context() as killed:
        killed.setattr(intake, "process", lambda *_args, **_facts: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            whole(message, now=LATER)
    assert message.parts.count() == 2
    assert intake.process(message, now=LATER).state_value is MessageState.OPENED
    assert (message.parts.count(), Document.objects.count()) == (2, 2)


def test_receipts_that_come_together_are_each_taken_and_never_answered() -> None:
    first, second = take(email(letter="A")), take(email(cpr="9999999999", letter="B"))
    assert first.answer
    assert second.answer
    message = take(together(*(str(each.answer["oioxml"]).encode() for each in (first, second) if each.answer)))
    assert (message.state_value, message.answer) == (MessageState.OPENED, None)
    assert states(message) == [MessageState.ACKNOWLEDGEMENT] * 2


def test_what_is_local_stays_with_its_letter() -> None:
    body = together(email(letter="A"), email(letter="B", subject="To"))
    body = body.replace(b"</ClinicalEmail>", b"</ClinicalEmail><Local_Elements><x/></Local_Elements>")
    parts = take(body).parts.order_by("part_number")
    assert [bytes(part.body).count(b"Local_Elements>") for part in parts] == [2, 2]


def test_the_log_shows_the_letters_of_an_envelope_and_the_envelope_of_a_letter(client: Client) -> None:
    message = take(together(email(letter="A"), email(cpr="9999999999", letter="B")))
    client.force_login(make_actors().administrator)
    page = client.get(f"/administration/beskeder/{message.pk}/").content.decode()
    assert "Brevene i kuverten" in page
    assert all(str(part.pk) in page for part in message.parts.all())
    part = client.get(f"/administration/beskeder/{message.parts.get(part_number=2).pk}/").content.decode()
    assert str(message.pk) in part
    assert "brev 2" in part
