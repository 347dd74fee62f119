"""What people typed is not lost: session end, another log-in, two tabs with two units, the way back to a list."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from journeys.models import Journey, JourneyEvent
from organisations.actions.memberships import end_membership, give_membership
from organisations.domain.roles import Role
from organisations.models import Membership, User
from principles.models import ChangeRequest
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, invented_cpr

AsUser = Callable[[User], Client]
TYPED = "Hustruen vil gerne ringes op før hjemkomst."


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors)


@pytest.fixture
def second(actors: Actors) -> Membership:
    """The nurse works in another hospital's ward too."""
    today = timezone.localdate()
    return give_membership(actors.nurse, unit=actors.other_ward, role=Role.HOSPITAL_NURSE, valid_from=today)


def note(journey: Journey) -> str:
    return f"/forloeb/{journey.pk}/handling/note/"


def fields(client: Client, address: str) -> dict[str, str]:
    """The hidden fields of the act's form."""
    page = client.get(address).content.decode().split('<form method="post" novalidate')[1]
    return {
        name: value
        for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
        if (name := re.search(r'name="([^"]*)"', tag)[1])  # type: ignore[index]
        and (value := (re.search(r'value="([^"]*)"', tag) or ["", ""])[1]) is not None
    }


def log_in(client: Client, user: User) -> Any:
    client.force_login(user)
    return client.get("/fortsaet/", follow=True)


@pytest.mark.parametrize("how", ["idle", "signed out elsewhere"])
def test_u13_b15_a_note_survives_the_end_of_the_session(
    how: str, journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.nurse)
    said = fields(client, note(journey)) | {"text": TYPED}
    if how == "signed out elsewhere":
        client.logout()
    idle_for = timedelta(minutes=31 if how == "idle" else 0)
    with time_machine.travel(timezone.now() + idle_for):
        answer = client.post(note(journey), said)
        assert answer["Location"].endswith("?next=%2Ffortsaet%2F")
        assert not JourneyEvent.objects.filter(kind="note_written").exists()
        assert "blev intet gemt" in client.get(answer["Location"]).content.decode()
        page = log_in(client, actors.nurse)
        assert page.redirect_chain[-1][0] == note(journey)
        assert TYPED in page.content.decode()
        assert "er ikke gemt" in page.content.decode()
        assert client.post(note(journey), said).status_code == 302
        assert TYPED not in client.get(note(journey)).content.decode()


