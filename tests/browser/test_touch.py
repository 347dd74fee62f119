"""Every page of every role on a phone in the hand: 360 × 740 with touch, where nothing hovers (U3, U16, U17, u1)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from journeys.domain.events import EventKind
from journeys.models import AccessLog, Journey
from organisations.domain.roles import Role
from tests.actors import Actors, make_actors
from tests.browser.lists import PHONE, sign_in
from tests.factories.agreements import agree_home
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, tell_journey
from tests.factories.organisations import make_user
from tests.factories.readiness import make_ready

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
LONG_WORD = "https://eksempel.invalid/" + "x" * 400
# What leads out of the pages, or to a file.
_NOT_A_PAGE = re.compile(r"/admin/|csv|xlsx|pdf|logout|/metrics|/static/|/api/|/accounts/")
_CLAUSE = re.compile(r"^/aftalen/(?!dialogkort)[^/]+/$")
# The 69 initiatives have the same page for everybody: one role looks at each, the others at one.
_INITIATIVE, _WHO_READS_EACH = re.compile(r"^/registre/indsatser/\d+/$"), Role.CLUSTER_ADMINISTRATOR
# A link in a picture has its address as an object.
_ADDRESSES = "links => links.map((link) => new URL(link.getAttribute('href'), location.href).href)"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# Elements with own text that stands in a column of one or two letters.
_SQUEEZED = """() => [...document.querySelectorAll("main *")].filter((element) => {
    const texts = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent);
    const hidden = element.closest(".sr-only, select, script, textarea") || !element.getClientRects().length;
    if (texts.join("").trim().length < 6 || hidden) return false;
    const size = parseFloat(getComputedStyle(element).fontSize), box = element.getBoundingClientRect();
    return box.width < 2.5 * size && box.height > 3 * size;
}).map((element) => element.className + ": " + element.textContent.trim().slice(0, 40))"""


@pytest.fixture
def actors(transactional_db: None) -> Actors:
    cache.clear()
    return make_actors()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        locale="da-DK",
        timezone_id="Europe/Copenhagen",
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def journeys(actors: Actors) -> list[Journey]:
    """One in a bed, ready and agreed, with a word that has no end; one at home in the 72 hours."""
    now = timezone.now()
    in_bed = admitted_journey(actors, citizen=make_citizen("Vibeke Opdigtet Østerlund-Kærgaard"), bed="01-1")
    make_ready(in_bed, actors.nurse, at=now - timedelta(hours=20), now=now - timedelta(hours=19))
    agree_home(in_bed, actors, at=now + timedelta(hours=20), now=now - timedelta(hours=2))
    tell_journey(in_bed, EventKind.NOTE_WRITTEN, text=LONG_WORD)
    home = discharged_journey(actors, citizen=make_citizen("Dagny Prøve Krog"))
    for journey in (in_bed, home):
        tell_journey(journey, EventKind.SHARED, unit=actors.social_unit)
    return [in_bed, home]


def faults(page: Page) -> list[str]:
    """What is wrong with a page on this phone."""
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    wide = [f"{page.url}: {width[0]} wide"] if width[0] > width[1] else []
    return wide + [f"{page.url}: {each}" for each in page.evaluate(_SQUEEZED)]


def links(page: Page, server: LiveServer) -> list[str]:
    """The addresses that a page leads to, without what follows # and ?."""
    found = page.eval_on_selector_all("main a[href], nav a[href]", _ADDRESSES)
    paths = [urlsplit(each).path for each in found if each.startswith(server.url)]
    return [path for path in paths if not _NOT_A_PAGE.search(path)]


def kind_of(path: str, role: Role) -> str:
    """One act page of a kind is enough, whichever journey it belongs to, and one clause."""
    if role is not _WHO_READS_EACH:
        path = _INITIATIVE.sub("/registre/indsatser/…/", path)
    return _CLAUSE.sub("/aftalen/…/", path) if path.count("/") <= 3 else _UUID.sub("…", path)


