"""A whole plan by the keyboard alone: begun, answered, tried out, a seminar held, and exported (issue 9, 2)."""

from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from organisations.models import CooperationArea
from principles.models import ImplementationPlan, PlanMeeting, StatusAnswer
from principles.plans.rules.progress import Stage
from tests.actors import make_actors
from tests.browser.lists import sign_in
from tests.browser.test_paper import plain, printed

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
# What the focus is on, and whether it shows: in sight, with a line around it.
FOCUS = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const label = element.labels?.length ? element.labels[0].textContent : element.ariaLabel || element.textContent;
  const shows = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {name: label.trim(), tag: element.tagName, shows: shows && box.top >= 0 && box.top < innerHeight};
}"""
# More than any of these pages has before what is looked for.
MOST = 90


def tab_to(page: Page, name: str, tag: str = "") -> None:
    """By Tab only, and wherever the focus stands on the way it is seen."""
    for _press in range(MOST):
        page.keyboard.press("Tab")
        on = page.evaluate(FOCUS)
        # The link over the page slides in.
        assert on["shows"] or on["tag"] == "BODY" or on["name"] == "Gå til indholdet", on
        if on["name"].startswith(name) and on["tag"].startswith(tag):
            return
    pytest.fail(f"no way to {name}")


def go(page: Page, name: str, tag: str = "") -> None:
    tab_to(page, name, tag)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, name: str, words: str) -> None:
    tab_to(page, name)
    page.keyboard.type(words)


def stands_on(page: Page, anchor: str) -> None:
    """After saving one stands where the new words are."""
    expect(page.locator(f"#{anchor}")).to_be_focused()


def test_the_whole_plan_by_keys(live_server: LiveServer, page: Page, tmp_path: Path) -> None:
    cache.clear()
    actors = make_actors()
    CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    sign_in(page, live_server, actors.cluster_administrator)
    page.goto(f"{live_server.url}/implementering/")
    go(page, "Begynd en plan")
    go(page, "Gem", "BUTTON")
    expect(page.get_by_text("Planen er begyndt.")).to_be_visible()
    go(page, "Ny status")
    for asked in (
        "Hvor langt",
        "Hvad har vi oplevet",
        "Hvad går godt",
        "Hvad har vi sat i gang",
        "Hvad vil vi fokusere",
    ):
        write(page, asked, "Vi ringer.")
    go(page, "Gem", "BUTTON")
    stands_on(page, "status")
    go(page, "Nyt forløb")
    write(page, "Hvad vil I prøve", "Ring dagen før")
    write(page, "Planlæg", "To uger")
    go(page, "Gem", "BUTTON")
    for step in ("Udfør", "Undersøg", "Beslut"):
        stands_on(page, "pdsa")
        go(page, step)
        write(page, step, "Det gjorde vi")
        go(page, "Gem", "BUTTON")
    stands_on(page, "pdsa")
    go(page, "Nyt møde")
    tab_to(page, "Slags")
    page.keyboard.type("Læringss")
    write(page, "Emne", "Seminar i klyngen")
    go(page, "Gem", "BUTTON")
    stands_on(page, "moeder")
    plan = ImplementationPlan.objects.get()
    assert (StatusAnswer.objects.count(), PlanMeeting.objects.get().kind) == (5, "seminar")
    assert [step.stage for step in plan.cycles.get().steps.all()] == [stage.value for stage in Stage]
    tab_to(page, "Opgaver som CSV")
    with page.expect_download() as file:
        page.keyboard.press("Enter")
    assert "Sekretariatet" in Path(file.value.path()).read_text(encoding="utf-8")
    whole_on_paper(page, tmp_path)


def whole_on_paper(page: Page, folder: Path) -> None:
    """What was tried out is read on one sheet, with its heading."""
    sheets = [sheet.text for sheet in printed(page, folder / "plan.pdf")]
    (whole,) = [text for text in sheets if plain("Afprøvninger (PDSA)") in text]
    assert [plain(words) in whole for words in ("Planlæg", "Undersøg", "Beslut")] == [True] * 3
