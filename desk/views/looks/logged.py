"""Which looks this session has had logged: a page that refreshes itself is believed only for those (DESIGN §6).

Kept in the cache, not in the database: what is lost there costs one more row in the access log, never one less.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest

# An open page writes a row at least this often, so that the log says how long somebody went on looking.
LOGGED_FOR = timedelta(minutes=10)


def needs_log(request: HttpRequest, journeys: Collection[UUID], *, now: datetime) -> bool:
    """Whether showing these journeys at this address is a look of its own, and if so remembers that it is logged.

    Not one: the same address, opened and logged by this session within the last minutes, with nobody new on it.
    Whatever the request's headers claim plays no part.
    """
    logged_at, before = cache.get(_key(request, journeys)) or (0.0, frozenset())
    recent = 0 <= now.timestamp() - logged_at < LOGGED_FOR.total_seconds()
    shown = frozenset(journeys)
    if recent and shown <= before:
        request._is_believed = True  # type: ignore[attr-defined]
        return False
    _remember(request, journeys, now, shown | before if recent else shown)
    return True


def remember_look(request: HttpRequest, journeys: Collection[UUID], *, now: datetime) -> None:
    """A look that was logged in any case: opening a page, not its refresh."""
    _remember(request, journeys, now, frozenset(journeys))


def _remember(request: HttpRequest, journeys: Collection[UUID], now: datetime, shown: frozenset[UUID]) -> None:
    cache.set(_key(request, journeys), (now.timestamp(), shown), LOGGED_FOR.total_seconds())


def _key(request: HttpRequest, journeys: Collection[UUID]) -> str:
    """The session and the page; the key of the session itself stays out of the cache's keys."""
    page = f"{request.session.session_key} {request.user.pk} {_page(request, journeys)}"
    return f"look:{sha256(page.encode()).hexdigest()}"


def is_believed(request: HttpRequest) -> bool:
    """Whether this very request was found to be the refresh of a page that is logged."""
    return getattr(request, "_is_believed", False)


def _page(request: HttpRequest, journeys: Collection[UUID]) -> str:
    """One journey is one page whatever part of its timeline is shown; a list is another page with every filter."""
    if len(journeys) == 1 and next(iter(journeys)).hex in request.path.replace("-", ""):
        return request.path
    return f"{request.path}?{urlencode(sorted((name, value) for name, value in request.GET.items() if value))}"
