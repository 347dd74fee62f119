"""An answer to any official letter carries its thread and passes every judge (DICTIONARY 8.2; done-when 2)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from documents.domain.kinds.correspondence import CATEGORIES
from medcom.domain.formats import Format, encode
from medcom.parsing.building.letter_bundle import LetterLink, LetterText, LetterToSend, build_letter
from medcom.parsing.building.notification_bundle import BundlePerson
from medcom.parsing.checking.checker import check
from medcom.parsing.fhir.decode import decode
from medcom.parsing.letter_thread import carried_on
from medcom.parsing.messages.acknowledgement import new_id
from medcom.parsing.messages.care_communication import read_care_communication
from medcom.parsing.problems.problem import Severity
from tests.domain.medcom.stays import HOME_CARE, NANCY, WARD
from tests.medcom.official import each, load
from tests.medcom.oracles import base_fault, broken_invariants
from tests.medcom.parsing.test_letters_official import LETTERS

CARE = "care-communication-message"
AT = datetime(2026, 11, 29, 12, tzinfo=UTC)


def answer_to(bundle: dict[str, Any] | None, text: str = "Tak.", **facts: Any) -> dict[str, Any]:
    """The letter of the receiver to the sender; without a letter to answer, a first one."""
    asked = read_care_communication(bundle) if bundle else None
    sender, receiver = (asked.receiver, asked.sender) if asked else (WARD, HOME_CARE)
    thread = carried_on([bundle] if bundle else [], (sender, receiver))
    added = LetterText(
        id=new_id(), text=text, at=AT, name="Birgit Holm", role="Sygeplejerske", phone="87654321", organisation=sender
    )
    link = LetterLink(
        message_id=new_id(),
        provenance_id=new_id(),
        activity="reply-message" if asked else "new-message",
        at=AT,
        sender=sender,
        sources=(added.id,),
        previous=thread.links[-1].message_id if asked else None,
    )
    known: dict[str, Any] = {
        "thread": asked.thread if asked else uuid4(),
        "patient": BundlePerson(asked.cpr or NANCY.cpr, asked.family_name or "", ()) if asked else NANCY,
        "category": asked.category if asked else "discharge",
        "topic": (asked.topic if asked else "") or "Emne",
        "texts": (*thread.texts, added),
        "links": (*thread.links, link),
        "files": thread.files,
        "encounter": thread.encounter,
        "specific_receiver": asked.specific_sender if asked else "",
    }
    return build_letter(LetterToSend(sender=sender, receiver=receiver, **known | facts), now=AT, ids=new_id)


def faults(bundle: dict[str, Any], definitions: Path) -> list[str]:
    """What three judges say, of either form."""
    forms = [decode(encode(bundle, form)) for form in Format]
    assert check(forms[0]) == check(forms[1])
    assert read_care_communication(forms[0]) == read_care_communication(forms[1])
    own = [problem.code for problem in check(bundle) if problem.severity is Severity.ERROR]
    return [*own, *filter(None, [base_fault(bundle)]), *map(str, broken_invariants(bundle, definitions, CARE))]


@each(LETTERS)
def test_an_answer_to_an_official_letter(path: Path | None, medcom_dir: Path) -> None:
    asked = load(path)
    answer = answer_to(asked)
    assert faults(answer, medcom_dir / "definitions") == []
    before, after = read_care_communication(asked), read_care_communication(answer)
    assert [part.text for part in after.segments][:-1] == [part.text for part in before.segments]
    assert after.previous_id == before.message_id
    assert [(file.id, file.title, file.has_data) for file in after.files] == sorted(
        [(file.id, file.title, False) for file in before.files],
        key=lambda named: [file.id for file in after.files].index(named[0]),
    )
    assert after.episode_ids == before.episode_ids
    assert after.specific_receiver == before.specific_sender


@pytest.mark.parametrize("category", [choice.code for choice in CATEGORIES])
def test_a_letter_of_every_category(category: str, medcom_dir: Path) -> None:
    assert faults(answer_to(None, category=category), medcom_dir / "definitions") == []


@pytest.mark.parametrize(
    "text",
    [
        "👩🏽‍⚕️ kommer kl. 9\n\n\tRing  først",
        "<b>&amp;\"' ]]>",
        "ø" * 20_000,
        "linje\n" * 3_000,
        "\u2028a\u00a0b\u200d",
        "𝔻an",
    ],
    ids=["emoji", "markup", "long", "lines", "odd spaces", "astral"],
)
def test_any_text_arrives_as_it_was_written(text: str, medcom_dir: Path) -> None:
    letter = answer_to(None, text)
    assert faults(letter, medcom_dir / "definitions") == []
    for form in Format:
        assert read_care_communication(decode(encode(letter, form))).added[0].text == text
