"""The Celery application; every task module of the installed apps is found by name."""

import os
from typing import Any

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("config")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.celeryd_init.connect
@signals.beat_init.connect
def refuse_unsafe(**_: Any) -> None:
    """Workers and beat start under the same conditions as web servers."""
    from config import checks

    checks.refuse_unsafe()
