"""Nothing about a citizen is shown or refused without a row in the access log (DESIGN §6; doors D3, D12).

Views log what they show. This stands behind them: whatever a view forgets at an address that names a journey, a
citizen or a task - a form that was refused, a page that only explains - is written here, and so is every no.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from desk.selectors.asker import Asker
from desk.selectors.purpose import citizen_purpose
from desk.views.frame.asking import asker_of
from desk.views.looks.logged import is_believed
from journeys.actions.access import Look, Purpose, cpr_criterion, log_look, looks_logged
from journeys.models import Citizen, Journey, Task
from organisations.models import User

_SENT_AWAY = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


@dataclass(frozen=True, slots=True)
class AddressSubject:
    """Whom an address is about; the citizen is None where nobody has that journey."""

    journey_id: UUID | None
    citizen_id: UUID | None


class EveryLook:
    """Middleware, outside everything that turns a refusal into a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then write what is missing."""
        token = looks_logged.set([])
        try:
            response = self.get_response(request)
            if isinstance(request.user, User) and request.resolver_match is not None:
                _complete(request, response, request.resolver_match.kwargs)
            return response
        finally:
            looks_logged.reset(token)


def _complete(request: HttpRequest, response: HttpResponse, asked: dict[str, Any]) -> None:
    if response.status_code in _SENT_AWAY:
        subject = _subject(asked)
        if subject is not None:
            _write(asker_of(request), subject, Look.REFUSED, Purpose.NONE, reason=str(response.status_code))
        return
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        # The database is away: nothing is shown, and nothing can be written.
        return
    redirected = HTTPStatus.MULTIPLE_CHOICES <= response.status_code < HTTPStatus.BAD_REQUEST
    if redirected or response.status_code == HTTPStatus.NO_CONTENT or is_believed(request) or looks_logged.get():
        return
    subject = _subject(asked)
    if subject is not None and subject.citizen_id is not None:
        asker = asker_of(request)
        _write(asker, subject, Look.OPEN, citizen_purpose(asker, subject.citizen_id))


def _subject(asked: dict[str, Any]) -> AddressSubject | None:
    """From the parts of the address; no query where it names nobody."""
    if isinstance(asked.get("task_id"), UUID):
        task = Task.objects.filter(pk=asked["task_id"]).values("journey_id", "citizen_id").first()
        return AddressSubject(**task) if task else None
    journey_id, citizen_id = asked.get("journey_id"), asked.get("citizen_id")
    if journey_id is not None and citizen_id is None:
        citizen_id = Journey.objects.filter(pk=journey_id).values_list("citizen_id", flat=True).first()
    return AddressSubject(journey_id, citizen_id) if journey_id or citizen_id else None


def _write(asker: Asker, subject: AddressSubject, look: Look, purpose: Purpose, *, reason: str = "") -> None:
    log_look(
        asker.user,
        look,
        now=asker.now,
        purpose=purpose,
        citizens=[subject.citizen_id] if subject.citizen_id else [],
        journeys=[subject.journey_id] if subject.journey_id else [],
        reason=reason,
    )


def log_refused_beginning(request: HttpRequest, cpr: str) -> None:
    """A stay that could not be begun says something of the citizen whose number was typed: a look like a search."""
    if not cpr:
        return
    asker = asker_of(request)
    log_look(
        asker.user,
        Look.REFUSED,
        now=asker.now,
        purpose=Purpose.SEARCH,
        citizens=Citizen.objects.filter(cpr=cpr).values_list("pk", flat=True),
        criterion=cpr_criterion(cpr),
        reason=str(HTTPStatus.BAD_REQUEST.value),
    )
