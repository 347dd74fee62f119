"""What production needs: safe settings, a key, and static files whose references all exist."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.services.require import missing
from tools.places import PYTHON, ROOT

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DEBUG": "0",
    "DEMO": "0",
    "SECRET_KEY": "k9-a-long-text-made-up-for-this-test-and-used-nowhere-else-0123456789",
    "ALLOWED_HOSTS": "forloeb.example",
    "DATABASE_URL": "postgresql://udskrivelse:secret@127.0.0.1:1/udskrivelse",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def python(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **PRODUCTION, **changes}
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_django_finds_nothing_unsafe() -> None:
    done = python("manage.py", "check", "--deploy", "--tag", "security", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_the_server_does_not_start_without_a_key() -> None:
    done = python("-c", "import config.wsgi", SECRET_KEY="")
    assert "SECRET_KEY setting must not be empty" in done.stderr


def test_the_demo_is_refused_without_debug() -> None:
    done = python("manage.py", "check", DEMO="1")
    assert "DEMO=1" in done.stderr


def test_every_reference_of_the_static_files_exists(tmp_path: Path, settings: Any) -> None:
    if not (ROOT / "static" / "vendor").is_dir():
        missing("front-end files")
    settings.STATIC_ROOT = tmp_path
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").is_file()


@pytest.mark.parametrize("path", ["dkfds/css/dkfds.min.css", "dkfds/js/dkfds.min.js", "htmx/htmx.min.js"])
def test_front_end_files_are_copied(path: str) -> None:
    if not (ROOT / "static" / "vendor").is_dir():
        missing("front-end files")
    assert (ROOT / "static" / "vendor" / path).is_file()
