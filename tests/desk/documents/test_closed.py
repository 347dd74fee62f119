"""A koordinationsplan is heard of by whoever sent or got it, and by nobody else (001 bilag 2, B2-P5 c)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.actions.forwarding import ForwardDocument
from documents.models import Document
from journeys.actions.acting.acts import Act, Changed, take_back
from journeys.actions.marks import acknowledge
from journeys.actions.rebuild import rebuild_citizen
from journeys.actions.refusals import Refused
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind
from journeys.models import Journey
from notifications.models import Notification
from notifications.tasks import relay_outbox
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors
from tests.documents.writing import answer, send, written
from tests.factories.journeys import admitted_journey, make_citizen, state_affiliation, tell_journey
from tests.factories.organisations import make_user
from tests.later import when_released

pytestmark = pytest.mark.django_db
WORDS = "Tager ikke imod samtaler"


@pytest.fixture
def nurse(actors: Actors) -> User:
    return make_user("Mona Psyk", role=Role.HOSPITAL_NURSE, unit=actors.psychiatric_ward)


@pytest.fixture
def journey(actors: Actors) -> Journey:
    """In psychiatry, shared with the social area of the municipality."""
    citizen, at = make_citizen(), timezone.now() - timedelta(hours=50)
    state_affiliation(citizen, Affiliation.SOCIAL, True, at=at)
    journey = admitted_journey(actors, citizen=citizen, hours_ago=50, ward=actors.psychiatric_ward)
    tell_journey(journey, EventKind.SHARED, at=at + timedelta(hours=1), unit=str(actors.social_unit.pk))
    return Journey.objects.get(pk=journey.pk)


@pytest.fixture
def plan(actors: Actors, journey: Journey, nurse: User) -> Document:
    """Sent to the social area alone, and answered by it."""
    plan = written(journey, nurse, Code.COORDINATION_PLAN, reason=WORDS)
    send(journey, plan, nurse, actors.social_unit.pk)
    return plan


def everything(client: Client, journey: Journey) -> str:
    """What somebody reads of a journey, on every door."""
    addresses = (
        f"/forloeb/{journey.pk}/",
        f"/api/v1/journeys/{journey.pk}/events/",
        f"/api/v1/journeys/{journey.pk}/documents/",
    )
    return "".join(client.get(address).content.decode() for address in addresses)


def lately(client: Client) -> str:
    """The journeys of which a program hears that something happened."""
    since = (timezone.now() - timedelta(minutes=20)).isoformat()
    return client.get("/api/v1/journeys/", {"updated_since": since}).content.decode()


def hears(text: str) -> bool:
    return "oordinationsplan" in text or "coordination_plan" in text or WORDS in text


def test_only_whoever_got_it_hears_of_it(
    actors: Actors, journey: Journey, plan: Document, nurse: User, as_user: Callable[[User], Client]
) -> None:
    with when_released():
        answer(journey, plan, actors.social_worker, actors.social_unit.pk, text="Vi kommer på mandag")
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        assert hears(everything(as_user(actors.social_worker), journey))
        assert hears(everything(as_user(nurse), journey))
        assert str(journey.pk) in lately(as_user(actors.social_worker))
        for other in (actors.assessor, actors.community_nurse, actors.gp):
            client = as_user(other)
            text = everything(client, journey)
            assert not hears(text)
            assert "document_" not in text
            assert "på mandag" not in text
            assert str(journey.pk) not in lately(client)
            assert client.get(f"/forloeb/{journey.pk}/breve/{plan.pk}/").status_code == 404
            assert not hears(client.get("/breve/").content.decode())


def test_nobody_else_is_told_of_it_nor_that_it_was_taken_back(
    actors: Actors, journey: Journey, nurse: User, plan: Document
) -> None:
    sent = journey.placements.get(event__kind=EventKind.DOCUMENT_SENT.value).event
    with when_released():
        relay_outbox()
        take_back(sent, act=Act(by=nurse, now=timezone.now()))
        relay_outbox()
    told = Notification.objects.filter(kind__in=("document_sent", "cancellation", "correction"))
    assert {each.unit_id for each in told} == {actors.social_unit.pk}


def test_who_does_not_hear_of_it_can_go_on_with_an_open_page(actors: Actors, journey: Journey, plan: Document) -> None:
    before = journey.last_sequence
    acknowledge(journey, act=Act(by=actors.gp, now=timezone.now(), version=before))
    with pytest.raises(Changed):
        acknowledge(journey, act=Act(by=actors.social_worker, now=timezone.now(), version=before))


def test_an_area_of_the_municipality_that_did_not_get_it_answers_nothing(
    actors: Actors, journey: Journey, plan: Document, as_user: Callable[[User], Client]
) -> None:
    with when_released():
        body = {"number": 1, "answer": "acknowledged"}
        address = f"/api/v1/journeys/{journey.pk}/documents/{plan.pk}/answers/"
        said = as_user(actors.assessor).post(address, body, content_type="application/json")
    assert said.status_code == 404


def test_it_is_not_sent_on(
    actors: Actors, journey: Journey, nurse: User, plan: Document, as_user: Callable[[User], Client]
) -> None:
    send(journey, plan, nurse, actors.municipality.pk)
    with when_released():
        client, act = as_user(actors.assessor), Act(by=actors.assessor, now=timezone.now())
        assert "videresend" not in client.get(f"/forloeb/{journey.pk}/breve/{plan.pk}/").content.decode().lower()
        forward = ForwardDocument(
            document=str(plan.pk), version=2, party=actors.municipality.pk, unit=actors.nursing, text="Se her"
        )
        with pytest.raises(Refused, match=r"document\.closed"):
            forward.do(Journey.objects.get(pk=journey.pk), act=act)


def test_its_circle_can_be_derived_again(journey: Journey, plan: Document) -> None:
    assert not rebuild_citizen(journey.citizen_id, now=timezone.now(), check=True)
