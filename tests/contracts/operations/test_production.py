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


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"SECRET_KEY": "a"}, "config.E001", id="D25-short-key"),
        pytest.param({"SECRET_KEY": "a" * 80}, "config.E001", id="D25-one-letter"),
        pytest.param({"REDIS_URL": ""}, "config.E002", id="D25-no-redis"),
        pytest.param({"DATABASE_URL": "sqlite:////tmp/x"}, "config.E003", id="D25-sqlite"),
        pytest.param({"ALLOWED_HOSTS": "*"}, "config.E004", id="D25-any-host"),
        pytest.param({"DEBUG": "1"}, "DEBUG=1 answers to this machine only", id="D25-public-debug"),
        pytest.param({"BEHIND_PROXY": "1"}, "belong together", id="D6-proxy-without-count"),
        pytest.param({"TRUSTED_PROXY_COUNT": "1"}, "belong together", id="D6-count-without-proxy"),
    ],
)
def test_a_server_does_not_start_in_this_shape(changes: dict[str, str], code: str) -> None:
    done = python("-c", "import config.wsgi", **changes)
    assert done.returncode != 0
    assert code in done.stderr


def test_d23_d24_cookies_are_of_this_host_and_shut() -> None:
    told = python(
        "-c",
        "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, "
        "s.LANGUAGE_COOKIE_NAME, s.LANGUAGE_COOKIE_SECURE, s.LANGUAGE_COOKIE_HTTPONLY, s.LANGUAGE_COOKIE_SAMESITE, "
        "s.MESSAGE_STORAGE)",
    ).stdout.split()
    assert told[:3] == ["__Host-sessionid", "__Host-csrftoken", "__Host-django_language"]
    assert told[3:6] == ["True", "True", "Lax"]
    assert told[6].endswith("SessionStorage")


def test_d15_a_web_server_gives_up_a_statement_and_a_request() -> None:
    told = python(
        "-c",
        "import config.wsgi, config.gunicorn as g; from django.conf import settings as s; "
        "print(s.DATABASES['default']['OPTIONS'], g.worker_class, g.timeout)",
    ).stdout
    assert "statement_timeout=20000" in told
    assert told.split()[-2:] == ["sync", "60"]


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
