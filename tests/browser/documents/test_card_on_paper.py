"""The aftalekort that a citizen takes home, printed without JavaScript on a sheet and on a card (bilag 2, B2-P1 c)."""

from pathlib import Path

import pypdfium2
import pytest
from django.core.cache import cache
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from discharge.channel.rules.channel import ChannelDocument as Code
from tests.actors import make_actors
from tests.browser.lists import sign_in
from tests.browser.test_paper import plain
from tests.documents.test_sending import lying
from tests.documents.writing import send, written

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
CARD = {
    "municipality": "Pia kommer hver morgen kl. 9.",
    "clinic": "Ambulatoriet ringer om onsdagen.",
    "first_contact": "Onsdag kl. 10 med Lars på torvet.",
    "contingency": "Ring til Pia. Svarer hun ikke, så ring til afdelingen.",
    "contact_phone": "00 00 00 71",
}


def test_the_card_is_one_sheet_that_is_kept(browser: Browser, live_server: LiveServer, tmp_path: Path) -> None:
    cache.clear()
    actors = make_actors()
    journey = lying(actors)
    card = written(journey, actors.nurse, Code.AGREEMENT_CARD, **CARD)
    send(journey, card, actors.nurse, actors.municipality.pk)
    context = browser.new_context(locale="da-DK", timezone_id="Europe/Copenhagen", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, actors.nurse)
    page.goto(f"{live_server.url}/forloeb/{journey.pk}/breve/{card.pk}/")
    for paper in ("A4", "A6"):
        page.pdf(path=tmp_path / paper, format=paper, prefer_css_page_size=paper == "A4")
        sheets = [sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(tmp_path / paper)]
        assert len(sheets) == 1
        assert [words for words in CARD.values() if plain(words) not in plain(sheets[0])] == []
        # It is the citizen's own: nobody shreds it, and nothing on it is pressed or says who has read it.
        for word in ("makuleres", "Skriv ny version", "Sendt ved en fejl", "ikke kvitteret"):
            assert plain(word) not in plain(sheets[0])
    context.close()