@pytest.mark.parametrize("role", list(Role), ids=lambda role: f"U3-{role}")
def test_no_page_of_any_role_is_wider_than_a_phone_or_squeezed(
    role: Role, phone: Page, live_server: LiveServer, actors: Actors, journeys: list[Journey]
) -> None:
    # The region's own people see figures, never citizens; the small world has none of them.
    user = actors.everyone().get(role) or make_user("Iben Prøve", role=role, unit=actors.region)
    sign_in(phone, live_server, user)
    waiting = ["/", *(f"/forloeb/{each.pk}/" for each in journeys)]
    seen: set[str] = set()
    found: list[str] = []
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path, role)
        if kind in seen:
            continue
        seen.add(kind)
        phone.goto(f"{live_server.url}{path}")
        found += faults(phone)
        waiting += links(phone, live_server)
    assert found == []


def test_u16_no_button_is_dead_and_a_stranger_to_the_case_reads_why_once(
    phone: Page, live_server: LiveServer, actors: Actors, journeys: list[Journey]
) -> None:
    for user in (actors.social_worker, actors.gp, actors.ooh_doctor, actors.assessor, actors.nurse):
        phone.context.clear_cookies()
        sign_in(phone, live_server, user)
        for journey in journeys:
            phone.goto(f"{live_server.url}/forloeb/{journey.pk}/")
            expect(phone.locator(".disabled-button")).to_have_count(0)
            labels = phone.locator("main a.button, main button").all_inner_texts()
            assert {"Ret", "Svar", "Oplys", "Del", "Tilbyd", "Beslut", "Er sendt"} & {
                each.strip() for each in labels
            } == set()


def test_u17_the_number_shows_at_a_touch_and_is_logged(
    phone: Page, live_server: LiveServer, actors: Actors, journeys: list[Journey]
) -> None:
    sign_in(phone, live_server, actors.nurse)
    phone.goto(f"{live_server.url}/forloeb/{journeys[0].pk}/")
    before, number = AccessLog.objects.count(), str(journeys[0].citizen.cpr)
    phone.get_by_role("button", name="Vis hele CPR-nummeret").tap()
    expect(phone.get_by_text(f"{number[:6]}-{number[6:]}")).to_be_visible()
    assert AccessLog.objects.count() == before + 1


def test_u17_the_number_shows_without_script(
    browser: Browser, live_server: LiveServer, actors: Actors, journeys: list[Journey]
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="da-DK")
    page = context.new_page()
    sign_in(page, live_server, actors.nurse)
    page.goto(f"{live_server.url}/forloeb/{journeys[0].pk}/")
    page.get_by_role("button", name="Vis hele CPR-nummeret").click()
    number = str(journeys[0].citizen.cpr)
    expect(page.get_by_text(f"{number[:6]}-{number[6:]}")).to_be_visible()
    context.close()


def _roll_down(page: Page, pixels: int) -> None:
    """With the wheel, which turns nothing before the page's first frame: until the page has moved so far."""
    for _ in range(50):
        page.mouse.wheel(0, 2 * pixels)
        page.wait_for_timeout(100)
        if page.evaluate("window.scrollY") > pixels:
            return
    raise AssertionError(f"the page never moved {pixels} pixels")


@pytest.mark.parametrize("height", [768, 900], ids=["u17-ward-pc", "u17-desk"])
def test_the_line_that_stays_is_one_line(
    page: Page, live_server: LiveServer, actors: Actors, journeys: list[Journey], height: int
) -> None:
    page.set_viewport_size({"width": 1366, "height": height})
    sign_in(page, live_server, actors.nurse)
    page.goto(f"{live_server.url}/forloeb/{journeys[0].pk}/")
    _roll_down(page, 600)
    box = page.locator(".journey-line").bounding_box()
    assert box is not None
    assert (round(box["y"]), box["height"] < 50) == (0, True)
    expect(page.locator(".journey-line")).to_contain_text("Vibeke Opdigtet Østerlund-Kærgaard")
