"""A plan opens nobody whom others have, and facts about a citizen are said from an open journey (DESIGN §6)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind, EventSource
from journeys.domain.sight.door_rules import OUTSIDE_SEARCH
from journeys.domain.state.status import JourneyStatus
from journeys.models import Citizen, Journey, OutsideSearch, StayEntry
from tests.actors import Actors
from tests.desk.doors.test_joins import call, client_of, sees
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, tell
from tests.factories.organisations import make_municipality

pytestmark = pytest.mark.django_db
REASON = "Det er den samme borger, siger pårørende"


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def in_bed(actors: Actors, now: datetime) -> Journey:
    journey = admitted_journey(actors, now=now, hours_ago=30)
    journey.citizen.relatives.create(name="Poul Prøve", phone="12345678")
    return journey


def plan(actors: Actors, now: datetime, **citizen: str) -> Any:
    at = (now + timedelta(days=20)).isoformat()
    return call(actors.stranger, "begin/planned", ward=str(actors.other_ward.pk), planned_at=at, **citizen)


def test_a3_a_plan_for_whom_others_have_shows_only_what_was_typed(
    in_bed: Journey, actors: Actors, now: datetime
) -> None:
    made = plan(actors, now, cpr=in_bed.citizen.cpr or "", family_name="Tastet")
    assert (made.status_code, made.json()["unconfirmed"], made.json()["status"]) == (201, True, JourneyStatus.PLANNED)
    page = client_of(actors.stranger).get(f"/forloeb/{made.json()['id']}/").content.decode()
    assert "Tastet" in page
    assert not [word for word in (in_bed.citizen.family_name, "Poul Prøve", actors.practice.name) if word in page]
    assert StayEntry.objects.count() == 1


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("name", ["residence", "gp", "relative", "admitted", "call-off", "plan-outcome"])
def test_a3_nothing_is_done_on_such_a_plan(
    name: str, again: bool, in_bed: Journey, actors: Actors, now: datetime
) -> None:
    for _ in range(1 + again):
        made = plan(actors, now, cpr=in_bed.citizen.cpr or "").json()
    assert made["unconfirmed"]
    assert call(actors.stranger, f"{made['id']}/acts/{name}").status_code == 403


def test_a3_the_hospital_that_has_the_citizen_is_asked_and_its_yes_opens_the_plan_only(
    in_bed: Journey, actors: Actors, now: datetime
) -> None:
    made = plan(actors, now, cpr=in_bed.citizen.cpr or "", family_name="Tastet").json()
    page = client_of(actors.nurse).get(f"/forloeb/{in_bed.pk}/").content.decode()
    assert "Indtastet som planlagt til indlæggelse" in page
    assert call(actors.nurse, f"{in_bed.pk}/acts/confirm-stay").status_code == 200
    mine = Journey.objects.get(pk=made["id"])
    assert (mine.unconfirmed, mine.status_value) == (False, JourneyStatus.PLANNED)
    assert Citizen.objects.get(pk=in_bed.citizen_id).family_name == in_bed.citizen.family_name
    assert not sees(actors.stranger, in_bed)
    assert rebuild_citizen(in_bed.citizen_id, check=True, now=now) == []


def test_a3_a_message_of_the_stay_confirms_the_plan(actors: Actors, now: datetime) -> None:
    home = discharged_journey(actors, now=now - timedelta(days=9))
    made = plan(actors, now, cpr=home.citizen.cpr or "").json()
    there = {"provider": actors.other_ward, "hospital": actors.other_ward.root, "stated_by": actors.other_ward}
    at = now + timedelta(days=20)
    began = tell(home.citizen, EventKind.ADMITTED, at=at, now=at, episode="e", **there).journey
    assert began is not None
    assert (str(began.pk), began.unconfirmed, began.status_value) == (made["id"], False, JourneyStatus.ADMITTED)


def test_a3_a_hospital_plans_its_own_new_citizen_as_before(actors: Actors, now: datetime) -> None:
    made = plan(actors, now, cpr=make_citizen().cpr or "")
    assert (made.status_code, made.json()["unconfirmed"]) == (201, False)


@pytest.mark.parametrize("stays", [True, False])
def test_a3_beginnings_by_number_count_like_searches(stays: bool, actors: Actors, now: datetime) -> None:
    most = OUTSIDE_SEARCH[0].most
    OutsideSearch.objects.bulk_create(OutsideSearch(user=actors.stranger, at=now) for _ in range(most - 1))
    citizens = [admitted_journey(actors, now=now).citizen if stays else make_citizen() for _ in range(2)]
    first, second = (citizen.cpr or "" for citizen in citizens)
    assert plan(actors, now, cpr=first).status_code == 201
    refused = plan(actors, now, cpr=second)
    assert (refused.status_code, refused.json()["code"]) == (400, "access.too_often")


def test_a3_a_plan_by_name_is_not_joined_with_whom_others_have(in_bed: Journey, actors: Actors, now: datetime) -> None:
    made = plan(actors, now, family_name="Ukendt").json()
    answer = call(actors.stranger, f"{made['id']}/acts/join-citizens", cpr=in_bed.citizen.cpr, reason=REASON)
    assert (answer.status_code, answer.json()["code"]) == (400, "join.others_have")
    assert Journey.objects.get(pk=made["id"]).citizen_id != in_bed.citizen_id


def old_and_new(actors: Actors, now: datetime) -> tuple[Journey, Journey]:
    old = discharged_journey(actors, now=now, hours_ago=24 * 40, stayed=24, ward=actors.other_ward)
    return old, admitted_journey(actors, now=now, citizen=old.citizen)


@pytest.mark.parametrize("name", ["residence", "gp", "relative"])
@pytest.mark.parametrize("planned", [False, True])
def test_a4_facts_are_not_changed_from_an_old_journey_or_a_plan(
    name: str, planned: bool, actors: Actors, now: datetime
) -> None:
    skive, day = make_municipality("Skive Kommune", code="779"), timezone.localdate() - timedelta(days=1)
    old, new = old_and_new(actors, now)
    said: dict[str, Any] = {
        "residence": {"organisation": str(skive.pk), "valid_from": day.isoformat()},
        "gp": {"none": True, "valid_from": day.isoformat()},
        "relative": {"name": "Poul Prøve", "phone": "99999999"},
    }[name]
    at = plan(actors, now, cpr=old.citizen.cpr or "").json()["id"] if planned else old.pk
    answer = call(actors.stranger, f"{at}/acts/{name}", **said)
    assert (answer.status_code, answer.json()["code"]) == (400, "act.facts_of_others")
    row = Journey.objects.get(pk=new.pk)
    assert (row.municipality, row.gp_practice) == (actors.municipality, actors.practice)


@pytest.mark.parametrize("change", ["correct", "take-back"])
def test_a4_nor_are_they_corrected_from_there(change: str, actors: Actors, now: datetime) -> None:
    old, _ = old_and_new(actors, now)
    at = now - timedelta(days=39)
    by_hand = {"source": EventSource.FORM, "stated_by": actors.other_ward}
    fact = tell(old.citizen, EventKind.GP_STATED, at=at, organisation=actors.practice, **by_hand)
    said = {"none": True, "valid_from": timezone.localdate().isoformat()}
    answer = call(actors.stranger, f"{old.pk}/events/{fact.event.uuid}/{change}", **said)
    assert (answer.status_code, answer.json()["code"]) == (400, "act.facts_of_others")


@pytest.mark.parametrize("hours", [5, 24 * 20])
def test_a4_of_whom_nobody_else_has_since_facts_are_said_as_before(hours: int, actors: Actors, now: datetime) -> None:
    home = discharged_journey(actors, now=now, hours_ago=hours)
    said = {"none": True, "valid_from": timezone.localdate().isoformat()}
    assert call(actors.nurse, f"{home.pk}/acts/gp", **said).status_code == 200
