"""What no page offers no program does either: every act in every journey that is not made for it (R3b-10)."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.forms.acting.spec import ActSpec, always, unhindered
from desk.forms.acting.table import ACTS, BY_NAME
from journeys.actions.acting.acts import Act
from journeys.actions.stays.contacts import PlannedStay, plan_stay
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.models import User
from organisations.selectors.permissions import can
from tests.actors import Actors
from tests.desk.doing import filled
from tests.factories.journeys import (
    admitted_journey,
    cancel_journey,
    discharged_journey,
    end_journey,
    make_citizen,
)
from tests.factories.organisations import make_ward

pytestmark = pytest.mark.django_db
WORLDS = ("planned", "home", "long ago", "dead", "cancelled")


@pytest.mark.parametrize("spec", [spec for spec in ACTS if spec.form.does is not None], ids=lambda spec: spec.name)
def test_whether_an_act_makes_sense_is_said_by_its_class_alone(spec: ActSpec) -> None:
    assert (spec.when, spec.hindered) == (always, unhindered)


def journey_of(world: str, actors: Actors) -> Journey:
    now = timezone.now()
    if world == "planned":
        stay = PlannedStay(planned_at=now + timedelta(days=2), ward=actors.ward)
        journey = plan_stay(make_citizen(), stay, act=Act(by=actors.nurse, now=now)).journey
        assert journey is not None
    elif world == "cancelled":
        journey = admitted_journey(actors, now=now)
        cancel_journey(journey, at=now)
    else:
        journey = discharged_journey(actors, now=now, hours_ago=240 if world == "long ago" else 5)
        if world == "dead":
            end_journey(journey, EventKind.DIED, at=now - timedelta(hours=1))
    return Journey.objects.get(pk=journey.pk)


class Programs:
    """Calls of each person, with one sign-in each."""

    def __init__(self, actors: Actors) -> None:
        self.people = (actors.nurse, actors.doctor, actors.assessor, actors.community_nurse, actors.gp)
        self.clients = {user.pk: Client() for user in self.people}
        for user in self.people:
            self.clients[user.pk].force_login(user)

    def doer(self, spec: ActSpec, journey: Journey) -> User | None:
        return next((user for user in self.people if can(user, spec.form.right(journey), journey)), None)

    def call(self, spec: ActSpec, user: User, journey: Journey) -> Any:
        said: dict[str, Any] = {"confirmed": True}
        # Nothing fits where there is nothing to choose from.
        with suppress(IndexError):
            said |= filled(spec, user, journey, timezone.now())
        path = f"/api/v1/journeys/{journey.pk}/acts/{spec.name}/"
        return self.clients[user.pk].post(path, said, content_type="application/json")


@pytest.mark.parametrize("world", WORLDS)
def test_r3b_10_no_program_does_what_no_page_offers(world: str, actors: Actors) -> None:
    journey, programs = journey_of(world, actors), Programs(actors)
    before, done = JourneyEvent.objects.count(), []
    for spec in ACTS:
        user = programs.doer(spec, journey)
        if spec.offered(journey, timezone.now()) or user is None:
            continue
        answer = programs.call(spec, user, journey)
        if answer.status_code < 400 or JourneyEvent.objects.count() != before:
            done.append(spec.name)
    assert done == []


@pytest.mark.parametrize("world", ["home", "long ago", "dead", "cancelled"])
def test_r3b_10_a_place_is_given_only_in_hospital(world: str, actors: Actors) -> None:
    journey = journey_of(world, actors)
    other = make_ward(actors.hospital, "Kirurgi")
    client = Client()
    client.force_login(actors.secretary)
    said = {"provider": str(other.pk)}
    refused = client.post(f"/api/v1/journeys/{journey.pk}/acts/place/", said, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (400, "act.not_now")
    page = client.post(f"/forloeb/{journey.pk}/handling/plads/", {**said, "key": "k"})
    assert page.status_code == 422
    assert "Det giver ikke mening" in page.content.decode()
    assert Journey.objects.get(pk=journey.pk).ward != other


def test_r3b_10_a_repeated_call_is_still_what_it_was(actors: Actors) -> None:
    """Though its first time ended what it was offered in."""
    journey, client = admitted_journey(actors, now=timezone.now()), Client()
    client.force_login(actors.nurse)
    said = {"occurred_at": timezone.now().isoformat(), "confirmed": True}
    path = f"/api/v1/journeys/{journey.pk}/acts/discharged/"
    for replayed in (None, "true"):
        answer = client.post(path, said, content_type="application/json", headers={"Idempotency-Key": "one"})
        assert (answer.status_code, answer.headers.get("Idempotency-Replayed")) == (200, replayed)
    assert BY_NAME["discharged"].offered(Journey.objects.get(pk=journey.pk), timezone.now()) is False
