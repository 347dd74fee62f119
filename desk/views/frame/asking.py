"""The asker of a request, and the doors that a page stands behind."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.selectors.asker import Asker
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed
from organisations.domain.roles import Sector
from organisations.models import User
from organisations.selectors.permissions import check_can

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
# Elements that refresh themselves have ids that begin so; htmx names the element that asked.
LIVE = "live-"


def asker_of(request: HttpRequest) -> Asker:
    """The one asker of this request; the caller has made sure that somebody is signed in."""
    known: Asker | None = getattr(request, "_asker", None)
    if known is None:
        assert isinstance(request.user, User)
        known = Asker(request.user, timezone.now())
        request._asker = known  # type: ignore[attr-defined]
    return known


def today_of(request: HttpRequest) -> date:
    """The day on which it is asked."""
    return local_date(asker_of(request).now)


def is_refresh(request: HttpRequest) -> bool:
    """Whether an open page asks for its live part: no sign of life. Whether it is a look says `looks.logged`."""
    if request.method != "GET" or not request.headers.get("HX-Request"):
        return False
    return request.headers.get("HX-Trigger", "").startswith(LIVE)


def for_those_who_can(permission: Permission, *sectors: Sector) -> Callable[[View[P]], View[P]]:
    """A page for signed-in people with a permission, of these sectors if any are named; others get 403 and why."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            asker = asker_of(request)
            check_can(asker.user, permission)
            if sectors and asker.sector not in sectors:
                raise NotAllowed("permission.sector", _("Denne side hører til en anden sektor."))
            return view(request, *args, **kwargs)

        guarded_page: Any = login_required(guarded)
        return guarded_page  # type: ignore[no-any-return]

    return decorate
