"""The journey page and its acts; the page itself is `desk:journey` with the journey's id."""

from django.urls import URLPattern, URLResolver, path

from desk.views.journey import acting, beginning, correcting, page, principles

urlpatterns: list[URLPattern | URLResolver] = [
    path("forloeb/nyt/<slug:slug>/", beginning.begin, name="journey-new"),
    path("forloeb/<uuid:journey_id>/", page.journey, name="journey"),
    path("forloeb/<uuid:journey_id>/rapport/", page.report, name="journey-report"),
    path("forloeb/<uuid:journey_id>/principper/", principles.principles, name="journey-principles"),
    path("forloeb/<uuid:journey_id>/cpr/", page.cpr, name="journey-cpr"),
    path("forloeb/<uuid:journey_id>/handling/<slug:slug>/", acting.act, name="journey-act"),
    path("forloeb/<uuid:journey_id>/haendelse/<uuid:event_id>/ret/", correcting.correct, name="journey-correct"),
    path("forloeb/<uuid:journey_id>/haendelse/<uuid:event_id>/fortryd/", correcting.undo, name="journey-undo"),
]
