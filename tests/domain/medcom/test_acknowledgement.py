"""Answers to messages, also to broken ones."""

from datetime import timedelta
from typing import Any

import pytest

from medcom.parsing.building.builder import seeded_ids
from medcom.parsing.checking.checker import check
from medcom.parsing.codes import MessageEventKind, ResponseCode
from medcom.parsing.envelope import MessageOrganization, read_envelope
from medcom.parsing.messages.acknowledgement import (
    CannotAcknowledge,
    build_acknowledgement,
    read_acknowledgement,
    response_code,
)
from medcom.parsing.problems.problem import Problem
from tests.domain.medcom.stays import HOME_CARE, MONDAY, STAYS, WARD
from tests.medcom.mutations import copy_of, encounter, header, own, party, resource, without

NOW = MONDAY + timedelta(minutes=1)
MISSING = Problem("hn.class_missing", "Bundle.entry[2].resource.class")
UNIT = MessageOrganization(sor="923071000016002", gln="5790002411113", name="Vores system")


def notification() -> dict[str, Any]:
    return copy_of(STAYS["inpatient"].bundles[0])


def answer(bundle: dict[str, Any], *problems: Problem, own: MessageOrganization | None = None) -> dict[str, Any]:
    return build_acknowledgement(
        read_envelope(bundle), code=response_code(problems), problems=problems, now=NOW, own=own, ids=seeded_ids(3)
    )


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        ((), ResponseCode.OK),
        (("hn.end_missing",), ResponseCode.OK),
        (("intake.duplicate",), ResponseCode.OK),
        (("hn.class_missing", "hn.end_missing"), ResponseCode.FATAL_ERROR),
        (("intake.receiver_unknown",), ResponseCode.FATAL_ERROR),
        (("intake.out_of_operation",), ResponseCode.TRANSIENT_ERROR),
        (("intake.out_of_operation", "hn.class_missing"), ResponseCode.FATAL_ERROR),
    ],
)
def test_response_code(codes: tuple[str, ...], wanted: ResponseCode) -> None:
    assert response_code([Problem(code) for code in codes]) is wanted


@pytest.mark.parametrize(
    "problems", [(), (MISSING,), (Problem("intake.out_of_operation"),), (Problem("hn.end_missing"),)]
)
def test_answer_is_clean(problems: tuple[Problem, ...]) -> None:
    assert check(answer(notification(), *problems)) == ()


def test_answer_goes_back_to_the_sender() -> None:
    found = read_acknowledgement(answer(notification()))
    assert found.sender is not None
    assert found.receiver is not None
    assert (found.sender.gln, found.receiver.gln) == (HOME_CARE.gln, WARD.gln)
    assert (found.code, found.issues, found.assembled_at) == (ResponseCode.OK, (), NOW)
    assert found.acknowledged_id == read_envelope(notification()).message_id


def test_the_answer_is_told_by_the_outcome_that_its_header_names() -> None:
    bundle = answer(notification(), MISSING)
    other = {"resourceType": "OperationOutcome", "id": "other", "issue": [{"severity": "warning", "code": "x"}]}
    bundle["entry"].insert(1, {"fullUrl": "OperationOutcome/other", "resource": other})
    assert [issue.severity for issue in read_acknowledgement(bundle).issues] == ["error"]


@pytest.mark.parametrize(
    ("issue", "text"),
    [
        ({"details": {"text": "Mangler"}, "diagnostics": "line 2"}, "Mangler"),
        ({"diagnostics": "line 2"}, "line 2"),
        ({}, None),
    ],
)
def test_a_reason_is_told_in_words_else_by_its_diagnostics(issue: dict[str, Any], text: str | None) -> None:
    bundle = answer(notification(), MISSING)
    resource(bundle, "OperationOutcome")["issue"] = [{"severity": "error", "code": "x", **issue}]
    assert [each.text for each in read_acknowledgement(bundle).issues] == [text]


def test_reasons_come_errors_first() -> None:
    bundle = answer(notification(), Problem("hn.end_missing"), MISSING)
    assert [issue.severity for issue in read_acknowledgement(bundle).issues] == ["error", "warning"]


def test_many_reasons_are_cut() -> None:
    assert len(read_acknowledgement(answer(notification(), *[MISSING] * 80)).issues) == 50


def test_same_ids_and_time_make_the_same_answer() -> None:
    assert answer(notification(), MISSING) == answer(notification(), MISSING)


def test_an_acknowledgement_is_known_as_one() -> None:
    envelope = read_envelope(answer(notification()))
    assert (envelope.event, envelope.answer_code) == (MessageEventKind.ACKNOWLEDGEMENT, "ok")


BROKEN = [
    lambda b: encounter(b).pop("class"),
    lambda b: without(b, "Encounter"),
    lambda b: without(b, "Provenance"),
    lambda b: own(b).pop("occurredDateTime"),
    lambda b: own(b)["activity"]["coding"][0].update(code="go-home"),
    lambda b: own(b).update(id="not allowed", recorded="2025"),
    lambda b: header(b).pop("eventCoding"),
    lambda b: b.pop("timestamp"),
    lambda b: b.pop("id"),
    lambda b: party(b, "176.1.1").update(system="urn:x"),
]


@pytest.mark.parametrize("change", BROKEN)
def test_a_broken_message_is_answered_all_the_same(change: Any) -> None:
    bundle = notification()
    change(bundle)
    made = answer(bundle, MISSING)
    assert check(made) == ()
    assert read_acknowledgement(made).acknowledged_id == read_envelope(notification()).message_id


def test_without_a_readable_receiver_the_own_organisation_answers() -> None:
    bundle = notification()
    header(bundle).pop("destination")
    found = read_acknowledgement(answer(bundle, MISSING, own=UNIT))
    assert found.sender is not None
    assert found.sender.gln == UNIT.gln


@pytest.mark.parametrize(
    "change",
    [
        lambda b: header(b).pop("id"),
        lambda b: header(b).update(id="not allowed"),
        lambda b: header(b).pop("sender"),
        lambda b: header(b).pop("destination"),
        lambda b: party(b, "gln").update(system="urn:x"),
        lambda b: b.update(entry=[]),
    ],
)
def test_without_id_sender_or_receiver_there_is_no_answer(change: Any) -> None:
    bundle = notification()
    change(bundle)
    with pytest.raises(CannotAcknowledge):
        answer(bundle, MISSING)


def test_a_refusal_needs_a_reason() -> None:
    with pytest.raises(CannotAcknowledge):
        build_acknowledgement(read_envelope(notification()), code=ResponseCode.FATAL_ERROR, now=NOW)


# SPEC A5: what an answer must be.
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda b: header(b).pop("response"), "ack.response_missing"),
        (lambda b: header(b)["response"].pop("identifier"), "ack.response_missing"),
        (lambda b: header(b)["response"].update(code="AA"), "ack.code_unknown"),
        (lambda b: without(b, "OperationOutcome"), "ack.outcome_missing"),
        (lambda b: b["entry"].pop(3), "ack.provenance_count"),
        (lambda b: own(b)["activity"]["coding"][0].update(code="new-message"), "ack.activity_missing"),
    ],
)
def test_a_wrong_answer_is_told(change: Any, code: str) -> None:
    bundle = answer(notification(), MISSING)
    change(bundle)
    assert code in {problem.code for problem in check(bundle)}
