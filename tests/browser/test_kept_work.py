"""A press that does what nobody wanted, and work that is lost: cancel, Escape, `a`, Back, session end, two tabs."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from journeys.models import Journey, JourneyEvent, ReadMark
from organisations.actions.memberships import give_membership
from organisations.domain.roles import Role
from organisations.models import Membership
from tests.actors import Actors, make_actors
from tests.browser.lists import PHONE, sign_in
from tests.factories.journeys import admitted_journey, make_citizen

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
TYPED = "Hustruen vil gerne ringes op."


@pytest.fixture
def actors(live_server: LiveServer, page: Page) -> Actors:
    cache.clear()
    actors = make_actors()
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"), bed="01-1")
    admitted_journey(actors, citizen=make_citizen("Bent Prøve Juhl"), bed="02-1")
    return actors


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return Journey.objects.get(bed="01-1")


def act(server: LiveServer, journey: Journey, slug: str) -> str:
    return f"{server.url}/forloeb/{journey.pk}/handling/{slug}/"


def by_hand() -> int:
    return JourneyEvent.objects.filter(actor__isnull=False).count()


def test_u1_the_keyboard_leaves_a_form_and_stores_nothing(
    actors: Actors, journey: Journey, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server, actors.doctor)
    page.goto(act(live_server, journey, "doed"))
    page.get_by_role("link", name="Annullér").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/forloeb/{journey.pk}/")
    assert by_hand() == 0


def test_u1_a_finger_leaves_a_form_and_stores_nothing(
    actors: Actors, journey: Journey, browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport=PHONE, locale="da-DK")
    phone = context.new_page()
    sign_in(phone, live_server, actors.doctor)
    phone.goto(act(live_server, journey, "note"))
    phone.get_by_label("Besked").or_(phone.locator("textarea")).first.fill(TYPED)
    phone.get_by_role("link", name="Annullér").tap()
    phone.wait_for_url(f"**/forloeb/{journey.pk}/")
    assert by_hand() == 0
    context.close()


@pytest.mark.parametrize("stays", [True, False])
def test_b23_escape_asks_before_it_throws_text_away(
    stays: bool, actors: Actors, journey: Journey, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server, actors.nurse)
    page.goto(act(live_server, journey, "note"))
    page.locator("main textarea").fill(TYPED)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss() if stays else dialog.accept()

    page.on("dialog", answer)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    if stays:
        expect(page.locator("main textarea")).to_have_value(TYPED)
    else:
        page.wait_for_url(f"**/forloeb/{journey.pk}/")
    assert asked == ["Du har skrevet noget, der ikke er gemt. Vil du forlade siden?"]


def test_b23_a_link_asks_too_and_a_save_does_not(
    actors: Actors, journey: Journey, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server, actors.nurse)
    page.goto(act(live_server, journey, "note"))
    page.locator("main textarea").press_sequentially(TYPED)
    kinds: list[str] = []
    page.on("dialog", lambda dialog: (kinds.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Til forløbet").click(no_wait_after=True)
    expect(page.locator("main textarea")).to_have_value(TYPED)
    page.get_by_role("button", name="Gem", exact=True).click()
    page.wait_for_url(f"**/forloeb/{journey.pk}/")
    assert kinds == ["beforeunload"]


def test_b05_a_does_nothing_where_no_row_is_in_focus(actors: Actors, page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server, actors.assessor)
    page.goto(f"{live_server.url}/kommune/")
    page.keyboard.press("a")
    page.keyboard.type("karla", delay=40)
    page.wait_for_timeout(900)
    assert by_hand() == 0
    assert not ReadMark.objects.exists()


def test_b05_a_acts_in_the_row_in_focus(actors: Actors, page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server, actors.assessor)
    page.goto(f"{live_server.url}/kommune/")
    page.get_by_role("link", name="Bent Prøve Juhl").focus()
    page.keyboard.press("a")
    expect(page.get_by_text("Kvitteret.")).to_be_visible()
    assert JourneyEvent.objects.get(kind="acknowledged").placement.journey.bed == "02-1"


def test_u4_back_and_save_again_is_saved_once(
    actors: Actors, journey: Journey, page: Page, live_server: LiveServer, console_errors: list[str]
) -> None:
    sign_in(page, live_server, actors.nurse)
    page.goto(act(live_server, journey, "note"))
    page.locator("main textarea").fill(TYPED)
    page.get_by_role("button", name="Gem", exact=True).click()
    page.wait_for_url(f"**/forloeb/{journey.pk}/")
    page.go_back()
    page.locator("main textarea").fill(TYPED)
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Allerede gemt").or_(page.get_by_text("Det var allerede gemt"))).to_be_visible()
    # The answer is a 409, which the browser mentions.
    console_errors.clear()
    assert JourneyEvent.objects.filter(kind="note_written").count() == 1


def test_u13_b15_the_session_ends_in_mid_form(
    actors: Actors, journey: Journey, page: Page, live_server: LiveServer
) -> None:
    actors.nurse.set_password("ikke-en-rigtig-kode-1")
    actors.nurse.save()
    sign_in(page, live_server, actors.nurse)
    page.goto(act(live_server, journey, "note"))
    page.locator("main textarea").fill(TYPED)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("der blev intet gemt")).to_be_visible()
    page.locator("input[name=login]").fill(actors.nurse.username)
    page.locator("input[name=password]").fill("ikke-en-rigtig-kode-1")
    page.locator("form .button-primary").click()
    expect(page.locator("main textarea")).to_have_value(TYPED)
    page.get_by_role("button", name="Gem", exact=True).click()
    page.wait_for_url(f"**/forloeb/{journey.pk}/")
    assert JourneyEvent.objects.get(kind="note_written").payload["text"] == TYPED


def test_b19_two_tabs_with_two_units(actors: Actors, journey: Journey, page: Page, live_server: LiveServer) -> None:
    today = timezone.localdate()
    give_membership(actors.nurse, unit=actors.other_ward, role=Role.HOSPITAL_NURSE, valid_from=today)
    sign_in(page, live_server, actors.nurse)
    page.goto(act(live_server, journey, "note"))
    page.locator("main textarea").fill(TYPED)
    other = page.context.new_page()
    other.goto(f"{live_server.url}/afdeling/")
    other.locator(".unit-menu summary").click()
    other.get_by_role("button", name=actors.other_ward.name).click()
    expect(other.get_by_role("heading", level=1)).to_have_text(actors.other_ward.name)
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator("main").get_by_text(f"Du arbejder nu for {actors.ward.name}")).to_be_visible()
    expect(page.locator("#unit-moved")).to_be_hidden()
    assert JourneyEvent.objects.get(kind="note_written").organisation == actors.ward
    assert Membership.objects.filter(user=actors.nurse).count() == 2


def test_b24_a_refresh_keeps_what_is_marked_and_what_has_not_changed(
    actors: Actors, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server, actors.nurse)
    page.clock.install()
    page.goto(f"{live_server.url}/afdeling/")
    row = page.get_by_role("link", name="Åse Prøve Holm")
    row.evaluate("(link) => getSelection().selectAllChildren(link)")
    marked = page.evaluate("String(getSelection())")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.fast_forward(31_000)
    page.wait_for_timeout(300)
    assert not [url for url in asked if url.endswith("/afdeling/")]
    assert page.evaluate("String(getSelection())") == marked
    page.evaluate("getSelection().removeAllRanges()")
    page.evaluate("document.querySelector('main a.row-link').kept = true")
    page.evaluate(
        "document.body.addEventListener('htmx:afterRequest', () => { document.documentElement.dataset.answered = 1; })"
    )
    page.clock.fast_forward(31_000)
    page.wait_for_selector("html[data-answered]")
    assert page.evaluate("document.querySelector('main a.row-link').kept") is True


def test_u5_the_undo_counts_down_and_goes_away(
    actors: Actors, journey: Journey, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server, actors.nurse)
    page.clock.install()
    page.goto(act(live_server, journey, "note"))
    page.locator("main textarea").fill(TYPED)
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator(".undo [data-left]")).to_be_visible()
    # The server's clock stands still: what a refresh brought would count down anew.
    page.route("**/forloeb/**", lambda route: route.fulfill(status=204))
    page.clock.fast_forward(timedelta(seconds=10).seconds * 1000)
    assert int(page.locator(".undo [data-left]").inner_text()) <= 21
    page.clock.fast_forward(31_000)
    expect(page.locator(".undo")).to_have_count(0)
