"""A nominated journey becomes an action with before and after, by keyboard, at a desk and on a phone (issue 9, 2)."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from journeys.actions.own_access import tie_login
from organisations.models import CooperationArea, CooperationAreaMember, User
from principles.models import LearningCase, PlanMeeting
from principles.plans.actions import begin_plan, save_meeting
from tests.actors import Actors, make_actors
from tests.browser.lists import Axe, check, sign_in
from tests.desk.learning.test_learning import published
from tests.factories.journeys import discharged_journey

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


def cluster_of(actors: Actors) -> CooperationArea:
    """A cluster with a plan, a meeting and ten months of figures."""
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    for member in (actors.hospital, actors.municipality):
        CooperationAreaMember.objects.create(area=area, organisation=member)
    by, today = actors.cluster_administrator, timezone.localdate()
    plan = begin_plan(area, template="002", month=today, unit=None, by=by, now=timezone.now())
    save_meeting(PlanMeeting(plan=plan, kind="seminar", held_on=today, title="Læring"), by=by)
    month = today.replace(day=1)
    for number in range(9):
        month = (month - timedelta(days=1)).replace(day=1)
        if number:
            published(area, month, 11 if number < 4 else 6, 16)
    return area


def press(page: Page, role: str, name: str) -> None:
    """By keyboard."""
    page.get_by_role(role, name=name).first.focus()  # type: ignore[arg-type]
    page.keyboard.press("Enter")


def act_as(page: Page, server: LiveServer, user: User, address: str) -> None:
    """Somebody else sits down."""
    page.context.clear_cookies()
    sign_in(page, server, user)
    page.goto(f"{server.url}{address}")


def test_a_nominated_journey_becomes_an_action_with_before_and_after(
    live_server: LiveServer, page: Page, axe: Axe
) -> None:
    cache.clear()
    actors = make_actors()
    cluster_of(actors)
    journey = discharged_journey(actors)
    tie_login(actors.citizen, journey.citizen, now=timezone.now(), by=actors.administrator)
    act_as(page, live_server, actors.nurse, f"/forloeb/{journey.pk}/")
    press(page, "link", "Foreslå til læring")
    page.get_by_label("Det gik ikke godt").focus()
    page.keyboard.press("Space")
    page.get_by_label("Hvad kan vi lære af det?").press_sequentially("Ingen ringede")
    press(page, "button", "Gem")
    expect(page.get_by_text("Forløbet er foreslået.")).to_be_visible()
    address = f"/laering/{LearningCase.objects.get().pk}/"
    press(page, "link", "Skriv, hvem der er fortalt det")
    page.get_by_label("Hvilken dag").press_sequentially(f"{timezone.localdate():%d-%m-%Y}")
    press(page, "button", "Gem")
    expect(page.get_by_text("Det er skrevet ned.")).to_be_visible()
    check(page, f"{live_server.url}{address}", axe)
    act_as(page, live_server, actors.citizen, "/min-indlaeggelse/laering/")
    check(page, page.url, axe)
    act_as(page, live_server, actors.assessor, f"{address}kontrol/")
    check(page, page.url, axe)
    page.get_by_label("Hvad kan andre lære af det?").press_sequentially("Ring, når planen ændrer sig.")
    page.get_by_label("Jeg har set pakken og bemærkningerne i auditen igennem.").focus()
    page.keyboard.press("Space")
    press(page, "button", "Gem")
    expect(page.get_by_text("Forløbet er vist for andre nu.")).to_be_visible()
    check(page, f"{live_server.url}{address}audit/", axe)
    decide(page, live_server, actors, address)
    check(page, f"{live_server.url}{address}", axe)
    check(page, f"{live_server.url}/laering/", axe)


def decide(page: Page, live_server: LiveServer, actors: Actors, address: str) -> None:
    """The secretariat writes what the seminar decided, and sees the figure before and after."""
    act_as(page, live_server, actors.cluster_administrator, address)
    press(page, "link", "Ny beslutning")
    page.get_by_label("Drøftet på").select_option(index=1)
    page.get_by_label("Hvad blev besluttet?").press_sequentially("Vi ringer")
    page.get_by_label("Handling", exact=True).press_sequentially("Ring ved ændret plan")
    page.get_by_label("Nøgletal").select_option("K5")
    begins = timezone.localdate().replace(day=1) - timedelta(days=140)
    page.get_by_label("Begynder").press_sequentially(f"{begins:%d-%m-%Y}")
    press(page, "button", "Gem")
    expect(page.get_by_text("Handlingen er gemt.")).to_be_visible()
    expect(page.get_by_text("procentpoint op, bedre")).to_be_visible()
