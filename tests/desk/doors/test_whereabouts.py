"""Where the citizen is decides who says what, not what an old journey has come to (DESIGN §6; R3b-7, R3b-9)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.forms.acting.buttons import buttons_of, task_rows
from desk.selectors.asker import Asker
from journeys.actions.access import claim_current_contact
from journeys.actions.acting.acts import Act
from journeys.actions.rebuild import rebuild_citizen
from journeys.actions.stays.contacts import enter_contact
from journeys.domain.calendar.clock import local_date
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent, Task
from organisations.domain.kinds import OrganisationKind
from organisations.domain.refusals import NotAllowed
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors
from tests.desk.doors.test_holder import post
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, tell
from tests.factories.organisations import make_organisation, make_user
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db

ACTS: dict[str, dict[str, Any]] = {
    "died": {},
    "emergency-called": {},
    "medication-responsible": {"party": "gp"},
    "start-acute-function": {"referred_by": "gp"},
}


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def old_stay(actors: Actors, now: datetime, *, days: int = 8) -> Journey:
    """Of Randers, ended so many days ago; the citizen lives at home since."""
    old = admitted_journey(actors, now=now, hours_ago=24 * (days + 2), citizen=make_citizen(), ward=actors.other_ward)
    at = now - timedelta(days=days)
    enter_contact(old, EventKind.DISCHARGED, occurred_at=at, act=Act(by=actors.stranger, now=at))
    return Journey.objects.get(pk=old.pk)


def bed(old: Journey, actors: Actors, now: datetime) -> Journey:
    """Viborg's, since twelve hours."""
    return admitted_journey(actors, now=now, citizen=old.citizen, hours_ago=12)


def person(who: str, old: Journey, actors: Actors, now: datetime) -> User:
    if who == "randers":
        return make_user("Rigmor Randers", role=Role.HOSPITAL_DOCTOR, unit=actors.other_ward)
    user: User = getattr(actors, who)
    if who == "ooh_doctor":
        claim_current_contact(old.citizen, by=user, reason="Borgeren er fundet bevidstløs", now=now)
    return user


def events(journey: Journey) -> int:
    return JourneyEvent.objects.filter(citizen=journey.citizen).count()


@pytest.mark.parametrize("days", [1, 8, 30])
@pytest.mark.parametrize("who", ["gp", "randers", "ooh_doctor"])
def test_r3b_7_no_death_through_an_old_journey_of_who_lies_in_a_bed(
    who: str, days: int, actors: Actors, now: datetime
) -> None:
    old = old_stay(actors, now, days=days)
    user = person(who, old, actors, now)
    lies = bed(old, actors, now)
    before = events(old)
    for hours in (0, 13):
        said = post(user, f"{old.pk}/acts/died/", occurred_at=(now - timedelta(hours=hours)).isoformat())
        assert said.status_code == 403, said.content
        assert "Viborg" not in said.content.decode()
    assert (events(old), Journey.objects.get(pk=lies.pk).status) == (before, "admitted")


@pytest.mark.parametrize("name", list(ACTS))
def test_r3b_7_what_is_said_at_home_is_not_said_past_the_bed(name: str, actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=1)
    lies = bed(old, actors, now)
    make_ready(lies, actors.nurse, at=now - timedelta(hours=3), now=now - timedelta(hours=3))
    before = events(old)
    for user in (actors.gp, person("randers", old, actors, now), actors.doctor):
        said = post(user, f"{old.pk}/acts/{name}/", occurred_at=now.isoformat(), **ACTS[name])
        assert said.status_code in (400, 403, 404), said.content
    client = Client()
    client.force_login(actors.nurse)
    assert events(old) == before
    assert client.get(f"/api/v1/journeys/{lies.pk}/responsibility/").json()["state"] == "S5"


def test_r3b_7_no_report_and_no_confirmation_past_the_bed(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=1)
    assert post(actors.assessor, f"{old.pk}/acts/report-death/", occurred_at=now.isoformat()).status_code == 200
    bed(old, actors, now)
    assert post(actors.assessor, f"{old.pk}/acts/report-death/", occurred_at=now.isoformat()).status_code == 403
    assert post(actors.gp, f"{old.pk}/acts/confirm-death/", occurred_at=now.isoformat()).status_code == 403
    # That the citizen lives may be said all the same.
    assert post(actors.gp, f"{old.pk}/acts/decline-death/").status_code == 200


