"""The access log has the reader, once per look, and nothing for a page that refreshes itself (DESIGN §6)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from journeys.actions.access import break_glass
from journeys.models import AccessLog, Journey
from organisations.models import User
from tests.actors import Actors, make_actors
from tests.factories.journeys import admitted_journey

AUTOMATIC = {"HX-Request": "true", "HX-Trigger": "live-list"}


@pytest.fixture
def actors(db: None) -> Actors:
    cache.clear()
    return make_actors()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def looks(user: User) -> list[tuple[str, str, list[str]]]:
    rows = AccessLog.objects.filter(user_uuid=user.uuid).order_by("pk")
    return [(row.action, row.purpose, row.journey_ids) for row in rows]


@pytest.mark.parametrize(("who", "address"), [("nurse", "/afdeling/"), ("assessor", "/kommune/"), ("gp", "/praksis/")])
def test_opening_a_list_is_one_row_with_what_it_showed(who: str, address: str, actors: Actors) -> None:
    ids = sorted(str(admitted_journey(actors).pk) for _ in range(2))
    user = getattr(actors, who)
    client_of(user).get(address)
    assert looks(user) == [("list", "party", ids)]


def test_the_row_says_who_where_and_in_what_role(actors: Actors) -> None:
    client_of(actors.nurse).get("/afdeling/")
    row = AccessLog.objects.get(user_uuid=actors.nurse.uuid)
    assert (row.user_name, row.unit_name, row.role) == ("Birgit Holm", "Medicin 1", "hospital_nurse")


def test_the_automatic_refresh_writes_nothing(actors: Actors) -> None:
    client = client_of(actors.nurse)
    client.get("/afdeling/")
    client.get("/afdeling/", headers=AUTOMATIC)
    assert len(looks(actors.nurse)) == 1


@pytest.mark.parametrize("trigger", ["live-list", "live-journey", "live-x"])
def test_d3_headers_alone_make_no_look_invisible(trigger: str, actors: Actors) -> None:
    journey = admitted_journey(actors)
    client = client_of(actors.nurse)
    pretending = {"HX-Request": "true", "HX-Trigger": trigger}
    for address in (
        "/afdeling/",
        "/afdeling/?vis=alle",
        f"/forloeb/{journey.pk}/",
        f"/forloeb/{journey.pk}/?vis=status",
    ):
        client.get(address, headers=pretending)
    assert [(action, ids) for action, _, ids in looks(actors.nurse)] == [
        ("list", [str(journey.pk)]),
        ("list", [str(journey.pk)]),
        ("open", [str(journey.pk)]),
    ]


def test_d3_a_row_that_was_not_shown_before_is_logged(actors: Actors) -> None:
    client = client_of(actors.nurse)
    client.get("/afdeling/")
    newcomer = admitted_journey(actors)
    client.get("/afdeling/", headers=AUTOMATIC)
    client.get("/afdeling/", headers=AUTOMATIC)
    assert [ids for _, _, ids in looks(actors.nurse)] == [[], [str(newcomer.pk)]]


def test_d3_a_page_left_open_is_logged_again(actors: Actors) -> None:
    journey = admitted_journey(actors)
    client = client_of(actors.nurse)
    client.get(f"/forloeb/{journey.pk}/")
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        client.get(f"/forloeb/{journey.pk}/", headers=AUTOMATIC)
    assert len(looks(actors.nurse)) == 2


def test_d3_under_break_glass_the_refresh_of_an_unopened_page_is_logged(actors: Actors) -> None:
    journey = admitted_journey(actors)
    break_glass(journey.citizen, by=actors.stranger, reason="Fundet bevidstløs på gaden", now=timezone.now())
    client_of(actors.stranger).get(f"/forloeb/{journey.pk}/", headers=AUTOMATIC)
    assert looks(actors.stranger)[-1] == ("open", "break_glass", [str(journey.pk)])


def test_a_post_is_never_taken_for_a_refresh(actors: Actors) -> None:
    journey = admitted_journey(actors)
    client_of(actors.nurse).post(f"/raekke/{journey.pk}/set/", headers=AUTOMATIC)
    assert looks(actors.nurse) == [("act", "party", [str(journey.pk)])]


def test_the_api_is_logged_like_the_pages(actors: Actors) -> None:
    journey = admitted_journey(actors)
    client = client_of(actors.nurse)
    client.get("/api/v1/journeys/")
    client.get(f"/api/v1/journeys/{journey.pk}/")
    assert [action for action, _, _ in looks(actors.nurse)] == ["list", "open"]


def test_no_row_holds_a_cpr_number_or_a_citizens_name(actors: Actors) -> None:
    journey = admitted_journey(actors)
    client_of(actors.nurse).post("/soeg/", {"q": journey.citizen.cpr})
    citizen = Journey.objects.select_related("citizen").get(pk=journey.pk).citizen
    for row in AccessLog.objects.all().values():
        assert str(citizen.cpr) not in str(row)
        assert citizen.family_name not in str(row)


def test_reading_the_log_is_a_look_too(actors: Actors) -> None:
    client_of(actors.administrator).get("/adgangslog/")
    assert looks(actors.administrator) == [("read_log", "administration", [])]
