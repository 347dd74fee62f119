"""tools/movement.py counts what it says: files of the project, moves between them, lines of code."""

import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tools.movement import code_lines, project_file, traced

ONE = """
from collections.abc import Callable

def asks(of: Callable[[], object]) -> None:
    own()
    of()
    of()

def own() -> None: ...

def through_a_library(of: Callable[[], object]) -> list[object]:
    return sorted([2, 1], key=lambda _: of())
"""
OTHER = """
def answers() -> int:
    return 1

def fails() -> None:
    raise LookupError

def goes_on():
    yield answers()
    yield answers()
"""


def module(path: Path, text: str) -> ModuleType:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture
def one(tmp_path: Path) -> ModuleType:
    return module(tmp_path / "journeys" / "one.py", ONE)


@pytest.fixture
def other(tmp_path: Path) -> ModuleType:
    return module(tmp_path / "discharge" / "domain" / "other.py", OTHER)


def count(tree: Path, block: Callable[[], object]) -> tuple[int, int]:
    with traced(tree) as trace:
        block()
    assert sys.getprofile() is None
    return len(trace.files), trace.moves


def test_a_call_of_another_file_and_its_return_are_two_moves(
    tmp_path: Path, one: ModuleType, other: ModuleType
) -> None:
    assert count(tmp_path, lambda: one.asks(other.answers)) == (2, 4)


def test_calls_inside_a_file_move_nobody(tmp_path: Path, one: ModuleType) -> None:
    assert count(tmp_path, lambda: one.asks(one.own)) == (1, 0)


def test_what_a_library_calls_counts_and_the_library_does_not(
    tmp_path: Path, one: ModuleType, other: ModuleType
) -> None:
    assert count(tmp_path, lambda: one.through_a_library(other.answers)) == (2, 4)


def test_an_error_returns_too(tmp_path: Path, one: ModuleType, other: ModuleType) -> None:
    def block() -> None:
        with pytest.raises(LookupError):
            one.asks(other.fails)

    assert count(tmp_path, block) == (2, 2)


def test_a_generator_is_entered_and_left_each_time(tmp_path: Path, one: ModuleType, other: ModuleType) -> None:
    steps = other.goes_on()
    assert count(tmp_path, lambda: one.asks(lambda: next(steps))) == (2, 4)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("/tree/journeys/models/journey.py", "journeys/models/journey.py"),
        ("/tree/journeys/migrations/0001_first.py", None),
        ("/tree/tests/actors.py", None),
        ("/tree/tools/movement.py", None),
        ("/tree/.venv/lib/django/db/models.py", None),
        ("/treehouse/journeys/apps.py", None),
        ("<string>", None),
    ],
)
def test_only_the_packages_are_the_project(name: str, expected: str | None) -> None:
    assert project_file(name, Path("/tree")) == expected


def test_blank_lines_comments_and_docstrings_are_no_code() -> None:
    assert (
        code_lines('"""What.\n\nMore.\n"""\n\n# Why.\nx = 1  # one\n\n\ndef f():\n    """That."""\n    return "#"\n')
        == 3
    )
