"""Doors that an attacker's review found open: former, mistaken and unnamed parties, and contacts (DESIGN §6)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from journeys.actions.access import claim_current_contact
from journeys.actions.acts import Act
from journeys.actions.stays import enter_contact
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.domain.roles import Role
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey
from tests.factories.organisations import make_municipal_unit, make_municipality, make_social_unit, make_user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user: User, journey: Journey, path: str, **said: Any) -> HttpResponse:
    address = f"/api/v1/journeys/{journey.pk}/{path}/"
    answer = client_of(user).post(address, {"confirmed": True, **said}, content_type="application/json")
    assert isinstance(answer, HttpResponse)
    return answer


def act(user: User, journey: Journey, name: str, **said: Any) -> int:
    return post(user, journey, f"acts/{name}", **said).status_code


def change(user: User, journey: Journey, event: JourneyEvent, how: str, **said: Any) -> int:
    return post(user, journey, f"events/{event.uuid}/{how}", **said).status_code


def sees(user: User, journey: Journey) -> int:
    return client_of(user).get(f"/api/v1/journeys/{journey.pk}/").status_code


def latest(kind: EventKind) -> JourneyEvent:
    return JourneyEvent.objects.filter(kind=kind.value).latest("pk")


def day(now: datetime, days_ago: int) -> str:
    return (timezone.localtime(now) - timedelta(days=days_ago)).date().isoformat()


@pytest.fixture
def skive(actors: Actors) -> Organisation:
    return make_municipality("Skive Kommune", code="779")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("note", {"text": "Hej"}),
        ("medication-responsible", {"party": "unknown"}),
        ("start-acute-function", {"referred_by": "gp"}),
        ("died", {}),
        ("gp", {}),
        ("report-death", {}),
    ],
)
def test_a5_a_former_practice_only_reads_once_there_is_none(name: str, said: dict[str, str], actors: Actors) -> None:
    now = timezone.now()
    journey = discharged_journey(actors, now=now)
    assert act(actors.nurse, journey, "gp", none=True, valid_from=day(now, 0)) == 200
    said = {"occurred_at": now.isoformat(), "organisation": str(actors.practice.pk), "valid_from": day(now, 0), **said}
    assert sees(actors.gp, journey) == 200
    assert act(actors.gp, journey, name, **said) == 403


def _shared_by_mistake(actors: Actors, skive: Organisation, now: datetime) -> tuple[Journey, User, User]:
    assessor = make_user("Skives", role=Role.NEEDS_ASSESSOR, unit=make_municipal_unit(skive, "Visitation Skive"))
    unit = make_social_unit(skive, "Social Skive")
    social = make_user("Social", role=Role.SOCIAL_WORKER, unit=unit)
    journey = admitted_journey(actors, now=now, municipality=skive)
    assert act(assessor, journey, "share", unit=str(unit.pk)) == 200
    assert sees(social, journey) == 200
    return journey, assessor, social


def test_a7_a_share_by_a_municipality_named_by_mistake_opens_nothing(actors: Actors, skive: Organisation) -> None:
    now = timezone.now()
    journey, assessor, social = _shared_by_mistake(actors, skive, now)
    said = {"organisation": str(actors.municipality.pk), "valid_from": day(now, 60)}
    assert act(actors.nurse, journey, "residence", **said) == 200
    assert (sees(assessor, journey), sees(social, journey), sees(actors.assessor, journey)) == (404, 404, 200)


@pytest.mark.parametrize(("who", "answer"), [("assessor", 200), ("nurse", 403), ("gp", 403)])
def test_a7_the_municipality_of_today_ends_a_share(who: str, answer: int, actors: Actors, skive: Organisation) -> None:
    now = timezone.now()
    journey, _, social = _shared_by_mistake(actors, skive, now)
    said = {"organisation": str(actors.municipality.pk), "valid_from": day(now, 0)}
    assert act(actors.nurse, journey, "residence", **said) == 200
    assert sees(social, journey) == 200
    assert change(getattr(actors, who), journey, latest(EventKind.SHARED), "take-back") == answer
    assert sees(social, journey) == (404 if answer == 200 else 200)


@pytest.mark.parametrize(
    ("who", "taken_back"),
    [("secretary", 403), ("nurse", 403), ("doctor", 200), ("gp", 200), ("gp_nurse", 403), ("assessor", 403)],
)
def test_a10_a_death_at_home_is_a_doctors_to_take_back_and_to_move(who: str, taken_back: int, actors: Actors) -> None:
    now = timezone.now()
    journey = discharged_journey(actors, now=now)
    by_gp = Act(by=actors.gp, now=now - timedelta(minutes=1))
    enter_contact(journey, EventKind.DIED, occurred_at=by_gp.now, act=by_gp)
    user, earlier = getattr(actors, who), (now - timedelta(hours=2)).isoformat()
    assert change(user, journey, latest(EventKind.DIED), "correct", occurred_at=earlier) == taken_back
    assert change(user, journey, latest(EventKind.DIED), "take-back") == taken_back


@pytest.mark.parametrize("name", ["emergency-called", "log-call"])
def test_a12_the_ward_takes_back_a_call_that_somebody_in_contact_wrote(name: str, actors: Actors) -> None:
    now = timezone.now()
    journey = discharged_journey(actors, now=now)
    claim_current_contact(journey.citizen, by=actors.stranger, reason="Borgeren er fundet bevidstløs", now=now)
    said = {"occurred_at": now.isoformat(), "caller_role": "nurse", "question": "Hvad nu?"}
    assert act(actors.stranger, journey, name, **said) == 200
    event = JourneyEvent.objects.latest("pk")
    for who in ("assessor", "community_nurse", "gp"):
        assert change(getattr(actors, who), journey, event, "take-back") == 403, who
    assert change(actors.nurse, journey, event, "take-back") == 200
