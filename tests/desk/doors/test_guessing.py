"""Trying numbers is counted like searching, also where it is refused, and leaves no name (R3b-4 to 6, R3b-8)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.sight.door_rules import OUTSIDE_SEARCH, OUTSIDE_SEARCH_ACUTE, Limit
from journeys.models import Citizen, Journey, JourneyEvent, OutsideSearch
from organisations.domain.kinds import OrganisationKind, Speciality
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors
from tests.desk.doors.test_joins import call, client_of
from tests.factories.journeys import admitted_journey, invented_cpr, make_citizen
from tests.factories.organisations import make_organisation, make_user, make_ward

pytestmark = pytest.mark.django_db
MOST = OUTSIDE_SEARCH[0].most


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def colleague(actors: Actors) -> User:
    """Of another ward of the same hospital."""
    return make_user("Bente B", role=Role.HOSPITAL_NURSE, unit=make_ward(actors.hospital, "Kirurgi 2"))


def begin(user: User, name: str, now: datetime, **said: Any) -> Any:
    assert user.unit is not None
    at = "planned_at" if name == "planned" else "occurred_at"
    when = now + timedelta(days=2) if name == "planned" else now
    return call(user, f"begin/{name}", ward=str(user.unit.pk), **{at: when.isoformat()}, **said)


def counted(user: User) -> int:
    return OutsideSearch.objects.filter(user=user).count()


def test_r3b_4_a_refused_plan_counts_and_the_answers_end(colleague: User, actors: Actors, now: datetime) -> None:
    lies = admitted_journey(actors, now=now)
    codes = [begin(colleague, "planned", now, cpr=lies.citizen.cpr).json()["code"] for _ in range(MOST + 2)]
    assert codes == ["entry.plan_out_of_sight"] * MOST + ["access.too_often"] * 2
    assert counted(colleague) == MOST
    # Nor does the limit tell the known from the unknown.
    assert begin(colleague, "planned", now, cpr=invented_cpr(2500)).json()["code"] == "access.too_often"


def test_r3b_4_the_page_counts_too(colleague: User, actors: Actors, now: datetime) -> None:
    lies, client = admitted_journey(actors, now=now), client_of(colleague)
    assert colleague.unit is not None
    said = {"cpr": lies.citizen.cpr, "ward": str(colleague.unit.pk), "key": "k"}
    at = timezone.localtime(now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert client.post("/forloeb/nyt/planlagt/", {**said, "planned_at": at}).status_code == 422
    assert counted(colleague) == 1


def test_r3b_5_a_refused_join_counts_and_the_answers_end(actors: Actors, now: datetime) -> None:
    named = begin(actors.stranger, "arrived", now, family_name="Ukendt", given_names="Mand").json()["id"]
    codes = []
    for number in range(MOST + 2):
        lies = admitted_journey(actors, now=now, citizen=make_citizen(f"N {number}"))
        said = {"cpr": lies.citizen.cpr, "reason": "Borgeren er genkendt af kone"}
        codes.append(call(actors.stranger, f"{named}/acts/join-citizens", **said).json()["code"])
    assert codes == ["join.out_of_sight"] * MOST + ["access.too_often"] * 2
    assert counted(actors.stranger) == MOST


@pytest.mark.parametrize("name", ["planned", "admitted"])
def test_r3b_6_a_common_surname_does_not_open_the_given_names(name: str, actors: Actors, now: datetime) -> None:
    codes = []
    for number in range(MOST + 1):
        citizen = make_citizen(f"Hemmelig{number} Jensen")
        codes.append(begin(actors.stranger, name, now, cpr=citizen.cpr, family_name="Jensen").status_code)
    assert codes == [201] * MOST + [400]


def test_r3b_6_both_names_as_they_are_known_count_nothing(actors: Actors, now: datetime) -> None:
    citizen = make_citizen("Åse Prøve Jensen")
    typed = {"given_names": " ÅSE prøve", "family_name": "jensen"}
    assert begin(actors.stranger, "planned", now, cpr=citizen.cpr, **typed).status_code == 201
    assert counted(actors.stranger) == 0


def test_r3b_6_a_join_that_tells_a_name_counts(actors: Actors, now: datetime) -> None:
    named = begin(actors.stranger, "arrived", now, family_name="Ukendt").json()["id"]
    said = {"cpr": make_citizen("Hemmelig Jensen").cpr, "reason": "Borgeren er genkendt af kone"}
    assert call(actors.stranger, f"{named}/acts/join-citizens", **said).status_code == 200
    assert counted(actors.stranger) == 1


@pytest.mark.parametrize("name", ["planned", "admitted", "arrived"])
def test_r3b_8_an_undone_beginning_leaves_no_typed_name(name: str, actors: Actors, now: datetime) -> None:
    cpr = invented_cpr(2600)
    wrong = {"given_names": "Navn", "family_name": "Hemmeligt"}
    begun = begin(actors.nurse, name, now, cpr=cpr, **wrong).json()["id"]
    event = JourneyEvent.objects.get(placement__journey=begun)
    citizen = Citizen.objects.get(cpr=cpr)
    assert citizen.name == "Navn Hemmeligt"
    assert call(actors.nurse, f"{begun}/events/{event.uuid}/take-back").status_code == 200
    citizen.refresh_from_db()
    assert (citizen.name, citizen.search_name) == ("Navn ukendt", "")
    right = {"given_names": "Borger", "family_name": "Rigtig"}
    mine = begin(actors.stranger, "admitted", now, cpr=cpr, **right).json()["id"]
    page = client_of(actors.stranger).get(f"/forloeb/{mine}/").content.decode()
    assert "Rigtig" in page
    assert "Hemmeligt" not in page
    assert rebuild_citizen(citizen.pk, check=True, now=now) == []


def test_r3b_8_the_name_that_still_stands_takes_its_place(actors: Actors, now: datetime) -> None:
    cpr = invented_cpr(2601)
    begun = begin(actors.nurse, "planned", now, cpr=cpr, family_name="Hemmeligt").json()["id"]
    begin(actors.stranger, "admitted", now, cpr=cpr, given_names="Borger", family_name="Rigtig")
    event = JourneyEvent.objects.get(placement__journey=begun)
    assert call(actors.nurse, f"{begun}/events/{event.uuid}/take-back").status_code == 200
    assert Citizen.objects.get(cpr=cpr).name == "Borger Rigtig"


def test_r3b_8_a_plan_that_is_moved_keeps_the_name(actors: Actors, now: datetime) -> None:
    cpr = invented_cpr(2602)
    begun = begin(actors.nurse, "planned", now, cpr=cpr, given_names="Borger", family_name="Rigtig").json()["id"]
    later = (now + timedelta(days=5)).isoformat()
    event = JourneyEvent.objects.get(placement__journey=begun)
    assert call(actors.nurse, f"{begun}/events/{event.uuid}/correct", planned_at=later).status_code == 200
    assert Citizen.objects.get(cpr=cpr).name == "Borger Rigtig"
    assert "Rigtig" not in client_of(actors.nurse).get(f"/api/v1/journeys/{begun}/events/").content.decode()
    assert Journey.objects.get(pk=begun).planned_at is not None


@pytest.mark.parametrize(
    ("kind", "limits"),
    [(OrganisationKind.EMERGENCY_DEPARTMENT, OUTSIDE_SEARCH_ACUTE), (OrganisationKind.WARD, OUTSIDE_SEARCH)],
)
def test_r6_5_an_emergency_department_takes_in_more_before_it_is_stopped(
    kind: OrganisationKind, limits: tuple[Limit, ...], actors: Actors, now: datetime
) -> None:
    unit = make_organisation("Modtagelsen", kind=kind, parent=actors.hospital, speciality=Speciality.SOMATIC)
    user = make_user("Mette M", role=Role.HOSPITAL_NURSE, unit=unit)
    OutsideSearch.objects.bulk_create(OutsideSearch(user=user, at=now) for _ in range(limits[0].most - 1))
    statuses = [begin(user, "arrived", now, cpr=make_citizen(f"Kendt {number}").cpr).status_code for number in range(2)]
    assert statuses == [201, 400]
