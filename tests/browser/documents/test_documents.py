"""What the walk of two roles does not meet: cancelling, focus behind the bar, a draft without a connection."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from discharge.channel.rules.channel import ChannelDocument as Code
from journeys.models import Journey
from tests.actors import Actors, make_actors
from tests.browser.lists import PHONE, sign_in
from tests.documents.test_sending import lying
from tests.documents.writing import send, written

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


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
