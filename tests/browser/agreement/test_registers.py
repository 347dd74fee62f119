"""The registers: axe, a phone's width, and keys, from an offer that is written to the list where it is needed."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from organisations.models import CooperationArea, CooperationAreaMember
from principles.models import ChangeRequest
from tests.actors import make_actors
from tests.browser.lists import check, sign_in

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


def test_an_offer_is_written_and_stands_where_an_admission_is_considered(
    page: Page, live_server: LiveServer, axe: Callable[[Page], list[str]]
) -> None:
    """HP-2a; FQ10."""
    cache.clear()
    actors = make_actors()
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    CooperationAreaMember.objects.create(area=area, organisation=actors.municipality)
    sign_in(page, live_server, actors.cluster_administrator)
    for address in (
        "",
        "etik/",
        "indsatser/",
        "indsatser/52/",
        "indsatser/52/status/",
        "laering/ny/",
        "borgergrupper/",
    ):
        check(page, f"{live_server.url}/registre/{address}", axe)
    page.goto(f"{live_server.url}/registre/alternativer/")
    page.get_by_role("link", name="Nyt tilbud").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Navn").press_sequentially("Akutteamet")
    page.get_by_label("For hvem").press_sequentially("Borgere over 65")
    page.get_by_label("Telefon").press_sequentially("00 00 11 01")
    page.get_by_label("Åbent").press_sequentially("Hele døgnet")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tilbuddet er gemt.")).to_be_visible()
    check(page, page.url, axe)
    page.context.clear_cookies()
    sign_in(page, live_server, actors.gp)
    page.goto(f"{live_server.url}/praksis/")
    page.locator(".alternatives-fold summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Ring til Akutteamet: 00 00 11 01")).to_be_visible()
    assert axe(page) == []
    page.goto(f"{live_server.url}/aftalen/1.6.5/")
    page.get_by_role("link", name="Foreslå en ændring").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Hvad skal ændres").press_sequentially("Skriv timerne ud")
    page.get_by_label("Hvorfor").press_sequentially("Vi tæller forskelligt")
    page.get_by_role("button", name="Gem").press("Enter")
    expect(page.get_by_text("Forslaget er sendt")).to_be_visible()
    check(page, page.url, axe)


def test_a_second_press_while_the_answer_is_slow_makes_nothing_twice(page: Page, live_server: LiveServer) -> None:
    """What is new has no key of its own: two presses were two wishes, two meetings, two batches of codes."""
    cache.clear()
    actors = make_actors()
    sign_in(page, live_server, actors.gp)
    page.goto(f"{live_server.url}/registre/forslag/ny/")
    page.get_by_label("Punkt").select_option(index=1)
    page.get_by_label("Hvad skal ændres").fill("Skriv timerne ud")
    page.get_by_label("Hvorfor").fill("Vi tæller forskelligt")
    button = page.get_by_role("button", name="Gem")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    for _press in range(3):
        page.mouse.click(box["x"] + 5, box["y"] + 5)
    expect(page.get_by_text("Forslaget er sendt")).to_be_visible()
    assert ChangeRequest.objects.count() == 1
