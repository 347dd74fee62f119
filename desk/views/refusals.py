"""Refusals of the layers below as pages: 403 with the reason, 409 when somebody was faster."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.sentences import refusal_sentence
from journeys.actions.acts import Changed, Refused
from organisations.domain.refusals import NotAllowed, Refusal


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
        return render(request, "desk/refused.html", {"sentence": refusal_sentence(exception)}, status=status)


_STATUS: dict[type[Exception], int] = {NotAllowed: 403, Refusal: 400, Refused: 400, Changed: 409}
