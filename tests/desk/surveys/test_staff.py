"""Staff answer once a period, and nothing joins them to their answer (FQ4, FQ9; K18, K22)."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import models
from django.test import Client

from desk.views.frame.session import SURVEYS
from organisations.models import CooperationArea, CooperationAreaMember, User
from principles.models import SurveyParticipation, SurveyTally
from tests.actors import Actors

AsUser = Callable[[User], Client]
OPEN, CLOSED = datetime(2026, 11, 10, 10, tzinfo=UTC), datetime(2026, 9, 10, 10, tzinfo=UTC)
PAGE = "/spoergeskemaer/samarbejdet/"


def test_staff_answer_once_and_are_asked_until_then(actors: Actors, as_user: AsUser) -> None:
    with time_machine.travel(OPEN):
        client = as_user(actors.nurse)
        ward = client.get("/afdeling/").content.decode()
        assert "Spørgeskemaet til medarbejdere er åbent" in ward
        page = client.get(PAGE).content.decode()
        assert "Samarbejdet med kommunen" in page
        assert "Samarbejdet med sygehuset" not in page
        assert client.post(PAGE, {}).status_code == 422
        assert client.post(PAGE, {"with_municipality": "4"}).status_code == 302
        assert client.session[SURVEYS] == ["principles"]
        assert "Du har svaret. Tak." in client.get(PAGE).content.decode()
        again = client.post(PAGE, {"with_municipality": "1"})
        assert again.status_code == 422
        assert "Du har svaret for denne periode" in again.content.decode()
        assert client.post("/spoergeskemaer/principperne/", {"principle_1": "5"}).status_code == 302
        assert "Spørgeskemaet til medarbejdere er åbent" not in client.get("/afdeling/").content.decode()
    tally = SurveyTally.objects.get(version="cooperation-1")
    assert (tally.answered, tally.counts["with_municipality"][4]) == (1, 1)


def test_a_program_answers_the_same(actors: Actors, as_user: AsUser) -> None:
    address, body = "/api/v1/surveys/staff/cooperation/", json.dumps({"with_hospital": "3"})
    with time_machine.travel(OPEN):
        client = as_user(actors.assessor)
        assert client.get(address).json()["questions"][0]["key"] == "with_hospital"
        assert client.post(address, body, content_type="application/json").status_code == 204
        assert client.post(address, body, content_type="application/json").status_code == 400
        assert client.get("/api/v1/surveys/staff/journey/").status_code == 404


def test_a_closed_survey_says_when_it_opens(actors: Actors, as_user: AsUser) -> None:
    with time_machine.travel(CLOSED):
        client = as_user(actors.gp)
        assert "1. november 2026" in client.get(PAGE).content.decode()
        assert client.post(PAGE, {"with_hospital": "4"}).status_code == 422
        assert as_user(actors.citizen).get(PAGE).status_code == 403


def test_who_answered_stands_apart_from_what(actors: Actors, as_user: AsUser) -> None:
    """No key, time or counter is common to both; a cluster is all that an answer says of where."""
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    for house in (actors.hospital, actors.municipality):
        CooperationAreaMember.objects.create(area=area, organisation=house)
    with time_machine.travel(OPEN):
        for user in (actors.nurse, actors.doctor, actors.assessor):
            assert as_user(user).post(PAGE, {"in_time": "4"}).status_code == 302
    assert SurveyParticipation.objects.count() == 3
    tallies = SurveyTally.objects.order_by("respondent")
    assert [(row.respondent, row.answered, row.area) for row in tallies] == [
        ("hospital", 2, area),
        ("municipality", 1, area),
    ]
    assert {row.hospital for row in tallies} == {None}
    fields = [*SurveyParticipation._meta.concrete_fields, *SurveyTally._meta.concrete_fields]
    kinds = (models.DateTimeField, models.AutoField)
    assert not [field for field in fields if isinstance(field, kinds)]


@pytest.mark.parametrize("who", ["nurse", "gp", "social_worker", "cluster_administrator", "administrator"])
def test_everybody_who_works_with_the_agreement_reads_the_results(actors: Actors, as_user: AsUser, who: str) -> None:
    client = as_user(getattr(actors, who))
    for address in ("/spoergeskemaer/", "/spoergeskemaer/?vis=x", "/spoergeskemaer.csv", "/api/v1/surveys/"):
        assert client.get(address).status_code == 200
