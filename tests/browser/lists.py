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
_SMALL = """() => [...document.querySelectorAll("a[href], button, select, summary")].filter((element) => {
    const box = element.getBoundingClientRect(), inline = getComputedStyle(element).display === "inline";
    const hidden = !element.checkVisibility() || box.width <= 1 || element.closest(".sr-only");
    return !hidden && !inline && Math.min(box.width, box.height) < 23.9;
}).map((element) => element.innerText.trim().slice(0, 40) + ": " + element.offsetHeight)"""
_BEYOND = """() => [...document.querySelectorAll(".table-frame")].filter((frame) =>
    getComputedStyle(frame).overflowX === "visible" && frame.scrollWidth > frame.clientWidth + 1
).map((frame) => frame.clientWidth + " holds " + frame.scrollWidth)"""


def sign_in(page: Page, server: LiveServer, user: User) -> None:
    """A session without the log-in form, which has a test of its own."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server.url}])


def too_wide(page: Page) -> bool:
    """Whether one has to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"))


def small_targets(page: Page) -> list[str]:
    """What one presses and is lower or narrower than 24 pixels, links in the run of a text apart (WCAG 2.2, 2.5.8).

    axe lets a small one pass where nothing stands close to it; with another row it would not.
    """
    return [str(each) for each in page.evaluate(_SMALL)]


def beyond_their_frames(page: Page) -> list[str]:
    """Tables that stick out of the frame they stand in, where that does not scroll."""
    return [str(each) for each in page.evaluate(_BEYOND)]


def menu_is_whole(page: Page) -> bool:
    """Whether every room of the menu is seen without scrolling it."""
    return bool(
        page.evaluate("[...document.querySelectorAll('.top-nav ul')].every(e => e.scrollWidth <= e.clientWidth)")
    )


def check(page: Page, address: str, axe: Axe) -> None:
    """No violation, nothing too small to press and nothing to scroll sideways, at a desk and on a phone."""
    page.goto(address)
    assert axe(page) == [], address
    assert (small := small_targets(page)) == [], small
    assert menu_is_whole(page), address
    page.set_viewport_size(PHONE)
    assert axe(page) == [], address
    assert (small := small_targets(page)) == [], small
    assert not too_wide(page), address
    page.set_viewport_size(DESK)
