"""Classic letters become documents of their kinds, nothing in them is lost, and what is broken is answered."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.kinds.shared import ABILITIES
from medcom.domain.classic.letters import plain_subject, thread_without_id
from medcom.domain.classic.numbers import keys_of, number_of_key
from medcom.domain.letters import IncomingLetter
from medcom.domain.reading import MessageReading, read
from medcom.domain.states import MessageState
from medcom.parsing.building.notification_bundle import seeded_ids
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.fhir.flaws import Flaws
from medcom.parsing.oioxml.reading import message_tree
from tests.domain.medcom.classic.samples import PLAN, REP, ROOTS, Content, classic, email, moment, terminology


def _letter(body: bytes) -> IncomingLetter:
    found = read(body).incoming
    assert found is not None
    return found


def _codes(reading: MessageReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def test_a_plan_fills_the_fields_of_its_kind_and_loses_nothing() -> None:
    letter = _letter(classic("XD2134C", PLAN, status=""))
    assert letter.document is ChannelDocument.CARE_PATHWAY_PLAN
    assert letter.values == {
        "relatives": "Max, barn, informeret",
        "admitted_at": "2025-03-01T10:00:00+01:00",
        "discharge_at": "2025-03-07T12:00:00+01:00",
        "cause": "Fald i hjemmet.\nHoften er brækket.",
        "diet_lunch_box": "yes",
        "diet_shopping": "no",
        "aids": "Rollator",
        "conference": "forslag\nPå stuen",
        "ability_fa510_now": "3",
        "ability_fa510_remark": "Ryggen",
        "ability_fa540_remark": "Score: andet",
        "ability_assessed_on": "2025-03-02",
        "nursing_c": "Tryksår, 2 cm",
        "contact_phone": "87654321",
    }
    assert [(each.heading, each.text) for each in letter.parts.passages] == [("SomethingNew", "Ingen kender elementet")]
    assert letter.parts.unchecked
    assert str(letter.parts.added[0].writer) == "Anne Test, Sygeplejerske, Hjerteafdelingen"


@pytest.mark.parametrize("version", ROOTS)
def test_every_layout_is_taken_as_its_kind_whatever_stands_in_it(version: str) -> None:
    reading = read(classic(version, [("Noget", [("Andet", "Et ord")]), ("Admission", moment())]))
    assert (reading.state, _codes(reading)) == (MessageState.RECEIVED, ["xml.structure_unchecked"])
    assert reading.incoming is not None
    assert "Et ord" in str(reading.incoming.parts.passages)


EPIKRISE: Content = [
    ("Admission", moment("2025-03-01")),
    ("Discharge", moment("2025-03-03", "08:00")),
    ("ActionPriority", [("ActionPriorityCode", "Subakut")]),
    ("Diagnose", [("Main", [("DiagnoseCode", "DS720"), ("DiagnoseText", "Brud")])]),
    ("RecommendedAction", [("Recommendation", "Kontrol om 14 dage")]),
    ("ClinicalInformation", [("Text01", "Ukompliceret.")]),
]


def test_an_epikrise_says_what_the_practice_is_to_do() -> None:
    values = _letter(classic("XD0134L", EPIKRISE)).values
    assert values["follow_up"] == "subacute"
    assert values["recommendation"] == "Kontrol om 14 dage"
    assert (values["diagnoses"], values["course"]) == ("DS720 Brud", "Ukompliceret.")
    assert values["discharged_at"] == "2025-03-03T08:00:00+01:00"
    assert "follow_up" not in _letter(classic("XD0134L", EPIKRISE[:2])).values


def test_an_element_that_says_more_than_its_field_is_shown_as_it_stands_too() -> None:
    twice = [("Admission", moment()), ("Admission", moment("2025-02-01"))]
    letter = _letter(classic("XD1830C", twice))
    assert letter.values["admitted_at"] == "2025-03-03T09:15:00+01:00"
    assert [each.text for each in letter.parts.passages] == ["01.02.2025 kl. 09.15"]
    level = _letter(classic("GGOP100", [("TypeOfRehabilitationPlan", "Specialiseret, efter aftale")]))
    assert level.values["level"] == "specialised"
    assert [each.text for each in level.parts.passages] == ["Specialiseret, efter aftale"]


def test_an_ability_and_an_area_that_nobody_knows_are_shown() -> None:
    code: Content = [("Terminology", [("Code", "FA999"), ("CodeDescription", "Danse")]), ("Score", "lette")]
    area: Content = [("Terminology", [("Code", "Z-1"), ("CodeDescription", "Andet")]), ("ProblemArea", "Noget")]
    elements: Content = [("AbilityToFunctionElements", [("AbilityToFunctionElement", code)])]
    content: Content = [
        ("AbilityToFunctionAtDischarge", elements),
        ("NursingProblemAreas", [("NursingProblemArea", area)]),
    ]
    told = str(_letter(classic("XD1834C", content)).parts.passages)
    assert "Danse" in told
    assert "lette" in told
    assert "Noget" in told


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "windows-1252"])
def test_letters_of_older_systems_are_read_in_their_signs(encoding: str) -> None:
    assert _letter(email("Æblegrød på stuen", encoding=encoding)).values["text"] == "Æblegrød på stuen"


def test_a_letter_without_a_word_about_its_signs_is_read() -> None:
    body = email("Æblegrød").decode().partition("\n")[2]
    assert _letter(body.encode("latin-1")).values["text"] == "Æblegrød"
    assert _letter(body.encode()).values["text"] == "Æblegrød"


def test_a_korrespondance_names_no_category_and_no_thread() -> None:
    letter = _letter(email(subject="SV: Hjemkomst", episode="bd481c38a92111edafa10242ac120002"))
    assert (letter.category, letter.thread) == ("", None)
    assert letter.values == {
        "subject": "SV: Hjemkomst",
        "text": "Borgeren kommer hjem fredag.",
        "contact_phone": "87654321",
    }
    assert letter.parts.priority == "routine"
    assert "local:bd481c38-a921-11ed-afa1-0242ac120002" in letter.episode_ids
    assert plain_subject(" SV: Re: Hjemkomst ") == plain_subject("hjemkomst")


@pytest.mark.parametrize(("stated", "time"), [(moment(), "09:15"), ([("Date", "i går")], "09:20")])
def test_a_letter_is_dated_by_itself_else_by_its_envelope(stated: Content, time: str) -> None:
    letter = _letter(email(at=stated))
    assert letter.sent_at.isoformat() == letter.parts.texts[0].at == f"2025-03-03T{time}:00+01:00"


def test_a_thread_without_a_name_is_of_one_citizen_two_parties_and_one_subject() -> None:
    letter = _letter(email(subject="SV: Hjemkomst"))
    turned = replace(letter, sender=letter.receiver, receiver=letter.sender)
    same = [turned, _letter(email(subject="hjemkomst")), _letter(email("Andre ord", subject="Re: Hjemkomst"))]
    other = [
        _letter(email(subject="Hjælpemidler")),
        replace(letter, values={}),
        replace(letter, cpr=None),
        replace(letter, sender=letter.receiver),
    ]
    assert {thread_without_id(each) for each in (letter, *same)} == {thread_without_id(letter)}
    assert len({thread_without_id(each) for each in (letter, *other)}) == 1 + len(other)


def test_a_rehabilitation_plan_says_when_the_citizen_came() -> None:
    contact: Content = [("CurrentHospitalContact", [("Start", moment("2025-03-01", "10:00"))])]
    assert _letter(classic("GGOP100", contact)).values["admitted_at"] == "2025-03-01T10:00:00+01:00"
    without: Content = [("CurrentHospitalContact", [("Start", [("Date", "i går")])])]
    assert "admitted_at" not in _letter(classic("GGOP100", without)).values


def test_abilities_that_are_no_matter_are_all_said_to_be_so_and_one_that_is_scored_has_its_score() -> None:
    one: Content = [("AbilityToFunctionElement", [terminology("FA510", "icf", "Vaske sig"), ("Score", "lette")])]
    told: Content = [("AbilityToFunctionRelevance", "ikke_relevant"), ("AbilityToFunctionElements", one)]
    values = _letter(classic("XD1834C", [("AbilityToFunctionAtDischarge", told)])).values
    scores = {name: value for name, value in values.items() if name.startswith("ability_")}
    assert (scores.pop("ability_fa510_now"), set(scores.values()), len(scores)) == ("1", {"9"}, len(ABILITIES) - 1)


BROKEN: list[tuple[bytes, str]] = [
    (email(letter=""), "xml.missing"),
    (email(envelope=""), "xml.missing"),
    (email(letter="123456789012345"), "xml.number"),
    (email(cpr=""), "xml.missing"),
    (email(cpr="9999999999"), "xml.cpr"),
    (email(sender=MessageOrganization(name="Ingen")), "xml.missing"),
    (email(status="annulleretbrev"), "xml.status_unsupported"),
    (email("Tegnet \x7f").replace(b"&#127;", b"\x7f"), "xml.not_showable"),
    (email().replace(b"</Text01>", b""), "unreadable.xml"),
    (email().replace(b"<Text01>", b"<:20>"), "unreadable.xml"),
    (email(encoding="UTF-8").replace(b"UTF-8", b"EBCDIC"), "unreadable.encoding"),
]


@pytest.mark.parametrize(("body", "code"), BROKEN)
def test_a_broken_letter_is_refused_by_name(body: bytes, code: str) -> None:
    reading = read(body)
    assert reading.state is MessageState.REJECTED
    assert code in _codes(reading)
    assert reading.incoming is None
    assert reading.classic is not None
    assert reading.classic.message is not None


def test_what_is_wrong_with_the_form_is_said_and_where() -> None:
    flaws = Flaws()
    message_tree(email().replace(b"</Text01>", b""), "", flaws)
    (flaw,) = flaws.noted
    assert (flaw.code, flaw.place) == ("unreadable.xml", "line 2")
    assert "Text01" in flaw.detail


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + email().partition(b"\n")[2], "unreadable.xml_doctype"),
        (b'<Emessage xmlns="' + b"a" * 6_000_000 + b'"/>', "unreadable.too_large"),
        (b"<Emessage>" + b"<a/>" * 100_001 + b"</Emessage>", "unreadable.too_many"),
        (b"<Emessage><Letter>" + b"<a>" * 200 + b"x" + b"</a>" * 200 + b"</Letter></Emessage>", "unreadable.too_deep"),
    ],
)
def test_what_no_honest_sender_sends_is_not_read(body: bytes, code: str) -> None:
    reading = read(body)
    assert (reading.state, _codes(reading)) == (MessageState.UNREADABLE, [code])


def test_what_nothing_is_done_with_is_named() -> None:
    reading = read(classic("XD1333L", []))
    assert (reading.state, _codes(reading)) == (MessageState.UNSUPPORTED, ["xml.version_unknown"])
    assert reading.envelope is not None
    assert (reading.envelope.event_code, reading.classic and reading.classic.version) == ("XD13", "XD1333L")
    many = email().replace(b"</ClinicalEmail>", b"</ClinicalEmail>" + b"<ClinicalEmail/>" * 99)
    assert _codes(read(many)) == ["xml.too_many_letters"]
    empty = read(f'<Emessage xmlns="{REP}2007/02/01/"/>'.encode())
    assert (empty.state, _codes(empty)) == (MessageState.UNSUPPORTED, ["unreadable.old_format"])


def test_a_number_of_ours_is_the_beginning_of_its_id() -> None:
    key = UUID(seeded_ids(1)())
    number = number_of_key(key)
    keys = keys_of(number)
    assert len(number) == 14
    assert keys is not None
    assert keys[0] <= key <= keys[1]
    assert keys_of("BrevNr5678") is keys_of("zzzzzzzzzzzzzz") is keys_of("ABCDEFABCDEFAB") is None


@pytest.mark.parametrize("name", ["Emessage", "VANSEnvelope"])
def test_a_letter_that_speaks_of_another_format_is_not_of_it(name: str) -> None:
    """Its root says what a message is, not what somebody wrote in it (issue 8)."""
    bundle = json.dumps({"resourceType": "Bundle", "id": f"I sendte <{name}> i går"}).encode()
    assert [problem.code for problem in read(bundle).problems] != ["unreadable.xml"]
    commented = email().replace(b"<Emessage", f"<!-- as <{name}> -->\n<Emessage".encode(), 1)
    assert read(commented).state is MessageState.RECEIVED


def test_a_receipt_of_thousands_of_letters_is_looked_up_for_none() -> None:
    """An envelope holds 99 of them (DICTIONARY 9.1)."""
    one = "<OriginalLetter><OriginalLetterIdentifier>0123456789abcd</OriginalLetterIdentifier></OriginalLetter>"
    assert not read(_receipt(one * 99)).problems
    assert [problem.code for problem in read(_receipt(one * 100)).problems] == ["unreadable.too_many"]


def _receipt(originals: str) -> bytes:
    heads = "".join(f"<{name}><EANIdentifier>5790001348120</EANIdentifier></{name}>" for name in ("Sender", "Receiver"))
    letter = "<Letter><Identifier>R1</Identifier><VersionCode>XC0330Q</VersionCode></Letter>"
    body = f"<PositiveReceipt>{letter}{heads}<OriginalEmessage>{originals}</OriginalEmessage></PositiveReceipt>"
    return f'<Emessage xmlns="x"><Envelope><Identifier>E1</Identifier></Envelope>{body}</Emessage>'.encode()
