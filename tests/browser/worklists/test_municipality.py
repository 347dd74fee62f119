"""The municipal coordinator's queue in a browser: answer, acknowledge, know whom to call."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.actors import Actors, make_actors
from tests.browser.lists import Axe, check, sign_in
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def actors(live_server: LiveServer, page: Page) -> Actors:
    cache.clear()
    actors = make_actors()
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    discharged_journey(actors, citizen=make_citizen("Dagny Prøve Krog"))
    admitted_journey(actors, citizen=make_citizen("Frida Prøve Munk"), services=None)
    sign_in(page, live_server, actors.assessor)
    return actors


def test_the_queue_has_no_violations_at_a_desk_or_on_a_phone(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe
) -> None:
    check(page, f"{live_server.url}/kommune/", axe)


def test_the_question_is_answered_and_the_journey_appears(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe
) -> None:
    page.goto(f"{live_server.url}/kommune/")
    page.get_by_role("link", name="Se spørgsmålene").click()
    page.get_by_role("link", name="Frida Prøve Munk", exact=True).click()
    assert axe(page) == []
    page.get_by_role("group", name="Kommunal hjælp").get_by_label("Ja").check()
    page.get_by_role("button", name="Send svar").click()
    expect(page.get_by_text("Forløbet står nu på jeres liste")).to_be_visible()
    page.goto(f"{live_server.url}/kommune/")
    expect(page.get_by_role("link", name="Frida Prøve Munk")).to_be_visible()


def test_an_empty_answer_is_explained_at_its_field(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe
) -> None:
    page.goto(f"{live_server.url}/kommune/spoergsmaal/")
    page.get_by_role("link", name="Frida Prøve Munk", exact=True).click()
    page.get_by_role("button", name="Send svar").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe(page) == []


def test_acknowledging_takes_the_citizen_from_the_new_ones(actors: Actors, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/kommune/?vis=nye")
    page.get_by_role("button", name="Kvittér for: Åse Prøve Holm").click()
    expect(page.get_by_text("De andre parter kan se det")).to_be_visible()
    expect(page.get_by_role("link", name="Åse Prøve Holm")).to_have_count(0)


def test_the_wards_phone_can_be_tapped(actors: Actors, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/kommune/?vis=72-timer")
    phone = page.get_by_role("link", name="Ring til")
    expect(phone).to_have_attribute("href", "tel:+4500001234")


@pytest.mark.parametrize("way", ["key", "button"])
@pytest.mark.parametrize("chip", ["", "?vis=nye"])
def test_r9_5_after_a_rows_button_the_reader_stands_in_the_list(
    actors: Actors, page: Page, live_server: LiveServer, way: str, chip: str
) -> None:
    page.goto(f"{live_server.url}/kommune/{chip}")
    rows = page.locator("main a.row-link")
    name = rows.nth(1).inner_text()
    after = rows.nth(1 if not chip else 0).inner_text()
    rows.nth(1).focus()
    if way == "key":
        page.keyboard.press("a")
    else:
        page.locator("tr").filter(has=page.get_by_role("link", name=name, exact=True)).get_by_role(
            "button"
        ).first.press("Enter")
    page.wait_for_load_state()
    expect(page.locator("main a.row-link:focus")).to_have_text(after if chip else name)


def test_whoever_chose_a_chip_by_keyboard_goes_on_from_it(actors: Actors, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/kommune/")
    chips = page.get_by_role("navigation", name="Vis kun").get_by_role("link")
    chips.nth(1).press("Enter")
    expect(chips.nth(1)).to_have_attribute("aria-current", "true")
    expect(chips.nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(chips.nth(2)).to_be_focused()
    # The first one is the address without a choice.
    chips.first.press("Enter")
    expect(chips.first).to_be_focused()
    # With a mouse nobody stands anywhere.
    chips.nth(1).click()
    expect(chips.nth(1)).to_have_attribute("aria-current", "true")
    expect(chips.nth(1)).not_to_be_focused()
