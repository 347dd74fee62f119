"""What the browser tests share: a signed-in page, a desk and a phone, and that a page is whole at both."""

from collections.abc import Callable

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from organisations.models import User

Axe = Callable[[Page], list[str]]
DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=360, height=740)


def sign_in(page: Page, server: LiveServer, user: User) -> None:
    """A session without the log-in form, which has a test of its own."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server.url}])


def too_wide(page: Page) -> bool:
    """Whether one has to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"))


def check(page: Page, address: str, axe: Axe) -> None:
    """No violation and nothing to scroll sideways, at a desk and on a phone."""
    page.goto(address)
    assert axe(page) == [], address
    page.set_viewport_size(PHONE)
    assert axe(page) == [], address
    assert not too_wide(page), address
    page.set_viewport_size(DESK)
