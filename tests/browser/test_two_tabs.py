"""One person, two units, two tabs: a page is of its own unit, and so is where it leads (DESIGN §6; R9-2)."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from journeys.models import Journey
from organisations.actions.memberships import give_membership
from organisations.domain.roles import Role
from organisations.models import Organisation
from tests.actors import Actors, make_actors
from tests.browser.lists import sign_in
from tests.factories.journeys import admitted_journey, make_citizen

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def actors(page: Page, live_server: LiveServer) -> Actors:
    """A nurse of two wards with a patient in each, at the list of the first."""
    cache.clear()
    actors = make_actors()
    today = timezone.localdate()
    give_membership(actors.nurse, unit=actors.other_ward, role=Role.HOSPITAL_NURSE, valid_from=today)
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    admitted_journey(actors, citizen=make_citizen("Frede Prøve Randers"), ward=actors.other_ward)
    sign_in(page, live_server, actors.nurse)
    page.goto(f"{live_server.url}/afdeling/")
    return actors


def switch(page: Page, unit: Organisation) -> None:
    page.locator(".unit-menu summary").click()
    page.get_by_role("button", name=unit.name).click()
    page.wait_for_load_state()


def another_tab(page: Page, live_server: LiveServer, unit: Organisation) -> None:
    other = page.context.new_page()
    other.goto(f"{live_server.url}/afdeling/")
    switch(other, unit)
    expect(other.locator("#unit-moved")).to_be_hidden()


def test_r9_2_a_tab_keeps_its_unit_where_it_goes(page: Page, live_server: LiveServer, actors: Actors) -> None:
    another_tab(page, live_server, actors.other_ward)
    unit = page.locator(".unit-menu summary strong")
    page.get_by_role("link", name="Åse Prøve Holm").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Åse Prøve Holm")
    expect(unit).to_have_text(actors.ward.name)
    page.go_back()
    expect(unit).to_have_text(actors.ward.name)
    page.locator(".chips a").nth(1).click()
    expect(unit).to_have_text(actors.ward.name)
    page.reload()
    expect(unit).to_have_text(actors.ward.name)
    expect(page.locator("#unit-moved")).to_be_hidden()


def test_r9_2_a_tab_that_could_not_keep_its_unit_says_so(page: Page, live_server: LiveServer, actors: Actors) -> None:
    another_tab(page, live_server, actors.other_ward)
    page.evaluate("window.removeEventListener('beforeunload', carryUnit)")
    page.reload()
    said = page.locator("#unit-moved")
    expect(said).to_contain_text(f"Du arbejder nu for {actors.other_ward.name}")
    expect(said).to_contain_text(f"Før stod fanen på {actors.ward.name}")
    page.reload()
    expect(said).to_be_hidden()


def test_r9_2_a_patient_of_the_other_unit_is_one_press_away(
    page: Page, live_server: LiveServer, actors: Actors, console_errors: list[str]
) -> None:
    switch(page, actors.other_ward)
    stay = Journey.objects.get(citizen__family_name="Holm")
    page.goto(f"{live_server.url}/forloeb/{stay.pk}/")
    expect(page.locator("main")).to_contain_text(f"Du arbejder nu for {actors.other_ward.name}")
    page.get_by_role("button", name=actors.ward.name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Åse Prøve Holm")
    # Chromium's own line about the 404 that was asked for.
    console_errors.clear()


def test_r9_2_whoever_switches_in_the_tab_is_not_told(page: Page, live_server: LiveServer, actors: Actors) -> None:
    switch(page, actors.other_ward)
    expect(page.locator("#unit-moved")).to_be_hidden()
