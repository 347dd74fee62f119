"""*Nyt til os*: read with keys, on a phone and on paper."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from journeys.domain.events import EventKind
from journeys.models import JourneyEvent
from notifications.actions.outbox import relay_due
from tests.actors import Actors, make_actors
from tests.browser.lists import Axe, check, sign_in
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, tell, tell_journey

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def actors(live_server: LiveServer, page: Page) -> Actors:
    cache.clear()
    actors = make_actors()
    discharged_journey(actors, citizen=make_citizen("Dagny Prøve Krog"))
    cancelled = admitted_journey(actors, citizen=make_citizen("Erik Prøve Lund"))
    event = JourneyEvent.objects.get(placement__journey=cancelled, kind="admitted")
    tell(cancelled.citizen, EventKind.CANCELLED, at=timezone.now(), voids=event.source_ref, stated_by=actors.ward)
    noted = admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    tell_journey(noted, EventKind.NOTE_WRITTEN, text="Ring til datteren efter kl. 16", stated_by=actors.ward)
    relay_due(now=timezone.now() + timedelta(seconds=1), limit=500)
    sign_in(page, live_server, actors.gp)
    return actors


def test_the_inbox_has_no_violations_at_a_desk_or_on_a_phone(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe
) -> None:
    check(page, f"{live_server.url}/nyt/", axe)


def test_a_line_is_read_with_keys_and_says_who_read_it(actors: Actors, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/nyt/?vis=ulaeste")
    before = page.locator(".new-mark").count()
    button = page.get_by_role("button", name="Markér som læst: Åse Prøve Holm").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".new-mark")).to_have_count(before - 1)
    page.get_by_role("link", name="Alle").click()
    expect(page.get_by_text("Først læst af Jørgen Bak").first).to_be_visible()


def test_paper_says_what_is_unread_and_has_nothing_to_press(
    actors: Actors, page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/nyt/")
    page.emulate_media(media="print")
    expect(page.get_by_text("Ulæst", exact=True).first).to_be_visible()
    expect(page.locator("main button").first).to_be_hidden()
