"""A key means one statement: its time and its text too, and success is said of the effect (B04, B22)."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from journeys.models import ActKey, Journey, JourneyEvent
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "one"}


@pytest.fixture
def as_user() -> AsUser:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors, hours_ago=50)


def call(client: Client, journey: Journey, act: str, /, **said: Any) -> Any:
    url = f"/api/v1/journeys/{journey.pk}/acts/{act}/"
    return client.post(url, json.dumps(said), content_type="application/json", headers=KEY)


def ago(minutes: int) -> str:
    return (timezone.localtime() - timedelta(minutes=minutes)).isoformat()


READY = {
    **dict.fromkeys(
        (
            "treatment_finished",
            "admission_not_required",
            "continues_in_daily_life",
            "medicine_and_devices_ready",
            "fmk_updated",
            "patient_informed",
            "municipality_involved",
            "administration_done",
        ),
        True,
    ),
    "terminal": False,
    "rehabilitation": "not_needed",
    "assessed_by": "Henrik Dalsgaard",
    "reasons": [{"reason": "temporary_place", "primary": True}],
}
CASES = [
    pytest.param("note", {"text": "a"}, {"text": "b"}, id="B22-text"),
    pytest.param("ready", READY | {"at": ago(30)}, READY | {"at": ago(60)}, id="B04-ready"),
    pytest.param(
        "log-call",
        {"caller_role": "nurse", "question": "?", "occurred_at": ago(30)},
        {"caller_role": "nurse", "question": "?", "occurred_at": ago(29)},
        id="B04-call",
    ),
    pytest.param("report-sent", {"occurred_at": ago(30)}, {"occurred_at": ago(300)}, id="B04-report"),
    pytest.param("relative", {"name": "Lis", "agreed": "a"}, {"name": "Lis", "agreed": "b"}, id="B22-no-event"),
    pytest.param("residence", {}, {"valid_from": ago(60 * 24 * 9)[:10]}, id="B04-day"),
    pytest.param(
        "discharged",
        {"occurred_at": ago(30), "confirmed": True},
        {"occurred_at": ago(45), "confirmed": True},
        id="B04-discharged",
    ),
    pytest.param("terminal", {"at": ago(30), "physician": "Bo"}, {"at": ago(31), "physician": "Bo"}, id="B04-terminal"),
]
WHO = {"report-sent": "assessor", "log-call": "nurse", "residence": "assessor"}


@pytest.mark.parametrize(("name", "first", "second"), CASES)
def test_b04_the_same_key_with_another_time_or_text_is_refused(
    journey: Journey, actors: Actors, as_user: AsUser, name: str, first: dict[str, Any], second: dict[str, Any]
) -> None:
    client = as_user(getattr(actors, WHO.get(name, "nurse")))
    if name == "ready":
        first, second = first | {"assessed_at": first["at"]}, second | {"assessed_at": second["at"]}
    if name == "residence":
        first = {"organisation": str(actors.municipality.pk), "valid_from": ago(0)[:10]}
        second = first | second
    once = call(client, journey, name, **first)
    assert (once.status_code, once.headers.get("Idempotency-Replayed")) == (200, None), once.content
    number = JourneyEvent.objects.count()
    again = call(client, journey, name, **first)
    assert (again.status_code, again.headers.get("Idempotency-Replayed")) == (200, "true"), again.content
    other = call(client, journey, name, **second)
    assert (other.status_code, other.json()["code"]) == (400, "act.key_reused")
    assert "det står" in other.json()["detail"]
    assert JourneyEvent.objects.count() == number


def test_b04_a_refused_act_leaves_its_key_free(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    assert call(client, journey, "ready", at=ago(1)).status_code == 400
    assert not ActKey.objects.exists()
    assert call(client, journey, "note", text="a").status_code == 200


def test_b22_a_page_says_what_stands_and_offers_a_new_key(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client, url = as_user(actors.nurse), f"/forloeb/{journey.pk}/handling/note/"
    client.post(url, {"text": "første", "key": "k1"})
    refused = client.post(url, {"text": "anden", "key": "k1"})
    page = refused.content.decode()
    assert (refused.status_code, "det står" in page, 'value="k1"' in page, "anden" in page) == (422, True, False, True)
    stood = client.post(url, {"text": "første", "key": "k1"}, follow=True)
    assert "Det var allerede gemt." in stood.content.decode()
    assert JourneyEvent.objects.filter(kind="note_written").count() == 1


def test_b04_a_key_whose_act_was_taken_back_says_so(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    call(client, journey, "note", text="a")
    event = JourneyEvent.objects.get(kind="note_written")
    client.post(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/fortryd/", {"key": "undo"})
    again = call(client, journey, "note", text="a")
    assert (again.status_code, again.json()["code"]) == (400, "act.key_taken_back")


def test_b22_a_beginning_is_done_once(actors: Actors, as_user: AsUser) -> None:
    client, url = as_user(actors.nurse), "/api/v1/journeys/begin/admitted/"
    said = {"family_name": "Prøve", "ward": str(actors.ward.pk), "occurred_at": ago(30)}

    def begin(**changes: str) -> Any:
        return client.post(url, json.dumps(said | changes), content_type="application/json", headers=KEY)

    assert [begin().status_code, begin().status_code] == [201, 200]
    assert begin(occurred_at=ago(31)).json()["code"] == "act.key_reused"
    assert begin(family_name="Andersen").json()["code"] == "act.key_reused"


def test_b04_take_back_and_correct_are_done_once_per_key(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    call(client, journey, "note", text="a")
    event = JourneyEvent.objects.get(kind="note_written")
    base = f"/api/v1/journeys/{journey.pk}/events/{event.uuid}"

    def change(end: str, **said: str) -> Any:
        body = json.dumps(said)
        return client.post(f"{base}/{end}/", body, content_type="application/json", headers={"Idempotency-Key": end})

    assert [change("correct", text="b").status_code, change("correct", text="b").status_code] == [200, 200]
    assert change("correct", text="c").json()["code"] == "act.key_reused"
    assert JourneyEvent.objects.filter(kind="note_written").count() == 2
