"""The registers of the agreement."""

from django.urls import URLPattern, URLResolver, path

from desk.views.registers import reading, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("registre/", reading.registers, name="registers"),
    path("registre/etik/", reading.ethics, name="ethics"),
    path("registre/alternativer/nu/", reading.alternatives_now, name="alternatives-now"),
    path("registre/<slug:slug>/", reading.register, name="register"),
    path("registre/<slug:slug>/raekker.csv", reading.register_csv, name="register-csv"),
    path("registre/<slug:slug>/ny/", writing.new, name="register-new"),
    path("registre/<slug:slug>/<str:key>/", reading.row, name="register-row"),
    path("registre/<slug:slug>/<str:key>/<slug:what>/", writing.write, name="register-write"),
]
