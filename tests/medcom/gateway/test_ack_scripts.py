"""MedCom's TestScripts for whoever acknowledges, asked of our answers to the official notifications."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from medcom.parsing.checking.checker import check
from medcom.parsing.codes import ResponseCode
from medcom.parsing.envelope import read_envelope
from medcom.parsing.fhir.decode import decode, encode_xml
from medcom.parsing.messages.acknowledgement import build_acknowledgement, read_acknowledgement, response_code
from medcom.parsing.problems.problem import Problem
from tests.medcom.gateway.test_builder_scripts import failed
from tests.medcom.official import ACKNOWLEDGEMENTS, BROKEN, EMPTY_MESSAGE, NOTIFICATIONS, each, load
from tests.medcom.oracles import base_fault, broken_invariants

NOW = datetime(2023, 3, 1, 12, tzinfo=UTC)
REASONS = {
    ResponseCode.OK: (),
    ResponseCode.FATAL_ERROR: (Problem("hn.class_missing", "Bundle.entry[2].resource.class"),),
    ResponseCode.TRANSIENT_ERROR: (Problem("intake.out_of_operation"),),
}


def answer(bundle: dict[str, Any], code: ResponseCode) -> dict[str, Any]:
    return build_acknowledgement(read_envelope(bundle), code=code, problems=REASONS[code], now=NOW)


@each("testscripts/acknowledgement-2.0.0/TestScript-acknowledgement-send-*.json")
def test_answer_fulfils_the_script(path: Path | None, medcom_dir: Path) -> None:
    script = load(path)
    stin = load(next(medcom_dir.glob("examples/fhir/hospitalnotificationtest*/Bundle-a5e5b880*.json")))
    variables = dict.fromkeys(["messageHeaderid-STIN", "messageHeaderid-STIN2"], stin["entry"][0]["fullUrl"])
    for test in script["test"]:
        claims = [action["assert"] for action in test["action"] if "expression" in action.get("assert", {})]
        code = next((code for code in ResponseCode if f" {code} " in test["name"] and claims), None)
        if code is not None:
            bundle = answer(stin, code)
            # That two answers have different envelopes is asked below.
            asked = [claim for claim in claims if not claim["expression"].startswith("'${bundle")]
            assert [claim["expression"] for claim in asked if failed(bundle, claim, variables)] == []


def test_the_answer_to_a_resend_has_an_envelope_of_its_own(medcom_dir: Path) -> None:
    stin = load(next(medcom_dir.glob("examples/fhir/hospitalnotificationtest*/Bundle-a5e5b880*.json")))
    assert answer(stin, ResponseCode.OK)["id"] != answer(stin, ResponseCode.OK)["id"]


@pytest.mark.parametrize("code", ResponseCode)
@each(NOTIFICATIONS, "examples/fhir/carecommunication*/Bundle-*.json")
def test_judges_agree_about_the_answer(path: Path | None, code: ResponseCode, medcom_dir: Path) -> None:
    bundle = answer(load(path), code)
    assert check(bundle) == ()
    assert base_fault(bundle) == ""
    assert broken_invariants(bundle, medcom_dir / "definitions", "acknowledgement-message") == []
    assert decode(encode_xml(bundle)) == bundle


@each(f"examples/fhir/*/Bundle-{BROKEN}.json")
def test_the_broken_message_is_refused_with_its_reasons(path: Path | None) -> None:
    bundle = load(path)
    problems = check(bundle)
    code = response_code(problems)
    found = read_acknowledgement(build_acknowledgement(read_envelope(bundle), code=code, problems=problems, now=NOW))
    assert found.code is ResponseCode.FATAL_ERROR
    assert found.acknowledged_id == bundle["entry"][0]["resource"]["id"]
    assert [issue.code for issue in found.issues] == ["MSG_BAD_SYNTAX", "MSG_BAD_SYNTAX"]


@each(*ACKNOWLEDGEMENTS)
def test_official_acknowledgement_is_read(path: Path | None) -> None:
    found = read_acknowledgement(load(path))
    if path is not None and EMPTY_MESSAGE in path.stem:
        assert found.code is None
        return
    assert found.code is not None
    assert found.acknowledged_id
    assert bool(found.issues) == (found.code is not ResponseCode.OK)
