"""Addresses without a namespace that the frame of every page uses, and what monitoring reads."""

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from desk.views.health import health, serving
from desk.views.home import switch_unit
from desk.views.operations.page import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("sprog/", set_language, name="set_language"),
    path("enhed/", switch_unit, name="switch-unit"),
    path("sundhed/", health, name="health"),
    path("sundhed/web/", serving, name="health-serving"),
    # The address that Prometheus asks by default.
    path("metrics", metrics, name="metrics"),
]
