"""A plan is answered with a time, a field or the home-coming, on the page and by a program (UX §1.b)."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from discharge.agreement.acts import ProposeDischarge
from discharge.channel.rules.channel import ChannelDocument as Code
from journeys.actions.acting.acts import Act
from journeys.domain.calendar.clock import in_copenhagen
from journeys.domain.calendar.danish_time import MOMENT_FORMAT
from journeys.models import Journey
from organisations.models import User
from tests.actors import Actors
from tests.desk.documents.test_pages import address, post_json, text
from tests.documents.test_sending import lying
from tests.documents.writing import send, written
from tests.later import when_released

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def test_a_program_answers_with_a_time_and_reads_it_back(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan, ready = written(journey, actors.nurse), (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    where = f"/api/v1/journeys/{journey.pk}/documents/{plan.pk}/answers/"
    with when_released():
        said: Any = post_json(as_user(actors.assessor), where, {"number": 1, "answer": "ready"})
        assert (said.status_code, said.json()["code"]) == (400, "document.time_missing")
        body = {"number": 1, "answer": "ready", "time": ready.isoformat()}
        done: Any = post_json(as_user(actors.assessor), where, body)
        (given,) = done.json()["versions"][0]["answers"]
        assert (given["answer"], datetime.fromisoformat(given["time"]), given["field"]) == ("ready", ready, "")


def test_the_page_asks_what_the_reader_can_answer(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan, letter = written(journey, actors.nurse), written(journey, actors.nurse, Code.CORRESPONDENCE)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    send(journey, letter, actors.nurse, actors.practice.pk)
    with when_released():
        page = text(as_user(actors.assessor).get(address(journey, plan)))
        assert all(f'value="{code}"' in page for code in ("ready", "missing", "call_me", "home"))
        # Nobody has said a time to which another one could be said.
        assert 'value="cannot"' not in page
        # Nor one to say yes to.
        assert ("siger I ja til den" in page, "Der er ingen tid foreslået." in page) == (False, True)
        proposed = ProposeDischarge(at=timezone.now() + timedelta(days=3), text="")
        proposed.do(Journey.objects.get(pk=journey.pk), act=Act(by=actors.nurse, now=timezone.now()))
    with when_released(), when_released():
        page = text(as_user(actors.assessor).get(address(journey, plan)))
        assert all(f'value="{code}"' in page for code in ("ready", "cannot", "missing", "call_me", "home"))
        assert ("siger I ja til den" in page, "Der er ingen tid foreslået." in page) == (True, False)
        others = text(as_user(actors.gp).get(address(journey, letter)))
        assert 'value="missing"' in others
        assert not any(f'value="{code}"' in others for code in ("ready", "cannot", "home"))


def test_the_municipality_is_ready_from_a_time_and_the_ward_reads_it(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    at = in_copenhagen(timezone.now() + timedelta(days=2))
    with when_released():
        municipality = as_user(actors.assessor)
        lacking = municipality.post(address(journey, plan), {"version": 1, "answer": "ready", "key": "a", "at": ""})
        assert "Skriv dag og tid." in text(lacking)
        said = {"version": 1, "answer": "ready", "key": "b", "at": at.strftime(MOMENT_FORMAT), "text": ""}
        assert municipality.post(address(journey, plan), said).status_code == 302
        assert "Svar igen" in text(municipality.get(address(journey, plan)))
    with when_released(), when_released():
        assert "Klar fra" in text(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/"))
        assert "Klar fra" in text(as_user(actors.nurse).get(address(journey, plan)))


def test_the_municipality_says_that_the_citizen_came_home_an_hour_ago(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    at = in_copenhagen(timezone.now() - timedelta(hours=1))
    with when_released():
        said = {"version": 1, "answer": "home", "key": "b", "at": at.strftime(MOMENT_FORMAT), "text": ""}
        assert as_user(actors.assessor).post(address(journey, plan), said).status_code == 302
        ward = text(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/"))
    assert "Bekræft eller afvis, at borgeren er udskrevet" in ward


def test_a_page_with_a_question_to_a_plan_does_not_say_that_everything_is_answered(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        said = {"version": 1, "answer": "missing", "field": "aids", "key": "a", "text": ""}
        assert as_user(actors.assessor).post(address(journey, plan), said).status_code == 302
    with when_released(), when_released():
        page = text(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/"))
        assert ("Mangler oplysninger: Hjælpemidler aftales" in page, "er besvaret." in page) == (True, False)


def test_pressing_once_more_does_not_take_a_question_back(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        municipality = as_user(actors.assessor)
        first = municipality.get(address(journey, plan)).content.decode()
        assert len(re.findall(r'<input[^>]*name="answer"[^>]* checked', first)) == 1
        said = {"version": 1, "answer": "call_me", "key": "a", "text": "00 00 00 50"}
        assert municipality.post(address(journey, plan), said).status_code == 302
        again = municipality.get(address(journey, plan)).content.decode()
        assert re.findall(r'<input[^>]*name="answer"[^>]* checked', again) == []
        # Back in a browser would choose by place, and the places have changed.
        assert 'class="answer-form" autocomplete="off"' in again


def test_the_words_of_an_answer_are_read_by_the_two_who_write_to_each_other_alone(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    """The practice takes part in the stay and not in the plan (DESIGN §6)."""
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        said = {"version": 1, "answer": "call_me", "key": "c", "text": "Ring om såret"}
        assert as_user(actors.assessor).post(address(journey, plan), said).status_code == 302
    with when_released(), when_released():
        doors = [f"/forloeb/{journey.pk}/", f"/forloeb/{journey.pk}/rapport/", f"/api/v1/journeys/{journey.pk}/events/"]
        for reader, reads in ((actors.nurse, True), (actors.assessor, True), (actors.gp, False)):
            pages: list[Any] = [as_user(reader).get(door) for door in doors]
            assert [page.status_code for page in pages] == [200] * 3
            assert ["Ring om såret" in page.content.decode() for page in pages] == [reads] * 3
        assert "Beder om at blive ringet op" in text(as_user(actors.gp).get(doors[0]))
