"""The addresses of the program and one more that answers nothing: what the middleware alone costs."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as of_the_program

EMPTY = "/bench/tom/"


def nothing(request: HttpRequest) -> HttpResponse:
    """An answer without a question."""
    return HttpResponse("")


urlpatterns = [path(EMPTY.lstrip("/"), nothing), *of_the_program]
