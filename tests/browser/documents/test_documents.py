"""A plan written, sent, acknowledged, changed and read again: two roles side by side, by keyboard and on a phone."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from discharge.channel.rules.channel import Document as Code
from journeys.models import Journey
from tests.actors import Actors, make_actors
from tests.browser.lists import PHONE, sign_in, too_wide
from tests.documents.test_sending import lying
from tests.documents.writing import send, written
from tests.later import when_released

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Page], list[str]]
ABILITIES = ("fa510", "fa540", "fa530", "fa420", "fa460", "fa560", "fa550")


@pytest.fixture
def actors(live_server: LiveServer, page: Page) -> Actors:
    cache.clear()
    actors = make_actors()
    sign_in(page, live_server, actors.nurse)
    return actors


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


@pytest.fixture
def municipality(actors: Actors, browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browser.new_context(locale="da-DK", timezone_id="Europe/Copenhagen", viewport=PHONE)
    other = context.new_page()
    sign_in(other, live_server, actors.assessor)
    yield other
    context.close()


def to_sending(page: Page) -> None:
    page.get_by_role("button", name="Videre til afsendelse").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("er sendt. Modtageren læser den om 30 sekunder.")).to_be_visible()


def test_a_plan_goes_there_and_back(
    actors: Actors, journey: Journey, page: Page, municipality: Page, live_server: LiveServer, axe: Axe
) -> None:
    here = f"{live_server.url}/forloeb/{journey.pk}/"
    page.goto(here)
    page.get_by_role("link", name="Skriv brev eller plan").click()
    assert axe(page) == []
    page.get_by_role("button", name="Skriv plejeforløbsplan").click()
    page.get_by_label("Årsag til indlæggelsen").fill("Lungebetændelse")
    page.get_by_label("Kommunen kan ringe til").fill("00 00 00 50")
    for area in ABILITIES:
        page.locator(f"[name=ability_{area}_now]").select_option("1")
    # Saved while one writes.
    expect(page.locator("#draft-status")).to_contain_text("Kladden er gemt")
    assert axe(page) == []
    to_sending(page)
    with when_released():
        municipality.goto(here)
        municipality.locator("#breve a.row-link").click()
        expect(municipality.get_by_text("Lungebetændelse")).to_be_visible()
        assert not too_wide(municipality)
        municipality.get_by_role("button", name="Send svar").click()
        expect(municipality.get_by_text("Svaret er gemt.")).to_be_visible()
        page.goto(here)
        page.get_by_role("link", name="Skriv ny version").click()
        page.get_by_label("Hjælpemidler aftales", exact=True).fill("Rollator")
        page.locator("[name=ability_fa510_now]").select_option("2")
        to_sending(page)
        with when_released():
            municipality.goto(here)
            expect(municipality.get_by_text("NYT: 2 ændringer")).to_be_visible()
            municipality.locator("#breve a.row-link").click()
            expect(municipality.get_by_text("2 ændringer siden den version, I fik sidst")).to_be_visible()
            assert axe(municipality) == []


def test_a_letter_is_written_and_sent_by_keyboard_alone(
    actors: Actors, journey: Journey, page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/forloeb/{journey.pk}/breve/nyt/")
    page.locator("#slags-correspondence").get_by_role("button", name="Skriv korrespondance").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Kategori").focus()
    page.keyboard.type("Udsk")
    for words in ("Vedr. plejeforløbsplan", "Borgeren kommer hjem fredag.", "00 00 00 50", "Team Nord"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    onwards = page.get_by_role("button", name="Videre til afsendelse")
    # The files lie between.
    for _ in range(4):
        page.keyboard.press("Tab")
        if onwards.evaluate("node => node === document.activeElement"):
            break
    expect(onwards).to_be_focused()
    page.keyboard.press("Enter")
    box = page.get_by_label("Viborg")
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("er sendt. Modtageren læser den om 30 sekunder.")).to_be_visible()


def test_cancelling_and_the_way_back_send_nothing(
    actors: Actors, journey: Journey, page: Page, live_server: LiveServer
) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    page.goto(f"{live_server.url}/forloeb/{journey.pk}/")
    page.get_by_role("link", name="Skriv ny version").click()
    page.get_by_role("button", name="Videre til afsendelse").click()
    page.get_by_role("link", name="Annullér").click()
    expect(page.get_by_role("button", name="Videre til afsendelse")).to_be_visible()
    page.get_by_role("link", name="Annullér").click()
    expect(page.get_by_role("button", name="Send", exact=True)).to_have_count(0)
    assert plan.versions.count() == 1


def test_the_bar_never_hides_what_has_focus(
    actors: Actors, journey: Journey, page: Page, live_server: LiveServer
) -> None:
    plan = written(journey, actors.nurse)
    page.goto(f"{live_server.url}/forloeb/{journey.pk}/breve/{plan.pk}/skriv/")
    page.locator(".document-line :is(input, select, textarea)").first.focus()
    hidden = """() => { const at = document.activeElement, bar = document.querySelector(".document-bar");
        return at.closest(".document-line") && at.getBoundingClientRect().bottom > bar.getBoundingClientRect().top
            ? [at.name] : [] }"""
    behind: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        behind += page.evaluate(hidden)
    assert behind == []


def test_a_draft_that_could_not_be_saved_says_so_and_is_saved_when_there_is_a_connection_again(
    actors: Actors, journey: Journey, page: Page, live_server: LiveServer, console_errors: list[str]
) -> None:
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    page.goto(f"{live_server.url}/forloeb/{journey.pk}/breve/{letter.pk}/skriv/")
    page.context.set_offline(True)
    page.get_by_label("Meddelelse", exact=True).fill("Skrevet uden net")
    page.get_by_label("Emne").click()
    expect(page.locator("#draft-status")).to_contain_text("Ikke gemt.")
    page.context.set_offline(False)
    expect(page.locator("#draft-status")).to_contain_text("Kladden er gemt")
    # The browser says that there was no connection.
    console_errors.clear()
    page.reload()
    expect(page.get_by_label("Meddelelse", exact=True)).to_have_value("Skrevet uden net")
