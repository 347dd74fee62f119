"""The nurse's list in a browser: who is here, what is missing, and that it stays fresh without her."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from journeys.actions.acting.acts import Act
from journeys.actions.marks import acknowledge
from organisations.models import Organisation
from tests.actors import Actors, make_actors
from tests.browser.lists import Axe, beyond_their_frames, check, sign_in
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen
from tests.factories.readiness import make_ready

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def actors(live_server: LiveServer, page: Page) -> Actors:
    cache.clear()
    actors = make_actors()
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"), bed="01-1")
    admitted_journey(actors, citizen=make_citizen("Bent Prøve Juhl"), bed="02-1", physician="")
    discharged_journey(actors, citizen=make_citizen("Dagny Prøve Krog"))
    sign_in(page, live_server, actors.nurse)
    return actors


def test_the_list_has_no_violations_at_a_desk_or_on_a_phone(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe
) -> None:
    check(page, f"{live_server.url}/afdeling/", axe)


@pytest.mark.parametrize("width", [1201, 1280, 1366])
def test_a_full_row_stays_within_its_frame(actors: Actors, page: Page, live_server: LiveServer, width: int) -> None:
    Organisation.objects.filter(pk=actors.municipality.pk).update(name="Ringkøbing-Skjern Kommune")
    now = timezone.now()
    for name in ("Holger Opdigtet Kærgaard", "Åse Opdigtet Østergaard"):
        journey = admitted_journey(actors, citizen=make_citizen(name), bed="04-1", hours_ago=24 * 14)
        make_ready(journey, actors.nurse, at=now - timedelta(days=12), now=now)
        acknowledge(journey, act=Act(by=actors.assessor, now=now))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/afdeling/")
    row = page.get_by_role("row").filter(has_text="Holger Opdigtet Kærgaard")
    for said in ("to i sengen", "Færdigbehandlet · 12 døgn", "Ringkøbing-Skjern", "Set"):
        expect(row).to_contain_text(said)
    assert beyond_their_frames(page) == []


@pytest.mark.sqlite_browser
def test_a_new_patient_appears_without_a_reload(actors: Actors, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/afdeling/")
    expect(page.get_by_role("link", name="Åse Prøve Holm")).to_be_visible()
    admitted_journey(actors, citizen=make_citizen("Erik Prøve Lund"), bed="03-1")
    page.evaluate("htmx.ajax('GET', '/afdeling/', {source: '#live-list', target: '#live-list'})")
    expect(page.get_by_role("link", name="Erik Prøve Lund")).to_be_visible()


def test_a_chip_shows_who_has_no_doctor(actors: Actors, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/afdeling/")
    page.get_by_role("navigation", name="Vis kun").get_by_role("link", name="Uden patientansvarlig").click()
    expect(page.get_by_role("link", name="Bent Prøve Juhl")).to_be_visible()
    expect(page.get_by_role("link", name="Åse Prøve Holm")).to_have_count(0)


def test_the_keyboard_walks_the_rows_and_marks_one_as_seen(actors: Actors, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/afdeling/")
    before = page.locator(".new-mark").count()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".new-mark")).to_have_count(before - 1)


def test_search_from_the_header_finds_by_name(actors: Actors, page: Page, live_server: LiveServer, axe: Axe) -> None:
    page.goto(f"{live_server.url}/afdeling/")
    page.keyboard.press("/")
    page.keyboard.type("krog")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Dagny Prøve Krog")).to_be_visible()
    assert page.url.endswith("/soeg/")
    assert axe(page) == []
