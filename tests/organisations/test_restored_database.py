"""A database that was restored or copied has lost what is set for the program's role: `migrate` sets it again."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def _own_settings() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unnest(setconfig) FROM pg_db_role_setting"
            " WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND setrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
        )
        return [setting for (setting,) in cursor.fetchall()]


def _migrated() -> None:
    config = apps.get_app_config("organisations")
    post_migrate.send(sender=config, app_config=config, verbosity=0, interactive=False, using="default", plan=[])


def test_migrate_turns_compiling_off_again() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        name = connection.ops.quote_name(cursor.fetchone()[0])
        cursor.execute(f"ALTER ROLE CURRENT_USER IN DATABASE {name} RESET jit")
        cursor.execute("SET LOCAL jit = on")
    assert "jit=off" not in _own_settings()
    _migrated()
    assert "jit=off" in _own_settings()


def test_where_it_is_off_nothing_is_written() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        name = connection.ops.quote_name(cursor.fetchone()[0])
        cursor.execute(f"ALTER ROLE CURRENT_USER IN DATABASE {name} RESET jit")
        cursor.execute("SET LOCAL jit = off")
    _migrated()
    assert "jit=off" not in _own_settings()
