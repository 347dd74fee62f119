"""The gateway's door: statuses, formats, and answers that pass the checker whatever came in (DESIGN §4, §8)."""

import copy
import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import Error as DatabaseFailure
from django.db import OperationalError
from django.http.request import UnreadablePostError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medcom import api
from medcom.actions.gateways import ensure_demo_gateway, gateway_with_token, renew_token
from medcom.domain.formats import Format, encode, format_of
from medcom.domain.states import MessageState
from medcom.models import Gateway, InboundMessage
from medcom.parsing.checking.checker import check
from medcom.parsing.codes import ResponseCode
from medcom.parsing.envelope import read_envelope
from medcom.parsing.fhir.decode import decode
from medcom.parsing.messages.acknowledgement import build_acknowledgement
from medcom.parsing.problems.problem import refused
from tests.actors import make_actors
from tests.medcom.gateway.test_builder_scripts import play
from tests.medcom.world import NOW

pytestmark = pytest.mark.django_db
URL = "/api/v1/medcom/messages/"


def post(token: str, body: bytes, content_type: str = "application/fhir+json", **headers: str) -> Any:
    known = {"authorization": f"Bearer {token}", **headers}
    return Client().post(URL, body, content_type=content_type, headers=known)


def acknowledged(response: Any) -> tuple[str, set[str]]:
    """Code of the answer and its detail codes, after the checker has found nothing wrong with it."""
    bundle = decode(response.content, response["Content-Type"])
    assert check(bundle) == ()
    resources = [entry["resource"] for entry in bundle["entry"]]
    details = {
        issue["details"]["coding"][0]["code"]
        for resource in resources
        if resource["resourceType"] == "OperationOutcome"
        for issue in resource["issue"]
    }
    return resources[0]["response"]["code"], details


@pytest.mark.parametrize(
    ("content_type", "form"),
    [
        ("application/fhir+json", Format.JSON),
        ("application/json; charset=utf-8", Format.JSON),
        ("application/fhir+xml", Format.XML),
        ("application/xml", Format.XML),
        ("text/xml", Format.XML),
    ],
)
def test_a_notification_is_answered_in_its_own_format(
    token: str, bundle: dict[str, Any], content_type: str, form: Format
) -> None:
    response = post(token, encode(bundle, form), content_type)
    assert response.status_code == 200
    assert response["Content-Type"].startswith(form.value)
    assert acknowledged(response) == ("ok", set())
    assert InboundMessage.objects.get().state_value is MessageState.ACCEPTED


def test_accept_decides_the_format_of_the_answer(token: str, bundle: dict[str, Any]) -> None:
    response = post(token, encode(bundle, Format.JSON), accept="application/fhir+xml")
    assert response["Content-Type"].startswith(Format.XML.value)
    assert acknowledged(response)[0] == "ok"


def test_a_type_that_is_not_ours_has_no_format() -> None:
    assert format_of("text/plain") is None


@pytest.mark.parametrize("authorization", ["", "Basic abc", "Bearer", "Bearer nothing"])
def test_without_a_token_nothing_is_taken(authorization: str) -> None:
    response = Client().post(URL, b"{}", content_type="application/json", headers={"authorization": authorization})
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response["Content-Type"] == "application/problem+json"
    assert not InboundMessage.objects.exists()


def test_a_gateway_that_was_switched_off_is_a_stranger(token: str) -> None:
    Gateway.objects.update(active=False)
    assert post(token, b"{}").status_code == 401


def test_a_renewed_token_replaces_the_old_one(token: str) -> None:
    renewed = renew_token(Gateway.objects.get())
    assert gateway_with_token(token, now=NOW) is None
    assert gateway_with_token(renewed, now=NOW) is not None


@pytest.mark.parametrize(("demo", "works"), [(True, True), (False, False)])
def test_the_demo_token_opens_the_door_of_a_demo_only(settings: Any, demo: bool, works: bool) -> None:
    settings.DEMO, settings.MEDCOM_DEMO_TOKEN = demo, "demo-gateway"
    assert (gateway_with_token("demo-gateway", now=NOW) is not None) is works
    assert (ensure_demo_gateway(now=NOW) is not None) is works


def test_only_posting_is_possible() -> None:
    assert Client().get(URL).status_code == 405


