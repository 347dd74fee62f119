"""What escapes every view as an answer: while the database is away pages and API say so, else it is our error (500)."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.views.defaults import server_error

from desk.api.problems import CONTENT_TYPE, RETRY_AFTER, database_away

_PROGRAMS = "/api/"


def error_page(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`, called while the error is handled: also of what fails before any view, as the session."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return server_error(request)
    status = HTTPStatus.SERVICE_UNAVAILABLE
    if request.path.startswith(_PROGRAMS):
        return JsonResponse(database_away(), status=status, headers=RETRY_AFTER, content_type=CONTENT_TYPE)
    # Without the request: the frame of a page asks the database.
    page = loader.get_template("503.html").render({"only_read": request.method in ("GET", "HEAD")})
    return HttpResponse(page, status=status, headers=RETRY_AFTER)
