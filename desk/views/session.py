"""Sessions end: after idle time, and after a working day (RULES 4); and what is kept in them for the frame."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.views.asking import is_refresh
from journeys.selectors.sight import broken_glass_until
from organisations.domain.roles import Role
from organisations.models import User
from organisations.selectors.memberships import memberships_of

IDLE_FOR = timedelta(minutes=30)
CITIZEN_IDLE_FOR = timedelta(minutes=20)
LONGEST = timedelta(hours=10)
# A sign of life is written at most once a minute: reading a page should not write.
WRITTEN_EVERY = timedelta(minutes=1)

BEGAN, ACTIVE, GLASS, MEMBERSHIPS = "began_at", "active_at", "break_glass_until", "memberships"


def begin(sender: Any, request: HttpRequest | None, user: User, **_: Any) -> None:
    """On sign-in: start both clocks and remember what every page's frame shows."""
    if request is None:
        return
    now = timezone.now()
    request.session[BEGAN] = request.session[ACTIVE] = now.timestamp()
    remember_memberships(request.session, user, now)
    until = broken_glass_until(user, now=now)
    if until is not None:
        request.session[GLASS] = until.timestamp()


def remember_memberships(session: SessionBase, user: User, now: datetime) -> None:
    """Where the person can act, for the switcher; what they choose is checked when they choose it."""
    choices = memberships_of(user, on=timezone.localdate(now))
    session[MEMBERSHIPS] = [
        {"id": choice.pk, "unit": choice.unit.name if choice.unit else "", "role": choice.role} for choice in choices
    ]


class SessionLimits:
    """Signs people out who are idle or have been signed in for too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Ask before the view, so that a page of an ended session is never built."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = timezone.now()
        if _over(request.session, request.user, now):
            logout(request)
            # The API goes on as a stranger, to answer with its own problem document.
            return self.get_response(request) if request.path.startswith("/api/") else _ended(request)
        if not is_refresh(request):
            _sign_of_life(request.session, now)
        response = self.get_response(request)
        # Nothing of a citizen stays in a shared computer's cache, and a fragment never comes back as a page.
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response


def _over(session: SessionBase, user: User, now: datetime) -> bool:
    idle_for = CITIZEN_IDLE_FOR if user.role is Role.CITIZEN else IDLE_FOR
    at = now.timestamp()
    began, active = session.get(BEGAN, at), session.get(ACTIVE, at)
    return bool(at - began >= LONGEST.total_seconds() or at - active >= idle_for.total_seconds())


def _sign_of_life(session: SessionBase, now: datetime) -> None:
    at = now.timestamp()
    session.setdefault(BEGAN, at)
    if at - session.get(ACTIVE, 0) >= WRITTEN_EVERY.total_seconds():
        session[ACTIVE] = at


def _ended(request: HttpRequest) -> HttpResponse:
    login = resolve_url("account_login")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": login})
    messages.info(request, _("Du er logget ud, fordi du ikke har været aktiv. Log ind igen."))
    return redirect(login)