def test_the_gateway_is_heard_from(token: str, bundle: dict[str, Any]) -> None:
    before = timezone.now()
    post(token, encode(bundle, Format.JSON))
    heard = Gateway.objects.get().last_message_at
    assert heard is not None
    assert heard - before < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b" ", 400, "unreadable.empty"),
        (b"{", 400, "unreadable.json"),
        (b"<a/>", 400, "unreadable.content_type"),
        (b'{"resourceType":"Patient"}', 400, "message.not_a_bundle"),
        (b'{"resourceType":"Bundle","type":"message"}', 422, "header.missing"),
    ],
)
def test_what_is_no_message_is_stored_and_gets_a_problem_document(
    token: str, body: bytes, status: int, code: str
) -> None:
    response = post(token, body)
    found = response.json()
    assert (response.status_code, found["status"], found["code"]) == (status, status, code)
    assert response["Content-Type"] == "application/problem+json"
    assert bytes(InboundMessage.objects.get(pk=found["message"]).body) == body


def test_the_old_format_is_named_as_such(token: str) -> None:
    body = b'<Emessage xmlns="urn:oio:medcom:municipality:1.0.3"/>'
    response = post(token, body, "application/xml")
    assert (response.status_code, response.json()["code"]) == (422, "unreadable.old_format")
    assert InboundMessage.objects.get().state_value is MessageState.UNSUPPORTED


def test_a_problem_is_told_in_the_callers_language(token: str) -> None:
    danish, english = post(token, b" "), post(token, b" ", **{"accept-language": "en"})
    assert danish.json()["detail"] == "Der er intet indhold"
    assert english.json()["detail"] == "There is no content"


def test_a_type_that_is_not_ours_is_kept_and_refused(token: str) -> None:
    response = post(token, b"hello", "text/plain")
    assert response.status_code == 415
    assert bytes(InboundMessage.objects.get().body) == b"hello"


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_beyond_the_limit_is_refused(token: str, monkeypatch: Any, announced: bool) -> None:
    monkeypatch.setattr(api, "MAX_BYTES", 10)
    if not announced:
        monkeypatch.setattr(api, "_announced", lambda request: 0)
    response = post(token, b'{"a": "01234567890"}')
    assert response.status_code == 413
    assert InboundMessage.objects.get().size == 0


def test_an_acknowledgement_is_never_acknowledged(token: str, bundle: dict[str, Any]) -> None:
    answer = build_acknowledgement(read_envelope(bundle), code=ResponseCode.OK, now=NOW)
    response = post(token, encode(answer, Format.JSON))
    assert (response.status_code, response.content) == (202, b"")
    assert InboundMessage.objects.get().state_value is MessageState.ACKNOWLEDGEMENT


@pytest.mark.parametrize("code", ["empty-message", "something-else"])
def test_other_types_are_stored_and_refused(token: str, bundle: dict[str, Any], code: str) -> None:
    bundle["entry"][0]["resource"]["eventCoding"]["code"] = code
    response = post(token, encode(bundle, Format.JSON))
    assert response.status_code == 200
    assert acknowledged(response) == ("fatal-error", {"MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE"})
    assert InboundMessage.objects.get().state_value is MessageState.UNSUPPORTED


def test_a_message_without_receiver_is_answered_by_ourselves(token: str, bundle: dict[str, Any]) -> None:
    del bundle["entry"][0]["resource"]["destination"]
    response = post(token, encode(bundle, Format.JSON))
    code, details = acknowledged(response)
    assert code == "fatal-error"
    assert "MSG_Receiver_Identifier_MISSING" in details


def test_where_nobody_can_answer_there_is_a_problem_document(token: str, bundle: dict[str, Any], settings: Any) -> None:
    settings.MEDCOM_OWN_SOR = ""
    del bundle["entry"][0]["resource"]["destination"]
    assert post(token, encode(bundle, Format.JSON)).status_code == 422


def test_a_sender_with_an_ill_formed_number_is_answered_under_the_one_we_know(
    token: str, bundle: dict[str, Any]
) -> None:
    sender = bundle["entry"][0]["resource"]["sender"]["reference"].split("/")[1]
    for entry in bundle["entry"]:
        if entry["resource"]["id"] == sender:
            gln = next(i for i in entry["resource"]["identifier"] if "gln" in i["system"])
            gln["value"] = "5790000209355"
    assert acknowledged(post(token, encode(bundle, Format.JSON))) == ("fatal-error", {"MSG_BAD_FORMAT"})


def test_a_database_that_cannot_store_asks_to_come_back(token: str, bundle: dict[str, Any], monkeypatch: Any) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseFailure

    monkeypatch.setattr(api, "store", broken)
    response = post(token, encode(bundle, Format.JSON))
    assert response.status_code == 503
    assert response["Retry-After"] == "60"


def test_a_sender_who_hangs_up_in_the_middle(token: str, monkeypatch: Any) -> None:
    def cut(_request: Any) -> bytes:
        raise UnreadablePostError

    monkeypatch.setattr(api, "_body", cut)
    response = post(token, b"{}")
    assert (response.status_code, response.json()["code"]) == (400, "message.cut_short")


