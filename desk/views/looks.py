"""Which looks this session has had logged: a page that refreshes itself is believed only for those (DESIGN §6)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

LOOKS = "looks"
# An open page writes a row at least this often, so that the log says how long somebody went on looking.
LOGGED_FOR = timedelta(minutes=10)
MOST_PAGES = 12


def needs_log(request: HttpRequest, journeys: Collection[UUID], *, now: datetime) -> bool:
    """Whether showing these journeys at this address is a look of its own, and if so remembers that it is logged.

    Not one: the same address, opened and logged by this session within the last minutes, with nobody new on it.
    Whatever the request's headers claim plays no part.
    """
    page, shown = _page(request, journeys), {_short(journey) for journey in journeys}
    logged_at, before = _remembered(request.session).get(page, (0.0, []))
    recent = now.timestamp() - logged_at < LOGGED_FOR.total_seconds()
    if recent and shown <= set(before):
        return False
    _remember(request.session, page, now, sorted(shown | (set(before) if recent else set())))
    return True


def remember_look(request: HttpRequest, journeys: Collection[UUID], *, now: datetime) -> None:
    """A look that was logged in any case: opening a page, not its refresh."""
    _remember(request.session, _page(request, journeys), now, sorted(_short(journey) for journey in journeys))


def _page(request: HttpRequest, journeys: Collection[UUID]) -> str:
    """One journey is one page whatever part of its timeline is shown; a list is another page with every filter."""
    if len(journeys) == 1 and next(iter(journeys)).hex in request.path.replace("-", ""):
        return request.path
    return f"{request.path}?{urlencode(sorted((name, value) for name, value in request.GET.items() if value))}"


def _short(journey: UUID) -> str:
    """Enough of an id to tell the rows of one page apart: fifty of them stay small in the session."""
    return journey.hex[:12]


def _remembered(session: SessionBase) -> dict[str, tuple[float, list[str]]]:
    return dict(session.get(LOOKS, {}))


def _remember(session: SessionBase, page: str, now: datetime, shown: list[str]) -> None:
    looks = _remembered(session)
    looks[page] = (now.timestamp(), shown)
    newest = sorted(looks.items(), key=lambda item: item[1][0], reverse=True)[:MOST_PAGES]
    session[LOOKS] = dict(newest)
