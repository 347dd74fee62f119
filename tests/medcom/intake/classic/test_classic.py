"""Classic letters come in as documents, once, and are answered with the receipt that fits (issue 8)."""

from datetime import timedelta
from typing import Any

import pytest
from lxml import etree

from documents.domain.parts import Parts
from documents.models import Delivery, Document, Version
from journeys.models import Journey, JourneyEvent
from medcom.actions.letters import place_waiting
from medcom.domain.reading import read
from medcom.domain.states import MessageState
from medcom.models import InboundMessage, Letter
from medcom.parsing.building.builder import Episode
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.oioxml.message import Receipt
from tests.domain.medcom.classic.samples import PLAN, classic, email
from tests.domain.medcom.letters import letter_bundle
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, WARD
from tests.medcom.world import NOW, deliver, make_served_citizen, make_world

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
UNKNOWN = MessageOrganization(gln="5790001987244", name="Et andet sted")


@pytest.fixture
def journey() -> Journey:
    """A stay in the ward of somebody with home help."""
    make_world()
    make_served_citizen(NANCY.cpr)
    deliver(Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, seed=3).admit(at=MONDAY))
    return Journey.objects.current().get()


def take(body: bytes) -> InboundMessage:
    return deliver(body, now=LATER)


def receipt_of(message: InboundMessage) -> Receipt:
    """The answer, read back by our own reader."""
    assert message.answer is not None
    found = read(str(message.answer["oioxml"]).encode())
    assert found.classic is not None
    assert found.classic.receipt is not None
    return found.classic.receipt


def codes(message: InboundMessage) -> set[str]:
    return {problem["code"] for problem in message.problems}


def test_a_plan_becomes_a_document_of_its_kind_and_is_receipted(journey: Journey) -> None:
    message = take(classic("XD2134C", PLAN, status=""))
    assert (message.state_value, message.answer_code) == (MessageState.ACCEPTED, "ok")
    assert (message.event_code, message.activity) == ("XDIS21", "XD2134C")
    version = Version.objects.select_related("document").get()
    assert (version.document.journey, version.document.kind) == (journey, "care_pathway_plan")
    assert version.values["cause"] == "Fald i hjemmet.\nHoften er brækket."
    assert Parts.parse(version.parts).unchecked
    assert Delivery.objects.get().receiver.gln == HOME_CARE.gln
    receipt = receipt_of(message)
    assert receipt.positive
    assert (receipt.envelope, receipt.sender, receipt.receiver) == ("ENV1", WARD.gln, HOME_CARE.gln)
    assert [(each.letter, each.version) for each in receipt.originals] == [("LET1", "XD2134C")]
    assert receipt.answering == HOME_CARE.gln


def test_no_receipt_is_sent_where_none_is_asked_for(journey: Journey) -> None:
    message = take(email(receipt=False))
    assert (message.state_value, message.answer) == (MessageState.ACCEPTED, None)


def test_a_newer_plan_is_a_version_that_says_what_changed(journey: Journey) -> None:
    take(classic("XD2134C", PLAN, status=""))
    newer = [(name, "Fald i haven" if name == "CauseOfAdmission" else part) for name, part in PLAN]
    take(classic("XD2134C", newer, status="", letter="LET2", envelope="ENV2"))
    assert Document.objects.count() == 1
    assert [version.number for version in Version.objects.order_by("number")] == [1, 2]
    assert JourneyEvent.objects.get(source_ref__endswith="LET2").payload["changed"] == ["cause"]


def test_letters_with_one_subject_are_one_thread_in_either_generation(journey: Journey) -> None:
    take(letter_bundle(topic="Hjemkomst"))
    take(email(subject="SV: Hjemkomst", letter="A", envelope="A"))
    take(email(subject="Noget andet", letter="B", envelope="B"))
    take(email(subject="Sv: Noget andet", letter="C", envelope="C"))
    threads = list(Document.objects.order_by("begun_at", "versions__pk").values_list("thread", flat=True))
    assert len(threads) == 4
    assert threads[0] == threads[1] != threads[2] == threads[3]


