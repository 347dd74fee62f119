"""A database with all tables, made once for all runs of `make test`: migrating takes as long as a hundred tests."""

import atexit
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
from django.db.backends.postgresql.creation import DatabaseCreation as OnPostgres
from django.db.backends.sqlite3.creation import DatabaseCreation as OnSqlite
from psycopg2.sql import SQL, Identifier, Literal

from tests.services.postgres import PostgresServer, shared_postgres
from tests.services.processes import new_folder

ROOT = Path(__file__).resolve().parents[2]
# Where the runs find it; without it each makes its tables itself.
SETTING = "TEST_TEMPLATE"
# SQLite's, whichever database the run is on: for a program that a test starts on SQLite.
SQLITE_SETTING = "TEST_SQLITE_TEMPLATE"
NAME = "template_of_tests"
# No database is copied while somebody reads it: programs of their own read a second one.
READ = "template_to_read"
# The settings of role and database that the migrations made: they belong to the name and are not copied.
OF_THE_ROLE = """SELECT unnest(setconfig) FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase
                 WHERE datname = %s"""


def postgres_template() -> str:
    """The name of the template in the shared server."""
    server = shared_postgres()
    with closing(psycopg2.connect(server.url)) as connection:
        connection.autocommit = True
        connection.cursor().execute(SQL("CREATE DATABASE {}").format(Identifier(NAME)))
    _migrate(f"{server.url.rpartition('/')[0]}/{NAME}")
    with closing(psycopg2.connect(server.url)) as connection:
        connection.autocommit = True
        of = SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(READ), Identifier(NAME))
        connection.cursor().execute(of)
    return NAME


def sqlite_template() -> str:
    """The file of the template."""
    folder = new_folder("sqlite-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / NAME
    _migrate(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        # A copy in memory knows no other journal.
        connection.execute("PRAGMA journal_mode = DELETE")
    return str(path)


def _migrate(url: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url, "DEBUG": "1"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _copied(original: Callable[..., Any], copy: Callable[[Any, str], None]) -> Callable[..., Any]:
    def create(self: Any, *args: Any, **kwargs: Any) -> Any:
        name = original(self, *args, **kwargs)
        copy(self, name)
        return name

    return create


def _on_postgres(creation: Any, name: str) -> None:
    with creation._nodb_cursor() as cursor:
        cursor.execute(OF_THE_ROLE, [NAME])
        for (setting,) in cursor.fetchall():
            key, _, value = setting.partition("=")
            of = SQL("ALTER ROLE CURRENT_USER IN DATABASE {} SET {} = {}")
            cursor.execute(of.format(Identifier(name), Identifier(key), Literal(value)))


def _on_sqlite(creation: Any, name: str) -> None:
    creation.connection.close()
    creation.connection.settings_dict["NAME"] = name
    creation.connection.ensure_connection()
    with closing(sqlite3.connect(os.environ[SETTING])) as template:
        template.backup(creation.connection.connection)


def lay(server: PostgresServer) -> bool:
    """Lay the template's tables into a server of its own; False where there is no template."""
    name = os.environ.get(SETTING)
    if not name or not (server.programs / "pg_dump").exists():
        return False
    shared = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{READ}"
    dump = [str(server.programs / "pg_dump"), "--no-owner", "--dbname", shared]
    load = [str(server.programs / "psql"), "--quiet", "--set", "ON_ERROR_STOP=1", "--output", os.devnull, server.url]
    with subprocess.Popen(dump, stdout=subprocess.PIPE) as dumping:
        subprocess.run(load, stdin=dumping.stdout, check=True)
    if dumping.returncode:
        raise RuntimeError("pg_dump did not copy the template")
    with closing(psycopg2.connect(shared)) as template, template.cursor() as cursor:
        cursor.execute(OF_THE_ROLE, [name])
        settings = [setting.partition("=") for (setting,) in cursor.fetchall()]
    with closing(psycopg2.connect(server.url)) as connection, connection.cursor() as cursor:
        for key, _, value in settings:
            of = SQL("ALTER ROLE CURRENT_USER IN DATABASE {} SET {} = {}")
            cursor.execute(of.format(Identifier(server.url.rpartition("/")[2]), Identifier(key), Literal(value)))
        connection.commit()
    return True


def install() -> None:
    """Patch both backends once, where there is a template."""
    if not os.environ.get(SETTING):
        return
    for creation, copy in ((OnPostgres, _on_postgres), (OnSqlite, _on_sqlite)):
        name = "_create_test_db"
        setattr(creation, name, _copied(getattr(creation, name), copy))
