"""Pages before a journey is opened: home, worklists, search and the doors."""

from django.urls import URLPattern, URLResolver, path

from desk.views import doors, home, inbox, marks, questions, search, ten_seconds, worklists
from desk.views.frame import resuming
from desk.views.looks import page as access_log

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("fortsaet/", resuming.resume, name="resume"),
    path("afdeling/", worklists.ward, name="ward"),
    path("kommune/", worklists.municipality, name="municipality"),
    path("kommune/spoergsmaal/", questions.questions, name="questions"),
    path("kommune/spoergsmaal/<uuid:task_id>/", questions.question, name="question"),
    path("praksis/", worklists.practice, name="practice"),
    path("praksis/<uuid:journey_id>/ansvar/", ten_seconds.ten_seconds_page, name="ten-seconds"),
    path("raekke/<uuid:journey_id>/set/", marks.seen, name="row-seen"),
    path("raekke/<uuid:journey_id>/kvitter/", marks.acknowledged, name="row-acknowledged"),
    path("nyt/", inbox.news, name="inbox"),
    path("nyt/<uuid:news_id>/laest/", inbox.read, name="news-read"),
    path("til-mig/", inbox.mine, name="mine"),
    path("soeg/", search.search, name="search"),
    path("borger/<uuid:citizen_id>/", search.citizen, name="citizen"),
    path("kontakt/", doors.claim, name="claim"),
    path("vaerdispring/", doors.glass, name="glass"),
    path("vaerdispring/slut/", doors.glass_end, name="glass-end"),
    path("vaerdispring/kontrol/", doors.review_list, name="glass-review"),
    path("kontrol/<str:kind>/<str:row_id>/", doors.reviewed, name="glass-reviewed"),
    path("adgangslog/", access_log.access_log, name="access-log"),
]
