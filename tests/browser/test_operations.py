"""*Drift*: what is wrong stands on top; no violation at a desk or on a phone."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from desk.selectors.machinery.requests import count_request
from medcom.models import InboundMessage
from notifications.actions.outbox import publish
from organisations.domain.roles import Role
from tests.actors import make_actors
from tests.browser.lists import PHONE, Axe, sign_in, too_wide
from tests.factories.organisations import make_user

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


def picture(page: Page, name: str) -> None:
    """For whoever wants to look: PICTURES names a folder."""
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_an_operator_reads_what_is_wrong_at_a_desk_and_on_a_phone(
    live_server: LiveServer, page: Page, axe: Axe
) -> None:
    cache.clear()
    now, actors = timezone.now(), make_actors()
    publish("nowhere", {}, key="k", now=now - timedelta(minutes=12))
    for state in ("accepted", "rejected"):
        made = {"body": b"", "size": 0, "sha256": "0" * 64, "door": "gateway", "state": state}
        InboundMessage.objects.create(received_at=now, event_code="hospital-notification-message", **made)
    sign_in(page, live_server, make_user("Ole Brandt", role=Role.OPERATOR, unit=actors.region))
    # The page shows what took most time in all, and this process may have answered for many other tests.
    count_request("desk:operations", 200, seconds=600, statements=8)
    page.goto(f"{live_server.url}/drift/")
    expect(page.locator("#svartider")).to_contain_text("desk:operations")
    expect(page.locator("#galt")).to_contain_text("Ældste besked, der ikke er sendt: 12 min")
    assert axe(page) == []
    picture(page, "drift-desk")
    page.set_viewport_size(PHONE)
    assert axe(page) == []
    assert not too_wide(page)
    picture(page, "drift-phone")
    page.emulate_media(media="print")
    picture(page, "drift-print")
