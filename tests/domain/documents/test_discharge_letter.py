"""An epikrise written here is the letter of its discharge: one question, one answer (RULES 2f L3, L4)."""

from dataclasses import replace

import pytest

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.kinds.discharge_letter import DISCHARGE_LETTER
from documents.domain.values import missing
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.events.payloads.documents import Stating
from journeys.domain.history.history import History
from journeys.domain.state.letters import KnownLetter, letters_of
from tests.factories.events import at, event

GP, TOWN = {"p": "general_practice"}, {"m": "municipality"}
STAY = [
    event(K.ADMITTED, 0, provider="ward", hospital="a", **{"class": "IMP"}),
    event(K.DISCHARGED, 48, ref="d", provider="ward", hospital="a"),
]


def sent(
    hours: float, number: int = 1, *, to: dict[str, str] = GP, follow_up: str = "none", ref: str = ""
) -> EventRecord:
    return event(
        K.DOCUMENT_SENT,
        hours,
        ref=ref or f"s{number}",
        document="doc",
        document_kind="discharge_letter",
        version=number,
        receivers=list(to),
        roles=to,
        stated={"follow_up": follow_up},
    )


def answered(hours: float, number: int = 1, *, party: str = "p", answer: str = "acknowledged") -> EventRecord:
    return event(
        K.DOCUMENT_ANSWERED,
        hours,
        document="doc",
        document_kind="discharge_letter",
        version=number,
        party=party,
        answer=answer,
    )


def letter(*events: EventRecord) -> KnownLetter:
    return letters_of(History([*STAY, *events]))[-1]


def test_the_sending_of_the_document_is_the_sending_of_the_letter() -> None:
    found = letter(sent(49, follow_up="routine"))
    assert (found.sent_at, found.acknowledged_at, found.document) == (at(49), None, "doc")
    # What is recommended stands in the document alone.
    assert (found.follow_up, found.recommendation, found.on_its_way) == (True, "", True)
    assert letter(sent(49)).follow_up is False


@pytest.mark.parametrize("answer", ["acknowledged", "missing", "call_me"])
def test_whatever_the_practice_answers_it_has_got_it(answer: str) -> None:
    assert letter(sent(49), answered(50, answer=answer)).acknowledged_at == at(50)


def test_one_that_only_the_municipality_got_is_no_letter() -> None:
    found = letter(sent(49, to=TOWN), answered(50, party="m"))
    assert (found.sent_at, found.acknowledged_at) == (None, None)
    found = letter(sent(49, to=TOWN | GP), answered(50, party="m"))
    assert (found.sent_at, found.acknowledged_at) == (at(49), None)


def test_a_newer_version_is_no_second_letter() -> None:
    found = letter(sent(49), answered(50), sent(90, 2, follow_up="acute"))
    assert (found.sent_at, found.acknowledged_at, found.resent, found.follow_up) == (at(49), at(50), 0, True)
    # The first version went to the municipality alone: the second is the practice's first.
    assert letter(sent(49, to=TOWN), sent(60, 2)).sent_at == at(60)
    # Nor does one that follows a letter from another system.
    assert letter(event(K.LETTER_SENT, 48.5), sent(49)).sent_at == at(48.5)


def test_taken_back_the_fact_falls_and_the_next_version_is_the_first() -> None:
    gone = event(K.CANCELLED, 50, voids_ref="s1")
    assert letter(sent(49), gone).sent_at is None
    assert letter(sent(49), gone, answered(51)).acknowledged_at is None
    assert letter(sent(49), gone, sent(52, 2)).sent_at == at(52)


def test_an_answer_answers_the_version_that_stood_before_it() -> None:
    assert letter(answered(48.5), sent(49)).acknowledged_at is None
    other = replace(answered(50), payload={**answered(50).payload, "document_kind": "care_pathway_plan"})
    assert letter(sent(49), other).acknowledged_at is None


def test_a_receipt_that_names_the_sending_is_the_receipt_of_the_letter() -> None:
    receipt = event(K.LETTER_ACKNOWLEDGED, 49.1, letter_ref="s1", positive=True)
    assert letter(sent(49), receipt).acknowledged_at == at(49.1)
    refused = letter(sent(49), event(K.LETTER_ACKNOWLEDGED, 49.1, letter_ref="s1", positive=False))
    assert refused.refused_at == at(49.1)
    # One that never came through counts from when it is sent again.
    again = letter(sent(49), event(K.LETTER_ACKNOWLEDGED, 49.1, letter_ref="s1", positive=False), sent(60, 2))
    assert (again.sent_at, again.refused_at) == (at(60), None)


def test_what_another_system_sent_last_is_no_document() -> None:
    found = letter(sent(49), event(K.LETTER_SENT, 60))
    assert (found.document, found.sent_at, found.resent) == (None, at(49), 1)


def test_each_discharge_has_its_own_letter() -> None:
    back = [event(K.ADMITTED, 51, provider="ward", hospital="a", **{"class": "IMP"})]
    left = event(K.DISCHARGED, 70, ref="e", provider="ward", hospital="a")
    first, second = letters_of(History([*STAY, sent(49), *back, left, sent(71, 2)]))
    assert (first.sent_at, second.sent_at) == (at(49), at(71))
    first, second = letters_of(History([*STAY, sent(49), *back, left]))
    assert (first.sent_at, second.sent_at) == (at(49), None)


def test_a_sending_stored_before_there_were_roles_is_no_letter() -> None:
    old = event(K.DOCUMENT_SENT, 49, document="doc", document_kind="care_pathway_plan", version=1, receivers=["p"])
    assert letter(old).sent_at is None


def test_a_follow_up_says_what_and_none_needs_no_words() -> None:
    def lacks(**values: str) -> bool:
        return "recommendation" in {field.name for field in missing(DISCHARGE_LETTER, values)}

    assert lacks(follow_up="subacute")
    assert not lacks(follow_up="none")
    assert not lacks()
    assert next(iter(DISCHARGE_LETTER.fields)) == "follow_up"


def test_the_journey_names_kinds_as_the_channel_does() -> None:
    assert {kind.value for kind in Stating} <= {document.value for document in ChannelDocument}