def test_a_letter_waits_for_its_journey() -> None:
    make_world()
    assert take(email()).state_value is MessageState.ACCEPTED
    assert Letter.objects.get().event is None
    make_served_citizen(NANCY.cpr)
    deliver(Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, seed=3).admit(at=MONDAY))
    assert place_waiting(now=LATER) == 1
    assert Version.objects.get().values["text"] == "Borgeren kommer hjem fredag."


def test_a_report_of_the_municipality_tells_the_journey_that_it_is_sent(journey: Journey) -> None:
    body = classic("XD1630C", [("CauseOfAdmission", "Fald")], sender=HOME_CARE, receiver=WARD)
    assert take(body).state_value is MessageState.ACCEPTED
    journey.refresh_from_db()
    assert journey.report_sent_at is not None


@pytest.mark.parametrize(
    ("body", "code", "reason"),
    [
        (classic("XD1333L", []), "xml.version_unknown", "problem_med_version"),
        (email(receiver=UNKNOWN), "intake.receiver_unknown", "ukendt_lokationsnummer"),
        (email(cpr="9999999999"), "xml.cpr", "syntaksfejl"),
        (email().replace(b"</Text01>", b""), "unreadable.xml", "syntaksfejl"),
        (classic("XD1830C", [], sender=HOME_CARE, receiver=WARD), "xml.sender_kind", "ikke_specificeret"),
        (email(status="annulleretbrev"), "xml.status_unsupported", "ikke_specificeret"),
    ],
)
def test_what_is_not_taken_gets_the_negative_receipt_that_fits(
    journey: Journey, body: bytes, code: str, reason: str
) -> None:
    message = take(body)
    assert code in codes(message)
    receipt = receipt_of(message)
    assert not receipt.positive
    assert (receipt.refuse_code, receipt.originals[0].refuse_code) == (reason, reason)
    assert receipt.refuse_text.endswith(".")
    assert not Document.objects.exists()


def test_a_technical_resend_is_taken_once_and_answered_in_a_new_envelope(journey: Journey) -> None:
    first, again = take(email()), take(email(envelope="ENV2"))
    assert again.state_value is MessageState.DUPLICATE
    assert (receipt_of(again).positive, receipt_of(again).envelope) == (True, "ENV2")
    assert first.answer is not None
    assert again.answer is not None
    assert first.answer["id"] != again.answer["id"]
    assert Document.objects.count() == 1


def test_a_number_that_is_used_again_is_another_letter_in_another_envelope_only(journey: Journey) -> None:
    take(email("Det første"))
    assert take(email("Et andet")).state_value is MessageState.CONFLICT
    assert take(email("Et tredje", envelope="ENV2")).state_value is MessageState.ACCEPTED
    assert take(email("Et tredje", envelope="ENV2")).state_value is MessageState.DUPLICATE
    assert {version.values["text"] for version in Version.objects.all()} == {"Det første", "Et tredje"}


def test_a_receipt_of_what_was_never_sent_is_kept_and_never_answered(journey: Journey) -> None:
    message = take(email())
    assert message.answer is not None
    received = take(str(message.answer["oioxml"]).encode())
    assert (received.state_value, received.answer) == (MessageState.ACKNOWLEDGEMENT, None)
    assert codes(received) == {"ack.letter_unknown"}


@pytest.mark.parametrize("body", [email(), classic("XD1333L", []), email().replace(b"</Text01>", b"")])
def test_receipts_pass_the_official_schema(journey: Journey, body: bytes, official_schema: Any) -> None:
    message = take(body)
    assert message.answer is not None
    official_schema("2005/08/07").assertValid(etree.fromstring(str(message.answer["oioxml"]).encode()))


def test_sent_again_in_another_envelope_under_a_number_that_was_used_before_it_is_a_repetition(
    journey: Journey,
) -> None:
    """14 signs are used again in time (SPEC B2); the letter that came second is known when it comes once more."""
    for text, envelope in (("Et", "E1"), ("To", "E2")):
        assert take(email(text, letter="SAME", envelope=envelope)).state_value is MessageState.ACCEPTED
    assert take(email("To", letter="SAME", envelope="E3")).state_value is MessageState.DUPLICATE
    assert Document.objects.count() == 2
