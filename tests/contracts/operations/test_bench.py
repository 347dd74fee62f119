"""`make bench` does not rot: its smoke run measures everything, in a database of its own (PERFORMANCE)."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.postgresql.creation import DatabaseCreation
from pytest_django import DjangoDbBlocker

from tests.services import template
from tools.bench.report import TITLES
from tools.places import ROOT

pytestmark = [pytest.mark.postgres, pytest.mark.walk]


@pytest.fixture
def empty_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a database with all tables and no rows but those of the migrations."""
    creation = connection.creation
    assert isinstance(creation, DatabaseCreation)
    of = connection.settings_dict
    name = f"{of['NAME']}_bench"
    made_from = f" TEMPLATE {template.NAME}" if os.environ.get(template.SETTING) else ""
    with django_db_blocker.unblock(), creation._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}{made_from}")
    try:
        yield f"postgresql://{of['USER']}:{of['PASSWORD']}@{of['HOST']}:{of['PORT']}/{name}"
    finally:
        with django_db_blocker.unblock(), creation._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_the_smoke_run_measures_everything(empty_database: str) -> None:
    command = [sys.executable, "-m", "tools.bench", "--quick", "--into", empty_database]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    page = (ROOT / done.stdout.strip()).read_text(encoding="utf-8")
    # Growth needs a second region.
    assert [title for group, title in TITLES.items() if group != "P2" and f"## {title}\n" not in page] == []
