"""`manage.py compile_medcom` writes the tables."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from medcom.parsing.tables import FOLDER


def test_command_writes_the_committed_tables(medcom_dir: Path, tmp_path: Path) -> None:
    call_command("compile_medcom", "--from", str(medcom_dir / "definitions"), "--to", str(tmp_path))
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in FOLDER.glob("*.json")}


def test_command_names_the_packages_that_are_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"hospitalnotification-3\.0\.2"):
        call_command("compile_medcom", "--from", str(tmp_path))
