"""The discharge's end on screen and for programs: acts, panels, JSON, the ten-second page (RULES 2d–2f, 001-03)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from journeys.domain.events import EventKind as K
from journeys.models import Journey, JourneyEvent
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey, tell_journey

AsUser = Callable[[User], Client]
HOUR = timedelta(hours=1)


def do(client: Client, journey: Journey, name: str, **said: Any) -> Any:
    address = f"/api/v1/journeys/{journey.pk}/acts/{name}/"
    return client.post(address, said, content_type="application/json")


def as_json(client: Client, journey: Journey) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/v1/journeys/{journey.pk}/").json()
    return found


def last(journey: Journey) -> JourneyEvent:
    return JourneyEvent.objects.filter(placement__journey=journey).latest("pk")


# Every act of the table, through the door that programs use: who does it, and who may not.


ACTS: list[tuple[str, str, str, dict[str, Any], K]] = [
    ("log-call", "nurse", "social_worker", {"caller_role": "nurse", "question": "Smerter"}, K.CALL_LOGGED),
    ("exempt", "doctor", "nurse", {"reason": "Terminal", "physician": "Ida Bech"}, K.RESPONSIBILITY_EXEMPTED),
    ("extend", "doctor", "gp", {"reason": "Ny insulin"}, K.RESPONSIBILITY_EXTENDED),
    ("emergency-called", "community_nurse", "assessor", {}, K.EMERGENCY_CALLED),
    ("send-letter", "secretary", "gp", {"follow_up": True, "recommendation": "Nyretal om en uge"}, K.LETTER_SENT),
    ("fmk-updated", "nurse", "assessor", {}, K.FMK_UPDATED),
    ("decide-rehabilitation", "nurse", "gp", {"needed": False}, K.REHABILITATION_DECIDED),
    ("rehabilitation-sent", "nurse", "gp", {}, K.REHABILITATION_PLAN_SENT),
    ("enrol", "assessor", "nurse", {"needed": True}, K.MUNICIPAL_ENROLLED),
    ("other-tasks-done", "nurse", "assessor", {}, K.OTHER_TASKS_DONE),
    ("start-acute-function", "community_nurse", "nurse", {"referred_by": "gp"}, K.ACUTE_FUNCTION_STARTED),
]
_TIMED = {"log-call", "emergency-called", "fmk-updated", "rehabilitation-sent"}


def _said(name: str, said: dict[str, Any]) -> dict[str, Any]:
    now = timezone.now()
    at = {"occurred_at": now.isoformat()} if name in _TIMED else {}
    until = {"until": (now + 100 * HOUR).isoformat()} if name == "extend" else {}
    return {**said, **at, **until}


@pytest.mark.parametrize(("name", "who", "other", "said", "kind"), ACTS, ids=[row[0] for row in ACTS])
def test_an_act_writes_its_event(
    name: str, who: str, other: str, said: dict[str, Any], kind: K, actors: Actors, as_user: AsUser
) -> None:
    journey = discharged_journey(actors)
    answered = do(as_user(getattr(actors, who)), journey, name, **_said(name, said))
    assert answered.status_code == 200, answered.content
    assert last(journey).kind == kind.value


@pytest.mark.parametrize(("name", "who", "other", "said", "kind"), ACTS, ids=[row[0] for row in ACTS])
def test_an_act_is_refused_to_others(
    name: str, who: str, other: str, said: dict[str, Any], kind: K, actors: Actors, as_user: AsUser
) -> None:
    journey = discharged_journey(actors)
    assert do(as_user(getattr(actors, other)), journey, name, **_said(name, said)).status_code in (403, 404)
    assert do(as_user(actors.stranger), journey, name, **_said(name, said)).status_code == 404


def test_a_refusal_has_its_code_and_says_what_to_do(actors: Actors, as_user: AsUser) -> None:
    answered = do(as_user(actors.gp), discharged_journey(actors), "acknowledge-letter", positive=True)
    assert (answered.status_code, answered.json()["code"]) == (400, "letter.none_sent")
    assert answered.json()["detail"] == "Der er ingen epikrise at kvittere for. Afdelingen skal først sende den."


# A journey walked to its end


def test_discharged_called_about_acknowledged_and_closed(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    now = timezone.now().isoformat()
    nurse, gp, assessor = (as_user(user) for user in (actors.nurse, actors.gp, actors.assessor))
    do(nurse, journey, "log-call", caller_role="nurse", question="Medicin", occurred_at=now)
    do(nurse, journey, "log-call", caller_role="helper", question="Medicin", occurred_at=now)
    do(nurse, journey, "fmk-updated", occurred_at=now)
    do(nurse, journey, "decide-rehabilitation", needed=False)
    do(nurse, journey, "other-tasks-done")
    do(assessor, journey, "enrol", needed=True)
    do(nurse, journey, "send-letter", follow_up=False)
    assert as_json(nurse, journey)["status"] == "discharged"
    do(gp, journey, "acknowledge-letter", positive=True)
    found = as_json(nurse, journey)
    assert (found["status"], found["closed_at"] is not None) == ("closed", True)
    assert found["closed_at"] != found["discharged_at"]
    assert {condition["state"] for condition in found["close_out"]} <= {"met", "not_needed"}


# JSON


def test_the_letter_stands_in_the_json_with_its_verdict(actors: Actors, as_user: AsUser) -> None:
    found = as_json(as_user(actors.gp), discharged_journey(actors))["discharge_letter"]
    assert found["due_at"] is not None
    assert found["acknowledged_at"] is None
    assert found["verdict"][0]["rule"] == "L1"


def test_every_condition_names_its_owner(actors: Actors, as_user: AsUser) -> None:
    found = as_json(as_user(actors.gp), discharged_journey(actors))["close_out"]
    owners = {condition["condition"]: condition["owner"] for condition in found if condition["state"] == "open"}
    assert owners["enrolled"] == "Viborg Kommune"
    assert all(owners.values())


def test_the_verdict_of_the_window_is_a_sentence(actors: Actors, as_user: AsUser) -> None:
    verdict = as_json(as_user(actors.gp), discharged_journey(actors))["extended_responsibility"]["verdict"]
    assert verdict[0]["sentence"] == "Udskrevet fra en somatisk afdeling i Region Midtjylland."


def test_the_responsibility_has_its_verdict(actors: Actors, as_user: AsUser) -> None:
    found = as_json(as_user(actors.gp), discharged_journey(actors))["responsibility"]
    assert (found["state"], found["verdict"][0]["rule"], found["verdict"][0]["outcome"]) == ("S6", "S6", True)


@pytest.mark.parametrize(("hours", "state"), [(-30, "S3"), (-1, "S6"), (100, "S7")])
def test_the_responsibility_at_any_moment(hours: int, state: str, actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors, hours_ago=5)
    at = timezone.now() + hours * HOUR
    found = as_user(actors.gp).get(f"/api/v1/journeys/{journey.pk}/responsibility/", {"at": at.isoformat()}).json()
    assert found["state"] == state
    assert datetime.fromisoformat(found["at"]) == at


def test_before_anything_was_known_nobody_is_guessed(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    found = as_user(actors.gp).get(
        f"/api/v1/journeys/{journey.pk}/responsibility/", {"at": "2001-01-01T00:00:00+01:00"}
    )
    assert (found.json()["state"], found.json()["responsible_physician"]) == ("S0", None)


# The ten-second page


def ten_seconds(client: Client, journey: Journey, **query: str) -> str:
    answered = client.get(f"/praksis/{journey.pk}/ansvar/", query)
    assert answered.status_code == 200
    return str(answered.content.decode())


def test_the_gp_sees_both_lines_and_can_call(actors: Actors, as_user: AsUser) -> None:
    page = ten_seconds(as_user(actors.gp), discharged_journey(actors))
    assert "Egen læge Lægehuset Eksempelgade" in page
    assert "Afdelingen svarer (udvidet behandlingsansvar)" in page
    assert 'href="tel:' in page


def test_a_follow_up_stands_on_it(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    tell_journey(journey, K.LETTER_SENT, follow_up=True, recommendation="Nyretal om en uge")
    assert "Nyretal om en uge" in ten_seconds(as_user(actors.gp), journey)


def test_an_unknown_practice_is_a_task_with_its_owner(actors: Actors, as_user: AsUser) -> None:
    page = ten_seconds(as_user(actors.assessor), discharged_journey(actors, no_gp=True))
    assert "egen læge ukendt" in page
    assert "skal oplyse egen læge" in page


def test_another_moment_can_be_asked_about(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors, hours_ago=5)
    at = (timezone.now() - 30 * HOUR).isoformat()
    assert "Henrik Dalsgaard" in ten_seconds(as_user(actors.gp), journey, tid=at)


def test_a_moment_that_does_not_exist_is_refused_with_a_sentence(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    answered = as_user(actors.gp).get(f"/praksis/{journey.pk}/ansvar/", {"tid": "2026-03-29T02:30"})
    assert answered.status_code == 422
    assert "findes ikke den dag" in answered.content.decode()


# Panels


def journey_page(client: Client, journey: Journey) -> str:
    return str(client.get(f"/forloeb/{journey.pk}/").content.decode())


def test_the_page_shows_calls_letter_and_conditions(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    do(
        as_user(actors.nurse),
        journey,
        "log-call",
        caller_role="relative",
        question="Må hun bade?",
        occurred_at=timezone.now().isoformat(),
    )
    page = journey_page(as_user(actors.nurse), journey)
    assert "Forsøgt opkald" in page
    assert 'id="epikrise"' in page
    assert 'id="afslutning"' in page


@pytest.mark.parametrize("who", ["nurse", "assessor", "gp"])
def test_the_page_of_an_acute_function_shows_who_referred(who: str, actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    tell_journey(journey, K.ACUTE_FUNCTION_STARTED, referred_by="hospital", organisation=actors.nursing)
    assert "Henvist af hospitalet" in journey_page(as_user(getattr(actors, who)), journey)


def test_in_bed_and_after_a_death_the_page_still_opens(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    assert journey_page(as_user(actors.doctor), journey)
    end_journey(journey, K.DIED, at=timezone.now())
    assert "Epikrise" in journey_page(as_user(actors.doctor), journey)
    assert "ingen, borgeren er død" in ten_seconds(as_user(actors.gp), journey)


@pytest.mark.parametrize(
    "slug",
    [
        "opkald",
        "undtag",
        "forlaeng",
        "112",
        "112-slut",
        "epikrise-sendt",
        "fmk",
        "genoptraening",
        "genoptraening-sendt",
        "oevrige-opgaver",
        "akutfunktion",
        "tilbyd-overtagelse",
        "overtag-akutfunktion",
        "behandling-slut",
        "akutfunktion-slut",
    ],
)
def test_each_form_opens_for_the_hospitals_doctor(slug: str, actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    assert as_user(actors.doctor).get(f"/forloeb/{journey.pk}/handling/{slug}/").status_code == 200


@pytest.mark.parametrize("typed", ["02.12.2026", "29.11.26", "i morgen"])
def test_r9_9_a_time_that_cannot_be_read_is_answered_by_nobody(typed: str, actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    answer = as_user(actors.gp).get(f"/praksis/{journey.pk}/ansvar/", {"tid": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tidspunktet kan ikke læses, så der er intet svar" in page
    assert "ten-who" not in page
    assert "Lægevagten" not in page
