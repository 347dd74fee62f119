"""Surveys: the first three for whoever holds a code, without a log-in."""

from django.urls import URLPattern, URLResolver, path

from desk.views.surveys import answering, results, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("svar/", answering.enter, name="survey"),
    path("svar/skema/", answering.questions, name="survey-questions"),
    path("svar/tak/", answering.thanks, name="survey-thanks"),
    path("spoergeskemaer/", results.surveys, name="surveys"),
    path("spoergeskemaer.csv", results.surveys_file, name="surveys-csv"),
    path("spoergeskemaer/koder/", writing.codes, name="survey-codes"),
    path("spoergeskemaer/koder/<uuid:batch_id>/traek-tilbage/", writing.withdraw, name="survey-codes-withdrawn"),
    path("spoergeskemaer/tekster/", writing.texts, name="survey-texts"),
    path("spoergeskemaer/tekster/<uuid:text_id>/", writing.text, name="survey-text"),
    path("spoergeskemaer/<slug:name>/", results.staff, name="survey-staff"),
]
