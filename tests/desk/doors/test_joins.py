"""No write lays a stay that its writer does not see to one that it does (DESIGN §6; docs/decisions/007)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from journeys.actions.acting.acts import Act
from journeys.actions.stays.contacts import enter_contact
from journeys.domain.events import EventKind
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey, JourneyEvent
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, tell_journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def in_bed(actors: Actors, now: datetime) -> Journey:
    return admitted_journey(actors, now=now, hours_ago=30)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def call(user: User, path: str, **said: Any) -> Any:
    said = {"confirmed": True, **said}
    return client_of(user).post(f"/api/v1/journeys/{path}/", said, content_type="application/json")


def sees(user: User, journey: Journey) -> bool:
    return client_of(user).get(f"/api/v1/journeys/{journey.pk}/").status_code == 200


def untouched(actors: Actors, journey: Journey, status: JourneyStatus = JourneyStatus.ADMITTED) -> bool:
    row = Journey.objects.get(pk=journey.pk)
    return (row.status_value, row.ward, row.merged_into) == (status, actors.ward, None) and not sees(
        actors.stranger, journey
    )


def old_stay(actors: Actors, now: datetime, days: int) -> tuple[Journey, JourneyEvent]:
    """Of Randers, which discharged by hand."""
    old = admitted_journey(actors, now=now, hours_ago=24 * (days + 2), citizen=make_citizen(), ward=actors.other_ward)
    at = now - timedelta(days=days)
    act = Act(by=actors.stranger, now=at)
    return old, enter_contact(old, EventKind.DISCHARGED, occurred_at=at, act=act).event


def test_a1_admitting_on_a_plan_of_ones_own_is_an_entry_while_another_hospital_has_the_citizen(
    actors: Actors, now: datetime
) -> None:
    old, _ = old_stay(actors, now, 30)
    in_bed = admitted_journey(actors, now=now, citizen=old.citizen)
    plan = call(
        actors.stranger,
        "begin/planned",
        cpr=in_bed.citizen.cpr,
        ward=str(actors.other_ward.pk),
        planned_at=(now + timedelta(days=30)).isoformat(),
    ).json()
    assert plan["status"] == JourneyStatus.PLANNED
    admitted = call(actors.stranger, f"{plan['id']}/acts/admitted", occurred_at=now.isoformat())
    assert (admitted.status_code, admitted.json()["status"]) == (200, JourneyStatus.PLANNED)
    assert untouched(actors, in_bed)
    assert [report["kind"] for report in Journey.objects.get(pk=in_bed.pk).reports] == [EventKind.STAY_CLAIMED]


@pytest.mark.parametrize("hours", [0, 31])
@pytest.mark.parametrize("name", ["admitted", "arrived"])
@pytest.mark.parametrize("days", [30, 8])
def test_a2_arriving_in_an_old_journey_is_an_entry(
    days: int, name: str, hours: int, actors: Actors, now: datetime
) -> None:
    old, _ = old_stay(actors, now, days)
    in_bed = admitted_journey(actors, now=now, citizen=old.citizen)
    at = (now - timedelta(hours=hours)).isoformat()
    assert call(actors.stranger, f"{old.pk}/acts/{name}", occurred_at=at).status_code == 200
    assert untouched(actors, in_bed)
    entry = Journey.objects.get(unconfirmed=True)
    assert sees(actors.stranger, entry)
    answer = call(actors.nurse, f"{in_bed.pk}/acts/confirm-stay")
    assert answer.status_code == 200
    assert sees(actors.stranger, Journey.objects.get(pk=answer.json()["id"]))


def test_a2_the_page_says_that_an_arrival_waits(actors: Actors, now: datetime) -> None:
    old, _ = old_stay(actors, now, 8)
    admitted_journey(actors, now=now, citizen=old.citizen)
    said = {"occurred_at": timezone.localtime(now).strftime("%Y-%m-%dT%H:%M"), "key": "k"}
    page = client_of(actors.stranger).post(f"/forloeb/{old.pk}/handling/indlagt/", said, follow=True)
    assert "venter på at blive bekræftet" in page.content.decode()


@pytest.mark.parametrize("change", ["correct", "take-back"])
def test_a2_changing_ones_own_discharge_does_not_reach_into_a_stay_out_of_sight(
    change: str, actors: Actors, now: datetime
) -> None:
    old, discharge = old_stay(actors, now, 8)
    in_bed = admitted_journey(actors, now=now, citizen=old.citizen)
    at = (now - timedelta(hours=10)).isoformat()
    answer = call(actors.stranger, f"{old.pk}/events/{discharge.uuid}/{change}", occurred_at=at)
    assert (answer.status_code, answer.json()["code"]) == (400, "act.joins_unseen")
    assert untouched(actors, in_bed)


@pytest.mark.parametrize("hours", [21, 30, 90])
def test_a2_dating_back_a_stay_opens_no_window_of_others(hours: int, actors: Actors, now: datetime) -> None:
    home = discharged_journey(actors, now=now, hours_ago=20, stayed=72)
    ward, cpr = str(actors.other_ward.pk), home.citizen.cpr
    mine = call(actors.stranger, "begin/admitted", cpr=cpr, ward=ward, occurred_at=now.isoformat()).json()["id"]
    event = JourneyEvent.objects.filter(kind=EventKind.ADMITTED.value).latest("pk")
    at = (now - timedelta(hours=hours)).isoformat()
    answer = call(actors.stranger, f"{mine}/events/{event.uuid}/correct", occurred_at=at)
    assert answer.json()["code"] == "act.joins_unseen"
    assert not sees(actors.stranger, home)


def test_a2_correcting_within_ones_own_stay_is_free(actors: Actors, now: datetime) -> None:
    old, discharge = old_stay(actors, now, 8)
    admitted_journey(actors, now=now, citizen=old.citizen)
    at = (now - timedelta(days=7)).isoformat()
    assert call(actors.stranger, f"{old.pk}/events/{discharge.uuid}/correct", occurred_at=at).status_code == 200


def test_a1_the_hospital_that_held_the_contact_takes_back_what_another_hand_took(
    in_bed: Journey, actors: Actors, now: datetime
) -> None:
    there = {"provider": actors.other_ward, "hospital": actors.other_ward.root, "stated_by": actors.other_ward}
    events = [
        tell_journey(in_bed, kind, at=now - timedelta(minutes=minutes), **there).event
        for kind, minutes in ((EventKind.ADMITTED, 9), (EventKind.DIED, 5))
    ]
    for event in reversed(events):
        assert call(actors.nurse, f"{in_bed.pk}/events/{event.uuid}/take-back").status_code == 200
    assert (Journey.objects.get(pk=in_bed.pk).status_value, Journey.objects.get(pk=in_bed.pk).ward) == (
        JourneyStatus.ADMITTED,
        actors.ward,
    )


def test_a1_it_does_not_take_back_the_stay_that_followed_its_own_discharge(actors: Actors, now: datetime) -> None:
    home = discharged_journey(actors, now=now, hours_ago=2)
    there = {"provider": actors.other_ward, "hospital": actors.other_ward.root, "stated_by": actors.other_ward}
    event = tell_journey(home, EventKind.ADMITTED, at=now - timedelta(hours=1), **there).event
    assert call(actors.nurse, f"{home.pk}/events/{event.uuid}/take-back").status_code == 403
