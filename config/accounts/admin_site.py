"""The administration stands behind the same door as every page: log-in, second factor, active role (D4, D7)."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class GuardedAdminSite(AdminSite):
    """Open to those who act as system administrator now; `is_staff` and `is_superuser` open nothing."""

    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        """An active membership as system administrator, asked anew for every page."""
        from config.accounts.backends import is_administrator

        return is_administrator(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The one log-in, with its limits and its second factor; who is in already may not come here."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        following = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(following, login_url=reverse("account_login"))
