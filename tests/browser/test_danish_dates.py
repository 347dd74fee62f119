"""u22: a nurse whose browser is American types and reads times the Danish way, also on a phone and without script."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from journeys.models import Journey
from tests.actors import Actors, make_actors
from tests.browser.lists import PHONE, sign_in, too_wide
from tests.factories.journeys import admitted_journey

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def actors(transactional_db: None) -> Actors:
    cache.clear()
    return make_actors()


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors, hours_ago=50)


@pytest.fixture(params=["script", "no script"])
def american(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A phone that speaks English and lives in New York."""
    with_script = request.param == "script"
    context = browser.new_context(
        locale="en-US", timezone_id="America/New_York", viewport=PHONE, java_script_enabled=with_script
    )
    yield context.new_page()
    context.close()


def test_u22_a_time_is_typed_and_shown_the_danish_way(
    american: Page, live_server: LiveServer, actors: Actors, journey: Journey
) -> None:
    sign_in(american, live_server, actors.nurse)
    american.goto(f"{live_server.url}/forloeb/{journey.pk}/handling/foreslaa-tid/")
    time = american.locator('main [name="at"]')
    at = timezone.localtime() + timedelta(hours=30)
    time.fill("11/27/2026, 06:18 PM")
    time.press("Enter")
    refusal = american.locator("#id_at_error")
    expect(refusal).to_contain_text("for eksempel 17.11.2026 kl. 09.30")
    expect(time).to_have_value("11/27/2026, 06:18 PM")

    time.fill(f"{at.day}/{at.month} kl. {at.hour}.{at.minute:02}")
    time.press("Enter")
    american.wait_for_url(f"{live_server.url}/forloeb/{journey.pk}/")
    expect(american.locator("main")).to_contain_text(f"kl. {at:%H.%M}")


def test_u22_what_is_held_is_shown_whole_on_a_phone(
    american: Page, live_server: LiveServer, actors: Actors, journey: Journey
) -> None:
    sign_in(american, live_server, actors.nurse)
    american.goto(f"{live_server.url}/forloeb/{journey.pk}/handling/faerdigbehandlet/")
    american.locator("#id_reasons-other").check()
    held = american.locator('main [name="at"]').input_value()
    assert held.startswith(f"{timezone.localtime():%d.%m.%Y} ")
    fields = american.locator("main [data-when]:visible").all()
    assert len(fields) >= 5
    for field in fields:
        field.evaluate("input => { input.value ||= input.placeholder }")
        assert field.evaluate("input => input.scrollWidth <= input.clientWidth")
    assert not too_wide(american)
