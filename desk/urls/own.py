"""The pages of citizens and relatives: no address names anybody."""

from django.urls import URLPattern, URLResolver, path

from desk.views import own

urlpatterns: list[URLPattern | URLResolver] = [
    path("min-indlaeggelse/", own.own, name="own"),
    path("min-indlaeggelse/papir/", own.own_paper, name="own-paper"),
    path("min-indlaeggelse/hvem-har-kigget/", own.looks, name="own-looks"),
]
