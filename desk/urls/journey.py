"""The journey page and its forms; the page itself is `desk:journey` with the journey's id."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
