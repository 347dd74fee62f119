"""Only `History` orders and voids events; the import contract of pyproject forbids its parts, this test the rest."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.places import PACKAGES, ROOT

HOME = ROOT / "journeys" / "domain" / "history"
# Parts of a history that lie beside types which everybody names.
PARTS = {"ready_periods", "void_registrations", "withdrawn_refs"}
# Not the order of a history: what a file for `explain` tells, before there are events.
APART = {"discharge/explain/rules/story_reader.py"}
SOURCES = [
    path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if HOME not in path.parents and "migrations" not in path.parts
]


def faults(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("journeys.domain.history"):
            yield from (f"{node.lineno} imports {each.name}" for each in node.names if each.name in PARTS)
        elif isinstance(node, ast.Call) and _sorts(node) and "occurred_at" in _key(node):
            yield f"{node.lineno} orders by occurred_at"


def _sorts(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in ("sorted", "sort")


def _key(call: ast.Call) -> str:
    """The key of a sort, unless it orders by when something was stated."""
    keys = [ast.unparse(each.value) for each in call.keywords if each.arg == "key"]
    return keys[0] if keys and "stated_at" not in keys[0] else ""


def test_nobody_else_orders_or_voids() -> None:
    found = {name: list(faults(path)) for path in SOURCES if (name := str(path.relative_to(ROOT))) not in APART}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "line",
    [
        "sorted(events, key=lambda event: event.occurred_at)",
        "from journeys.domain.history.release import withdrawn_refs",
    ],
)
def test_an_ordering_of_somebody_elses_is_told(line: str, tmp_path: Path) -> None:
    path = tmp_path / "other.py"
    path.write_text(line, encoding="utf-8")
    assert list(faults(path))