def test_r3b_7_the_page_of_the_old_journey_offers_none_of_it(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=1)
    kinds = {"doed", "112", "akutfunktion", "medicinansvarlig"}

    def offered() -> set[str]:
        rows = buttons_of(Asker(actors.gp, now), Journey.objects.get(pk=old.pk)).rows
        return kinds & {button.slug for row in rows.values() for button in row}

    assert offered() == kinds
    bed(old, actors, now)
    assert offered() == set()


def test_r3b_7_the_page_takes_nothing_either(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=1)
    bed(old, actors, now)
    client, before = Client(), events(old)
    client.force_login(actors.gp)
    at = timezone.localtime(now).strftime("%Y-%m-%dT%H:%M")
    for slug in ("doed", "112", "akutfunktion", "medicinansvarlig"):
        data = {"occurred_at": at, "confirmed": "on", "party": "gp", "referred_by": "gp", "key": slug}
        assert client.post(f"/forloeb/{old.pk}/handling/{slug}/", data).status_code in (403, 422), slug
    assert events(old) == before


def test_r3b_7_a_planned_stay_elsewhere_is_no_door_either(actors: Actors, now: datetime) -> None:
    lies = admitted_journey(actors, now=now)
    planned = Journey.objects.create(
        citizen=lies.citizen,
        status="planned",
        hospital=actors.other_ward.root,
        ward=actors.other_ward,
        gp_practice=actors.practice,
        gp_known=True,
    )
    with pytest.raises(NotAllowed) as refused:
        enter_contact(planned, EventKind.DIED, occurred_at=now, act=Act(by=actors.gp, now=now))
    assert refused.value.code == "access.citizen_elsewhere"


def test_r3b_7_a_false_death_is_taken_back_and_not_corrected_from_the_bed_on(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=8)
    doctor = person("ooh_doctor", old, actors, now)
    act = Act(by=doctor, now=now - timedelta(hours=20))
    death = enter_contact(old, EventKind.DIED, occurred_at=act.now, act=act).event
    bed(old, actors, now)
    path = f"{old.pk}/events/{death.uuid}"
    corrected = post(doctor, f"{path}/correct/", occurred_at=(now - timedelta(hours=18)).isoformat())
    assert corrected.status_code == 403, corrected.content
    assert post(doctor, f"{path}/take-back/").status_code == 200


@pytest.mark.parametrize("hours", [10, 60, 100])
def test_r3b_9_a_death_at_home_is_not_dated_into_the_stay(hours: int, actors: Actors, now: datetime) -> None:
    journey = discharged_journey(actors, now=now)
    in_stay = (now - timedelta(hours=hours)).isoformat()
    said = post(actors.gp, f"{journey.pk}/acts/died/", occurred_at=in_stay)
    assert (said.status_code, said.json()["code"]) == (400, "entry.death_in_stay")
    said = post(actors.assessor, f"{journey.pk}/acts/report-death/", occurred_at=in_stay)
    assert said.status_code == 400
    assert post(actors.gp, f"{journey.pk}/acts/died/", occurred_at=now.isoformat()).status_code == 200
    death = JourneyEvent.objects.latest("pk")
    assert post(actors.gp, f"{journey.pk}/events/{death.uuid}/correct/", occurred_at=in_stay).status_code == 400
    assert not Task.objects.filter(kind="settle_death_time").exists()


def test_r3b_9_a_report_is_not_confirmed_into_the_stay(actors: Actors, now: datetime) -> None:
    journey = discharged_journey(actors, now=now)
    assert post(actors.assessor, f"{journey.pk}/acts/report-death/", occurred_at=now.isoformat()).status_code == 200
    in_stay = (now - timedelta(hours=10)).isoformat()
    assert post(actors.gp, f"{journey.pk}/acts/confirm-death/", occurred_at=in_stay).status_code == 400
    assert post(actors.gp, f"{journey.pk}/acts/confirm-death/", occurred_at=now.isoformat()).status_code == 200


