"""Sessions end after idle time and after a working day; switching unit and language (RULES 4)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from desk.views.frame.tokens import COOKIE, page_unit_token
from organisations.actions.memberships import give_membership
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors
from tests.factories.organisations import LONG_AGO

AsUser = Callable[[User], Client]
REFRESH = {"HX-Request": "true", "HX-Trigger": "live-list"}


def later(**span: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**span), tick=False)


def test_half_an_hour_of_nothing_ends_the_session(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    with later(minutes=29):
        assert client.get("/afdeling/").status_code == 200
    with later(minutes=60):
        assert client.get("/afdeling/")["Location"] == "/accounts/login/"


def test_a_refresh_is_no_sign_of_life(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    with later(minutes=20):
        assert client.get("/afdeling/", headers=REFRESH).status_code == 200
    with later(minutes=31):
        response = client.get("/afdeling/", headers=REFRESH)
        assert (response.status_code, response["HX-Redirect"]) == (204, "/accounts/login/")


def test_ten_hours_are_a_working_day(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    for minutes in range(20, 600, 20):
        with later(minutes=minutes):
            assert client.get("/afdeling/").status_code == 200
    with later(hours=10):
        assert client.get("/afdeling/").status_code == 302


def test_a_citizen_has_twenty_minutes(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.citizen)
    with later(minutes=21):
        assert client.get("/")["Location"] == "/accounts/login/"


def test_the_api_says_401_when_the_session_is_over(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    with later(minutes=31):
        response = client.get("/api/v1/journeys/")
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")


def test_switching_unit_changes_the_list(actors: Actors, as_user: AsUser) -> None:
    other = give_membership(actors.nurse, unit=actors.other_ward, role=Role.HOSPITAL_NURSE, valid_from=LONG_AGO)
    client = as_user(actors.nurse)
    assert "Skift enhed" in client.get("/afdeling/").content.decode()
    client.post("/enhed/", {"membership": other.pk})
    assert client.get("/afdeling/").context["active_unit"] == actors.other_ward


def test_one_cannot_switch_to_somebody_elses_unit(actors: Actors, as_user: AsUser) -> None:
    theirs = actors.doctor.active_membership_id
    assert as_user(actors.nurse).post("/enhed/", {"membership": theirs}).status_code == 403


def test_the_language_is_switched_by_a_form(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    client.post("/sprog/", {"language": "en", "next": "/afdeling/"})
    assert '<html lang="en">' in client.get("/afdeling/").content.decode()


HOMES = {
    "nurse": "/afdeling/",
    "doctor": "/afdeling/",
    "secretary": "/afdeling/",
    "assessor": "/kommune/",
    "community_nurse": "/kommune/",
    "social_worker": "/kommune/",
    "gp": "/praksis/",
    "gp_nurse": "/praksis/",
    "ooh_doctor": "/soeg/",
    "administrator": "/administration/beskeder/",
    "cluster_administrator": "/noegletal/",
    "citizen": "/min-indlaeggelse/",
}


@pytest.mark.parametrize(("who", "home"), HOMES.items())
def test_each_role_lands_where_it_works(who: str, home: str, actors: Actors, as_user: AsUser) -> None:
    response = as_user(getattr(actors, who)).get("/", follow=True)
    assert (response.status_code, response.redirect_chain[-1][0]) == (200, home)


def test_r9_2_a_link_of_a_page_goes_to_the_pages_own_unit(actors: Actors, as_user: AsUser) -> None:
    give_membership(actors.nurse, unit=actors.other_ward, role=Role.HOSPITAL_NURSE, valid_from=LONG_AGO)
    client = as_user(actors.nurse)
    first = page_unit_token(actors.nurse)
    second = actors.nurse.memberships.exclude(pk=actors.nurse.active_membership_id).get()
    switched = client.post("/enhed/", {"membership": second.pk})
    assert switched.cookies[COOKIE].value == ""
    assert client.get("/afdeling/").context["active_unit"] == actors.other_ward
    client.cookies[COOKIE] = first
    assert client.get("/afdeling/").context["active_unit"] == actors.ward
    del client.cookies[COOKIE]
    assert client.get("/afdeling/").context["active_unit"] == actors.other_ward


@pytest.mark.parametrize("said", ["", "nonsense", "somebody else"])
def test_r9_2_nothing_else_moves_a_page(said: str, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    client.cookies[COOKIE] = page_unit_token(actors.gp) if said == "somebody else" else said
    assert client.get("/afdeling/").context["active_unit"] == actors.ward


def test_r9_2_a_unit_that_one_has_left_is_gone_from_every_tab(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    client.cookies[COOKIE] = page_unit_token(actors.nurse)
    give_membership(actors.nurse, unit=actors.other_ward, role=Role.HOSPITAL_NURSE, valid_from=LONG_AGO)
    second = actors.nurse.memberships.exclude(pk=actors.nurse.active_membership_id).get()
    actors.nurse.memberships.exclude(pk=second.pk).update(valid_to=LONG_AGO + timedelta(days=1))
    client.post("/enhed/", {"membership": second.pk})
    client.cookies[COOKIE] = page_unit_token(actors.nurse)
    assert client.get("/afdeling/").context["active_unit"] == actors.other_ward
