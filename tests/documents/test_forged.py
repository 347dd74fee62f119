"""What no page sends: forged numbers, repeated keys, words for others, and what an undoing leaves (DESIGN §6)."""

import pytest
from django.test import Client
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.models import Version
from journeys.actions.acting.acts import Act, take_back
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.models import Journey
from organisations.models import User
from tests.actors import Actors
from tests.documents.test_sending import lying, refusal_of, thread
from tests.documents.writing import answer, send, write, written
from tests.later import when_released

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_what_was_undone_is_a_working_copy_again(actors: Actors, journey: Journey) -> None:
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    sent = send(journey, letter, actors.nurse, actors.municipality.pk)
    take_back(sent.event, act=Act(by=actors.nurse, now=timezone.now()))
    page = client_of(actors.nurse).get(f"/forloeb/{journey.pk}/").content.decode()
    assert f"/breve/{letter.pk}/skriv/" in page
    write(journey, letter, actors.nurse, subject="Et nyt emne")
    nurse = client_of(actors.nurse)
    assert nurse.post(f"/forloeb/{journey.pk}/breve/{letter.pk}/skriv/", {"discard": "1"}).status_code == 302
    assert f"/breve/{letter.pk}/skriv/" not in nurse.get(f"/forloeb/{journey.pk}/").content.decode()
    assert Version.objects.count() == 1


def test_nobody_answers_a_version_that_is_still_held(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    assert refusal_of(lambda: answer(journey, plan, actors.assessor, actors.municipality.pk)) == "document.version_gone"
    with when_released():
        write(journey, plan, actors.nurse, aids="Seng")
        send(journey, plan, actors.nurse, actors.municipality.pk)
        forged = {"version": 2, "answer": "acknowledged", "text": "", "key": ""}
        client_of(actors.assessor).post(f"/forloeb/{journey.pk}/breve/{plan.pk}/", forged)
        assert thread(journey).current.answers == ()


def test_a_key_repeated_after_the_undoing_is_answered(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse)
    sent = send(journey, plan, actors.nurse, actors.municipality.pk, key="again")
    take_back(sent.event, act=Act(by=actors.nurse, now=timezone.now()))
    body = {"kind": "care_pathway_plan", "values": {}, "receivers": [str(actors.municipality.pk)]}
    said = client_of(actors.nurse).post(
        f"/api/v1/journeys/{journey.pk}/documents/", body, "application/json", headers={"Idempotency-Key": "again"}
    )
    assert said.json()["code"] == "document.gone", said.content


def test_answers_to_a_version_for_others_are_not_in_the_api(actors: Actors, journey: Journey) -> None:
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.municipality.pk)
    with when_released():
        answer(journey, letter, actors.assessor, actors.municipality.pk, code=AnswerCode.CALL_ME, text="Fortroligt")
        write(journey, letter, actors.nurse, text="Til lægen")
        send(journey, letter, actors.nurse, actors.practice.pk)
        with when_released():
            said = client_of(actors.gp).get(f"/api/v1/journeys/{journey.pk}/documents/").json()
    first, second = said["documents"][0]["versions"]
    assert second["values"]["text"] == "Til lægen"
    assert (first["values"], first["answers"], first["changed"]) == (None, [], [])


def test_a_receiver_named_twice_gets_it_once(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk, actors.municipality.pk)
    assert thread(journey).current.receivers == (str(actors.municipality.pk),)


def test_after_others_have_read_it_a_number_is_not_used_again(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse)
    sent = send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        take_back(sent.event, act=Act(by=actors.nurse, now=timezone.now()))
        send(journey, plan, actors.nurse, actors.municipality.pk)
        assert thread(journey).current.number == 2


def test_a_forged_counter_of_savings_is_a_conflict_and_no_error(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse, course="Ét")
    forged = {"course": "To", "seen-course": "9" * 5000 + ".x"}
    assert client_of(actors.nurse).post(f"/forloeb/{journey.pk}/breve/{plan.pk}/skriv/", forged).status_code == 422


def test_no_cpr_number_in_an_answer(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        forged = {"version": 1, "answer": "missing", "text": "Er det 010150-1234?", "key": ""}
        said = client_of(actors.assessor).post(f"/forloeb/{journey.pk}/breve/{plan.pk}/", forged)
    assert said.status_code == 422


@pytest.mark.parametrize(
    "values",
    [
        {"a\ud800": "x"},
        {"a" * 200_000: "x"},
        {"text": "\x00"},
        {"text": "\ud800"},
        {"text": ["x"]},
        {"text": {"a": 1}},
        [1],
        "x",
        {"text": "x" * 200_000},
        None,
    ],
)
def test_poison_is_refused(values: object, actors: Actors, journey: Journey) -> None:
    body = {"kind": "correspondence", "values": values, "receivers": [str(actors.municipality.pk)]}
    said = client_of(actors.nurse).post(f"/api/v1/journeys/{journey.pk}/documents/", body, "application/json")
    assert said.status_code in (400, 409, 422), said.content
