"""What the tests of this folder look with: axe finds what is broken, and the browser does nothing beside the page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.chromium
_WHOLE = "<!DOCTYPE html><html lang=da><title>Side</title><main><h1>Side</h1>{}</main></html>"
_BROKEN = {
    "image-alt": "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
    "label": "<input name=navn><input name=alder>",
    "color-contrast": "<p style='color: #bbb; background: #fff'>Lyst på hvidt",
    "target-size": "<button style='all: unset; display: block; width: 9px; height: 9px' aria-label='Ret'></button>" * 2,
}


def test_axe_names_every_broken_element_and_looks_anew_each_time(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.set_content(_WHOLE.format("<p>Alt er i orden."))
    assert axe(page) == []
    page.set_content(_WHOLE.format("".join(_BROKEN.values())))
    found = [line.partition(":")[0] for line in axe(page)]
    assert sorted(set(found)) == sorted(_BROKEN)
    assert found.count("label") == 2
    page.goto("about:blank")
    page.set_content(_WHOLE.format(_BROKEN["label"]))
    assert len(axe(page)) == 2


def test_the_browser_opens_nothing_beside_the_page(page: Page) -> None:
    """A window's own pages took as long as the tested one; a browser that brings others is told in `NEEDLESS`."""
    page.goto("about:blank")
    page.wait_for_timeout(1000)
    assert page.context.browser is not None
    session = page.context.browser.new_browser_cdp_session()
    targets = session.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
    assert {(each["type"], each["url"]) for each in targets} <= {("page", "about:blank"), ("tab", "about:blank")}
