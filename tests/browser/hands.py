"""Two ways to go through pages: the keyboard alone, and a finger on a phone. Each counts what is typed."""

from dataclasses import dataclass
from typing import Any, ClassVar

from playwright.sync_api import Locator, Page

from tests.browser.lists import PHONE

_HAS_FOCUS = "node => node === document.activeElement"
# How many stops lie before it at least: a group of choices is one, and what is folded away is none.
_AHEAD = """node => {
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
    const here = stops.indexOf(document.activeElement), there = stops.indexOf(node);
    const real = (each) => each.checkVisibility() && each.type !== "radio" && each.type !== "hidden" && !each.disabled;
    return stops.slice(here + 1, there).filter(real).length;
}"""
# No page of these walks has more stops than this.
_MOST_STOPS = 150


@dataclass
class _Person:
    """Somebody at a page."""

    page: Page
    typed: int = 0
    pressed: int = 0

    def go(self, address: str) -> None:
        """Opens an address."""
        self.page.goto(address)

    def type(self, text: str) -> None:
        """Into what has focus."""
        self.page.keyboard.type(text)
        self.typed += len(text)


class Keyboard(_Person):
    """Tab, Space, Enter, the arrows and letters; nothing else."""

    context: ClassVar[dict[str, Any]] = {"viewport": {"width": 1280, "height": 900}}

    def key(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)
        self.pressed += 1

    def reach(self, target: Locator) -> None:
        """Tab until it has focus, as somebody does who sees where they are."""
        target.wait_for()
        for _ in range(target.evaluate(_AHEAD)):
            self.key("Tab")
        for _ in range(_MOST_STOPS):
            if target.evaluate(_HAS_FOCUS):
                return
            self.key("Tab")
        raise AssertionError(f"{target} is not reached by Tab")

    def press(self, target: Locator) -> None:
        """A link or a button that leads to another page."""
        self.reach(target)
        with self.page.expect_navigation():
            self.key("Enter")

    def shortcut(self, key: str, target: Locator) -> None:
        """To a part of the page by its key."""
        self.key(key)

    def write(self, target: Locator, text: str) -> None:
        """At the end of a field."""
        self.reach(target)
        self.key("Control+End")
        self.type(text)

    def pick(self, target: Locator, word: str) -> None:
        """Of a list, by its first letters."""
        self.reach(target)
        self.type(word)

    def tick(self, target: Locator) -> None:
        """A box."""
        self.reach(target)
        self.key("Space")

    def choose(self, target: Locator) -> None:
        """One of several, from the one that is chosen or else the first."""
        group = self.page.locator(f"input[name={target.get_attribute('name')}]")
        chosen = group.and_(self.page.locator(":checked"))
        self.reach(chosen if chosen.count() else group.first)
        if not chosen.count():
            self.key("Space")
        while not target.is_checked():
            self.key("ArrowDown")


class Finger(_Person):
    """A phone held in the hand: 360 × 740, nothing hovers."""

    context: ClassVar[dict[str, Any]] = {"viewport": PHONE, "has_touch": True, "is_mobile": True}

    def press(self, target: Locator) -> None:
        """A link or a button that leads to another page."""
        with self.page.expect_navigation():
            target.tap()
        self.pressed += 1

    def shortcut(self, key: str, target: Locator) -> None:
        """A phone has no keys: one scrolls."""
        target.scroll_into_view_if_needed()

    def write(self, target: Locator, text: str) -> None:
        """At the end of a field."""
        target.tap()
        self.page.keyboard.press("Control+End")
        self.type(text)

    def pick(self, target: Locator, word: str) -> None:
        """Of a list that the phone shows by itself."""
        label = next(each for each in target.locator("option").all_inner_texts() if each.startswith(word))
        target.select_option(label=label)

    def tick(self, target: Locator) -> None:
        """A box, or one of several."""
        self.page.locator(f"label[for='{target.get_attribute('id')}']").tap()
        self.pressed += 1

    choose = tick


Hands = Keyboard | Finger
