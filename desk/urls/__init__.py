"""The addresses of the desk: doors without a namespace, pages under `desk:`, the API under `/api/v1/`."""

from django.urls import URLPattern, URLResolver, include, path

from desk.urls.agreement import urlpatterns as agreement
from desk.urls.api import urlpatterns as api
from desk.urls.documents import urlpatterns as documents
from desk.urls.doors import urlpatterns as doors
from desk.urls.figures import urlpatterns as figures
from desk.urls.flowchart import urlpatterns as flowchart
from desk.urls.journey import urlpatterns as journey
from desk.urls.ledger import urlpatterns as ledger
from desk.urls.lists import urlpatterns as lists
from desk.urls.mails import urlpatterns as mails
from desk.urls.own import urlpatterns as own
from desk.urls.plans import urlpatterns as plans
from desk.urls.registers import urlpatterns as registers
from desk.urls.surveys import urlpatterns as surveys

urlpatterns: list[URLPattern | URLResolver] = [
    *doors,
    path("api/v1/", include((api, "api"))),
    path(
        "",
        include(
            (
                [
                    *lists,
                    *journey,
                    *documents,
                    *ledger,
                    *mails,
                    *own,
                    *plans,
                    *registers,
                    *agreement,
                    *figures,
                    *flowchart,
                    *surveys,
                ],
                "desk",
            )
        ),
    ),
]
