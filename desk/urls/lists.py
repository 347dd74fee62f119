"""Pages before a journey is opened: home, worklists, search."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
