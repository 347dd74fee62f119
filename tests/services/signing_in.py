"""Signing a client in without the form: Django stores an empty session first, which the sign-in replaces at once."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.test.client import ClientMixin

from tests.beginning import beginning

_original_login = ClientMixin._login  # type: ignore[attr-defined]


@beginning
def _login(self: Any, user: Any, backend: str | None = None) -> None:
    if settings.SESSION_COOKIE_NAME in self.cookies:
        _original_login(self, user, backend)
        return
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    login(request, user, backend)
    request.session.save()
    self._set_login_cookies(request)


def install() -> None:
    """Patch the client once: tests sign in thousands of times."""
    ClientMixin._login = _login  # type: ignore[attr-defined]