def test_r3b_9_nor_into_the_stay_of_another_journey(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=8)
    lies = bed(old, actors, now)
    end = now - timedelta(hours=2)
    enter_contact(lies, EventKind.DISCHARGED, occurred_at=end, act=Act(by=actors.nurse, now=now))
    in_stay = (now - timedelta(hours=6)).isoformat()
    for user in (actors.gp, person("randers", old, actors, now)):
        assert post(user, f"{old.pk}/acts/died/", occurred_at=in_stay).status_code == 400
    assert post(actors.gp, f"{old.pk}/acts/died/", occurred_at=now.isoformat()).status_code == 200


def test_r3b_9_the_hospital_of_the_stay_may_date_it_there_and_not_before(actors: Actors, now: datetime) -> None:
    journey = discharged_journey(actors, now=now)
    for hours, status in ((100, 400), (10, 200)):
        died = (now - timedelta(hours=hours)).isoformat()
        assert post(actors.doctor, f"{journey.pk}/acts/died/", occurred_at=died).status_code == status
    assert "at_home" not in JourneyEvent.objects.latest("pk").payload


def test_r3b_9_payable_days_stand_without_the_hospital(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now, hours_ago=300)
    at = now - timedelta(days=7)
    make_ready(journey, actors.nurse, at=at, now=at)
    end = now - timedelta(hours=2)
    enter_contact(journey, EventKind.DISCHARGED, occurred_at=end, act=Act(by=actors.nurse, now=now))
    client = Client()
    client.force_login(actors.nurse)

    def days() -> list[str]:
        payment = client.get(f"/api/v1/journeys/{journey.pk}/").json()["payment"]
        return [day["date"] for day in payment["days"]]

    before = days()
    died = (now - timedelta(days=5)).isoformat()
    assert post(actors.gp, f"{journey.pk}/acts/died/", occurred_at=died).status_code == 400
    assert before
    assert days() == before


@pytest.mark.parametrize("days", [1, 2, 8])
@pytest.mark.parametrize(("name", "said"), [("residence", {"organisation": "town"}), ("gp", {"none": True})])
def test_r6_9_a_former_hospital_changes_no_fact_under_a_bed_that_it_does_not_see(
    name: str, said: dict[str, Any], days: int, actors: Actors, now: datetime
) -> None:
    old = old_stay(actors, now, days=days)
    lies = bed(old, actors, now)
    values = {key: str(actors.municipality.pk) if value == "town" else value for key, value in said.items()}
    randers = person("randers", old, actors, now)
    answer = post(randers, f"{old.pk}/acts/{name}/", valid_from=local_date(now).isoformat(), **values)
    assert answer.status_code in (400, 403), answer.content
    stands = Journey.objects.get(pk=lies.pk)
    assert (stands.municipality_id, stands.gp_practice_id) == (lies.municipality_id, lies.gp_practice_id)


def test_r6_7_a_wrong_death_told_before_the_admission_leaves_the_bed_its_ward(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=2)
    died = (now - timedelta(hours=20)).isoformat()
    assert post(actors.gp, f"{old.pk}/acts/died/", occurred_at=died).status_code == 200
    lies = bed(old, actors, now)
    client = Client()
    client.force_login(actors.nurse)
    answer = client.get(f"/api/v1/journeys/{lies.pk}/responsibility/").json()
    assert (answer["state"], answer["call"]["phone"]) == ("S3", actors.ward.phone)


@pytest.mark.parametrize("who", ["doctor", "gp"])
@pytest.mark.parametrize("source", ["hand", "message"])
def test_r6_7_the_doctor_of_the_bed_takes_back_a_death_that_another_journey_told(
    source: str, who: str, actors: Actors, now: datetime
) -> None:
    old = old_stay(actors, now, days=2)
    died = now - timedelta(hours=20)
    if source == "hand":
        assert post(actors.gp, f"{old.pk}/acts/died/", occurred_at=died.isoformat()).status_code == 200
    else:
        tell(old.citizen, EventKind.DIED, at=died, provider=actors.other_ward, hospital=actors.other_ward.root)
    lies = bed(old, actors, now)
    assert [doubt["kind"] for doubt in lies.doubts] == ["after_death"]
    assert post(actors.nurse, f"{lies.pk}/acts/deny-death/").status_code == 403
    assert post(getattr(actors, who), f"{lies.pk}/acts/deny-death/").status_code == 200
    lives = Journey.objects.get(pk=lies.pk)
    assert (lives.status, lives.doubts) == ("admitted", [])
    assert Journey.objects.get(pk=old.pk).status == "discharged"
    assert not Task.objects.open().filter(kind__in=["settle_doubt", "settle_death_time"]).exists()
    assert rebuild_citizen(lies.citizen_id, now=now, check=True) == []
    again = post(getattr(actors, who), f"{lies.pk}/acts/deny-death/")
    assert (again.status_code, again.json()["code"]) == (400, "doubt.settled")


