"""The payment ledger, and what administrators decide."""

from django.urls import URLPattern, URLResolver, path

from desk.views import ledger, settings_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("forloeb/<uuid:journey_id>/betaling/", ledger.journey_ledger, name="journey-ledger"),
    path("forloeb/<uuid:journey_id>/betaling.csv", ledger.journey_csv, name="journey-ledger-csv"),
    path("betaling/", ledger.month, name="ledger"),
    path("betaling.csv", ledger.month_csv, name="ledger-csv"),
    path("indstillinger/", settings_page.settings, name="settings"),
    path("indstillinger/punkt/<slug:point>/", settings_page.point, name="setting"),
    path("indstillinger/lukkedage/", settings_page.close_day, name="closing-days"),
    path("indstillinger/lukkedage/<int:day_id>/fjern/", settings_page.open_day, name="closing-day-removed"),
    path("indstillinger/takster/", settings_page.tariffs, name="tariffs"),
    path("indstillinger/takster/ny/", settings_page.new_tariff, name="tariff-new"),
    path("indstillinger/takster/<int:tariff_id>/", settings_page.tariff, name="tariff"),
]
