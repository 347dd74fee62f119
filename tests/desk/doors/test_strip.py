"""Who answers is shown to those only who see the journey that answers (DESIGN §6; RULES 2d; R7-7)."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desk.selectors.asker import Asker
from desk.selectors.lists.rows import rows_of
from journeys.actions.acting.acts import Act
from journeys.actions.stays.contacts import enter_contact
from journeys.domain.events import EventKind
from journeys.models import Journey
from organisations.domain.kinds import OrganisationKind
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors
from tests.desk.doors.test_holder import post
from tests.desk.doors.test_whereabouts import bed, old_stay, person
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, tell, tell_journey
from tests.factories.organisations import make_organisation, make_user, make_ward
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def in_bed(old: Journey, actors: Actors, now: datetime) -> Journey:
    lies = bed(old, actors, now)
    stated = {"party": "hospital_physician", "name": "Bo Lindhardt", "organisation": actors.ward}
    tell_journey(lies, EventKind.MEDICATION_RESPONSIBLE_STATED, at=now - 11 * HOUR, **stated)
    return lies


def ready(old: Journey, actors: Actors, now: datetime) -> Journey:
    lies = in_bed(old, actors, now)
    make_ready(lies, actors.nurse, at=now - 2 * HOUR, now=now - 2 * HOUR)
    return lies


def on_leave(old: Journey, actors: Actors, now: datetime) -> Journey:
    lies = in_bed(old, actors, now)
    act = Act(by=actors.nurse, now=now - HOUR)
    enter_contact(lies, EventKind.LEAVE_STARTED, occurred_at=now - HOUR, act=act)
    return lies


def at_home_again(old: Journey, actors: Actors, now: datetime) -> Journey:
    return discharged_journey(actors, now=now, hours_ago=3, stayed=40, citizen=old.citizen)


def called_112(old: Journey, actors: Actors, now: datetime) -> Journey:
    home = at_home_again(old, actors, now)
    tell_journey(home, EventKind.EMERGENCY_CALLED, at=now - HOUR)
    return home


def planned(old: Journey, actors: Actors, now: datetime) -> Journey:
    decided = {"hospital": actors.ward.root, "provider": actors.ward, "referred_by_name": "Bo Lindhardt"}
    at = (now + timedelta(days=9)).isoformat()
    recorded = tell(old.citizen, EventKind.ADMISSION_DECIDED, at=now - HOUR, planned_at=at, **decided)
    assert recorded.journey is not None
    return recorded.journey


def acute_function(old: Journey, actors: Actors, now: datetime) -> Journey:
    home = at_home_again(old, actors, now)
    told = {"referred_by": "hospital", "organisation": actors.municipality}
    tell_journey(home, EventKind.ACUTE_FUNCTION_STARTED, at=now - HOUR, **told)
    return home


def acute_function_of_gp(old: Journey, actors: Actors, now: datetime) -> Journey:
    home = discharged_journey(actors, now=now, hours_ago=3, stayed=10, nursing=False, citizen=old.citizen)
    team = make_organisation("Bo Lindhardts Akutteam", kind=OrganisationKind.MUNICIPAL_UNIT)
    tell_journey(home, EventKind.ACUTE_FUNCTION_STARTED, at=now - HOUR, referred_by="gp", organisation=team)
    return home


def acute_visit(old: Journey, actors: Actors, now: datetime) -> Journey:
    told = {"provider": actors.ward, "hospital": actors.ward.root, "class": "EMER"}
    journey = tell(old.citizen, EventKind.ACUTE_ARRIVED, at=now - HOUR, episode="visit", **told).journey
    assert journey is not None
    return journey


STAYS: list[Callable[[Journey, Actors, datetime], Journey]] = [
    in_bed,
    ready,
    on_leave,
    at_home_again,
    called_112,
    planned,
    acute_function,
    acute_function_of_gp,
    acute_visit,
]
MOMENTS = (-100, -40, -12, -1, 0, 1, 72, 1000)


def read(user: User, journey: Journey, now: datetime) -> dict[str, str]:
    """Everything that the desk says of one journey, by door."""
    client = Client()
    client.force_login(user)
    api = f"/api/v1/journeys/{journey.pk}/"
    addresses = [f"/forloeb/{journey.pk}/", f"/praksis/{journey.pk}/ansvar/", api, f"{api}responsibility/"]
    pages = {address: client.get(address) for address in addresses}
    for hours in MOMENTS:
        at = now + hours * HOUR
        pages[f"api {hours}"] = client.get(f"{api}responsibility/", {"at": at.isoformat()})
        typed = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
        pages[f"page {hours}"] = client.get(f"/praksis/{journey.pk}/ansvar/", {"tid": typed})
    assert {page.status_code for page in pages.values()} == {200}
    (row,) = rows_of([Journey.objects.for_lists().get(pk=journey.pk)], asker=Asker(user, now))
    strip = row.strip
    return {
        **{name: page.content.decode() for name, page in pages.items()},
        "row": f"{strip.physician} {strip.answer} {strip.phone} {strip.following} {strip.verdict}",
    }


@pytest.mark.parametrize("days", [2, 30])
@pytest.mark.parametrize("stay", STAYS)
def test_r7_7_an_old_journey_names_nothing_of_a_stay_out_of_sight(
    stay: Callable[[Journey, Actors, datetime], Journey], days: int, actors: Actors, now: datetime
) -> None:
    actors.ward.phone = "+4578431234"
    actors.ward.save()
    old = old_stay(actors, now, days=days)
    randers = person("randers", old, actors, now)
    new = stay(old, actors, now)
    assert new.pk != old.pk
    client = Client()
    client.force_login(randers)
    assert client.get(f"/forloeb/{new.pk}/").status_code == 404
    secrets = (actors.ward.name, actors.ward.root.name, "78431234", "78 43 12 34", "Bo Lindhardt", str(actors.ward.pk))
    for door, text in read(randers, old, now).items():
        for secret in secrets:
            assert secret not in text, door


def test_r7_7_it_says_that_it_is_not_shown(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now)
    in_bed(old, actors, now)
    pages = read(person("randers", old, actors, now), old, now)
    for door in (f"/forloeb/{old.pk}/", f"/praksis/{old.pk}/ansvar/"):
        assert "vises ikke, borgeren har et andet forløb, som I ikke er part i" in pages[door], door
        assert "egen læge ukendt" not in pages[door]


def test_r7_7_a_party_to_both_reads_who_answers_from_either(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now)
    lies = in_bed(old, actors, now)
    client = Client()
    client.force_login(actors.gp)
    states = [client.get(f"/api/v1/journeys/{row.pk}/responsibility/").json()["state"] for row in (old, lies)]
    assert states == ["S3", "S3"]


def test_r7_7_before_the_other_stay_the_answer_stands(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now)
    in_bed(old, actors, now)
    client = Client()
    client.force_login(person("randers", old, actors, now))
    at = (now - timedelta(days=9)).isoformat()
    answer = client.get(f"/api/v1/journeys/{old.pk}/responsibility/", {"at": at}).json()
    assert (answer["state"], answer["call"]["name"]) == ("S3", actors.other_ward.label)


def test_r7_7_nobody_is_told_when_a_stay_out_of_sight_ended(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=30)
    discharged_journey(actors, now=now, hours_ago=300, stayed=2, nursing=False, citizen=old.citizen)
    client = Client()
    client.force_login(person("randers", old, actors, now))
    answer = client.get(f"/api/v1/journeys/{old.pk}/responsibility/").json()
    assert (answer["state"], answer["since"]) == ("S7", None)


def test_r7_7_the_ward_of_a_bed_reads_its_own_answer_though_another_stay_is_planned(
    actors: Actors, now: datetime
) -> None:
    old = old_stay(actors, now)
    lies = in_bed(old, actors, now)
    decided = {"hospital": actors.other_ward.root, "provider": actors.other_ward}
    at = (now + timedelta(days=9)).isoformat()
    tell(lies.citizen, EventKind.ADMISSION_DECIDED, at=now - HOUR, planned_at=at, **decided)
    client = Client()
    client.force_login(actors.nurse)
    assert client.get(f"/api/v1/journeys/{lies.pk}/responsibility/").json()["state"] == "S3"


def test_r7_7_nor_of_an_earlier_one_when_asked_about_then(actors: Actors, now: datetime) -> None:
    citizen = make_citizen()
    discharged_journey(actors, now=now, hours_ago=24 * 40, stayed=60, citizen=citizen)
    stay = admitted_journey(actors, now=now, hours_ago=240, citizen=citizen, ward=actors.other_ward)
    client = Client()
    client.force_login(person("randers", stay, actors, now))
    states = []
    for hours in (24 * 40 + 30, 24 * 40 - 5, 5):
        at = (now - hours * HOUR).isoformat()
        states.append(client.get(f"/api/v1/journeys/{stay.pk}/responsibility/", {"at": at}).json()["state"])
    assert states == [None, None, "S3"]


def test_r10_6_the_window_says_that_the_citizen_came_back_and_not_when(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=1)
    begun = in_bed(old, actors, now)
    randers = person("randers", old, actors, now)
    client = Client()
    client.force_login(randers)
    told = client.get(f"/api/v1/journeys/{old.pk}/").json()["extended_responsibility"]["verdict"]
    again = [verdict for verdict in told if verdict["rule"] == "X1"]
    assert begun.admitted_at is not None
    clock = timezone.localtime(begun.admitted_at).strftime("%H.%M")
    for address in (f"/forloeb/{old.pk}/", f"/forloeb/{old.pk}/rapport/"):
        sentences = re.findall(r"[^.>]*Indlagt igen[^<]*", client.get(address).content.decode())
        assert sentences
        assert not [sentence for sentence in sentences if clock in sentence]
    assert [verdict["facts"] for verdict in again] == [{}] * len(again)
    client.force_login(actors.gp)
    told = client.get(f"/api/v1/journeys/{old.pk}/").json()["extended_responsibility"]["verdict"]
    assert all(verdict["facts"] for verdict in told if verdict["rule"] == "X1")


@pytest.mark.parametrize("ended", [False, True])
def test_r11_6_nor_when_112_was_called_in_a_stay_out_of_sight(ended: bool, actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=2)
    home = called_112(old, actors, now)
    if ended:
        tell_journey(home, EventKind.EMERGENCY_ENDED, at=now - HOUR / 2)
    client = Client()
    client.force_login(person("randers", old, actors, now))
    for address in (f"/api/v1/journeys/{old.pk}/", f"/forloeb/{old.pk}/", f"/forloeb/{old.pk}/rapport/"):
        text = client.get(address).content.decode()
        assert f"kl. {timezone.localtime(now - HOUR):%H.%M}" not in text
        assert "called_at" not in text
    told = client.get(f"/api/v1/journeys/{old.pk}/").json()["extended_responsibility"]["verdict"]
    assert [verdict["facts"] for verdict in told if verdict["rule"] == "X3"] == [{}]
    client.force_login(actors.gp)
    told = client.get(f"/api/v1/journeys/{old.pk}/").json()["extended_responsibility"]["verdict"]
    assert all(verdict["facts"] for verdict in told if verdict["rule"] == "X3")


def test_r10_7_nobody_reads_since_when_by_the_end_of_a_stay_out_of_sight(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=1)
    discharged_journey(actors, now=now, hours_ago=2, stayed=10, citizen=old.citizen)
    client = Client()
    client.force_login(person("randers", old, actors, now))
    assert client.get(f"/api/v1/journeys/{old.pk}/responsibility/").json()["since"] is None


def test_r10_8_the_citizens_own_doctor_is_no_secret_of_a_stay(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now, days=8)
    at_home_again(old, actors, now)
    client = Client()
    client.force_login(person("randers", old, actors, now))
    answer = client.get(f"/api/v1/journeys/{old.pk}/responsibility/").json()
    assert (answer["state"], answer["call"]) == (None, None)
    assert answer["responsible_physician"]["organisation"]["name"] == actors.practice.name


@pytest.mark.parametrize("kind", [EventKind.GP_STATED, EventKind.RESIDENCE_STATED])
def test_r10_11_who_said_a_fact_of_the_citizen_in_a_stay_out_of_sight_is_not_told(
    kind: EventKind, actors: Actors, now: datetime
) -> None:
    old = old_stay(actors, now, days=2)
    in_bed(old, actors, now)
    unit = actors.practice if kind is EventKind.GP_STATED else actors.municipality
    tell(old.citizen, kind, at=now - HOUR, stated_by=actors.ward, organisation=unit)
    client = Client()
    for user, told in ((person("randers", old, actors, now), False), (actors.gp, True)):
        client.force_login(user)
        for address in (f"/forloeb/{old.pk}/", f"/forloeb/{old.pk}/rapport/"):
            assert (actors.ward.name in client.get(address).content.decode()) is told


@pytest.mark.parametrize("act", ["gp", "residence"])
def test_r11_3_nor_to_another_ward_of_the_same_hospital(act: str, actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now)
    surgery = make_ward(actors.other_ward.root, "Kirurgi 7")
    lies = admitted_journey(actors, now=now, hours_ago=12, citizen=old.citizen, ward=surgery)
    nurse = make_user("Kirsten Kirurgi", role=Role.HOSPITAL_NURSE, unit=surgery)
    unit = str((actors.practice if act == "gp" else actors.municipality).pk)
    today = timezone.localtime(now).strftime("%d-%m-%Y")
    said = post(nurse, f"{lies.pk}/acts/{act}/", practice=unit, municipality=unit, organisation=unit, valid_from=today)
    assert said.status_code == 200, said.content
    client = Client()
    for user, journey, told in ((person("randers", old, actors, now), old, False), (nurse, lies, True)):
        client.force_login(user)
        for address in (f"/forloeb/{journey.pk}/", f"/forloeb/{journey.pk}/rapport/"):
            assert ("Kirsten Kirurgi, " in client.get(address).content.decode()) is told


def test_r10_7_a_party_to_both_reads_since_when(actors: Actors, now: datetime) -> None:
    old = old_stay(actors, now)
    lies = in_bed(old, actors, now)
    client = Client()
    client.force_login(actors.gp)
    since = client.get(f"/api/v1/journeys/{lies.pk}/responsibility/").json()["since"]
    assert datetime.fromisoformat(since) == lies.admitted_at