def test_r6_7_every_death_told_is_taken_back(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=2)
    for hours in (20, 30):
        died = {"provider": actors.other_ward, "hospital": actors.other_ward.root}
        tell(old.citizen, EventKind.DIED, at=now - timedelta(hours=hours), episode=f"e{hours}", **died)
    lies = bed(old, actors, now)
    said = post(actors.doctor, f"{lies.pk}/acts/deny-death/")
    assert said.status_code == 200, said.content
    assert not Journey.objects.filter(citizen=old.citizen, deceased_at__isnull=False).exists()


@pytest.mark.parametrize("entered", ["old", "entry"])
def test_r6_7_no_other_hospital_takes_a_death_back(entered: str, actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=8)
    lies = bed(old, actors, now)
    act = Act(by=actors.doctor, now=now - timedelta(hours=1))
    death = enter_contact(lies, EventKind.DIED, occurred_at=act.now, act=act).event
    randers = person("randers", old, actors, now)
    door = old
    if entered == "entry":
        place = {"ward": str(actors.other_ward.pk), "family_name": "Madsen", "given_names": "Karen Prøve"}
        body = {"cpr": old.citizen.cpr, "occurred_at": now.isoformat(), **place}
        begun = post(randers, "begin/admitted/", **body)
        assert begun.status_code in (200, 201), begun.content
        door = Journey.objects.get(pk=begun.json()["id"])
    assert post(randers, f"{door.pk}/acts/deny-death/").status_code in (400, 403)
    assert post(randers, f"{door.pk}/events/{death.uuid}/take-back/").status_code == 404
    assert Journey.objects.get(pk=lies.pk).status == "deceased"


