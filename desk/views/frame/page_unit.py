"""The unit belongs to the page, not to the person: each page says which unit it was made for (DESIGN §6)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.views.frame.session import ACTIVE_MEMBERSHIP
from desk.views.frame.tokens import COOKIE, FIELD, HEADER, read_token
from desk.views.frame.typed import typed_lines
from organisations.models import Membership, User
from organisations.selectors.memberships import membership_of


class PageUnit:
    """Middleware: a request acts for the unit of its page, else of its session; the user's row is only where to begin.

    A form of a unit in which the person no longer works is answered with 409 and everything that was typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Before the view."""
        user = request.user
        if isinstance(user, User):
            refused = _act_for(request, user)
            if refused is not None:
                return refused
        return self.get_response(request)


def _act_for(request: HttpRequest, user: User) -> HttpResponse | None:
    _take(user, _of_session(request, user))
    if request.path.startswith("/api/"):
        return None
    token = request.POST.get(FIELD, "") if request.method == "POST" else request.headers.get(HEADER, "")
    if not token:
        _go_on_for(request, user)
        return None
    said = read_token(token)
    if said == (user.pk, None):
        # Made for somebody who has no unit at all: the who-may table says what that means.
        return None
    membership_id = said[1] if said is not None and said[0] == user.pk else None
    if membership_id is not None and user.membership is not None and membership_id == user.membership.pk:
        return None
    page = membership_of(user, membership_id, on=timezone.localdate()) if membership_id is not None else None
    if request.method != "POST":
        # A list that refreshes itself stays the list of its unit, whatever another tab has switched to.
        _take(user, page)
        return None if page else HttpResponse(status=204, headers={"HX-Refresh": "true"})
    if page is None:
        return _refuse(request, own=said is not None and said[0] == user.pk)
    _take(user, page)
    request.session[ACTIVE_MEMBERSHIP] = page.pk
    sentence = _("Det gælder %(unit)s, som siden var åbnet for. Du arbejder nu for %(unit)s.")
    messages.info(request, sentence % {"unit": page.unit.name if page.unit else user.name})
    return None


def _go_on_for(request: HttpRequest, user: User) -> None:
    """Where a link of a page is followed, its unit goes along; one that is no longer the person's is the session's."""
    said = read_token(request.COOKIES.get(COOKIE, ""))
    if request.method == "GET" and said is not None and said[0] == user.pk and said[1] is not None:
        _take(user, membership_of(user, said[1], on=timezone.localdate()))


def _of_session(request: HttpRequest, user: User) -> Membership | None:
    chosen = request.session.get(ACTIVE_MEMBERSHIP)
    if chosen is None:
        if user.active_membership_id is not None:
            request.session[ACTIVE_MEMBERSHIP] = user.active_membership_id
        return None
    return None if chosen == user.active_membership_id else membership_of(user, chosen, on=timezone.localdate())


def _take(user: User, membership: Membership | None) -> None:
    if membership is not None:
        user.acting = membership


def _refuse(request: HttpRequest, *, own: bool) -> HttpResponse:
    """Nothing was done; what somebody else typed in this browser is not shown."""
    context = {"lines": typed_lines(request.POST) if own else [], "own": own}
    return render(request, "desk/other_unit.html", context, status=409)
