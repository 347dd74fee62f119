"""config.env reads the environment strictly."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("true", True), ("Yes", True), ("on", True), ("0", False), ("off", False), ("", False)],
)
def test_flag_knows_its_words(value: str, expected: bool) -> None:
    assert env.flag("X", default=not expected, environ={"X": value}) is expected


def test_flag_refuses_other_words() -> None:
    with pytest.raises(ImproperlyConfigured, match="X must be 1 or 0"):
        env.flag("X", environ={"X": "maybe"})


def test_flag_unset_is_the_default() -> None:
    assert env.flag("X", default=True, environ={}) is True


def test_empty_text_is_the_default() -> None:
    assert env.text("X", "fallback", environ={"X": "  "}) == "fallback"


def test_number_is_read() -> None:
    assert env.number("X", 5, environ={"X": "7"}) == 7


def test_number_refuses_words() -> None:
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        env.number("X", 5, environ={"X": "seven"})


def test_words_are_parted_by_commas() -> None:
    assert env.words("X", environ={"X": "a, b,,c "}) == ["a", "b", "c"]


def test_relative_sqlite() -> None:
    assert env.database("sqlite:///var/x.sqlite3")["NAME"] == "var/x.sqlite3"


def test_absolute_sqlite() -> None:
    assert env.database("sqlite:////srv/x.sqlite3")["NAME"] == "/srv/x.sqlite3"


def test_sqlite_takes_the_write_lock_at_once_and_keeps_append_only_triggers() -> None:
    options = env.database("sqlite:///x")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "recursive_triggers=ON" in options["init_command"]


def test_postgres_with_all_its_parts() -> None:
    found = env.database("postgresql://me:p%40ss@db.example:5433/journeys?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "me", "p@ss", "db.example", "5433", "journeys",
    )  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_postgres_connections_are_kept_and_checked() -> None:
    found = env.database("postgres://db/x")
    assert found["CONN_HEALTH_CHECKS"] is True
    assert found["CONN_MAX_AGE"] > 0


def test_other_databases_are_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.database("mysql://db/x")
