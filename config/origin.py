"""Middleware: from where a request comes, for the books that say so (D12), and whose word about it counts (D6, D30)."""

from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from organisations.actions.security import forget_who_asks
from organisations.domain.origin import Origin, client_address, is_among, origin, shortened_device

# What only a proxy of ours may say; from anybody else it is dropped unread.
FORWARDED = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


def origin_of(request: HttpRequest) -> Origin:
    """The address that our own outermost proxy saw, or the direct one; and the device."""
    address = client_address(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT,
    )
    return Origin(address, shortened_device(request.META.get("HTTP_USER_AGENT", "")))


class RequestOrigin:
    """The outermost middleware: what is logged while a request is answered says where it came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Drop what a stranger says in a proxy's name, then answer."""
        if not settings.BEHIND_PROXY or not is_among(request.META.get("REMOTE_ADDR", ""), settings.TRUSTED_PROXIES):
            for name in FORWARDED:
                request.META.pop(name, None)
        where = origin_of(request)
        token = origin.set(where)
        structlog.contextvars.bind_contextvars(client=where.address)
        try:
            return self.get_response(request)
        finally:
            origin.reset(token)


def forget_request(**_: Any) -> None:
    """Django writes its line about a 403 or 404 after the last middleware: only then are the names let go."""
    forget_who_asks()


class RequestUser:
    """Once sign-in is known: every line of this request names the person by uuid."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Bind, and answer."""
        if request.user.is_authenticated:
            structlog.contextvars.bind_contextvars(who=str(request.user.uuid))
        return self.get_response(request)
