"""The agreement's addresses: /aftalen/2.2/ is its section 2.2."""

from django.urls import URLPattern, URLResolver, path

from desk.views.agreement import pages, teaching, versions

urlpatterns: list[URLPattern | URLResolver] = [
    path("aftalen/", pages.contents, name="agreement"),
    path("aftalen/dialogkort/", pages.cards, name="dialogue-cards"),
    path("aftalen/lommekort/", teaching.pockets, name="pocket-cards"),
    path("aftalen/lommekort/<slug:who>/", teaching.pocket, name="pocket-card"),
    path("aftalen/praesentation/", teaching.presentation, name="presentation"),
    path("aftalen/<str:address>/", pages.clause, name="clause"),
    path("aftalen/<str:address>/udgaver/", versions.versions, name="clause-versions"),
    path(
        "aftalen/<str:address>/udgaver/<int:version_id>/traek-tilbage/",
        versions.withdraw,
        name="clause-version-withdraw",
    ),
]
