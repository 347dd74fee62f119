"""The ward's list (UX §1.a)."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from journeys.domain.events import EventKind
from journeys.models import Journey
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import (
    admitted_journey,
    cancel_journey,
    discharged_journey,
    end_journey,
    make_citizen,
    tell_journey,
)
from tests.factories.organisations import make_ward

AsUser = Callable[[User], Client]


def page_of(client: Client, address: str = "/afdeling/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_patient_in_a_bed_stands_with_bed_status_and_doctor(actors: Actors, as_user: AsUser) -> None:
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"), bed="01-1")
    page = page_of(as_user(actors.nurse))
    for said in ("Åse Prøve Holm", "01-1", "Indlagt", "Henrik Dalsgaard", "Viborg Kommune"):
        assert said in page


def test_the_cpr_number_is_masked(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    page = page_of(as_user(actors.nurse))
    assert str(journey.citizen.cpr) not in page
    assert journey.citizen.masked_cpr in page


def test_another_hospital_sees_nothing(actors: Actors, as_user: AsUser) -> None:
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    page = page_of(as_user(actors.stranger))
    assert "Åse" not in page
    assert "Ingen patienter på afsnittet" in page


def test_the_72_hours_stand_with_hours_left(actors: Actors, as_user: AsUser) -> None:
    discharged_journey(actors, hours_ago=41)
    page = page_of(as_user(actors.nurse))
    assert "Afdelingen svarer" in page
    assert "30 t" in page


def test_the_last_hour_of_the_72_is_told_in_minutes(actors: Actors, as_user: AsUser) -> None:
    discharged_journey(actors, hours_ago=71.5)
    words = " ".join(re.sub("<[^>]+>", " ", page_of(as_user(actors.nurse))).split())
    assert re.findall(r"Afdelingen svarer (· \d+ \w+)", words) == ["· 29 min"]


def test_a_cancelled_admission_is_worded_for_a_day_and_then_gone(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    cancel_journey(journey, at=timezone.now() - timedelta(hours=23))
    assert "annulleret af hospitalet" in page_of(as_user(actors.nurse))
    Journey.objects.filter(pk=journey.pk).update(cancelled_at=timezone.now() - timedelta(hours=25))
    assert "annulleret" not in page_of(as_user(actors.nurse))


def test_a_death_is_worded_plainly(actors: Actors, as_user: AsUser) -> None:
    end_journey(admitted_journey(actors), EventKind.DIED, at=timezone.now())
    assert "Borgeren er død" in page_of(as_user(actors.nurse))


def test_a_chip_keeps_only_its_own_and_counts_them(actors: Actors, as_user: AsUser) -> None:
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"), physician="")
    admitted_journey(actors, citizen=make_citizen("Bent Prøve Juhl"))
    response = as_user(actors.nurse).get("/afdeling/?vis=uden-laege")
    assert [row.journey.citizen.given_names for row in response.context["list"].rows] == ["Åse Prøve"]
    assert response.context["list"].counted.counts["uden-laege"] == 1


def test_an_overdue_task_comes_first(actors: Actors, as_user: AsUser) -> None:
    # Without the municipality nobody is asked to plan with it (001-31).
    admitted_journey(actors, citizen=make_citizen("Bent Prøve Juhl"), services=False, bed="01-1")
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"), physician="", hours_ago=30, bed="09-9")
    rows = as_user(actors.nurse).get("/afdeling/").context["list"].rows
    assert [row.late for row in rows] == [True, False]


@pytest.mark.parametrize(("offered_to_us", "stands"), [(True, True), (False, False)], ids=["to us", "to another ward"])
def test_a_patient_elsewhere_stands_here_while_a_doctor_of_ours_is_asked(
    actors: Actors, as_user: AsUser, offered_to_us: bool, stands: bool
) -> None:
    """RULES 2d S3b: the receiving ward answers; the ward that the patient left has nothing to do with it."""
    journey = admitted_journey(actors)
    theirs, third = (make_ward(actors.ward.root, name) for name in ("Kirurgi 2", "Kirurgi 3"))
    tell_journey(journey, EventKind.PLACED, provider=theirs, hospital=actors.ward.root)
    offered_to = actors.ward if offered_to_us else third
    tell_journey(journey, EventKind.HANDOVER_OFFERED, name="Ny Læge", organisation=offered_to)
    client = as_user(actors.nurse)
    assert client.get(f"/forloeb/{journey.pk}/").status_code == 200
    assert bool(client.get("/afdeling/").context["list"].rows) is stands


def test_seen_takes_the_mark_away(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(actors.nurse)
    assert "new-mark" in page_of(client)
    client.post(f"/raekke/{journey.pk}/set/", {"next": "/afdeling/"})
    assert "new-mark" not in page_of(client)


def test_the_page_is_cut_at_fifty(actors: Actors, as_user: AsUser) -> None:
    for _ in range(51):
        admitted_journey(actors, physician="", no_gp=True, services=None)
    client = as_user(actors.nurse)
    first, second = client.get("/afdeling/"), client.get("/afdeling/?side=2")
    assert [len(each.context["list"].rows) for each in (first, second)] == [50, 1]
    assert "Viser 1–50 af 51" in first.content.decode()
    assert "Viser 51–51 af 51" in second.content.decode()


def test_nothing_stays_in_a_shared_computers_cache(actors: Actors, as_user: AsUser) -> None:
    assert as_user(actors.nurse).get("/afdeling/")["Cache-Control"] == "no-store, private"
