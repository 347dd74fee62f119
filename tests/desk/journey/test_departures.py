"""Discharge reasons and the letter of a citizen without a practice, by form, API, page and sentence (A-26, A-29)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from discharge.models import DischargeLetter
from journeys.actions.deadlines import sweep_due
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind as K
from journeys.models import Journey, Task
from notifications.models import Notification
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, tell, tell_journey

AsUser = Callable[[User], Client]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def do(client: Client, journey: Journey, name: str, **said: Any) -> Any:
    return client.post(f"/api/v1/journeys/{journey.pk}/acts/{name}/", said, content_type="application/json")


def page(client: Client, journey: Journey) -> str:
    return client.get(f"/forloeb/{journey.pk}/").content.decode()


def tasks(journey: Journey) -> set[str]:
    return set(Task.objects.open().filter(journey=journey).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("way", "word", "letters"),
    [
        ("discharged", "Udskrevet", 1),
        ("transferred", "Overflyttet", 0),
        ("left_against_advice", "Udskrevet mod lægeligt råd", 1),
    ],
)
def test_a26_a_discharge_by_hand_says_how(way: str, word: str, letters: int, actors: Actors, as_user: AsUser) -> None:
    journey, client = admitted_journey(actors), as_user(actors.nurse)
    now = timezone.now().isoformat()
    answered = do(client, journey, "discharged", occurred_at=now, ended_by=way, confirmed=True)
    assert answered.status_code == 200, answered.content
    assert answered.json()["ended_by"] == way
    assert DischargeLetter.objects.filter(journey=journey).count() == letters
    assert word in page(client, journey)


def test_a26_a_message_is_told_apart_afterwards_and_the_ward_is_asked(actors: Actors, as_user: AsUser) -> None:
    journey, client = discharged_journey(actors), as_user(actors.nurse)
    assert do(client, journey, "departure", ended_by="left_against_advice").status_code == 200
    assert "state_readiness" in tasks(journey)
    said = {"ended_by": "left_against_advice", "medically_ready": True}
    answered = do(client, journey, "departure", **said)
    assert answered.json()["extended_responsibility"]["eligible"] is True
    assert "state_readiness" not in tasks(journey)
    assert "Oplyste, at borgeren er udskrevet mod lægeligt råd (var færdigbehandlet)" in page(client, journey)


def test_a26_only_the_hospital_says_how_the_stay_ended(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    assert do(as_user(actors.assessor), journey, "departure", ended_by="transferred").status_code == 403
    assert do(as_user(actors.stranger), journey, "departure", ended_by="transferred").status_code == 404


def test_v4_a_transfer_told_as_a_discharge_and_a_bed_elsewhere_fires_no_letter(actors: Actors) -> None:
    at = datetime.fromisoformat("2026-11-17T11:00:00+01:00")
    journey = discharged_journey(actors, now=at, hours_ago=0)
    there = actors.other_ward
    tell(journey.citizen, K.ADMITTED, at=at + 2 * HOUR, episode="e2", provider=there, hospital=there.root)
    assert not DischargeLetter.objects.filter(journey__citizen=journey.citizen).exists()
    sweep_due(now=at + 3 * DAY)
    assert not Notification.objects.filter(kind="letter_overdue").exists()
    assert rebuild_citizen(journey.citizen_id, now=at + 3 * DAY, check=True) == []


def test_a29_a_citizen_without_a_practice_is_given_the_letter_and_the_journey_closes(
    actors: Actors, as_user: AsUser
) -> None:
    journey, nurse = discharged_journey(actors, no_gp=True), as_user(actors.nurse)
    tell(journey.citizen, K.GP_STATED, at=timezone.now() - 100 * HOUR, organisation=None)
    assert {"hand_letter", "find_gp"} <= tasks(journey)
    assert "Borgeren har ikke egen læge. Giv borgeren epikrisen" in page(nurse, journey)
    assert do(nurse, journey, "send-letter", follow_up=False).json()["code"] == "letter.no_practice"
    said = {"occurred_at": timezone.now().isoformat(), "way": "paper", "follow_up": False}
    assert do(nurse, journey, "hand-letter", **said).status_code == 400
    answered = do(nurse, journey, "hand-letter", evidence="Givet i hånden af BH", **said)
    letter = answered.json()["discharge_letter"]
    assert letter["received_at"] is not None
    assert letter["acknowledged_at"] is None
    for kind, payload in (
        (K.FMK_UPDATED, {}),
        (K.REHABILITATION_DECIDED, {"needed": False}),
        (K.OTHER_TASKS_DONE, {}),
        (K.MUNICIPAL_ENROLLED, {"needed": True}),
    ):
        tell_journey(journey, kind, **payload)
    assert Journey.objects.get(pk=journey.pk).status == "closed"
    shown = page(nurse, journey)
    assert "Gav borgeren epikrisen på papir: Givet i hånden af BH" in shown
    assert "egen læge er patientansvarlig" not in shown


def test_a29_who_has_a_practice_gets_no_letter_in_the_hand(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    said = {"occurred_at": timezone.now().isoformat(), "way": "paper", "evidence": "x", "follow_up": False}
    assert do(as_user(actors.nurse), journey, "hand-letter", **said).json()["code"] == "letter.has_practice"


def test_a29_the_contact_party_follows_up_while_the_citizen_is_at_home(actors: Actors) -> None:
    journey = discharged_journey(actors, no_gp=True)
    tell(journey.citizen, K.GP_STATED, at=timezone.now() - 100 * HOUR, organisation=None)
    task = Task.objects.open().get(journey=journey, kind="find_gp")
    assert task.owner == actors.municipality


def test_a25_the_ward_answers_which_region_it_lies_in(actors: Actors, as_user: AsUser) -> None:
    actors.hospital.region_code = ""
    actors.hospital.save()
    actors.ward.region_code = ""
    actors.ward.save()
    journey, client = discharged_journey(actors), as_user(actors.nurse)
    assert "state_region" in tasks(journey)
    answered = do(client, journey, "region", region="1082")
    assert answered.json()["extended_responsibility"]["eligible"] is True
    assert "state_region" not in tasks(journey)
