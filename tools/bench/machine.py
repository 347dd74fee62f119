"""Where it was measured: cores, memory and versions; no names of machines or places."""

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import psycopg2

_PACKAGES = ("Django", "psycopg2-binary", "djangorestframework", "django-cotton", "fhir.resources", "gunicorn")


def described(url: str) -> Iterator[tuple[str, str]]:
    """Pairs of what and how much; the database at `url` says its own version."""
    yield "cores", f"{os.cpu_count()} ({platform.machine()}); load at the start {os.getloadavg()[0]:.1f}"
    yield "memory", f"{_memory_gb():.0f} GB"
    yield "Python", platform.python_version()
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            yield "PostgreSQL", str(cursor.fetchone()[0]).split()[0]  # type: ignore[index]
    finally:
        connection.close()
    for name in _PACKAGES:
        yield name, version(name)


def _memory_gb() -> float:
    stated = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text().splitlines())
    return int(stated["MemTotal"].split()[0]) / 1024 / 1024


def resident_mb() -> float:
    """How much memory this process has now."""
    stated = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(stated["VmRSS"].split()[0]) / 1024
