"""The GP's twenty seconds: two lines per patient."""

import re

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
    discharged_journey(actors, citizen=make_citizen("Dagny Prøve Krog"))
    discharged_journey(actors, citizen=make_citizen("Erik Prøve Lund"), nursing=None)
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    sign_in(page, live_server, actors.gp)
    return actors


def test_the_overview_has_no_violations_at_a_desk_or_on_a_phone(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe
) -> None:
    check(page, f"{live_server.url}/praksis/", axe)


def test_who_is_responsible_and_who_answers_stand_in_the_row(
    actors: Actors, page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/praksis/")
    row = page.get_by_role("row").filter(has_text="Dagny Prøve Krog")
    expect(row).to_contain_text("Patientansvarlig:")
    expect(row).to_contain_text("Egen læge Lægehuset Eksempelgade")
    expect(row).to_contain_text("Afdelingen svarer (udvidet behandlingsansvar) til")
    expect(row.get_by_role("link", name="Ring til Medicin 1")).to_be_visible()


def test_an_undecided_window_says_what_is_missing(actors: Actors, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/praksis/?vis=uafklaret")
    expect(page.get_by_role("row").filter(has_text="Erik Prøve Lund")).to_contain_text("kommunal sygepleje")


def test_it_works_without_javascript(actors: Actors, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/praksis/")
    cookies = page.context.cookies()
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, locale="en-GB")
    plain.add_cookies(cookies)  # type: ignore[arg-type]
    still = plain.new_page()
    still.goto(f"{live_server.url}/praksis/")
    still.get_by_role("link", name="Indlagt nu").click()
    expect(still.get_by_role("link", name=re.compile("^Åse Prøve Holm"))).to_be_visible()
    still.get_by_role("button", name="Markér som set: Åse Prøve Holm").click()
    expect(still.locator(".new-mark")).to_have_count(0)
    plain.close()
