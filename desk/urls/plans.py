"""Implementation plans."""

from django.urls import URLPattern, URLResolver, path

from desk.views.plans import reading, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("implementering/", reading.plans, name="plans"),
    path("implementering/ny/", writing.new, name="plan-new"),
    path("implementering/<uuid:plan_id>/", reading.plan, name="plan"),
    path("implementering/<uuid:plan_id>/oplaeg/", reading.seminar, name="plan-seminar"),
    path("implementering/<uuid:plan_id>/opgaver.csv", reading.tasks_csv, name="plan-csv"),
    path("implementering/<uuid:plan_id>/<slug:what>/", writing.write, name="plan-write"),
    path("implementering/<uuid:plan_id>/<slug:what>/<int:row_id>/", writing.write, name="plan-write-row"),
]
