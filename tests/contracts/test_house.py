"""The house's own rules: measures, layers, migrations, and what must never be committed."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from tools.measures import MOST_MODULES, crowded, names_twice, problems, python_files
from tools.places import BIN, ROOT

LOCKS = ("constraints.txt", "requirements.in", "requirements-dev.in", "package.json", "package-lock.json", ".npmrc")
# An address, or a setting that would name one.
REGISTRY = re.compile(r"https?://(?!opencollective)|index-url|find-links|trusted-host|registry\s*=|\"resolved\"")


def test_no_function_and_no_file_is_too_long() -> None:
    assert [problem for path in python_files() for problem in problems(path)] == []


def test_a_long_function_is_found(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    long.write_text("def talkative():\n" + "    pass\n" * 60)
    assert list(problems(long)) == [f"{long}:1 talkative: 61 lines, at most 60"]


def test_a_long_file_is_found(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    long.write_text("x = 1\n" * 401)
    assert list(problems(long)) == [f"{long}: 401 lines, at most 400"]


def test_no_class_name_means_two_things() -> None:
    assert list(names_twice(python_files())) == []


def test_a_class_name_in_two_files_is_found(tmp_path: Path) -> None:
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_text("class Row: ...\n")
    other.write_text("class Row: ...\nclass Column: ...\n")
    assert list(names_twice([one, other])) == [f"Row is the name of 2 classes: {one}:1, {other}:1"]


def test_no_folder_is_crowded() -> None:
    assert list(crowded(python_files())) == []


def test_a_crowded_folder_is_found(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.py" for number in range(MOST_MODULES + 1)]
    assert list(crowded([*paths, tmp_path / "__init__.py"])) == [f"{tmp_path}: 16 modules, at most 15"]
    assert list(crowded([*paths[1:], tmp_path / "__init__.py"])) == []


def test_the_layers_hold() -> None:
    done = subprocess.run([BIN / "lint-imports", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.django_db
def test_every_model_change_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("name", LOCKS)
def test_pins_name_no_registry(name: str) -> None:
    assert REGISTRY.search((ROOT / name).read_text(encoding="utf-8")) is None


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in python_files() if not re.match(r'(#!.*\n)?"""\S', path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(ROOT)) for path in silent if path.stat().st_size] == []
