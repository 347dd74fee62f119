"""The browser of the machine, found by its usual names."""

import shutil

# The first one has no windows of its own to draw: a walk through the pages takes it half the processor's time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Pages of the browser's own that it loads beside each window, for an address bar that nobody types in, and a process
# kept ready for a second site: they cost as much as the page that is tested. Playwright's own list is kept, Chromium
# joins the two.
NEEDLESS = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess")
# No sandbox for root; shared memory and a graphics card are often missing in containers.
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", f"--disable-features={','.join(NEEDLESS)}")


def chromium_program() -> str | None:
    """The path of a Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
