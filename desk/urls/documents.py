"""Breve og planer of a journey."""

from django.urls import URLPattern, URLResolver, path

from desk.views.documents import reading, sending, waiting, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("breve/", waiting.waiting, name="documents"),
    path("forloeb/<uuid:journey_id>/breve/nyt/", writing.choose, name="document-new"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/", reading.read, name="document"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/skriv/", writing.write, name="document-write"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/send/", sending.send, name="document-send"),
]
