"""What to tell a caller whom the ward does not answer, while they are on the line (U18)."""

from collections.abc import Callable
from datetime import date, time

import pytest
import time_machine
from django.test import Client

from journeys.domain.calendar.clock import at_local
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey

AsUser = Callable[[User], Client]
FRIDAY = date(2026, 11, 27)


def notes(client: Client, actors: Actors, clock: time, hours_ago: float = 5) -> dict[str, str]:
    with time_machine.travel(at_local(FRIDAY, clock), tick=False):
        journey = discharged_journey(actors, hours_ago=hours_ago)
        page = " ".join(client.get(f"/forloeb/{journey.pk}/handling/opkald/").content.decode().split())
    rows = page.split('data-for="')[1:]
    return {row.split('"')[0]: row.split("</tr>")[0] for row in rows}


@pytest.mark.parametrize(
    ("clock", "refer_to", "phone"),
    [
        pytest.param(time(22), "Lægevagten", "70 00 00 00", id="U18-evening"),
        pytest.param(time(10), "egen læge", "00 00 00 01", id="U18-practice-open"),
    ],
)
def test_who_may_not_call_is_said_at_the_choice(
    actors: Actors, as_user: AsUser, clock: time, refer_to: str, phone: str
) -> None:
    Organisation.objects.filter(pk=actors.out_of_hours.pk).update(phone="70000000")
    Organisation.objects.filter(pk=actors.practice.pk).update(phone="00000001")
    shown = notes(as_user(actors.nurse), actors, clock)
    assert set(shown) == {"helper", "social_pedagogue", "citizen", "relative", "other"}
    for said in ("Må ikke ringe til afdelingen.", "Henvis til", refer_to, phone):
        assert said in shown["helper"]


def test_u18_a_number_that_nobody_knows_is_said_to_be_unknown(actors: Actors, as_user: AsUser) -> None:
    Organisation.objects.filter(pk=actors.out_of_hours.pk).update(phone=None)
    assert "telefon ukendt" in notes(as_user(actors.nurse), actors, time(22))["relative"]


def test_r1_2_nobody_is_turned_away_who_calls_about_somebody_in_a_bed(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    page = as_user(actors.nurse).get(f"/forloeb/{journey.pk}/handling/opkald/").content.decode()
    assert "data-for=" not in page
    assert "Må ikke ringe" not in page
    assert "må ikke ringe" not in page


def test_u18_after_the_72_hours_nobody_is_answered(actors: Actors, as_user: AsUser) -> None:
    shown = notes(as_user(actors.nurse), actors, time(22), hours_ago=80)
    assert "Afdelingen svarer ikke længere." in shown["nurse"]
