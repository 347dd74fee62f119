"""The journey page in a real browser: reading, acting, undoing, paper, keyboard, and axe (UX §1.e)."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from journeys.domain.events import EventKind
from journeys.models import AccessLog, Journey, JourneyEvent
from tests.actors import Actors, make_actors
from tests.browser.lists import PHONE, Axe, sign_in, too_wide
from tests.factories.journeys import discharged_journey, make_citizen, tell_journey

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def actors(transactional_db: None) -> Actors:
    cache.clear()
    return make_actors()


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return discharged_journey(actors, hours_ago=41, citizen=make_citizen("Åse Prøve Holm"))


def address(server: LiveServer, journey: Journey, more: str = "") -> str:
    return f"{server.url}/forloeb/{journey.pk}/{more}"


def test_it_is_accessible_and_fits_a_phone(
    page: Page, live_server: LiveServer, actors: Actors, journey: Journey, axe: Axe
) -> None:
    sign_in(page, live_server, actors.assessor)
    page.goto(address(live_server, journey))
    assert axe(page) == []
    page.set_viewport_size(PHONE)
    assert not too_wide(page)
    assert axe(page) == []


@pytest.mark.parametrize("slug", ["tilknytning", "note", "egen-laege", "udskrives-til"])
def test_a_form_is_accessible(
    slug: str, page: Page, live_server: LiveServer, actors: Actors, journey: Journey, axe: Axe
) -> None:
    sign_in(page, live_server, actors.assessor)
    page.goto(address(live_server, journey, f"handling/{slug}/"))
    assert axe(page) == []
    page.set_viewport_size(PHONE)
    assert not too_wide(page)


def test_an_act_is_done_and_undone(page: Page, live_server: LiveServer, actors: Actors, journey: Journey) -> None:
    sign_in(page, live_server, actors.nurse)
    page.goto(address(live_server, journey, "handling/udskrives-til/"))
    page.get_by_label("Hospice").check()
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("button", name="Fortryd").click()
    expect(page.get_by_text("Fortrudt. Ingen andre har læst det")).to_be_visible()
    assert Journey.objects.get(pk=journey.pk).destination == "own_home"


def test_what_others_do_appears_without_a_reload_and_is_no_look(
    page: Page, live_server: LiveServer, actors: Actors, journey: Journey
) -> None:
    sign_in(page, live_server, actors.gp)
    page.goto(address(live_server, journey))
    tell_journey(journey, EventKind.NOTE_WRITTEN, text="Datteren henter")
    looks = AccessLog.objects.count()
    page.evaluate("""() => {
        const live = document.getElementById("live-journey");
        htmx.ajax("GET", live.getAttribute("hx-get"), { source: live, target: live, swap: "innerHTML" });
    }""")
    expect(page.locator(".event-text", has_text="Datteren henter")).to_be_visible()
    assert AccessLog.objects.count() == looks


def test_the_keyboard_is_enough(page: Page, live_server: LiveServer, actors: Actors, journey: Journey) -> None:
    sign_in(page, live_server, actors.assessor)
    page.goto(address(live_server, journey))
    page.keyboard.press("n")
    expect(page).to_have_url(address(live_server, journey, "handling/note/"))
    page.get_by_label("Note til de andre parter").focus()
    page.keyboard.type("Vi kommer kl. 16")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Noten er skrevet.")).to_be_visible()
    assert JourneyEvent.objects.filter(kind="note_written").count() == 1


def test_the_number_is_shown_on_request_only(
    page: Page, live_server: LiveServer, actors: Actors, journey: Journey
) -> None:
    sign_in(page, live_server, actors.nurse)
    page.goto(address(live_server, journey))
    before = AccessLog.objects.count()
    page.get_by_role("button", name="Vis hele CPR-nummeret").click()
    expect(page.locator(".cpr-shown")).to_be_visible()
    assert AccessLog.objects.count() == before + 1


def test_the_forms_work_without_script(page: Page, live_server: LiveServer, actors: Actors, journey: Journey) -> None:
    context = page.context.browser.new_context(java_script_enabled=False, locale="da-DK")  # type: ignore[union-attr]
    plain = context.new_page()
    sign_in(plain, live_server, actors.assessor)
    plain.goto(address(live_server, journey, "handling/sygepleje/"))
    plain.get_by_label("Nej").check()
    plain.get_by_role("button", name="Gem").click()
    expect(plain.get_by_text("Svaret er gemt.")).to_be_visible()
    context.close()


def test_the_report_has_one_column_and_no_frame(
    page: Page, live_server: LiveServer, actors: Actors, journey: Journey, axe: Axe
) -> None:
    sign_in(page, live_server, actors.nurse)
    page.goto(address(live_server, journey, "rapport/"))
    assert axe(page) == []
    expect(page.get_by_role("navigation")).to_have_count(0)
