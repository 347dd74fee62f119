"""The hospital asks the practice and is answered; referral and need of coordination (001-12, 001-30, 001-40)."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def test_the_practice_is_asked_and_answers(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    nurse, gp, page = as_user(actors.nurse), as_user(actors.gp), f"/forloeb/{journey.pk}/"
    assert "Svar hospitalet" not in gp.get(page).content.decode()
    assert nurse.post(f"{page}handling/spoerg-egen-laege/", {"text": "Fast medicin?"}).status_code == 302
    task = journey.tasks.get(kind="answer_knowledge", state="open")
    assert task.owner == actors.practice
    assert "Svar hospitalet" in gp.get(page).content.decode()
    assert gp.post(f"{page}handling/svar-hospitalet/", {"text": "Kun blodtryk."}).status_code == 302
    assert not journey.tasks.filter(kind="answer_knowledge", state="open").exists()
    rows = {row["code"]: row["state"] for row in gp.get(f"/api/v1/journeys/{journey.pk}/principles/").json()}
    assert rows["knowledge"] == "met"


def test_what_is_passed_on_and_stated_shows_in_the_principles(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    page, acts = f"/forloeb/{journey.pk}/", f"/api/v1/journeys/{journey.pk}/acts/"
    assert as_user(actors.gp).post(f"{page}handling/giv-videre/", {"referred_for": "Fald i hjemmet"}).status_code == 302
    nurse = as_user(actors.nurse)
    empty = {"needs_more": "unknown", "relatives": "unknown"}
    assert "mindst ét" in nurse.post(f"{page}handling/koordinering/", empty).content.decode()
    said = {"needs_more": True, "relatives": False, "text": "Bor alene"}
    answer = nurse.post(f"{acts}coordination/", said, content_type="application/json", HTTP_IDEMPOTENCY_KEY="a1")
    assert answer.status_code < 300, answer.content
    rows = {row["code"]: row for row in nurse.get(f"/api/v1/journeys/{journey.pk}/principles/").json()}
    assert rows["referral"]["state"] == "met"
    assert (rows["coordination"]["state"], rows["coordination"]["act"]) == ("asked", "koordinering")
    assert "ingen pårørende" in rows["coordination"]["reason"]