def test_u13_what_was_typed_is_shown_to_nobody_else(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    said = fields(client, note(journey)) | {"text": TYPED}
    client.logout()
    client.post(note(journey), said)
    assert TYPED not in log_in(client, actors.doctor).content.decode()
    assert TYPED not in client.get(note(journey)).content.decode()


def test_u13_what_was_typed_is_sealed_and_runs_out(actors: Actors, as_user: AsUser) -> None:
    client, cpr = as_user(actors.nurse), invented_cpr(77)
    said = fields(client, "/forloeb/nyt/indlagt/") | {"cpr": cpr}
    client.logout()
    client.post("/forloeb/nyt/indlagt/", said)
    assert cpr not in str(dict(client.session.items()))
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert cpr not in log_in(client, actors.nurse).content.decode()


def test_u13_words_that_no_page_can_show_again_are_there_to_copy(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.doctor)
    said = {"page_unit": fields(client, note(journey))["page_unit"], "reason": "Bragt ind uden papirer"}
    client.logout()
    client.post("/vaerdispring/", said)
    page = log_in(client, actors.doctor).content.decode()
    assert "Bragt ind uden papirer" in page
    assert "blev ikke gemt" in page


def test_u13_what_is_kept_fills_a_page_that_is_opened_and_is_never_sent_for_its_writer(
    actors: Actors, as_user: AsUser
) -> None:
    """A form that is sent empty is an empty form."""
    client, address = as_user(actors.nurse), "/registre/forslag/ny/"
    said = fields(client, address) | {"clause": "2.2.5", "wish": TYPED, "reason": "Fordi"}
    client.logout()
    client.post(address, said)
    client.force_login(actors.nurse)
    assert client.post(address, {}).status_code == 422
    assert not ChangeRequest.objects.exists()


def test_b15_a_page_from_before_the_last_log_in_gives_the_words_back(journey: Journey, actors: Actors) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(actors.nurse)
    said = fields(client, note(journey)) | {"text": TYPED, "csrfmiddlewaretoken": "x" * 64}
    page = client.post(note(journey), said, follow=True)
    assert TYPED in page.content.decode()
    assert not JourneyEvent.objects.filter(kind="note_written").exists()


def test_b19_d16_a_form_acts_for_the_unit_it_was_made_for(
    journey: Journey, second: Membership, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.nurse)
    said = fields(client, note(journey)) | {"text": TYPED}
    client.post("/enhed/", {"membership": second.pk})
    page = client.post(note(journey), said, follow=True).content.decode()
    assert JourneyEvent.objects.get(kind="note_written").organisation == actors.ward
    assert f"Du arbejder nu for {actors.ward.name}" in page


def test_d16_another_computer_keeps_its_unit(second: Membership, actors: Actors, as_user: AsUser) -> None:
    here, there = as_user(actors.nurse), as_user(actors.nurse)
    here.post("/enhed/", {"membership": second.pk})
    assert f"<h1>{actors.ward.name}</h1>" in there.get("/afdeling/").content.decode()
    assert f"<h1>{actors.other_ward.name}</h1>" in here.get("/afdeling/").content.decode()


def test_b19_a_unit_one_has_left_gets_nothing_and_the_words_stay(
    journey: Journey, second: Membership, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.nurse)
    said = fields(client, note(journey)) | {"text": TYPED}
    left = Membership.objects.get(user=actors.nurse, unit=actors.ward)
    Membership.objects.filter(pk=left.pk).update(valid_from=timezone.localdate() - timedelta(days=9))
    left.refresh_from_db()
    end_membership(left, valid_to=timezone.localdate())
    answer = client.post(note(journey), said)
    assert (answer.status_code, TYPED in answer.content.decode()) == (409, True)
    assert not JourneyEvent.objects.filter(kind="note_written").exists()


def test_b19_the_page_of_somebody_else_in_the_same_browser_saves_and_shows_nothing(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.nurse)
    said = fields(client, note(journey)) | {"text": TYPED}
    client.force_login(actors.doctor)
    answer = client.post(note(journey), said)
    assert (answer.status_code, TYPED in answer.content.decode()) == (409, False)


def test_b19_a_list_that_refreshes_stays_the_list_of_its_unit(
    journey: Journey, second: Membership, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.nurse)
    token = fields(client, note(journey))["page_unit"]
    client.post("/enhed/", {"membership": second.pk})
    refresh = {"HX-Request": "true", "HX-Trigger": "live-list", "X-Page-Unit": token}
    assert journey.citizen.name in client.get("/afdeling/", headers=refresh).content.decode()


@pytest.mark.parametrize(("unit", "status"), [("ward", 200), ("other_ward", 404), ("psychiatric_ward", 403)])
def test_d16_a_program_names_the_unit_it_acts_for(
    unit: str, status: int, journey: Journey, second: Membership, actors: Actors, as_user: AsUser
) -> None:
    headers = {"X-Unit": str(getattr(actors, unit).pk)}
    answer = as_user(actors.nurse).get(f"/api/v1/journeys/{journey.pk}/", headers=headers)
    assert answer.status_code == status


def test_b18_the_way_back_keeps_the_chip_and_the_page(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    client.get("/afdeling/?vis=indlagt&side=1")
    client.get(note(journey))
    assert 'href="/afdeling/?vis=indlagt&amp;side=1"' in client.get(f"/forloeb/{journey.pk}/").content.decode()


@pytest.mark.parametrize("cookie", ["https://elsewhere.example/afdeling/", "//elsewhere.example/afdeling/", "/admin/"])
def test_b18_the_way_back_leads_nowhere_else(cookie: str, journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    client.cookies["list"] = cookie
    assert 'href="/afdeling/"' in client.get(f"/forloeb/{journey.pk}/").content.decode()


def test_u10_a_save_is_said_once(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    page = client.post(note(journey), fields(client, note(journey)) | {"text": TYPED}, follow=True).content.decode()
    assert page.count("banner-success") == 1


def test_u15_an_error_is_said_in_the_title_and_takes_the_focus(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    page = as_user(actors.nurse).post(note(journey), {"text": ""}).content.decode()
    assert "<title>Fejl: " in page
    assert re.search(r'role="alert" tabindex="-1" data-focus autofocus', page)


def test_u4_back_and_save_again_says_that_it_is_saved_already(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.nurse)
    client.post(note(journey), fields(client, note(journey)) | {"text": TYPED})
    again = client.post(note(journey), fields(client, note(journey)) | {"text": TYPED})
    assert (again.status_code, "Allerede gemt" in again.content.decode()) == (409, True)
    assert JourneyEvent.objects.filter(kind="note_written").count() == 1
    client.post(note(journey), fields(client, note(journey)) | {"text": TYPED, "again": "1"})
    assert JourneyEvent.objects.filter(kind="note_written").count() == 2


def test_u4_what_changed_meanwhile_may_be_said_again(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client, address = as_user(actors.nurse), f"/forloeb/{journey.pk}/handling/plads/"
    for bed in ("01-1", "02-1", "01-1"):
        said = fields(client, address) | {"provider": str(actors.ward.pk), "bed": bed}
        assert client.post(address, said).status_code == 302
    assert Journey.objects.get(pk=journey.pk).bed == "01-1"


def test_u4_the_same_words_after_another_turn_of_the_stay_are_meant(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client, ward = as_user(actors.nurse), {"provider": str(actors.ward.pk), "bed": "01-1"}
    address = f"/forloeb/{journey.pk}/handling/plads/"
    assert client.post(address, fields(client, address) | ward).status_code == 302
    assert client.post(address, fields(client, address) | ward).status_code == 409
    assessor = as_user(actors.assessor)
    assert assessor.post(note(journey), fields(assessor, note(journey)) | {"text": TYPED}).status_code == 302
    assert client.post(address, fields(client, address) | ward).status_code == 302
