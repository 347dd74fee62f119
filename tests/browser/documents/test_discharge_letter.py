"""An epikrise from the ward's panel to the practice's receipt, on a desk and on a phone (RULES 2f L3, L4)."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.actors import make_actors
from tests.browser.lists import PHONE, sign_in, too_wide
from tests.factories.journeys import discharged_journey
from tests.later import when_released

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


def test_the_ward_writes_it_and_the_practice_acknowledges_it(
    page: Page, browser: Browser, live_server: LiveServer, axe: Callable[[Page], list[str]]
) -> None:
    cache.clear()
    actors = make_actors()
    sign_in(page, live_server, actors.nurse)
    here = f"{live_server.url}/forloeb/{discharged_journey(actors, hours_ago=2).pk}/"
    page.goto(here)
    page.locator("#epikrise").get_by_role("button", name="Skriv epikrisen").click()
    page.get_by_label("Skal egen læge følge op?").select_option("subacute")
    page.get_by_label("Diagnoser").fill("Lungebetændelse")
    page.get_by_label("Forløb og behandling").fill("Antibiotika i blodåren i to døgn.")
    page.get_by_label("Ændringer i medicinen, og hvorfor").fill("Ingen")
    page.get_by_label("Hvad borgeren og de pårørende har fået at vide").fill("Hoste i flere uger")
    page.get_by_label("Afdelingen kan træffes på").fill("00 00 00 50")
    page.get_by_role("button", name="Videre til afsendelse").click()
    # A follow-up says what.
    expect(page.get_by_text("Dette skal udfyldes først")).to_be_visible()
    page.get_by_role("link", name="Tilbage til kladden").click()
    page.get_by_label("Anbefaling til egen læge").fill("Røntgen af lungerne om seks uger")
    # At the end of the page the bar lies below the fields, not over one of them.
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert axe(page) == []
    page.get_by_role("button", name="Videre til afsendelse").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#epikrise")).to_contain_text("Sendt. Afventer kvittering fra egen læge.")
    context = browser.new_context(locale="da-DK", timezone_id="Europe/Copenhagen", viewport=PHONE)
    practice = context.new_page()
    sign_in(practice, live_server, actors.gp)
    with when_released():
        practice.goto(f"{live_server.url}/breve/")
        practice.get_by_role("link", name="Epikrise").click()
        expect(practice.locator("dl").first).to_contain_text("Røntgen af lungerne om seks uger")
        assert axe(practice) == []
        assert not too_wide(practice)
        practice.get_by_role("button", name="Send svar").click()
        expect(practice.locator("#epikrise")).to_contain_text("modtaget")
    context.close()
