"""The language of a page: Danish, until somebody chooses English; a program says in each request what it reads."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

PROGRAMS = "/api/"


class ChosenLanguage(LocaleMiddleware):
    """A browser's own language decides nothing: a nurse's borrowed machine must not turn her page English."""

    def process_request(self, request: HttpRequest) -> None:
        """Programs are answered in the language they ask for, people in the one they chose."""
        if request.path.startswith(PROGRAMS):
            super().process_request(request)
            return
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
