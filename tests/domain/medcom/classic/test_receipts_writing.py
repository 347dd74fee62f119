"""Receipts of classic letters: for a whole message, and where its letters fared differently (DICTIONARY 9.1)."""

from dataclasses import replace
from typing import Any

import pytest

from medcom.parsing.codes import ResponseCode
from medcom.parsing.fhir.flaws import Flaws
from medcom.parsing.oioxml.building import Answered, CannotAnswer, build_receipt, build_receipts
from medcom.parsing.oioxml.message import Emessage, Original, Receipt, XmlLetter
from medcom.parsing.oioxml.reading import COPENHAGEN, read_emessage, read_receipt
from medcom.parsing.problems.problem import Problem
from tests.domain.medcom.classic.samples import email
from tests.domain.medcom.stays import HOME_CARE, MONDAY, WARD

OK, NO = ResponseCode.OK, ResponseCode.FATAL_ERROR
SENT = read_emessage(email(), flaws=Flaws(strict=True))
(LETTER,) = SENT.letters
UNKNOWN = Problem("intake.receiver_unknown", "/")


def receipts(text: str) -> list[Receipt]:
    """What was written, read as whoever gets it reads it: its envelope is ours and asks for no receipt."""
    message = read_emessage(text.encode(), flaws=Flaws(strict=True))
    assert (message.identifier, message.wants_receipt) == ("OUR1", False)
    assert message.sent_at == MONDAY.astimezone(COPENHAGEN).replace(second=0, microsecond=0)
    found = [read_receipt(letter) for letter in message.letters]
    assert len({letter.identifier for letter in message.letters} - {""}) == len(found)
    return [each for each in found if each is not None]


def for_all(message: Emessage, code: ResponseCode, *problems: Problem) -> Receipt:
    (receipt,) = receipts(build_receipt(message, code=code, problems=problems, now=MONDAY, identifier="OUR1"))
    return receipt


def for_each(*answers: Answered, message: Emessage = SENT) -> list[Receipt]:
    return receipts(build_receipts(message, answers, now=MONDAY, identifier="OUR1"))


def another(number: str, **changes: Any) -> XmlLetter:
    return replace(LETTER, identifier=number, **changes)


def test_a_positive_receipt_is_between_the_parties_of_the_letter() -> None:
    assert for_all(SENT, OK) == Receipt(
        positive=True,
        by_network=False,
        answering=HOME_CARE.gln or "",
        envelope="ENV1",
        sender=WARD.gln or "",
        receiver=HOME_CARE.gln or "",
        originals=(Original("LET1", "XD9134L"),),
    )


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("intake.receiver_unknown", "ukendt_lokationsnummer"),
        ("xml.version_unknown", "problem_med_version"),
        ("xml.missing", "syntaksfejl"),
        ("unreadable.xml", "syntaksfejl"),
        ("hco.empty", "ikke_specificeret"),
    ],
)
def test_a_negative_receipt_says_why_of_the_message_and_of_each_letter(code: str, refused: str) -> None:
    receipt = for_all(SENT, NO, Problem(code, "/"))
    assert (receipt.positive, receipt.refuse_code) == (False, refused)
    assert [each.refuse_code for each in receipt.originals] == [refused]
    assert receipt.refuse_text.endswith(".")


def test_letters_without_a_number_that_a_receipt_can_hold_are_meant_with_their_envelope() -> None:
    letters = (LETTER, another(""), another("123456789012345"), another("12345678901234"))
    assert [each.letter for each in for_all(replace(SENT, letters=letters), OK).originals] == ["LET1", "12345678901234"]


@pytest.mark.parametrize(
    "message",
    [
        replace(SENT, letters=()),
        replace(SENT, identifier=""),
        replace(SENT, identifier="123456789012345"),
        replace(SENT, letters=(replace(LETTER, sender=replace(LETTER.sender, ean="")),)),
        replace(SENT, letters=(replace(LETTER, receiver=replace(LETTER.receiver, ean="")),)),
    ],
)
def test_nobody_is_answered_who_is_not_named(message: Emessage) -> None:
    with pytest.raises(CannotAnswer):
        build_receipt(message, code=OK, problems=(), now=MONDAY, identifier="OUR1")


def test_letters_that_fared_differently_share_a_receipt_with_their_like_alone() -> None:
    elsewhere = another("LET3", receiver=replace(LETTER.receiver, ean=WARD.gln or ""))
    found = for_each(
        Answered(LETTER, OK),
        Answered(another("LET2"), NO, [UNKNOWN]),
        Answered(elsewhere, OK),
        Answered(another("LET4"), OK),
        Answered(another("LET5", sender=replace(LETTER.sender, ean="")), OK),
    )
    assert [(each.positive, each.receiver, [one.letter for one in each.originals]) for each in found] == [
        (True, HOME_CARE.gln, ["LET1", "LET4"]),
        (False, HOME_CARE.gln, ["LET2"]),
        (True, WARD.gln, ["LET3"]),
    ]
    assert [one.refuse_code for each in found for one in each.originals] == ["", "", "ukendt_lokationsnummer", ""]


def test_a_letter_whose_number_no_receipt_can_hold_is_named_as_far_as_it_goes() -> None:
    (receipt,) = for_each(Answered(another("123456789012345", version="XD9134LLL"), OK), Answered(another(""), OK))
    assert receipt.originals == (Original("12345678901234", "XD9134L"), Original("?", "XD9134L"))


def test_where_no_letter_names_both_sides_there_is_no_receipt() -> None:
    with pytest.raises(CannotAnswer):
        for_each(Answered(another("LET2", sender=replace(LETTER.sender, ean="")), OK))
