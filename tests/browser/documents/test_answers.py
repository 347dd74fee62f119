"""A letter sent in error is hidden at once, on a phone too."""

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from journeys.models import Journey
from tests.actors import Actors
from tests.browser.documents.test_documents import actors, journey, municipality, pytestmark
from tests.browser.lists import Axe, too_wide
from tests.documents.writing import send, written
from tests.later import when_released

__all__ = ["actors", "journey", "municipality", "pytestmark"]


def test_what_was_sent_in_error_is_hidden_and_said_to_be_discarded(
    actors: Actors, journey: Journey, page: Page, municipality: Page, live_server: LiveServer, axe: Axe
) -> None:
    plan = written(journey, actors.nurse, aids="Hemmelig rollator")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    there = f"{live_server.url}/forloeb/{journey.pk}/breve/{plan.pk}/"
    with when_released():
        page.goto(there)
        page.get_by_role("link", name="Sendt ved en fejl").click()
        page.get_by_label("Den er sendt til en forkert modtager").check()
        assert axe(page) == []
        page.get_by_role("button", name="Markér som sendt ved en fejl").click()
        expect(page.get_by_label("Emne")).to_have_value("Sendt ved en fejl, må ikke bruges")
        municipality.goto(there)
        expect(municipality.get_by_text("Sendt ved en fejl, må ikke bruges")).to_be_visible()
        expect(municipality.get_by_text("Hemmelig rollator")).to_have_count(0)
        assert (too_wide(municipality), axe(municipality)) == (False, [])
        municipality.get_by_label("Vi har talt med afsenderen og bruger ikke brevet").check()
        municipality.get_by_role("button", name="Send svar").click()
        expect(municipality.get_by_text("Svaret er gemt.")).to_be_visible()
