"""A survey answered on a phone by touch and without JavaScript, its sheets on paper, and its words freed of names."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from organisations.models import CooperationArea, CooperationAreaMember
from principles.models import SurveyCode, SurveyStatement, SurveyTally
from tests.actors import Actors, make_actors
from tests.browser.lists import PHONE, Axe, check, sign_in, too_wide
from tests.browser.test_paper import plain, printed
from tests.desk.surveys.making import answered, codes_made

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def actors(live_server: LiveServer, page: Page) -> Actors:
    cache.clear()
    actors = make_actors()
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    CooperationAreaMember.objects.create(area=area, organisation=actors.hospital)
    return actors


@pytest.mark.parametrize(("locale", "script"), [("da-DK", True), ("de-DE", False)])
def test_a_citizen_answers_on_a_phone(
    actors: Actors, browser: Browser, live_server: LiveServer, axe: Axe, locale: str, script: bool
) -> None:
    """By touch; a phone that speaks German reads Danish, and one without JavaScript sends as well."""
    code = codes_made(actors, timezone.now())[1][0]
    phone = browser.new_context(
        locale=locale, viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=script
    )
    page = phone.new_page()
    page.goto(f"{live_server.url}/svar/")
    page.get_by_label("Koden på arket").fill(code)
    page.get_by_role("button", name="Gå til spørgsmålene").tap()
    expect(page.get_by_role("heading", name="Hvordan gik det?")).to_be_visible()
    if script:
        assert axe(page) == []
        assert not too_wide(page)
    page.get_by_label("Meget godt").tap()
    page.get_by_label("Hvad gik godt?").fill("Alt var klart 🙂")
    page.get_by_role("button", name="English").tap()
    expect(page.get_by_role("heading", name="How did it go?")).to_be_visible()
    expect(page.get_by_text("Alt var klart 🙂")).to_be_visible()
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert (SurveyTally.objects.get().answered, SurveyCode.objects.count()) == (1, 9)
    phone.close()


def test_sheets_are_made_by_keyboard_and_say_nobodys_name_on_paper(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe, tmp_path: Path
) -> None:
    sign_in(page, live_server, actors.nurse)
    check(page, f"{live_server.url}/spoergeskemaer/koder/", axe)
    page.get_by_label("Hvor mange ark").fill("10")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="10 ark")).to_be_visible()
    assert axe(page) == []
    sheets = printed(page, tmp_path / "sheets.pdf")
    assert len(sheets) == 10
    for sheet in sheets:
        assert plain("/svar/") in sheet.text
        assert plain(actors.nurse.name) not in sheet.text
        assert sheet.foot == ""
    page.reload()
    assert SurveyCode.objects.count() == 10


def test_words_are_freed_of_names_by_keyboard(actors: Actors, page: Page, live_server: LiveServer, axe: Axe) -> None:
    now = timezone.now()
    answered(codes_made(actors, now)[1][0], now, {"went_well": "Karen ringede, før jeg skulle hjem."})
    sign_in(page, live_server, actors.administrator)
    page.goto(f"{live_server.url}/spoergeskemaer/")
    expect(page.get_by_role("link", name="Spørgeskemaer 1")).to_be_visible()
    check(page, f"{live_server.url}/spoergeskemaer/tekster/", axe)
    page.locator("main .survey-queue a").first.press("Enter")
    expect(page.get_by_role("heading", name="Fjern navne")).to_be_visible()
    check(page, page.url, axe)
    page.get_by_label("Teksten uden navne").fill("Nogen ringede, før jeg skulle hjem.")
    page.get_by_label("Hvem man kan ringe til").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Godkend").press("Enter")
    expect(page.get_by_text("Teksten er godkendt")).to_be_visible()
    assert SurveyStatement.objects.get().words == "Nogen ringede, før jeg skulle hjem."
