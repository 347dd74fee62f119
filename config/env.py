"""Settings from the environment: small typed readers, no guesses about what is missing."""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})
POSTGRES_SCHEMES = frozenset({"postgres", "postgresql"})

# WAL and IMMEDIATE keep writers from failing at once; recursive_triggers lets REPLACE meet the append-only triggers.
SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
}


def text(name: str, default: str = "", *, environ: Mapping[str, str] = os.environ) -> str:
    """The variable's value, or the default where it is unset or empty."""
    return environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False, environ: Mapping[str, str] = os.environ) -> bool:
    """A yes or no; anything else than the known words is refused."""
    value = environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")
    return word in TRUE


def number(name: str, default: int, *, environ: Mapping[str, str] = os.environ) -> int:
    """A whole number."""
    value = text(name, str(default), environ=environ)
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from error


def put(name: str, value: str) -> None:
    """For a library that reads the environment itself."""
    os.environ[name] = value


def words(name: str, default: str = "", *, environ: Mapping[str, str] = os.environ) -> list[str]:
    """A comma-separated list without empty parts."""
    return [word.strip() for word in text(name, default, environ=environ).split(",") if word.strip()]


def database(url: str, *, statement_timeout_seconds: int = 0) -> dict[str, Any]:
    """Django's database settings for ``sqlite:///relative.db``, ``sqlite:////absolute.db`` or ``postgresql://…``.

    PostgreSQL gives a statement up after so many seconds; 0 is never.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": parts.path[1:], "OPTIONS": dict(SQLITE_OPTIONS)}
    if parts.scheme not in POSTGRES_SCHEMES:
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": _postgres_options(dict(parse_qsl(parts.query)), statement_timeout_seconds),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _postgres_options(options: dict[str, Any], statement_timeout_seconds: int) -> dict[str, Any]:
    if statement_timeout_seconds:
        limit = f"-c statement_timeout={1000 * statement_timeout_seconds}"
        options["options"] = f"{options.get('options', '')} {limit}".strip()
    return options
