"""No CPR number in any address, title, header or log line, however the pages are used (DESIGN §6)."""

import io
import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.test import Client

from config.logs.redaction import CPR_LIKE
from tests.actors import Actors, make_actors
from tests.factories.journeys import admitted_journey, discharged_journey

PLACES = {
    "nurse": "/afdeling/",
    "assessor": "/kommune/",
    "gp": "/praksis/",
    "ooh_doctor": "/soeg/",
    "administrator": "/adgangslog/",
}
MOST_FOLLOWED = 40


@pytest.fixture
def actors(db: None) -> Actors:
    cache.clear()
    return make_actors()


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """Everything that any logger says, rendered as in production."""
    stream = io.StringIO()
    formatter = logging.getLogger().handlers[0].formatter
    for handler in logging.getLogger().handlers:
        if type(handler) is logging.StreamHandler:
            formatter = handler.formatter
    ours = logging.StreamHandler(stream)
    ours.setFormatter(formatter)
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(ours)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(ours)
    root.setLevel(before)


class Links(HTMLParser):
    """Addresses that a page leads to, and its title."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title"
        for name, value in attrs:
            if name in ("href", "action", "src", "hx-get", "hx-post") and value:
                self.addresses.append(value)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
            self._in_title = False


def read(page: bytes) -> Links:
    links = Links()
    links.feed(page.decode())
    return links


def walk(client: Client, start: str) -> Iterator[tuple[str, Links]]:
    """Every page that one can click to from a start."""
    waiting, seen = [start], {start}
    while waiting and len(seen) <= MOST_FOLLOWED:
        address = waiting.pop(0)
        response = client.get(address, follow=True)
        if "text/html" not in response.headers.get("Content-Type", ""):
            continue
        links = read(response.content)
        yield address, links
        for link in links.addresses:
            if link.startswith("/") and not link.startswith(("/static/", "/accounts/", "/admin/")) and link not in seen:
                seen.add(link)
                waiting.append(link)


@pytest.mark.parametrize("who", PLACES)
def test_no_address_or_title_holds_one(who: str, actors: Actors) -> None:
    for made in (admitted_journey(actors), discharged_journey(actors), admitted_journey(actors, services=None)):
        assert made.citizen.cpr
    client = Client()
    client.force_login(getattr(actors, who))
    for address, links in walk(client, PLACES[who]):
        for text in (address, links.title, *(link for link in links.addresses if not link.startswith("tel:"))):
            assert not CPR_LIKE.search(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)), text


def test_no_log_line_holds_one(actors: Actors, log_lines: io.StringIO) -> None:
    journey = admitted_journey(actors)
    number = str(journey.citizen.cpr)
    client = Client(raise_request_exception=False)
    client.force_login(actors.stranger)
    client.post("/soeg/", {"q": number})
    client.post("/soeg/", {"q": f"{number[:6]}-{number[6:]}"})
    client.get(f"/soeg/{number}/")
    client.get("/afdeling/", {"vis": number})
    logging.getLogger("django.request").error("could not read %s of %s", number, {"cpr": number})
    try:
        raise ValueError(number)
    except ValueError:
        logging.getLogger("desk").exception("broke for %s", number)
    said = log_lines.getvalue()
    assert "broke for" in said
    assert number not in said
    assert f"{number[:6]}-{number[6:]}" not in said


def test_a_search_by_number_never_becomes_an_address(actors: Actors) -> None:
    client = Client()
    client.force_login(actors.nurse)
    number = str(admitted_journey(actors).citizen.cpr)
    response = client.get("/soeg/", {"q": number})
    assert response.headers["Location"] == "/soeg/"
