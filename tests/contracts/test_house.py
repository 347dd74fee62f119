"""The house's own rules: measures, layers, migrations, and what must never be committed."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

from tools.measures import names_twice, problems, python_files
from tools.places import BIN, ROOT

LOCKS = ("constraints.txt", "requirements.in", "requirements-dev.in", "package.json", "package-lock.json", ".npmrc")
# More side by side is a room that wants walls (DESIGN §9).
MOST_MODULES = 15
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
    modules = Counter(path.parent for path in python_files() if path.name != "__init__.py")
    crowded = {str(folder.relative_to(ROOT)): number for folder, number in modules.items() if number > MOST_MODULES}
    assert {folder: number for folder, number in crowded.items() if "migrations" not in folder} == {}


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
