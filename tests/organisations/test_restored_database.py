"""A database that was restored or copied has lost what is set for the program's role: `migrate` sets it again."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate

from organisations.actions.database import SETTINGS

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


def _reset(setting: str, value: str) -> None:
    """Not the role's any more; `value` is what the server has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        name = connection.ops.quote_name(cursor.fetchone()[0])
        cursor.execute(f"ALTER ROLE CURRENT_USER IN DATABASE {name} RESET {setting}")
        cursor.execute(f"SET LOCAL {setting} = {value}")


@pytest.mark.parametrize(("setting", "value"), SETTINGS.items())
def test_migrate_sets_its_role_again(setting: str, value: str) -> None:
    _reset(setting, {"jit": "on", "plan_cache_mode": "auto"}[setting])
    assert f"{setting}={value}" not in _own_settings()
    _migrated()
    assert f"{setting}={value}" in _own_settings()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [setting])
        assert cursor.fetchone() == (value,)


@pytest.mark.parametrize(("setting", "value"), SETTINGS.items())
def test_where_it_is_so_nothing_is_written(setting: str, value: str) -> None:
    _reset(setting, value)
    _migrated()
    assert f"{setting}={value}" not in _own_settings()
