"""A body larger than any form, or in letters that nobody reads, is refused first, as an answer and not as an error."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from desk.api.problems import CONTENT_TYPE, document
from medcom.parsing.fhir.decode import MAX_BYTES

# The message gateway has a limit of its own, and keeps what it refuses.
_READ_ELSEWHERE = "/api/v1/medcom/"
# Where files are sent along; that one is too large for its letter is said at its field.
_WITH_FILES = re.compile(r"/(?:forloeb/[0-9a-f-]+/breve/[0-9a-f-]+/skriv|api/v1/journeys/[0-9a-f-]+/documents/files)/")


class BodySize:
    """Middleware: 413 or 415 as a problem document, on pages and API alike; nothing is kept, no traceback is logged."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse what is announced as too large."""
        length = request.META.get("CONTENT_LENGTH") or ""
        most = MAX_BYTES if _WITH_FILES.fullmatch(request.path) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        too_large = length.isdecimal() and int(length) > most and not request.path.startswith(_READ_ELSEWHERE)
        try:
            too_large = too_large or _has_too_many_fields(request)
        except BadRequest:
            sentence = _("Indholdet kan ikke læses: send det som UTF-8. Intet er gemt.")
            return _refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "body.not_utf8", sentence)
        if not too_large:
            return self.get_response(request)
        sentence = _("Det er for meget på én gang. Intet er gemt.")
        return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body.too_large", sentence)


def _refused(status: HTTPStatus, code: str, sentence: str) -> HttpResponse:
    return JsonResponse(document(status, code, sentence), status=status, content_type=CONTENT_TYPE)


def _has_too_many_fields(request: HttpRequest) -> bool:
    """Whether a form holds more fields or files than any page has; read here, before anything else asks for them."""
    if request.method != "POST" or request.path.startswith(_READ_ELSEWHERE):
        return False
    try:
        len(request.POST)
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return True
    return False
