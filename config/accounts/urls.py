"""The account addresses in use: in, out, password, second factor. Nobody signs up or resets by mail (D9, D26)."""

from allauth.account import views
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def closed(request: HttpRequest) -> HttpResponse:
    """A page that the library names but nobody uses."""
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("signup/", closed, name="account_signup"),
    path("2fa/", include("allauth.mfa.urls")),
]
