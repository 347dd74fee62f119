"""What the browser tests of the lists share: a signed-in page, and a phone."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from organisations.models import User

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
