"""Sessions end: after idle time, and after a working day (RULES 4); and what is kept in them for the frame."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as refused_for_csrf

from desk.views.frame.asking import is_refresh
from desk.views.frame.tokens import FIELD, read_token
from desk.views.frame.typed import keep_typed, resume_url
from journeys.selectors.sight import broken_glass_until
from organisations.domain.roles import Role
from organisations.models import User
from organisations.selectors.memberships import memberships_of
from principles.surveys.selectors import due_surveys

IDLE_FOR = timedelta(minutes=30)
CITIZEN_IDLE_FOR = timedelta(minutes=20)
LONGEST = timedelta(hours=10)
# A sign of life is written at most once a minute: reading a page should not write.
WRITTEN_EVERY = timedelta(minutes=1)

BEGAN, ACTIVE, GLASS, MEMBERSHIPS = "began_at", "active_at", "break_glass_until", "memberships"
# Where the person works in this session; the row of the user only says where the next one begins.
ACTIVE_MEMBERSHIP = "membership"
# Which surveys of staff were open and unanswered at sign-in: asked then, so that no list pays for the question.
SURVEYS = "surveys_due"


def begin(sender: Any, request: HttpRequest | None, user: User, **_: Any) -> None:
    """On sign-in: start both clocks and remember what every page's frame shows."""
    if request is None:
        return
    now = timezone.now()
    request.session[BEGAN] = request.session[ACTIVE] = now.timestamp()
    request.session[ACTIVE_MEMBERSHIP] = user.active_membership_id
    remember_memberships(request.session, user, now)
    due = due_surveys(user, today=timezone.localdate(now))
    if due:
        request.session[SURVEYS] = [survey.value for survey in due]
    until = broken_glass_until(user, now=now)
    if until is not None:
        request.session[GLASS] = until.timestamp()


def forget_survey(session: SessionBase, survey: str) -> None:
    """It is answered: the lists ask no more."""
    session[SURVEYS] = [each for each in session.get(SURVEYS, []) if each != survey]


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
            return _came_late(request) or self.get_response(request)
        now = timezone.now()
        if _over(request.session, request.user, now):
            user_id = request.user.pk
            logout(request)
            # The API goes on as a stranger, to answer with its own problem document.
            return self.get_response(request) if request.path.startswith("/api/") else _ended(request, user_id)
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


def _ended(request: HttpRequest, user_id: int) -> HttpResponse:
    login = resolve_url("account_login")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": login})
    if request.method == "POST":
        return _not_saved(request, user_id)
    messages.info(request, _("Du er logget ud, fordi du ikke har været aktiv. Log ind igen."))
    return redirect(login)


def _came_late(request: HttpRequest) -> HttpResponse | None:
    """A form of somebody who has been signed out meanwhile, here or in another tab."""
    said = read_token(request.POST.get(FIELD, "")) if request.method == "POST" else None
    return None if said is None or request.path.startswith("/api/") else _not_saved(request, said[0])


def _not_saved(request: HttpRequest, user_id: int) -> HttpResponse:
    """Says plainly that nothing was saved, and keeps what was typed until the same person is back."""
    login = resolve_url("account_login")
    if not keep_typed(request, user_id):
        messages.warning(request, _("Du var logget ud, så der blev intet gemt. Log ind igen."))
        return redirect(login)
    messages.warning(request, _("Du var logget ud, så der blev intet gemt. Log ind igen, så står det, du skrev, der."))
    return redirect(f"{login}?{urlencode({'next': resume_url()})}")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page from before the last log-in: the same person gets what they typed back on a fresh page."""
    said = read_token(request.POST.get(FIELD, ""))
    own = said is not None and request.user.is_authenticated and said[0] == request.user.pk
    if own and said is not None and keep_typed(request, said[0]):
        return redirect(resume_url())
    return refused_for_csrf(request, reason=reason)
