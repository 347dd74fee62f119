"""What MedCom's TestScripts require of a receiver: of notifications in every sequence, and of the answers it sends."""

from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from journeys.models import Journey
from medcom.actions import intake
from medcom.actions.gateways import create_gateway
from medcom.domain.formats import Format, encode
from medcom.domain.states import MessageState
from medcom.models import InboundMessage
from medcom.parsing.fhir.decode import decode
from tests.medcom.gateway.test_builder_scripts import failed, play, short_names
from tests.medcom.gateway.test_gateway import acknowledged, post
from tests.medcom.mutations import encounter
from tests.medcom.official import each, load
from tests.medcom.world import deliver_all, make_world

pytestmark = pytest.mark.django_db

# Messages of a receive script → the journey's status after the last one.
RECEIVED = {
    "STAA": "acute_ambulatory",
    "STIN": "admitted",
    "MORS": "deceased",
    "STAA RE-STAA": "acute_ambulatory",
    "STAA AN-STAA": "cancelled",
    "STAA SLHJ": "discharged",
    "STAA SLHJ RE-SLHJ": "discharged",
    "STAA SLHJ AN-SLHJ": "acute_ambulatory",
    "STAA MORS": "deceased",
    "STAA MORS RE-MORS": "deceased",
    "STAA MORS AN-MORS": "acute_ambulatory",
    "STAA STIN SLHJ": "discharged",
    "STIN STIN2": "admitted",
    "STIN RE-STIN": "admitted",
    "STIN RE-STIN AN-STIN": "cancelled",
    "STIN AN-STIN": "cancelled",
    "STIN SLHJ": "discharged",
    "STIN SLHJ RE-SLHJ": "discharged",
    "STIN SLHJ AN-SLHJ": "admitted",
    "STIN STOR": "on_leave",
    "STIN STOR RE-STOR": "on_leave",
    "STIN STOR AN-STOR": "admitted",
    "STIN STOR SLHJ": "discharged",
    "STIN STOR SLOR": "admitted",
    "STIN STOR SLOR RE-SLOR": "admitted",
    "STIN STOR SLOR AN-SLOR": "on_leave",
    "STIN STOR SLOR SLHJ": "discharged",
    "STIN STOR SLOR MORS": "deceased",
    "STIN STOR SLOR STOR2 SLOR2": "admitted",
    "STIN MORS": "deceased",
    "STIN MORS RE-MORS": "deceased",
    "STIN MORS AN-MORS": "admitted",
    "STIN STOR MORS": "deceased",
    "STIN STOR MORS RE-MORS": "deceased",
    "STIN STOR MORS AN-MORS": "on_leave",
    "MORS RE-MORS": "deceased",
    "MORS AN-MORS": "admitted",
}
# PF-receive-tec-03: the discharge comes before the admission that it ends.
OUT_OF_ORDER = "STAA SLHJ STIN"


@pytest.mark.parametrize(("names", "status"), RECEIVED.items(), ids=RECEIVED)
def test_a_sequence_leaves_one_journey_in_its_state(names: str, status: str) -> None:
    make_world()
    assert set(deliver_all(play(names.split()))) == {MessageState.ACCEPTED}
    assert Journey.objects.current().get().status == status


def test_a_late_admission_is_history_and_the_citizen_stays_discharged() -> None:
    make_world()
    acute, inpatient, discharge = play(["STAA", "STIN", "SLHJ"])
    deliver_all([acute, discharge])
    before = Journey.objects.current().get()
    deliver_all([inpatient])
    after = Journey.objects.current().get()
    assert (before.status, after.status) == ("discharged", "discharged")
    assert after.admitted_at is not None


@each("testscripts/hospitalnotification-3.0.1/*receive-*.json")
def test_every_official_sequence_is_in_the_table(path: Path | None) -> None:
    assert " ".join(short_names(load(path))) in {*RECEIVED, OUT_OF_ORDER}


# --- The answers -------------------------------------------------------------------------------------------------


def _gone(*_args: Any, **_kwargs: Any) -> Any:
    raise OperationalError("the database is away")


def answers(kinds: list[str], monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the gateway answers to an admission and its resend, where each must be answered in the named way."""
    make_world()
    token = create_gateway("Regionen", now=timezone.now(), all_senders=True)[1]
    (first,) = play(["STIN"])
    if "fatal-error" in kinds:
        del encounter(first)["class"]
    second = {**first, "id": "11111111-2222-4333-8444-555555555555", "timestamp": "2024-02-29T12:00:00+01:00"}
    found = []
    for bundle, kind in zip([first, second], kinds, strict=False):
        with monkeypatch.context() as patch:
            if kind == "transient-error":
                patch.setattr(intake, "note", _gone)
            response = post(token, encode(bundle, Format.XML), Format.XML.value)
        assert acknowledged(response)[0] == kind
        found.append(decode(response.content, response["Content-Type"]))
    return found


@pytest.mark.parametrize(
    "kinds", [["ok", "ok"], ["fatal-error", "fatal-error"], ["transient-error", "ok"]], ids=" then ".join
)
def test_a_resend_is_answered_anew(kinds: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = answers(kinds, monkeypatch)
    assert first["id"] != second["id"]
    assert InboundMessage.objects.count() == 2


@each("testscripts/acknowledgement-2.0.0/*-send-*.json")
def test_answers_fulfil_the_script(path: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    script = load(path)
    tests = [test for test in script["test"] if test["name"].startswith("Create")]
    kinds = [next(kind for kind in ("transient-error", "fatal-error", "ok") if kind in test["name"]) for test in tests]
    message_id = play(["STIN"])[0]["entry"][0]["resource"]["id"]
    reference = f"MessageHeader/{message_id}"
    variables = {"messageHeaderid-STIN": reference, "messageHeaderid-STIN2": reference}
    for test, bundle in zip(tests, answers(kinds, monkeypatch), strict=True):
        claims = [action["assert"] for action in test["action"] if "expression" in action.get("assert", {})]
        asked = [claim for claim in claims if "${bundle" not in claim["expression"]]
        assert asked
        assert [claim["expression"] for claim in asked if failed(bundle, claim, variables)] == []
