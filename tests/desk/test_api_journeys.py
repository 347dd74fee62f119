"""The API of journeys (DESIGN §8)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from journeys.domain.events import EventKind
from journeys.models import EventPlacement, Journey, JourneyEvent
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, tell, tell_journey

AsUser = Callable[[User], Client]
KEYS = {
    "id",
    "status",
    "admission_type",
    "speciality",
    "admitted_at",
    "discharged_at",
    "closed_at",
    "version",
    "hospital",
    "municipality",
    "gp_practice",
    "ready_periods",
    "payment",
    "extended_responsibility",
    "responsibility",
    "discharge_letter",
    "close_out",
}


def address(journey: Journey, end: str = "") -> str:
    return f"/api/v1/journeys/{journey.pk}/{end}"


def test_all_keys_are_there(actors: Actors, as_user: AsUser) -> None:
    found = as_user(actors.nurse).get(address(admitted_journey(actors))).json()
    assert set(found) >= KEYS
    assert (found["payment"]["status"], found["payment"]["days"], found["payment"]["total_dkk"]) == (
        "missing",
        [],
        None,
    )
    assert found["extended_responsibility"]["state"] == "not_started"


def test_times_have_their_offset(actors: Actors, as_user: AsUser) -> None:
    found = as_user(actors.nurse).get(address(admitted_journey(actors))).json()
    assert found["admitted_at"][-6:] in ("+01:00", "+02:00")


def test_the_window_runs_with_phone_and_verdict(actors: Actors, as_user: AsUser) -> None:
    window = as_user(actors.gp).get(address(discharged_journey(actors))).json()["extended_responsibility"]
    assert (window["eligible"], window["state"], window["phone"]) == (True, "running", "00 00 12 34")
    assert {"E1", "E2", "E3", "E4", "E5"} <= {verdict["rule"] for verdict in window["verdict"]}


def test_an_undecided_window_is_null_and_names_the_missing(actors: Actors, as_user: AsUser) -> None:
    window = as_user(actors.gp).get(address(discharged_journey(actors, nursing=None))).json()["extended_responsibility"]
    assert (window["eligible"], window["state"], window["starts_at"]) == (None, "unknown", None)
    assert "community_nursing" in [name for verdict in window["verdict"] for name in verdict["missing"]]


def test_both_pointers_of_responsibility(actors: Actors, as_user: AsUser) -> None:
    found = as_user(actors.gp).get(address(discharged_journey(actors))).json()["responsibility"]
    assert found["responsible_physician"]["organisation"]["name"] == "Lægehuset Eksempelgade"
    assert found["call"]["phone"] == "00 00 12 34"


def test_the_list_is_cut_into_pages_by_cursor(actors: Actors, as_user: AsUser) -> None:
    for _ in range(3):
        admitted_journey(actors)
    client = as_user(actors.nurse)
    first = client.get("/api/v1/journeys/?page_size=2").json()
    second = client.get(first["next"]).json()
    assert (len(first["results"]), len(second["results"]), second["next"]) == (2, 1, None)


def test_the_list_is_filtered(actors: Actors, as_user: AsUser) -> None:
    admitted = admitted_journey(actors)
    discharged_journey(actors)
    client = as_user(actors.nurse)
    of_status = client.get("/api/v1/journeys/?status=admitted").json()["results"]
    assert [each["id"] for each in of_status] == [str(admitted.pk)]
    assert len(client.get(f"/api/v1/journeys/?unit={actors.ward.pk}").json()["results"]) == 2
    assert client.get(f"/api/v1/journeys/?unit={actors.other_ward.pk}").json()["results"] == []
    later = (timezone.now() + timedelta(hours=1)).isoformat()
    assert client.get("/api/v1/journeys/", {"updated_since": later}).json()["results"] == []


@pytest.mark.parametrize("form", ["number", "text", "uuid", "nobody"])
def test_d29_an_event_names_a_person_by_uuid_whatever_form_it_was_written_in(
    actors: Actors, as_user: AsUser, form: str
) -> None:
    journey, person = admitted_journey(actors), actors.nurse
    written = {"number": person.pk, "text": str(person.pk), "uuid": str(person.uuid), "nobody": "999999999"}[form]
    tell_journey(journey, EventKind.NOTE_WRITTEN, text="x", proposed_by=written, up_to=7)
    (event,) = as_user(actors.nurse).get(address(journey, "events/") + "?limit=1").json()["results"][:1]
    assert event["payload"] == {"text": "x", "proposed_by": None if form == "nobody" else str(person.uuid)}


def test_the_events_are_newest_first_and_carry_no_name(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    events = as_user(actors.nurse).get(address(journey, "events/")).json()["results"]
    assert [event["kind"] for event in events][:2] == ["discharged", "destination_stated"]
    assert journey.citizen.family_name not in str(events)


def test_the_tasks_of_ones_unit(actors: Actors, as_user: AsUser) -> None:
    admitted_journey(actors, physician="")
    tasks = as_user(actors.nurse).get("/api/v1/tasks/").json()["results"]
    assert {task["kind"]: task["sentence"] for task in tasks} == {
        "name_physician": "Navngiv patientansvarlig læge",
        "begin_planning": "Begynd at planlægge hjemkomsten",
    }
    assert as_user(actors.stranger).get("/api/v1/tasks/").json()["results"] == []


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [
        (None, 401, "permission.not_signed_in"),
        ("stranger", 404, "not_found"),
        ("cluster_administrator", 403, "permission.role"),
    ],
)
def test_a_refusal_is_a_problem_document(
    who: str | None, status: int, code: str, actors: Actors, as_user: AsUser
) -> None:
    journey = admitted_journey(actors)
    client = as_user(getattr(actors, who)) if who else Client()
    response = client.get(address(journey))
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert (found["status"], found["code"]) == (status, code)
    assert found["detail"]


def test_a_bad_filter_says_which(actors: Actors, as_user: AsUser) -> None:
    response = as_user(actors.nurse).get("/api/v1/journeys/?status=asleep")
    assert response.status_code == 400
    assert "status" in response.json()["errors"]


def test_a_refusal_speaks_the_callers_language(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.cluster_administrator)
    danish = client.get("/api/v1/journeys/", headers={"Accept-Language": "da"}).json()["detail"]
    assert danish.startswith("Kun ")


def test_a_merged_journeys_address_leads_on(actors: Actors, as_user: AsUser) -> None:
    older = admitted_journey(actors, hours_ago=50)
    younger = JourneyEvent.objects.filter(placement__journey=older).exclude(uuid=older.pk).first()
    assert younger is not None
    response = as_user(actors.nurse).get(f"/api/v1/journeys/{younger.uuid}/")
    assert (response.status_code, response["Location"]) == (308, address(older))
    assert as_user(actors.stranger).get(f"/api/v1/journeys/{younger.uuid}/").status_code == 404
    # Who was responsible at another moment is not asked of this one instead.
    asked = "responsibility/?at=2026-01-02T03%3A04%2B01%3A00"
    response = as_user(actors.nurse).get(f"/api/v1/journeys/{younger.uuid}/{asked}")
    assert (response.status_code, response["Location"]) == (308, address(older) + asked)


@pytest.mark.parametrize(
    ("call", "known"),
    [
        ("journeys/{}/responsibility/?att=2026-01-02T03:04%2B01:00", "at=2026-01-02T03:04%2B01:00"),
        ("figures/?place=region", "scope=region"),
        ("figures/journeys/?place=region&line=K20&month=2026-10", "line=K20&month=2026-10"),
        ("clauses/?day=2026-01-02", "on=2026-01-02"),
    ],
)
def test_a_name_that_a_call_does_not_know_is_refused_and_not_answered_as_something_else(
    call: str, known: str, actors: Actors, as_user: AsUser
) -> None:
    nurse, path = as_user(actors.nurse), f"/api/v1/{call.format(admitted_journey(actors).pk)}"
    answer = nurse.get(path)
    name = path.split("?")[1].split("=")[0]
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [name])
    assert nurse.get(f"{path.split('?')[0]}?{known}").status_code == 200


def do(client: Client, journey: Journey, act: str, key: str = "", **body: object) -> tuple[int, dict[str, Any]]:
    headers = {"Idempotency-Key": key} if key else {}
    response = client.post(address(journey, f"acts/{act}/"), body, content_type="application/json", headers=headers)
    return response.status_code, response.json()


def test_an_act_is_done_once_per_key(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client, key = as_user(actors.nurse), str(uuid4())
    for _ in range(2):
        assert do(client, journey, "destination", key, destination="own_home")[0] == 200
    stated = JourneyEvent.objects.filter(kind="destination_stated")
    assert [(event.source, event.payload) for event in stated] == [("api", {"destination": "own_home"})]


def test_an_act_answers_with_the_journey_after_it(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors, nursing=None)
    status, found = do(as_user(actors.assessor), journey, "nursing", community_nursing=True)
    assert (status, found["extended_responsibility"]["state"]) == (200, "running")


def test_somebody_was_faster(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client, version = as_user(actors.nurse), journey.last_sequence
    do(client, journey, "destination", destination="own_home", version=version)
    late = do(client, journey, "destination", destination="hospice", version=version)
    assert (late[0], late[1]["code"]) == (409, "act.changed")


def test_who_may_see_may_not_always_act(actors: Actors, as_user: AsUser) -> None:
    refused = do(as_user(actors.gp), admitted_journey(actors), "destination", destination="own_home")
    assert (refused[0], refused[1]["code"]) == (403, "permission.role")


def test_a_value_that_is_none_is_refused_with_its_field(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    before = EventPlacement.objects.filter(journey=journey).count()
    status, problem = do(as_user(actors.nurse), journey, "destination", destination="the moon")
    assert (status, list(problem["errors"])) == (400, ["destination"])
    assert EventPlacement.objects.filter(journey=journey).count() == before


def test_an_unknown_act_is_404(actors: Actors, as_user: AsUser) -> None:
    assert do(as_user(actors.nurse), admitted_journey(actors), "dance")[0] == 404


def test_a_cancelled_event_is_marked(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    admission = JourneyEvent.objects.get(placement__journey=journey, kind="admitted")
    tell(
        journey.citizen,
        EventKind.CANCELLED,
        at=timezone.now(),
        voids=admission.source_ref,
        episode=admission.episode_ids[0],
    )
    events = as_user(actors.nurse).get(address(journey, "events/")).json()["results"]
    assert {event["kind"]: event["voided"] for event in events}["admitted"] is True


def test_only_those_who_may_see_what_a_stay_costs_get_the_ledger(client: Client, actors: Actors) -> None:
    journey = admitted_journey(actors)
    shown = {}
    for user in (actors.nurse, actors.assessor, actors.gp):
        client.force_login(user)
        shown[user.role] = client.get(f"/api/v1/journeys/{journey.pk}/").json()["payment"] is not None
    assert list(shown.values()) == [True, True, False]
