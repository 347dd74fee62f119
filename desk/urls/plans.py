"""Implementation plans, and the journeys that others learn from."""

from django.urls import URLPattern, URLResolver, path

from desk.views.learning import reading as learning_reading
from desk.views.learning import writing as learning_writing
from desk.views.plans import reading, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("implementering/", reading.plans, name="plans"),
    path("implementering/ny/", writing.new, name="plan-new"),
    path("implementering/<uuid:plan_id>/", reading.plan, name="plan"),
    path("implementering/<uuid:plan_id>/oplaeg/", reading.seminar, name="plan-seminar"),
    path("implementering/<uuid:plan_id>/opgaver.csv", reading.tasks_csv, name="plan-csv"),
    path("implementering/<uuid:plan_id>/<slug:what>/", writing.write, name="plan-write"),
    path("implementering/<uuid:plan_id>/<slug:what>/<int:row_id>/", writing.write, name="plan-write-row"),
    path("laering/", learning_reading.learning, name="learning"),
    path("laering/forloeb.csv", learning_reading.learning_file, name="learning-csv"),
    path("laering/<uuid:case_id>/", learning_reading.case, name="learning-case"),
    path("laering/<uuid:case_id>/<slug:what>/", learning_writing.write, name="learning-write"),
    path("laering/<uuid:case_id>/<slug:what>/<int:row_id>/", learning_writing.write, name="learning-write-row"),
    path("forloeb/<uuid:journey_id>/laering/", learning_writing.nominate, name="journey-learning"),
]
