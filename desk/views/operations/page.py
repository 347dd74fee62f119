"""How the program runs: a page for operators, and the same figures for Prometheus (DESIGN §5)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from desk.selectors.machinery.exposition import exposition
from desk.selectors.machinery.operations import operations
from desk.selectors.machinery.requests import view_figures
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.health import is_monitoring
from desk.views.operations.readings import intake_rows, readings
from organisations.domain.permissions import Permission

# Those that took most of the time; the rest is for Prometheus.
MOST_VIEWS = 20


@require_safe
@never_cache
@for_those_who_can(Permission.VIEW_OPERATIONS)
def page(request: HttpRequest) -> HttpResponse:
    """Each figure in words, with its limit and what to do past it."""
    found = operations(asker_of(request).now)
    rows = readings(found)
    context = {
        "at": found.at,
        "readings": rows,
        "wrong": [row for row in rows if row.wrong],
        "intake": intake_rows(found),
        "views": view_figures()[:MOST_VIEWS],
    }
    return render(request, "desk/operations.html", context)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus's text for whoever holds the token of monitoring; nobody else, and no session opens it."""
    if not is_monitoring(request):
        sentence = _("Målingerne er kun for overvågningen, med nøglen HEALTH_TOKEN.")
        refused = HttpResponse(f"{sentence}\n", status=401, content_type="text/plain; charset=utf-8")
        refused["WWW-Authenticate"] = 'Bearer realm="metrics"'
        return refused
    return HttpResponse(exposition(operations(timezone.now())), content_type=CONTENT_TYPE_LATEST)
