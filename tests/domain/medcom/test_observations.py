"""What a measurement from home says in the letter that it becomes (issue 8)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from documents.domain.parts import Passage
from medcom.domain.observations import incoming_of_observation
from medcom.parsing.building.resources import local
from medcom.parsing.bundle import Message
from medcom.parsing.checking.observation_rules import check
from medcom.parsing.codes import CPR
from medcom.parsing.envelope import read_envelope
from medcom.parsing.messages.care_communication import Author
from medcom.parsing.messages.home_care_observation import HomeCareObservation, Result, read_home_care_observation
from tests.domain.medcom.observations import FIRST, SECOND, THIRD, observation_bundle
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, WARD


def told_by(*results: Result) -> HomeCareObservation:
    return HomeCareObservation(
        message_id=FIRST,
        first_id=FIRST,
        activity="",
        sender=HOME_CARE,
        receiver=WARD,
        cpr=NANCY.cpr,
        replacement=None,
        family_name=None,
        given_names=None,
        sent_at=MONDAY,
        performer=Author(name="Hanne Vad", role="Sygeplejerske", phone="87654321"),
        results=results,
        conclusion="",
        files=0,
    )


def letter_text(*results: Result) -> str:
    return str(incoming_of_observation(told_by(*results)).values["text"])


@pytest.mark.parametrize(
    ("value", "at", "note", "line"),
    [
        ("", None, "", "CRP: intet resultat."),
        ("26 mg/L", None, "", "CRP: 26 mg/L."),
        ("26 mg/L", None, "Fastende", "CRP: 26 mg/L. Fastende"),
    ],
)
def test_a_line_says_what_came_out_or_that_nothing_did(value: str, at: datetime | None, note: str, line: str) -> None:
    assert letter_text(Result("CRP", value, at, note)) == line


def test_it_is_a_letter_of_the_nurse_who_measured_and_says_that_files_cannot_be_opened() -> None:
    letter = incoming_of_observation(told_by(Result("CRP", "26 mg/L", None, "")))
    (text,) = letter.parts.texts
    assert (text.id, text.at, text.added) == (FIRST, MONDAY.isoformat(), True)
    assert str(text.writer) == f"Hanne Vad, Sygeplejerske, {HOME_CARE.name}"
    assert (letter.parts.passages, letter.parts.unchecked, letter.corrects) == ((), True, False)
    with_files = incoming_of_observation(replace(told_by(), files=2, activity="modified-message", first_id=SECOND))
    (passage,) = with_files.parts.passages
    assert isinstance(passage, Passage)
    assert passage.heading == "Vedhæftet"
    assert (with_files.corrects, with_files.thread) == (True, uuid5(NAMESPACE_URL, f"medcom:{SECOND}"))


def reading_of(bundle: dict[str, Any]) -> HomeCareObservation:
    return read_home_care_observation(Message(bundle), read_envelope(bundle))


def without(kind: str, *names: str) -> Callable[[dict[str, Any]], None]:
    def change(bundle: dict[str, Any]) -> None:
        for entry in bundle["entry"]:
            if entry["resource"]["resourceType"] == kind:
                for name in names:
                    entry["resource"].pop(name, None)

    return change


def test_it_is_dated_by_the_report_else_by_the_message_else_by_the_envelope() -> None:
    later = MONDAY + timedelta(hours=1)

    def said(bundle: dict[str, Any]) -> None:
        without("DiagnosticReport", "issued")(bundle)
        for entry in bundle["entry"]:
            if entry["resource"]["resourceType"] == "Provenance":
                entry["resource"]["occurredDateTime"] = local(later)

    def by_the_envelope(bundle: dict[str, Any]) -> None:
        without("DiagnosticReport", "issued")(bundle)
        without("Provenance", "occurredDateTime")(bundle)
        bundle["timestamp"] = local(later + timedelta(hours=1))

    sent = [reading_of(observation_bundle(change=change)).sent_at for change in (None, said, by_the_envelope)]
    assert sent == [MONDAY, later, later + timedelta(hours=1)]


def test_a_correction_of_a_correction_is_of_the_first() -> None:
    found = reading_of(observation_bundle(THIRD, corrects=(FIRST, SECOND)))
    assert (found.message_id, found.first_id, found.activity) == (THIRD, FIRST, "modified-message")
    assert [(each.name, each.value) for each in found.results] == [
        ("C-reaktivt protein", "26 mg/L"),
        ("Glucose", "<6,8 mmol/L"),
    ]
    assert found.performer == Author("Anne Test", "sygeplejerske", "87654321")


def patient_is(*identifiers: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    def change(bundle: dict[str, Any]) -> None:
        for entry in bundle["entry"]:
            if entry["resource"]["resourceType"] == "Patient":
                entry["resource"]["identifier"] = list(identifiers)

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (None, None),
        (without("MessageHeader", "focus"), "hco.report_missing"),
        (without("DiagnosticReport", "result", "conclusion"), "hco.empty"),
        (without("DiagnosticReport", "result"), None),
        (without("DiagnosticReport", "conclusion"), None),
        (without("Patient", "identifier"), "hco.patient"),
        (patient_is({"system": CPR, "value": NANCY.cpr}), None),
        (patient_is({"system": CPR, "value": "3102479989"}), "hco.patient"),
        (patient_is({"system": "urn:oid:1.2", "value": NANCY.cpr}), "hco.patient"),
    ],
)
def test_what_it_must_say_to_be_taken_in(change: Callable[[dict[str, Any]], None] | None, code: str | None) -> None:
    found = [problem.code for problem in check(Message(observation_bundle(change=change)))]
    assert found == ([code] if code else [])
