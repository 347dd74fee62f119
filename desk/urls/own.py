"""The pages of citizens and relatives: no address names anybody."""

from django.urls import URLPattern, URLResolver, path

from desk.views.own import codes, learning, page, relatives, words

urlpatterns: list[URLPattern | URLResolver] = [
    path("min-indlaeggelse/", page.own, name="own"),
    path("min-indlaeggelse/papir/", page.own_paper, name="own-paper"),
    path("min-indlaeggelse/hvem-har-kigget/", page.looks, name="own-looks"),
    path("min-indlaeggelse/koder/", codes.own_codes, name="own-codes"),
    path("min-indlaeggelse/koder/<uuid:code_id>/slut/", codes.own_taken_back, name="own-code-ended"),
    path("min-indlaeggelse/skriv/<slug:slug>/", words.write, name="own-words"),
    path("min-indlaeggelse/laering/", learning.own_learning, name="own-learning"),
    path("min-indlaeggelse/laering/<uuid:case_id>/nej/", learning.own_objection, name="own-objection"),
    path("paaroerende/", relatives.relative, name="relative"),
    path("paaroerende/slut/", relatives.end, name="relative-end"),
    path("forloeb/<uuid:journey_id>/til-borgeren/", page.paper, name="journey-for-citizen"),
    path("forloeb/<uuid:journey_id>/koder/", codes.codes, name="relative-codes"),
    path("forloeb/<uuid:journey_id>/koder/<uuid:code_id>/slut/", codes.taken_back, name="relative-code-ended"),
]
