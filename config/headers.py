"""Headers that Django does not write by itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Nothing here films, listens, pays or asks where one is.
_SHUT = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")
POLICY = ", ".join(f"{feature}=()" for feature in _SHUT)


class PermissionsPolicy:
    """Shuts the browser's own doors on every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the header."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response
