"""Any party asks for a dialogue meeting; the hospital calls it, and owes the joint agreement (001 bilag 2, B2-P5)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.meetings.acts import AskForMeeting, DeclineMeeting, InviteToMeeting
from journeys.actions.acting.acts import Act
from journeys.actions.refusals import Refused
from journeys.domain.events import EventKind
from journeys.models import Journey, Task
from notifications.models import Notification
from notifications.tasks import relay_outbox
from organisations.domain.refusals import NotAllowed
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors, make_actors
from tests.documents.writing import send, written
from tests.factories.journeys import admitted_journey, tell_journey
from tests.factories.organisations import make_user
from tests.later import when_released

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors(db: None) -> Actors:
    return make_actors()


@pytest.fixture
def nurse(actors: Actors) -> User:
    return make_user("Mona Psyk", role=Role.HOSPITAL_NURSE, unit=actors.psychiatric_ward)


@pytest.fixture
def journey(actors: Actors) -> Journey:
    journey = admitted_journey(actors, ward=actors.psychiatric_ward)
    tell_journey(journey, EventKind.SHARED, unit=str(actors.social_unit.pk))
    return again(journey)


def again(journey: Journey) -> Journey:
    return Journey.objects.get(pk=journey.pk)


def ask(journey: Journey, by: User, wished_by: str = "unit") -> None:
    act = AskForMeeting(wished_by=wished_by, text="Boligen er opsagt")
    act.do(again(journey), act=Act(by=by, now=timezone.now()))


def invite(journey: Journey, by: User, *to: object, about: str = "dialogue", citizen: bool = False) -> None:
    invitation = InviteToMeeting(
        about=about,
        at=timezone.now() + timedelta(days=1),
        where="Afdelingens mødelokale",
        receivers=tuple(map(str, to)),
        citizen=citizen,
    )
    invitation.do(again(journey), act=Act(by=by, now=timezone.now()))


def tasks(journey: Journey) -> set[str]:
    """What is asked of somebody about meetings."""
    open_tasks = Task.objects.open().filter(journey=journey).values_list("kind", flat=True)
    return set(open_tasks) & {"answer_meeting", "invite_parties"}


def plan_discharge(journey: Journey) -> None:
    on = (timezone.localdate() + timedelta(days=3)).isoformat()
    tell_journey(journey, EventKind.EXPECTED_DISCHARGE_STATED, on=on, text="")


@pytest.mark.parametrize("who", ["assessor", "gp", "social_worker"])
def test_every_party_asks_and_the_ward_has_the_task_until_it_has_invited(
    who: str, actors: Actors, journey: Journey, nurse: User
) -> None:
    ask(journey, getattr(actors, who), "citizen")
    assert tasks(journey) == {"answer_meeting"}
    assert journey.tasks.get(kind="answer_meeting").owner == actors.psychiatric_ward
    invite(journey, nurse, actors.municipality.pk, actors.practice.pk, citizen=True)
    assert tasks(journey) == set()


def test_the_ward_says_why_none_is_held(actors: Actors, journey: Journey, nurse: User) -> None:
    ask(journey, actors.gp)
    with pytest.raises(Refused):
        DeclineMeeting(text=" ").do(again(journey), act=Act(by=nurse, now=timezone.now()))
    DeclineMeeting(text="Der er møde på mandag").do(again(journey), act=Act(by=nurse, now=timezone.now()))
    assert tasks(journey) == set()
    with pytest.raises(Refused):
        DeclineMeeting(text="Igen").do(again(journey), act=Act(by=nurse, now=timezone.now()))


def test_only_the_hospital_calls_it_and_only_to_parties(actors: Actors, journey: Journey, nurse: User) -> None:
    with pytest.raises(NotAllowed):
        invite(journey, actors.assessor, actors.practice.pk)
    for nobody in ((), (actors.other_ward.pk,), (actors.psychiatric_ward.pk,)):
        with pytest.raises(Refused):
            invite(journey, nurse, *nobody)


@pytest.mark.parametrize("about", ["discharge_agreement", "coordination_plan"])
def test_the_duty_to_invite_begins_with_the_planning_and_is_met_by_the_invitation(
    about: str, actors: Actors, journey: Journey, nurse: User
) -> None:
    assert tasks(journey) == set()
    plan_discharge(journey)
    assert tasks(journey) == {"invite_parties"}
    invite(journey, nurse, actors.municipality.pk)
    assert tasks(journey) == {"invite_parties"}
    invite(journey, nurse, actors.social_unit.pk, about=about)
    assert tasks(journey) == set()


@pytest.mark.parametrize("code", [Code.DISCHARGE_AGREEMENT, Code.COORDINATION_PLAN])
def test_the_duty_is_met_by_what_was_to_be_written(code: Code, actors: Actors, journey: Journey, nurse: User) -> None:
    plan_discharge(journey)
    send(journey, written(journey, nurse, code), nurse, actors.municipality.pk)
    assert tasks(journey) == set()


def test_somatic_wards_owe_nothing_and_call_nobody(actors: Actors) -> None:
    journey = admitted_journey(actors)
    plan_discharge(journey)
    assert tasks(journey) == set()
    with pytest.raises(Refused):
        ask(journey, actors.gp)


def test_a_plan_is_made_without_the_citizen_and_only_the_invited_hear_of_the_meeting(
    actors: Actors, journey: Journey, nurse: User
) -> None:
    with pytest.raises(Refused):
        invite(journey, nurse, actors.social_unit.pk, about="coordination_plan", citizen=True)
    ask(journey, actors.gp)
    invite(journey, nurse, actors.social_unit.pk, about="coordination_plan")
    # The wish of those who do not hear of it still waits.
    assert tasks(journey) == {"answer_meeting"}
    with when_released():
        relay_outbox()
    told = Notification.objects.filter(kind="meeting_invited")
    assert {each.unit_id for each in told} == {actors.social_unit.pk}
    placed = journey.placements.get(event__kind=EventKind.MEETING_INVITED.value)
    assert str(actors.practice.pk) not in placed.circle
    page = Client()
    page.force_login(actors.gp)
    with when_released():
        assert "Afdelingens mødelokale" not in page.get(f"/forloeb/{journey.pk}/").content.decode()
        page.force_login(actors.social_worker)
        assert "Afdelingens mødelokale" in page.get(f"/forloeb/{journey.pk}/").content.decode()
