""".env.example names every variable the program reads, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from tools.places import PACKAGES, ROOT

# What must never reach a container, and the port that only make run reads.
NOT_IN_CONTAINERS = {"DEBUG", "DEMO", "DEMO_PASSWORD", "MEDCOM_DEMO_TOKEN", "PORT"}
READERS = {"text", "flag", "number", "words"}


def called(node: ast.Call) -> str:
    """The name of what is called, without its module."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def variables_read(path: Path) -> Iterator[str]:
    """The names given to config.env's readers."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and called(node) in READERS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and str(first.value).isupper():
                yield str(first.value)


def read_by_the_program() -> set[str]:
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {name for path in files for name in variables_read(path)}


def read_by_compose() -> set[str]:
    return set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8")))


def in_the_example() -> list[str]:
    return re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_the_example_is_complete_and_has_no_leftovers() -> None:
    assert set(in_the_example()) == read_by_the_program() | read_by_compose()


def test_compose_passes_on_every_variable() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    assert set(services["web"]["environment"]) == read_by_the_program() - NOT_IN_CONTAINERS


def test_no_variable_is_named_twice() -> None:
    assert len(in_the_example()) == len(set(in_the_example()))


def test_the_environment_is_read_in_one_place() -> None:
    allowed = {ROOT / "config" / name for name in ("env.py", "celery.py", "wsgi.py")}
    for package in PACKAGES:
        for path in set((ROOT / package).rglob("*.py")) - allowed:
            assert "os.environ" not in path.read_text(encoding="utf-8"), path
