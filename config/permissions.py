"""The default door of the API: shut."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission

if TYPE_CHECKING:
    # rest_framework.views loads the default permission while it is itself being imported.
    from rest_framework.request import Request
    from rest_framework.views import APIView


class DenyAll(BasePermission):
    """Refuses everyone; a view that should open says so itself."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        """No."""
        return False


class HasUnit(BasePermission):
    """Lets in whoever acts for a unit, or for themself as a citizen: an account without a role is a stranger."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        """An active membership."""
        return getattr(request.user, "membership", None) is not None
