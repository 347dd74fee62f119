"""Who a session belongs to, and what an administrator may on the administration's pages."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from organisations.domain.roles import Role
from organisations.models import User


class HouseBackend(AuthenticationBackend):  # type: ignore[misc]
    """Passwords as allauth checks them; rights from the active membership and from nothing else (D7)."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Only active people; those of the demo only in a demo (D14). Also asked at every request of a session."""
        return bool(super().user_can_authenticate(user)) and (settings.DEMO or not user.fictitious)

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Everything there, for whoever acts as system administrator now."""
        return is_administrator(user_obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """As `has_perm`."""
        return is_administrator(user_obj)


def is_administrator(user: Any) -> bool:
    """Whether the person acts as system administrator today; an ended role opens nothing."""
    return isinstance(user, User) and user.is_active and user.role is Role.SYSTEM_ADMINISTRATOR
