"""What programs and pages may send: whatever its shape, an answer in words, and nothing stored that cannot be shown."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.forms.acting.planning.beginning import BEGINNING_BY_NAME
from desk.forms.acting.table import BY_NAME
from journeys.actions.events import NewEvent, record_event
from journeys.actions.refusals import Refused
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.models import User
from organisations.selectors.permissions import can
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors, hours_ago=50)


def send(client: Client, journey: Journey, name: str, body: Any, **headers: str) -> Any:
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(
        f"/api/v1/journeys/{journey.pk}/acts/{name}/", data, content_type="application/json", headers=headers
    )


def assert_shown(client: Client, journey: Journey) -> None:
    """The journey is there for everybody."""
    for address in ("/forloeb/{}/", "/api/v1/journeys/{}/", "/api/v1/journeys/{}/events/"):
        assert client.get(address.format(journey.pk)).status_code == 200


BODIES = [
    pytest.param("[]", id="B11-list"),
    pytest.param('"tekst"', id="B11-string"),
    pytest.param("1", id="B11-number"),
    pytest.param("true", id="B11-true"),
    pytest.param("null", id="B11-null"),
    pytest.param("[" * 100_000 + "]" * 100_000, id="B11-100000-lists"),
    pytest.param('{"text":' * 2000 + "1" + "}" * 2000, id="D21-2000-objects"),
    pytest.param('{"text": "\\ud83d"}', id="B09-half-emoji"),
    pytest.param('{"text": "a\\u0000b"}', id="D21-NUL"),
    pytest.param('{"text": {"a": 1}}', id="B11-text-as-object"),
    pytest.param('{"text": ["a"]}', id="B11-text-as-list"),
    pytest.param('{"text": true}', id="B11-text-as-true"),
    pytest.param('{"text": 7}', id="B11-text-as-number"),
    pytest.param('{"text": NaN}', id="D21-NaN"),
    pytest.param('{"text": "ok", "version": ' + "9" * 5000 + "}", id="D21-version"),
    pytest.param(b'{"text": "\xff"}', id="D21-bytes"),
    pytest.param('{"text": "' + "x" * 300_000 + '"}', id="D21-large"),
    pytest.param('{"text": "Ring til 201145-1234"}', id="u2-cpr"),
]


@pytest.mark.parametrize("body", BODIES)
def test_an_odd_body_is_a_400_with_a_sentence(journey: Journey, actors: Actors, as_user: AsUser, body: Any) -> None:
    client = as_user(actors.nurse)
    response = send(client, journey, "note", body)
    assert (response.status_code, response["content-type"]) == (400, "application/problem+json")
    assert response.json()["detail"]
    assert not JourneyEvent.objects.filter(kind="note_written").exists()
    assert_shown(client, journey)


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b"])
def test_r1_17_what_cannot_be_shown_has_one_sentence(
    journey: Journey, actors: Actors, as_user: AsUser, text: str
) -> None:
    shown = as_user(actors.nurse).post(f"/forloeb/{journey.pk}/handling/note/", {"text": text})
    assert shown.status_code == 422
    assert "Teksten indeholder tegn, der ikke kan vises. Skriv den igen uden dem." in shown.content.decode()


TIMES = [
    pytest.param(value, id=f"B08-{number}")
    for number, value in enumerate(
        ["9999-12-31T23:59:00-12:00", "0001-01-01T00:00:00+14:00", "0026-11-24T10:00", {"a": 1}, ["x"], 5, True, ""]
    )
]


@pytest.mark.parametrize("at", TIMES)
@pytest.mark.parametrize(
    "name", ["propose-discharge-time", "barrier", "ready", "discharged", "died", "resume-treatment"]
)
def test_an_odd_time_is_a_400(journey: Journey, actors: Actors, as_user: AsUser, name: str, at: Any) -> None:
    client = as_user(actors.nurse)
    said = {"at": at, "due_at": at, "occurred_at": at, "text": "fordi", "on": at}
    assert send(client, journey, name, said).status_code in (400, 403)
    assert_shown(client, journey)


@pytest.mark.parametrize("match", ["9" * 4500, "abc", "1.5", "-1", "²"])
def test_d21_if_match_is_a_number_or_refused(journey: Journey, actors: Actors, as_user: AsUser, match: str) -> None:
    response = send(as_user(actors.nurse), journey, "note", {"text": "a"}, **{"If-Match": match})
    assert (response.status_code, response.json()["code"]) == (400, "act.version_not_a_number")


def test_d21_affiliations_take_a_long_key(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    body = {"community_nursing": True, "elder_care": True, "valid_from": timezone.localdate().isoformat()}
    response = send(as_user(actors.assessor), journey, "affiliations", body, **{"Idempotency-Key": "k" * 67})
    assert response.status_code == 200
    assert all(len(ref) <= 100 for ref in JourneyEvent.objects.values_list("source_ref", flat=True))


def test_b22_two_long_keys_are_two_acts(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    for end in ("-eleven", "-twelve"):
        assert send(client, journey, "note", {"text": end}, **{"Idempotency-Key": "k" * 60 + end}).status_code == 200
    assert JourneyEvent.objects.filter(kind="note_written").count() == 2


@pytest.mark.parametrize("key", ["k" * 256, "ø", "a\x00b"])
def test_b22_what_is_no_key_is_refused(journey: Journey, actors: Actors, as_user: AsUser, key: str) -> None:
    response = send(as_user(actors.nurse), journey, "note", {"text": "a"}, **{"Idempotency-Key": key})
    assert (response.status_code, response.json()["code"]) == (400, "act.key_not_a_key")


@pytest.mark.parametrize("key", ["k" * 5000, "a\x00b"])
def test_d21_the_list_takes_no_odd_key(journey: Journey, actors: Actors, as_user: AsUser, key: str) -> None:
    assert as_user(actors.assessor).post(f"/raekke/{journey.pk}/kvitter/", {"key": key}).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/betaling/?maaned=0001-01",
        "/betaling/?maaned=9999-12",
        "/betaling.csv?maaned=9999-12",
        "/praksis/{}/ansvar/?tid=0001-01-01T00:00",
        "/praksis/{}/ansvar/?tid=9999-12-31T23:59",
        "/api/v1/journeys/{}/responsibility/?at=0001-01-01T00:00:00%2B14:00",
        "/api/v1/journeys/{}/responsibility/?at=9999-12-31T23:59:00-12:00",
        "/api/v1/journeys/?updated_since=0001-01-01T00:00:00%2B14:00",
        "/api/v1/journeys/?cursor=cD1hYmM%3D",
        "/api/v1/journeys/{}/events/?cursor=cD1hYmM%3D",
        "/api/v1/tasks/?cursor=cD0wMDAxLTAxLTAx",
        "/afdeling/?side=" + "9" * 5000,
        "/forloeb/{}/?fra=" + "9" * 5000,
    ],
)
def test_d21_an_odd_address_is_answered(journey: Journey, actors: Actors, as_user: AsUser, address: str) -> None:
    assert as_user(actors.nurse).get(address.format(journey.pk)).status_code < 500


@pytest.mark.parametrize("text", ["a\x00b", "x " * 100_000, "í\xa0½"])
def test_b10_a_search_takes_any_text(actors: Actors, as_user: AsUser, text: str) -> None:
    assert as_user(actors.nurse).post("/soeg/", {"q": text}).status_code in (200, 422)


def test_d21_another_unit_with_5000_figures_is_nobody(actors: Actors, as_user: AsUser) -> None:
    assert as_user(actors.nurse).post("/enhed/", {"membership": "9" * 5000}).status_code == 404


def test_b10_a_waiting_reason_is_text_too(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    at = timezone.localtime().isoformat()
    for text in ("a\x00b", {"a": 1}, "Ring 201145-1234"):
        reasons = [{"reason": "other", "text": text, "primary": True}]
        response = send(as_user(actors.nurse), journey, "ready", {"at": at, "reasons": reasons})
        assert response.status_code == 400


def test_b09_the_book_has_one_door(journey: Journey) -> None:
    for payload in ({"text": "\ud83d"}, {"text": "\x00"}, {"at": "9999-12-31T23:59:00-12:00"}):
        new = NewEvent(kind=EventKind.NOTE_WRITTEN, occurred_at=timezone.now(), anchor=journey.pk, payload=payload)
        with pytest.raises(Refused):
            record_event(journey.citizen_id, new, now=timezone.now())
    far = NewEvent(kind=EventKind.NOTE_WRITTEN, occurred_at=timezone.now() + timedelta(days=90_000), anchor=journey.pk)
    with pytest.raises(Refused):
        record_event(journey.citizen_id, far, now=timezone.now())


def test_u2_a_note_with_a_cpr_number_is_kept_from_the_book(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    url = f"/forloeb/{journey.pk}/handling/note/"
    response = as_user(actors.nurse).post(url, {"text": "Se også 201145 1234"})
    assert response.status_code == 422
    assert "ligner et CPR-nummer" in response.content.decode()
    assert "Se også 201145 1234" in response.content.decode()


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(max_size=12)
    | st.sampled_from(["\ud83d", "a\x00", "yes", "9999-12-31T23:59:00-12:00", "0001-01-01", "2026-11-24T10:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("name", sorted(BY_NAME))
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_body_of_any_act_is_a_500(
    journey: Journey, actors: Actors, as_user: AsUser, name: str, data: st.DataObject
) -> None:
    spec = BY_NAME[name]
    who = next(user for user in actors.everyone().values() if _may(user, spec.form.permission))
    client = as_user(who)
    fields = sorted(spec.form.base_fields)
    body = data.draw(st.dictionaries(st.sampled_from(fields), VALUES, max_size=len(fields)) | VALUES)
    client.raise_request_exception = False
    assert send(client, journey, name, json.dumps(body)).status_code < 500
    assert as_user(actors.nurse).get(f"/forloeb/{journey.pk}/").status_code == 200


@pytest.mark.parametrize("name", sorted(BEGINNING_BY_NAME))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_body_that_begins_a_journey_is_a_500(
    actors: Actors, as_user: AsUser, name: str, data: st.DataObject
) -> None:
    fields = sorted(BEGINNING_BY_NAME[name].form.base_fields)
    body = data.draw(st.dictionaries(st.sampled_from(fields), VALUES, max_size=len(fields)) | VALUES)
    client = as_user(actors.nurse)
    client.raise_request_exception = False
    url = f"/api/v1/journeys/begin/{name}/"
    assert client.post(url, json.dumps(body), content_type="application/json").status_code < 500


def _may(user: User, permission: Any) -> bool:
    return can(user, permission)


@pytest.mark.parametrize("path", ["/api/v1/journeys/begin/planned/", "/forloeb/nyt/planlagt/"])
def test_r3b_a_body_larger_than_any_form_is_answered(
    path: str, actors: Actors, as_user: AsUser, caplog: pytest.LogCaptureFixture
) -> None:
    client = as_user(actors.nurse)
    client.raise_request_exception = False
    for kind in ("application/json", "application/x-www-form-urlencoded"):
        answer = client.post(path, "x=" + "a" * 2_700_000, content_type=kind)
        assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")
        assert answer.json()["code"] == "body.too_large"
    assert not [record for record in caplog.records if record.exc_info]


def test_a_form_in_letters_that_nobody_reads_is_answered(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever asks, at every door: also the page that says what went wrong would ask for the form again."""
    client = Client(raise_request_exception=False)
    for path in ("/svar/", "/paaroerende/", "/implementering/ny/", "/api/v1/relative/", "/api/v1/plans/"):
        answer = client.post(path, b"code=x", content_type="application/x-www-form-urlencoded; charset=utf-7")
        assert (answer.status_code, answer.json()["code"]) == (415, "body.not_utf8"), path
    assert not [record for record in caplog.records if record.exc_info]


def test_r3b_the_gateway_keeps_its_own_limit(actors: Actors) -> None:
    answer = Client().post("/api/v1/medcom/messages/", "a" * 2_700_000, content_type="application/fhir+json")
    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/api/v1/journeys/begin/planned/", "/forloeb/nyt/planlagt/", "/log-ind/"])
def test_r6_4_more_fields_or_files_than_any_form_has_are_answered(
    path: str, actors: Actors, as_user: AsUser, caplog: pytest.LogCaptureFixture
) -> None:
    client = as_user(actors.nurse)
    client.raise_request_exception = False
    files = {f"f{n}": SimpleUploadedFile(f"{n}.txt", b"x") for n in range(150)}
    for body in ({f"f{n}": "x" for n in range(1500)}, files):
        answer = client.post(path, body)
        assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")
    assert not [record for record in caplog.records if record.exc_info]
