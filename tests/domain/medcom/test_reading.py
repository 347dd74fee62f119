"""Bytes to a notification or to problems, also where their form is broken (DESIGN §4; M13)."""

import json
from typing import Any

import pytest

from medcom.domain.reading import read
from medcom.domain.states import MessageState
from medcom.parsing.building.builder import seeded_ids
from medcom.parsing.codes import ResponseCode
from medcom.parsing.envelope import read_envelope
from medcom.parsing.messages.acknowledgement import build_acknowledgement
from tests.domain.medcom.stays import MONDAY, STAYS
from tests.medcom.mutations import copy_of, encounter, header

BUNDLE = STAYS["inpatient"].bundles[0]
ANSWER = build_acknowledgement(read_envelope(BUNDLE), code=ResponseCode.OK, now=MONDAY, ids=seeded_ids(3))


def body(bundle: dict[str, Any]) -> bytes:
    return json.dumps(bundle).encode()


def broken(bundle: dict[str, Any]) -> bytes:
    """With a name that stands twice."""
    return body(bundle).replace(b'{"resourceType": "Bundle"', b'{"resourceType": "Bundle", "resourceType": "Bundle"', 1)


@pytest.mark.parametrize(("bundle", "state"), [(BUNDLE, MessageState.REJECTED), (ANSWER, MessageState.ACKNOWLEDGEMENT)])
def test_m13_a_message_of_a_broken_form_is_refused_by_name(bundle: dict[str, Any], state: MessageState) -> None:
    found = read(broken(bundle))
    assert (found.state, found.flawed, found.problems[0].code) == (state, True, "unreadable.json_duplicate")
    assert found.envelope is not None
    assert found.envelope.message_id == header(bundle)["id"]


def test_m13_a_broken_form_without_an_id_is_unreadable() -> None:
    bundle = copy_of(BUNDLE)
    header(bundle).pop("id")
    assert read(broken(bundle)).state is MessageState.UNREADABLE


def _refused(**renewed: Any) -> dict[str, Any]:
    bundle = copy_of(BUNDLE) | renewed
    encounter(bundle).pop("class")
    return bundle


def test_a5_a_resend_of_what_is_refused_has_its_identity_and_another_content_has_not() -> None:
    first, again = read(body(_refused())), read(body(_refused(id="another", timestamp="2025-03-04T09:00:00+01:00")))
    other = _refused()
    encounter(other)["status"] = "finished"
    assert first.state is MessageState.REJECTED
    assert first.identity == again.identity != read(body(other)).identity


def test_an_accepted_message_tells_who_sent_it() -> None:
    found = read(body(BUNDLE))
    assert found.state is MessageState.RECEIVED
    assert found.envelope is not None
    assert found.envelope.message_id == header(BUNDLE)["id"]
