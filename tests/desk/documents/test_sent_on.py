"""Sending a letter on inside the municipality, as its pages show it (001-73)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from journeys.models import Journey
from organisations.models import User
from tests.actors import Actors
from tests.desk.documents.test_pages import address, text
from tests.documents.test_sending import lying
from tests.documents.writing import send, write, written
from tests.later import when_released

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def test_the_other_unit_reads_it_and_is_told_of_a_newer_one(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse, aids="Rollator")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        assert as_user(actors.social_worker).get(address(journey, plan)).status_code == 404
        page = text(as_user(actors.assessor).get(address(journey, plan, "videresend/")))
        assert ("Socialpsykiatrien, Viborg" in page, "Lægehuset" in page) == (True, False)
        said = {"version": 1, "unit": str(actors.social_unit.pk), "text": "Bostøtte", "key": "a"}
        nowhere = as_user(actors.assessor).post(address(journey, plan, "videresend/"), {**said, "unit": ""})
        assert (nowhere.status_code, "Vælg en enhed." in text(nowhere)) == (422, True)
        done = as_user(actors.assessor).post(address(journey, plan, "videresend/"), said)
        # Where it can be taken back.
        assert done.headers["Location"] == f"/forloeb/{journey.pk}/"
        again = as_user(actors.assessor).post(address(journey, plan, "videresend/"), {**said, "key": "b"})
        assert (again.status_code, "Enheden har allerede fået brevet" in text(again)) == (422, True)
        # It can still be undone: nobody there reads it, on the page, on the journey's or by program.
        api = f"/api/v1/journeys/{journey.pk}/documents/"
        assert as_user(actors.social_worker).get(address(journey, plan)).status_code == 404
        assert "Rollator" not in as_user(actors.social_worker).get(api).content.decode()
        here = text(as_user(actors.social_worker).get(f"/forloeb/{journey.pk}/"))
        assert f"/breve/{plan.pk}/" not in here
    with when_released(), when_released():
        theirs = text(as_user(actors.social_worker).get(address(journey, plan)))
        assert ("Rollator" in theirs, "videresendt af" in theirs, "nyere version" in theirs) == (True, True, False)
        # Why is for the municipality alone.
        assert "<q>Bostøtte</q>" in theirs
        (version,) = as_user(actors.social_worker).get(api).json()["documents"][0]["versions"]
        assert (version["values"]["aids"], version["sent_on"][0]["text"]) == ("Rollator", "Bostøtte")
        ward = text(as_user(actors.nurse).get(address(journey, plan)))
        assert ("har videresendt det og ikke selv svaret" in ward, "videresendt af" in ward) == (True, True)
        assert "Bostøtte" not in ward + as_user(actors.nurse).get(api).content.decode()
        panel = text(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/"))
        assert "videresendt af Visitationen, Viborg" in panel
        write(journey, plan, actors.nurse, aids="Lift")
        send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released(), when_released(), when_released(), when_released():
        theirs = text(as_user(actors.social_worker).get(address(journey, plan)))
        assert ("Lift" in theirs, "nyere version, som ikke er videresendt" in theirs) == (False, True)
        assert "videresendt af" in text(as_user(actors.nurse).get(address(journey, plan) + "?version=1"))


def test_others_do_not_send_it_on(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        for other in (actors.nurse, actors.gp, actors.social_worker):
            assert as_user(other).get(address(journey, plan, "videresend/")).status_code in (403, 404)


def test_a_program_sends_it_on_by_the_same_rules(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    where = f"/api/v1/journeys/{journey.pk}/documents/{plan.pk}/forwards/"
    said = {"number": 1, "unit": str(actors.social_unit.pk), "text": "Bostøtte"}

    def call(user: User, **other: str) -> tuple[int, str]:
        done: Any = as_user(user).post(where, {**said, **other}, content_type="application/json")
        return done.status_code, done.json().get("code", "")

    with when_released():
        assert call(actors.nurse)[0] == 403
        assert call(actors.assessor, unit=str(actors.practice.pk)) == (400, "document.forward_unit")
        assert call(actors.assessor, unit=str(plan.pk)) == (400, "document.forward_unit")
        assert call(actors.assessor) == (200, "")
        assert call(actors.assessor) == (400, "document.forwarded")
