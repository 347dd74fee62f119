"""The agreement, its flowchart, plans and figures, and the citizen's page: axe, a phone's width, and keys."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from journeys.actions.own_access import tie_login
from organisations.models import CooperationArea
from principles.plans.actions import begin_plan
from tests.actors import Actors, make_actors
from tests.browser.lists import Axe, check, sign_in
from tests.factories.journeys import admitted_journey

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def actors(live_server: LiveServer, page: Page) -> Actors:
    cache.clear()
    return make_actors()


def test_whoever_works_with_the_agreement_reads_it(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe
) -> None:
    journey = admitted_journey(actors)
    sign_in(page, live_server, actors.nurse)
    addresses = (
        "aftalen/",
        "aftalen/1.1/",
        "aftalen/dialogkort/",
        "aftalen/flowchart/akut/",
        f"forloeb/{journey.pk}/flowchart/",
    )
    for address in addresses:
        check(page, f"{live_server.url}/{address}", axe)


def test_a_secretariat_follows_its_plan_and_its_figures(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe
) -> None:
    by = actors.cluster_administrator
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    plan = begin_plan(area, template="002", month=timezone.localdate(), unit=None, by=by, now=timezone.now())
    sign_in(page, live_server, by)
    written = f"implementering/{plan.pk}/"
    for address in ("noegletal/", "implementering/", written, f"{written}status/", f"{written}oplaeg/"):
        check(page, f"{live_server.url}/{address}", axe)
    page.goto(f"{live_server.url}/{written}")
    page.get_by_role("link", name="Ny opgave").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Opgave").press_sequentially("Fælles skolebænk")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Opgaven er gemt.")).to_be_visible()
    expect(page.get_by_role("link", name="Fælles skolebænk")).to_be_visible()


def test_a_citizen_reads_their_own_page(actors: Actors, page: Page, live_server: LiveServer, axe: Axe) -> None:
    journey = admitted_journey(actors)
    tie_login(actors.citizen, journey.citizen, now=timezone.now(), by=actors.administrator)
    sign_in(page, live_server, actors.citizen)
    check(page, f"{live_server.url}/min-indlaeggelse/", axe)
    page.emulate_media(media="print")
    expect(page.locator("main button").first).to_be_hidden()
