"""Histories on pages: Ældre and Nyere on the page, whatever was asked for, and no number in an address (UX §5.11)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from desk.selectors.doors import access_log
from desk.selectors.lists import search
from journeys.models import AccessLog
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

AsUser = Callable[[User], Client]
FORGED = ["x", "2026-11-20~1", "9999-12-31T00:00:00~7", "2026-11-20T10:00:00~", "2512489996~"]
SAID = "Adressen peger ikke på et sted i listen."


def look(name: str, minutes: int, *citizens: str) -> None:
    at = timezone.now() - timedelta(minutes=minutes)
    AccessLog.objects.create(
        at=at, user_uuid=uuid4(), user_name=name, action="open", purpose="party", citizen_ids=list(citizens)
    )


def through(client: Client, address: str, asked: dict[str, str], of: Callable[[Any], list[Any]]) -> list[Any]:
    """What all pages show, by the button Ældre."""
    page = client.post(address, asked)
    shown = of(page)
    while older := _page(page).older:
        assert f'name="aeldre" value="{older}"' in page.content.decode()
        page = client.post(address, {**asked, "aeldre": older})
        shown += of(page)
    return shown


def _page(response: Any) -> Any:
    return response.context["found"].page if "found" in response.context else response.context["page"]


def test_the_access_log_of_a_citizen_goes_on_below_and_no_address_holds_the_number(
    actors: Actors, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_log, "PAGE", 3)
    citizen = admitted_journey(actors).citizen
    for number in range(8):
        look(f"Nr. {number}", 100 + number, str(citizen.pk))
        look("En anden", 100 + number, str(uuid4()))
    admin = as_user(actors.administrator)
    names = through(
        admin,
        "/adgangslog/",
        {"cpr": citizen.cpr or "", "user": "nr."},
        lambda page: [row.user_name for row in page.context["rows"]],
    )
    assert names == [f"Nr. {number}" for number in range(8)]


@pytest.mark.parametrize("place", FORGED)
@pytest.mark.parametrize("way", ["aeldre", "nyere"])
def test_a_forged_place_gets_the_newest_and_a_sentence(way: str, place: str, actors: Actors, as_user: AsUser) -> None:
    look("Nr. 1", 1)
    page = as_user(actors.administrator).get("/adgangslog/", {way: place})
    assert page.status_code == 200
    assert SAID in page.content.decode()
    journey = admitted_journey(actors)
    for address in ("/nyt/", f"/borger/{journey.citizen_id}/"):
        page = as_user(actors.nurse).get(address, {way: place})
        assert (page.status_code, SAID in page.content.decode()) == (200, True)


def test_a_search_by_name_goes_on_below(actors: Actors, as_user: AsUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_SHOWN", 2)
    journeys = [admitted_journey(actors) for _ in range(5)]
    nurse = as_user(actors.nurse)
    name = journeys[0].citizen.family_name
    found = through(nurse, "/soeg/", {"q": name}, lambda page: [row.journey.pk for row in page.context["found"].rows])
    assert sorted(found) == sorted(journey.pk for journey in journeys)
    assert len(found) == len(set(found))
