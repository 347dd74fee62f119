"""The flowchart."""

from django.urls import URLPattern, URLResolver, path

from desk.views import flowchart

urlpatterns: list[URLPattern | URLResolver] = [
    path("aftalen/flowchart/<slug:track>/", flowchart.chart, name="flowchart"),
    path("aftalen/flowchart/trin/<slug:step>/svar/", flowchart.answer, name="flowchart-answer"),
    path("forloeb/<uuid:journey_id>/flowchart/", flowchart.of_journey, name="journey-flowchart"),
]
