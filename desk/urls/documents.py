"""Breve og planer of a journey."""

from django.urls import URLPattern, URLResolver, path

from desk.views.documents import errors, forwarding, letters, reading, sending, waiting, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("databeskyttelse/", errors.incidents, name="incidents"),
    path("breve/", waiting.waiting, name="documents"),
    path("breve/uden-forloeb/<uuid:letter_id>/", letters.unplaced, name="letter"),
    path("breve/uden-forloeb/<uuid:letter_id>/filer/<uuid:file_id>/", letters.unplaced_file, name="letter-file"),
    path("forloeb/<uuid:journey_id>/breve/nyt/", writing.choose, name="document-new"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/", reading.read, name="document"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/levering/", letters.settled, name="document-settled"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/svar/", letters.reply, name="document-reply"),
    path(
        "forloeb/<uuid:journey_id>/breve/<uuid:document_id>/filer/<uuid:file_id>/",
        letters.document_file,
        name="document-file",
    ),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/skriv/", writing.write, name="document-write"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/videresend/", forwarding.forward, name="document-forward"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/fejl/", errors.mark, name="document-error"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/send/", sending.send, name="document-send"),
]
