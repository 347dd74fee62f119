"""Entry point of WSGI servers."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
# Django asks for the key only when the first visitor comes; without one the server must not start at all.
settings.SECRET_KEY  # noqa: B018
