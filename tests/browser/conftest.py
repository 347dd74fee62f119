"""Browser tests: the machine's Chromium, Danish time, axe, and a console that must stay silent."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.services.chromium import ARGUMENTS, chromium_program
from tests.services.require import missing

# Playwright's synchronous API runs inside an event loop, where Django would refuse the database. These tests run
# in a pytest process of their own (make test), so the guard stays on elsewhere.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
# What passed is a hundred times as long as what did not, and nobody reads it.
LOOK = "async (runOnly) => (await axe.run(document, {runOnly, resultTypes: ['violations']})).violations"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the installed browser instead of a downloaded one."""
    program = chromium_program() or missing("Chromium")
    return {"executable_path": program, "args": list(ARGUMENTS)}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A Danish user at a desk."""
    return {
        "locale": "da-DK",
        "timezone_id": "Europe/Copenhagen",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture
def console_errors() -> list[str]:
    """What the browser complained of; a test that expects complaints clears it."""
    return []


@pytest.fixture
def page(page: Page, console_errors: list[str]) -> Iterator[Page]:
    """A page whose console must be silent at the end."""
    page.on("console", lambda line: console_errors.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    yield page
    assert console_errors == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """A function from a page to its accessibility violations (WCAG 2.2 AA), one line each."""
    if not AXE.is_file():
        missing("axe-core")
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found = page.evaluate(LOOK, STANDARDS)
        return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]

    return violations