def test_a_failure_that_cannot_be_acknowledged_asks_to_come_back(
    token: str, bundle: dict[str, Any], monkeypatch: Any
) -> None:
    monkeypatch.setattr("medcom.actions.intake._settle", _no_database)
    monkeypatch.setattr("medcom.actions.failures.answer_to", _no_database)
    response = post(token, encode(bundle, Format.JSON))
    assert (response.status_code, response.json()["code"]) == (503, "intake.out_of_operation")


def test_m03_an_error_of_ours_that_cannot_be_acknowledged_is_no_reason_to_come_back(
    token: str, bundle: dict[str, Any], monkeypatch: Any
) -> None:
    monkeypatch.setattr("medcom.actions.intake._settle", lambda *args: 1 / 0)
    monkeypatch.setattr("medcom.actions.failures.answer_to", _no_database)
    response = post(token, encode(bundle, Format.JSON))
    assert (response.status_code, response.json()["code"]) == (422, "intake.failed")


def _no_database(*_args: Any, **_kwargs: Any) -> None:
    raise OperationalError


# --- Gateways for the administrator ----------------------------------------------------------------------------------


def test_the_command_makes_a_gateway_and_renews_its_token() -> None:
    tokens = []
    for _ in range(2):
        out = StringIO()
        call_command("medcom_gateway", "Regionen", "--for-all", "--silent-after", "0", stdout=out)
        tokens.append(out.getvalue().strip())
    assert gateway_with_token(tokens[0], now=NOW) is None
    found = gateway_with_token(tokens[1], now=NOW)
    assert found is not None
    assert (found.name, found.silent_after_minutes) == ("Regionen", None)


def test_the_administrator_makes_a_gateway_and_sees_its_token_once() -> None:
    client = Client()
    client.force_login(make_actors().administrator)
    added = client.post(
        reverse("admin:medcom_gateway_add"),
        {"name": "Regionen", "active": "on", "silent_after_minutes": "30"},
        follow=True,
    )
    first = Gateway.objects.get().token_hash
    # D24: a token travels in no cookie; a stranger's browser would keep it.
    assert set(client.cookies) <= {"sessionid", "csrftoken"}
    assert "Den vises kun nu." in added.content.decode()
    action = {"action": "give_token", "_selected_action": [Gateway.objects.get().pk]}
    renewed = client.post(reverse("admin:medcom_gateway_changelist"), action, follow=True)
    assert "Den vises kun nu." in renewed.content.decode()
    assert Gateway.objects.get().token_hash != first
    change = reverse("admin:medcom_gateway_change", args=[Gateway.objects.get().pk])
    client.post(change, {"name": "Region Midtjylland", "active": "on"})
    assert Gateway.objects.get().name == "Region Midtjylland"


# --- Whatever comes in -----------------------------------------------------------------------------------------------

SOUND = [bundle for names in (["STIN", "STOR", "SLOR"], ["STAA", "SLHJ"], ["MORS"]) for bundle in play(names)]
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", "x", 0, True, [], {}, [None], [{}], {"a": []}, "2024-01-01", "MessageHeader/1"]
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every slot of a JSON document, as its container and key."""
    found: list[tuple[Any, Any]] = []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found += [(value, key), *_places(item)]
    return found


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """A sound notification with one to four slots removed or filled with something else."""
    bundle: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(SOUND)))
    for _ in range(draw(st.integers(1, 4))):
        container, key = draw(st.sampled_from(_places(bundle)))
        if draw(st.booleans()):
            # A copy: what is put in may be damaged in its turn.
            container[key] = copy.deepcopy(draw(JUNK))
        else:
            container.pop(key)
        if not _places(bundle):
            break
    return bundle


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(bundle=damaged(), form=st.sampled_from(Format))
def test_every_answer_to_a_damaged_message_is_sound(token: str, bundle: dict[str, Any], form: Format) -> None:
    try:
        body = encode(bundle, form)
    except Exception:
        # Not every damaged document can be written as XML.
        body = json.dumps(bundle).encode()
        form = Format.JSON
    response = post(token, body, form.value)
    assert response.status_code in (200, 202, 400, 422)
    if response.status_code == 200:
        assert not refused(check(decode(response.content, response["Content-Type"])))


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    body=st.binary(min_size=1, max_size=300),
    content_type=st.sampled_from(["application/fhir+json", "application/fhir+xml"]),
)
def test_any_bytes_get_a_problem_document(token: str, body: bytes, content_type: str) -> None:
    response = post(token, body, content_type)
    assert response.status_code in (400, 422)
    assert response.json()["status"] == response.status_code
