"""Middleware: from where a request comes, for the books that say so (D12)."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from organisations.domain.origin import LONGEST_DEVICE, Origin, origin


class RequestOrigin:
    """Sets the origin for the length of one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The address behind the trusted proxies; a header that does not fit them leaves it unknown."""
        token = origin.set(Origin(_address(request), request.headers.get("User-Agent", "")[:LONGEST_DEVICE]))
        try:
            return self.get_response(request)
        finally:
            origin.reset(token)


def _address(request: HttpRequest) -> str:
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
