"""How the API lets people in: by their session, after asking the who-may table."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from desk.api.parsing import ActParser
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


class SessionDoor(SessionAuthentication):
    """Session sign-in that says 401, not 403, to a stranger."""

    def authenticate_header(self, request: Request) -> str:
        """The scheme named in WWW-Authenticate."""
        return "Session"


class SessionDoorScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session in the schema; being defined registers it."""

    target_class = SessionDoor
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """The cookie."""
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class MayViewJourneys(BasePermission):
    """Refuses with the sentence of the who-may table; sight is asked afterwards."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Raises NotAllowed, which the handler turns into a problem document."""
        check_can(request.user, Permission.VIEW_JOURNEY)
        return True


class JourneyAPI(APIView):
    """A view of the journeys' API."""

    authentication_classes = (SessionDoor,)
    permission_classes = (MayViewJourneys,)
    parser_classes = (ActParser,)