def test_r6_1_a_correction_gives_no_other_ward_a_stay_that_is_over(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    post(actors.nurse, f"{journey.pk}/acts/place/", provider=str(actors.ward.pk), bed="4")
    placed = JourneyEvent.objects.get(placement__journey=journey, kind=EventKind.PLACED.value)
    post(actors.doctor, f"{journey.pk}/acts/discharged/", occurred_at=now.isoformat())
    path = f"{journey.pk}/events/{placed.uuid}/correct/"
    other = make_organisation("Kirurgi 3", kind=OrganisationKind.WARD, parent=actors.ward.root)
    assert post(actors.nurse, path, provider=str(other.pk), bed="4").status_code == 400
    moved = admitted_journey(actors, now=now, ward=actors.ward)
    post(actors.nurse, f"{moved.pk}/acts/place/", provider=str(other.pk), bed="4")
    wrong = JourneyEvent.objects.get(placement__journey=moved, kind=EventKind.PLACED.value)
    post(actors.doctor, f"{moved.pk}/acts/discharged/", occurred_at=now.isoformat())
    # Back to the ward that had the citizen all along.
    right = post(actors.doctor, f"{moved.pk}/events/{wrong.uuid}/correct/", provider=str(actors.ward.pk), bed="")
    assert right.status_code == 200, right.content
    assert post(actors.nurse, path, provider=str(actors.ward.pk), bed="5").status_code == 200


def test_r6_2_a_hospital_s_own_death_is_not_corrected_to_before_its_stay(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now, hours_ago=77)
    left_at = now - timedelta(hours=5)
    enter_contact(journey, EventKind.DISCHARGED, occurred_at=left_at, act=Act(by=actors.doctor, now=left_at))
    said = post(actors.doctor, f"{journey.pk}/acts/died/", occurred_at=(now - timedelta(hours=10)).isoformat())
    assert said.status_code == 200, said.content
    death = JourneyEvent.objects.get(citizen=journey.citizen, kind=EventKind.DIED.value)
    path = f"{journey.pk}/events/{death.uuid}/correct/"
    for hours, status in ((200, 400), (12, 200)):
        moved = (now - timedelta(hours=hours)).isoformat()
        assert post(actors.doctor, path, occurred_at=moved).status_code == status


def test_r6_7_the_page_says_which_death_is_taken_back(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=2)
    assert (
        post(actors.gp, f"{old.pk}/acts/died/", occurred_at=(now - timedelta(hours=20)).isoformat()).status_code == 200
    )
    lies = bed(old, actors, now)
    client = Client()
    client.force_login(actors.doctor)
    assert "Borgeren lever" in client.get(f"/forloeb/{lies.pk}/").content.decode()
    shown = client.get(f"/forloeb/{lies.pk}/handling/borgeren-lever/").content.decode()
    assert f"af {actors.practice.label}." in shown
    assert "Meldt død" in shown


@pytest.mark.parametrize("who", ["nurse", "doctor"])
def test_r9_3_no_word_makes_a_death_and_the_life_after_it_both_right(who: str, actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=2)
    assert (
        post(actors.gp, f"{old.pk}/acts/died/", occurred_at=(now - timedelta(hours=20)).isoformat()).status_code == 200
    )
    lies = bed(old, actors, now)
    user = getattr(actors, who)
    assert post(user, f"{lies.pk}/acts/confirm-doubt/").status_code == 400
    offered = {button.slug for button in buttons_of(Asker(user, now), lies).rows.get("doubted", [])}
    assert offered == {"annuller-oplysning", "ret-oplysning"} | ({"borgeren-lever"} if who == "doctor" else set())
    (row,) = task_rows(Asker(user, now), lies, list(Task.objects.open().filter(journey=lies, kind="settle_doubt")))
    assert (row.button.slug if row.button else "") == ("borgeren-lever" if who == "doctor" else "")


def test_r9_3_a_citizen_who_went_home_again_is_still_alive(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=2)
    assert (
        post(actors.gp, f"{old.pk}/acts/died/", occurred_at=(now - timedelta(hours=20)).isoformat()).status_code == 200
    )
    lies = bed(old, actors, now)
    act = Act(by=actors.nurse, now=now)
    enter_contact(lies, EventKind.DISCHARGED, occurred_at=now - timedelta(hours=1), act=act)
    said = post(actors.doctor, f"{lies.pk}/acts/deny-death/")
    assert said.status_code == 200, said.content
    assert not Journey.objects.filter(citizen=old.citizen, deceased_at__isnull=False).exists()


def test_r10_9_a_death_in_another_hospitals_bed_is_that_hospitals(actors: Actors, now: datetime) -> None:
    citizen = make_citizen()
    lies = admitted_journey(actors, now=now, hours_ago=100, citizen=citizen)
    died = now - timedelta(hours=20)
    enter_contact(lies, EventKind.DIED, occurred_at=died, act=Act(by=actors.doctor, now=died))
    wrong = admitted_journey(actors, now=now, hours_ago=5, citizen=citizen, ward=actors.other_ward)
    assert wrong.pk != lies.pk
    randers = person("randers", wrong, actors, now)
    assert post(randers, f"{wrong.pk}/acts/deny-death/").status_code in (400, 403)
    assert Journey.objects.get(pk=lies.pk).status == "deceased"


def test_r10_10_the_death_after_the_life_stands(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=2)
    assert (
        post(actors.gp, f"{old.pk}/acts/died/", occurred_at=(now - timedelta(hours=20)).isoformat()).status_code == 200
    )
    lies = bed(old, actors, now)
    died = now - timedelta(hours=1)
    enter_contact(lies, EventKind.DIED, occurred_at=died, act=Act(by=actors.doctor, now=died))
    assert post(actors.doctor, f"{lies.pk}/acts/deny-death/").status_code == 200
    assert Journey.objects.get(pk=lies.pk).status == "deceased"
    assert Journey.objects.get(pk=old.pk).status == "discharged"
