"""What a program that is not a development must have before it answers anybody (D25, D14, D6)."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from desk.selectors.doors.demo_left import demo_left

SHORTEST_KEY, FEWEST_SIGNS = 50, 10
_INSECURE = ("django-insecure", "changeme", "only-for-development", "only-while-building")


def refuse_unsafe() -> None:
    """Raise ImproperlyConfigured with every reason; the entry points of web servers and workers call it."""
    reasons = [f"{problem.id}: {problem.msg}" for problem in unsafe_settings()]
    if reasons:
        raise ImproperlyConfigured("this is no production: " + " ".join(reasons))


def unsafe_settings() -> Iterator[Error]:
    """What is missing or weak; nothing in development."""
    if settings.DEBUG:
        return
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS or key.startswith(_INSECURE):
        text = f"SECRET_KEY must be random: at least {SHORTEST_KEY} signs, {FEWEST_SIGNS} of them different."
        yield Error(text, id="config.E001")
    if not settings.REDIS_URL:
        yield Error("REDIS_URL is empty: limits on sign-in would count per process only.", id="config.E002")
    if "sqlite3" in settings.DATABASES["default"]["ENGINE"]:
        yield Error("DATABASE_URL must name a PostgreSQL database.", id="config.E003")
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield Error("ALLOWED_HOSTS must name the hosts that are answered.", id="config.E004")


def register_checks() -> None:
    """`manage.py check --deploy` says the same; the rows of a demo are looked for where a database is asked."""
    register(_settings_check, Tags.security, deploy=True)
    register(_demo_check, Tags.database)


def _settings_check(app_configs: Any, **_: Any) -> list[CheckMessage]:
    return [*unsafe_settings(), *_mail_without_links()]


def _mail_without_links() -> Iterator[CheckMessage]:
    if settings.EMAIL_HOST and not settings.SITE_URL:
        yield CheckWarning("SITE_URL is empty: the links of mails lead nowhere.", id="config.W002")


def _demo_check(app_configs: Any, databases: Any = None, **_: Any) -> list[CheckMessage]:
    if not databases:
        return []
    try:
        left = demo_left()
    except DatabaseError:
        # Before the first migration there are no rows to complain of.
        return []
    text = "The database holds {} of a demo: run manage.py remove_demo_doors."
    return [CheckWarning(text.format(kind), id="config.W001") for kind in left]
