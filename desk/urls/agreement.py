"""The agreement's addresses: /aftalen/2.2/ is its section 2.2."""

from django.urls import URLPattern, URLResolver, path

from desk.views import agreement

urlpatterns: list[URLPattern | URLResolver] = [
    path("aftalen/", agreement.contents, name="agreement"),
    path("aftalen/dialogkort/", agreement.cards, name="dialogue-cards"),
    path("aftalen/<str:address>/", agreement.clause, name="clause"),
]
