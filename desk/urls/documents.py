"""Breve og planer of a journey."""

from django.urls import URLPattern, URLResolver, path

from desk.views.documents import errors, forwarding, letters, reading, sending, sorting, sorting_rules, waiting, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("databeskyttelse/", errors.incidents, name="incidents"),
    path("breve/", waiting.waiting, name="documents"),
    path("breve/regler/", sorting_rules.rules, name="sorting-rules"),
    path("breve/regler/ny/", sorting_rules.new, name="sorting-rule-new"),
    path("breve/regler/<int:rule_id>/", sorting_rules.rule, name="sorting-rule"),
    path("breve/regler/<int:rule_id>/<slug:how>/", sorting_rules.changed, name="sorting-rule-changed"),
    path("breve/uden-forloeb/<uuid:letter_id>/", letters.unplaced, name="letter"),
    path("breve/uden-forloeb/<uuid:letter_id>/filer/<uuid:file_id>/", letters.unplaced_file, name="letter-file"),
    path("forloeb/<uuid:journey_id>/breve/nyt/", writing.choose, name="document-new"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/", reading.read, name="document"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/levering/", letters.settled, name="document-settled"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/sortering/", sorting.sort, name="document-sorted"),
    path("forloeb/<uuid:journey_id>/breve/<uuid:document_id>/loest/", sorting.done, name="document-work-done"),
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
