"""Acts that move or end a contact belong to the hospital that holds it (DESIGN §6; doors D1, D5, D8)."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from discharge.extended_responsibility import acts
from journeys.actions.acting.acts import Act
from journeys.actions.stays.contacts import enter_contact
from journeys.domain.calendar.clock import at_local
from journeys.domain.events import EventKind, EventSource
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey, JourneyEvent, Task
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey, tell
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def post(user: User, path: str, **said: Any) -> Any:
    client = Client()
    client.force_login(user)
    # A program answers the question that what ends a stay or a life asks once more (DESIGN §4).
    return client.post(f"/api/v1/journeys/{path}", {"confirmed": True, **said}, content_type="application/json")


def at(now: datetime) -> str:
    return now.isoformat()


@pytest.mark.parametrize("name", ["died", "discharged", "leave", "return", "admitted", "arrived"])
@pytest.mark.parametrize("who", ["assessor", "community_nurse", "gp", "gp_nurse", "social_worker"])
def test_d1_only_the_hospital_moves_or_ends_a_contact_of_its_own(
    name: str, who: str, actors: Actors, now: datetime
) -> None:
    journey = admitted_journey(actors, now=now)
    assert post(getattr(actors, who), f"{journey.pk}/acts/{name}/", occurred_at=at(now)).status_code in (403, 404)
    journey.refresh_from_db()
    assert journey.status == JourneyStatus.ADMITTED


@pytest.mark.parametrize("name", ["died", "discharged", "leave"])
@pytest.mark.parametrize("who", ["nurse", "doctor", "secretary"])
def test_d1_the_role_table_decides_within_the_hospital_that_holds_it(
    name: str, who: str, actors: Actors, now: datetime
) -> None:
    journey = admitted_journey(actors, now=now)
    assert post(getattr(actors, who), f"{journey.pk}/acts/{name}/", occurred_at=at(now)).status_code == 200


def test_d1_a_hospital_that_the_citizen_has_left_ends_nothing(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    tell(
        journey.citizen,
        EventKind.ADMITTED,
        at=now - timedelta(hours=2),
        provider=actors.other_ward,
        hospital=actors.other_ward.root,
    )
    for name in ("died", "discharged", "leave", "physician"):
        assert post(actors.nurse, f"{journey.pk}/acts/{name}/", occurred_at=at(now)).status_code == 403, name
    assert (
        post(actors.stranger, f"{journey.pk}/acts/discharged/", occurred_at=at(now), confirmed=True).status_code == 200
    )


def by_municipality(journey: Journey, actors: Actors, kind: EventKind, now: datetime) -> JourneyEvent:
    """As it could be written before these rules held: a hand-entered contact of the serving municipality."""
    return tell(
        journey.citizen, kind, at=now, source=EventSource.FORM, anchor=journey.pk, stated_by=actors.visitation
    ).event


@pytest.mark.parametrize("kind", [EventKind.DISCHARGED, EventKind.DIED, EventKind.LEAVE_STARTED])
def test_d1_the_responsible_hospital_takes_back_what_others_entered_about_its_patient(
    kind: EventKind, actors: Actors, now: datetime
) -> None:
    journey = admitted_journey(actors, now=now)
    event = by_municipality(journey, actors, kind, now - timedelta(hours=1))
    assert post(actors.nurse, f"{journey.pk}/events/{event.uuid}/take-back/").status_code == 200
    journey.refresh_from_db()
    assert journey.status == JourneyStatus.ADMITTED


def test_d1_the_responsible_hospital_corrects_what_others_entered_about_its_patient(
    actors: Actors, now: datetime
) -> None:
    journey = admitted_journey(actors, now=now)
    event = by_municipality(journey, actors, EventKind.DISCHARGED, now - timedelta(hours=3))
    right = now - timedelta(hours=1)
    said = post(actors.nurse, f"{journey.pk}/events/{event.uuid}/correct/", occurred_at=at(right))
    assert (said.status_code, said.json()["discharged_at"][:16]) == (200, timezone.localtime(right).isoformat()[:16])


@pytest.mark.parametrize(("who", "status"), [("doctor", 200), ("gp", 200), ("assessor", 403), ("gp_nurse", 403)])
def test_d1_a_false_death_is_taken_back_by_a_doctor_of_either_house(
    who: str, status: int, actors: Actors, now: datetime
) -> None:
    journey = discharged_journey(actors, now=now)
    # Other houses read of an act by hand when it can no longer be undone.
    act = Act(by=actors.doctor, now=now - timedelta(minutes=1))
    death = enter_contact(journey, EventKind.DIED, occurred_at=act.now, act=act).event
    assert post(getattr(actors, who), f"{journey.pk}/events/{death.uuid}/take-back/").status_code == status
    journey.refresh_from_db()
    assert (journey.status == JourneyStatus.DECEASED) is (status != 200)


def test_d1_a_false_death_of_a_message_is_taken_back_too(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    death = end_journey(journey, EventKind.DIED, at=now).event
    assert post(actors.secretary, f"{journey.pk}/events/{death.uuid}/take-back/").status_code == 400
    assert post(actors.doctor, f"{journey.pk}/events/{death.uuid}/take-back/").json()["status"] == "admitted"


@pytest.mark.parametrize(
    ("who", "status"), [("doctor", 200), ("gp", 200), ("nurse", 403), ("secretary", 403), ("assessor", 403)]
)
def test_d1_of_a_citizen_at_home_a_doctor_registers_the_death(
    who: str, status: int, actors: Actors, now: datetime
) -> None:
    journey = discharged_journey(actors, now=now)
    assert (
        post(getattr(actors, who), f"{journey.pk}/acts/died/", occurred_at=at(now), confirmed=True).status_code
        == status
    )


@pytest.mark.parametrize("who", ["stranger", "assessor", "gp"])
def test_d1_only_the_hospital_of_the_plan_calls_it_off(who: str, actors: Actors, now: datetime) -> None:
    citizen = admitted_journey(actors, now=now - timedelta(days=200)).citizen
    planned = now + timedelta(days=3)
    plan = tell(
        citizen,
        EventKind.ADMISSION_DECIDED,
        at=now,
        provider=actors.ward,
        hospital=actors.hospital,
        municipality=actors.municipality,
        planned_at=planned.isoformat(),
    ).journey
    assert plan is not None
    assert post(getattr(actors, who), f"{plan.pk}/acts/call-off/", reason="Aflyst").status_code in (403, 404)
    assert post(actors.secretary, f"{plan.pk}/acts/call-off/", reason="Aflyst").status_code == 200


def test_d8_an_exemption_is_taken_back_only_by_those_who_may_exempt(actors: Actors, now: datetime) -> None:
    journey = discharged_journey(actors, now=now)
    event = (
        acts.Exempt(reason="Terminal", physician="Henrik Dalsgaard")
        .do(journey, act=Act(by=actors.doctor, now=now))
        .event
    )
    assert post(actors.secretary, f"{journey.pk}/events/{event.uuid}/take-back/").status_code == 403
    assert post(actors.doctor, f"{journey.pk}/events/{event.uuid}/take-back/").status_code == 200


@pytest.mark.parametrize("who", ["assessor", "community_nurse", "gp", "gp_nurse"])
@pytest.mark.parametrize(("name", "answer"), [("death", "deceased"), ("discharge", "discharged")])
def test_d1_who_does_not_hold_the_contact_reports_and_the_ward_confirms(
    who: str, name: str, answer: str, actors: Actors, now: datetime
) -> None:
    journey = admitted_journey(actors, now=now)
    reported = post(getattr(actors, who), f"{journey.pk}/acts/report-{name}/", occurred_at=at(now))
    assert (reported.status_code, reported.json()["status"]) == (200, "admitted")
    unit = getattr(actors, who).unit
    assert [(each["kind"], each["by"]["id"]) for each in reported.json()["reports"]] == [
        (f"{name}_reported", str(unit.pk))
    ]
    assert Task.objects.open().get(journey=journey, kind=f"answer_{name}").owner == actors.ward
    assert post(getattr(actors, who), f"{journey.pk}/acts/confirm-{name}/", occurred_at=at(now)).status_code == 403
    said = {"occurred_at": at(now), "confirmed": True}
    confirmed = post(actors.secretary, f"{journey.pk}/acts/confirm-{name}/", **said).json()
    assert (confirmed["status"], confirmed["reports"]) == (answer, [])


def test_d1_the_ward_declines_a_report_and_nothing_changes(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    post(actors.assessor, f"{journey.pk}/acts/report-death/", occurred_at=at(now))
    declined = post(actors.nurse, f"{journey.pk}/acts/decline-death/", text="Borgeren spiser frokost")
    assert (declined.status_code, declined.json()["status"], declined.json()["reports"]) == (200, "admitted", [])
    again = post(actors.nurse, f"{journey.pk}/acts/decline-death/")
    assert (again.status_code, again.json()["code"]) == (400, "report.answered")


def test_d1_a_report_stands_on_the_page_and_in_the_list(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    post(actors.assessor, f"{journey.pk}/acts/report-death/", occurred_at=at(now))
    client = Client()
    client.force_login(actors.nurse)
    page = client.get(f"/forloeb/{journey.pk}/").content.decode()
    assert "Meldt død af Visitationen, Viborg" in page
    assert "Bekræft dødsfaldet" in page
    assert "Meldt død, ikke bekræftet" in client.get(reverse("desk:ward")).content.decode()


def test_d1_at_home_the_municipality_reports_and_the_practice_confirms(actors: Actors, now: datetime) -> None:
    journey = discharged_journey(actors, now=now)
    post(actors.community_nurse, f"{journey.pk}/acts/report-death/", occurred_at=at(now))
    assert Task.objects.open().get(journey=journey, kind="answer_death").owner == actors.practice
    assert post(actors.nurse, f"{journey.pk}/acts/confirm-death/", occurred_at=at(now)).status_code == 403
    said = {"occurred_at": at(now), "confirmed": True}
    assert post(actors.gp, f"{journey.pk}/acts/confirm-death/", **said).json()["status"] == "deceased"


def test_r1_14_a_doctor_who_may_register_a_death_at_home_asks_nobody_to_confirm_it(
    actors: Actors, now: datetime
) -> None:
    journey = discharged_journey(actors, now=now)
    refused = post(actors.gp, f"{journey.pk}/acts/report-death/", occurred_at=at(now))
    assert (refused.status_code, refused.json()["code"]) == (400, "report.registers")
    assert post(actors.gp_nurse, f"{journey.pk}/acts/report-death/", occurred_at=at(now)).status_code == 200


@time_machine.travel(at_local(date(2026, 11, 27), time(12)), tick=False)
def test_d5_a_reported_discharge_leaves_the_payable_days_and_disputes_them(actors: Actors) -> None:
    # At noon, so that the hour between readiness and report holds no midnight.
    now = timezone.now()
    journey = admitted_journey(actors, now=now, hours_ago=100)
    make_ready(journey, actors.nurse, at=now - timedelta(hours=80), now=now - timedelta(hours=80))
    before = post(actors.nurse, f"{journey.pk}/acts/note/", text="Venter").json()["payment"]
    ended = (now - timedelta(hours=79)).isoformat()
    assert post(actors.assessor, f"{journey.pk}/acts/discharged/", occurred_at=ended, confirmed=True).status_code == 403
    after = post(actors.assessor, f"{journey.pk}/acts/report-discharge/", occurred_at=ended).json()["payment"]
    assert [day["date"] for day in after["days"]] == [day["date"] for day in before["days"]]
    assert (after["total_dkk"], {day["state"] for day in after["days"]}) == (before["total_dkk"], {"disputed"})
