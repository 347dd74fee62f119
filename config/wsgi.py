"""Entry point of WSGI servers."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# A page that takes longer has lost its reader; migrations and rebuilds run outside the web server, without a limit.
os.environ["STATEMENT_TIMEOUT_SECONDS"] = os.environ.get("STATEMENT_TIMEOUT_SECONDS", "").strip() or "20"

application = get_wsgi_application()
# Django asks for the key only when the first visitor comes; without one the server must not start at all.
settings.SECRET_KEY  # noqa: B018

from config.checks import refuse_unsafe  # noqa: E402 - reads the settings that the application has set up

refuse_unsafe()
# The program itself lives to the end: each look through it for garbage would find none, and every page pays for it.
gc.collect()
gc.freeze()
