"""Root addresses: each app brings its own."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
]
urlpatterns += [path("", include(f"{app}.urls")) for app in ("medcom", "desk") if find_spec(f"{app}.urls")]
