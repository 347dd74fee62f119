"""Refusals of the layers below as pages: 403 with the reason, 409 when somebody was faster."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.sentences import refusal_sentence
from desk.views.frame.asking import asker_of
from journeys.actions.acting.acts import Changed, Refused
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed, Refusal
from organisations.selectors.permissions import can


class RefusalPages:
    """Middleware: an exception that is an answer becomes a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before or after."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a known refusal; anything else is an error."""
        status = _STATUS.get(Refused if isinstance(exception, Refused) else type(exception))
        if status is None:
            return None
        context = {"sentence": refusal_sentence(exception), "journey_id": _way_back(request)}
        return render(request, "desk/refused.html", context, status=status)


def _way_back(request: HttpRequest) -> UUID | None:
    """The journey whose page or act was refused, where the reader may open it; no way to another refusal."""
    match = request.resolver_match
    journey_id = match.kwargs.get("journey_id") if match is not None else None
    if match is None or journey_id is None or match.url_name == "journey" or not request.user.is_authenticated:
        return None
    asker = asker_of(request)
    if not can(asker.user, Permission.VIEW_JOURNEY):
        return None
    return journey_id if asker.journeys().filter(pk=journey_id).exists() else None


_STATUS: dict[type[Exception], int] = {NotAllowed: 403, Refusal: 400, Refused: 400, Changed: 409}
