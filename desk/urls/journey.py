"""The journey page and its forms; the page itself is `desk:journey` with the journey's id."""

from django.urls import URLPattern, URLResolver, path

from desk.views import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("forloeb/<uuid:journey_id>/", home.home, name="journey"),
]
