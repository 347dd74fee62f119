"""The API's addresses and its schema."""

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularAPIView

from desk.api.doors import SessionDoor
from desk.api.journeys import JourneyDetail, JourneyEvents, Journeys
from desk.api.tasks import Tasks

urlpatterns: list[URLPattern | URLResolver] = [
    path("journeys/", Journeys.as_view(), name="journeys"),
    path("journeys/<uuid:journey_id>/", JourneyDetail.as_view(), name="journey"),
    path("journeys/<uuid:journey_id>/events/", JourneyEvents.as_view(), name="journey-events"),
    path("tasks/", Tasks.as_view(), name="tasks"),
    path("schema/", SpectacularAPIView.as_view(authentication_classes=[SessionDoor]), name="schema"),
]
