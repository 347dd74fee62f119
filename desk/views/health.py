"""The health endpoints: for monitoring and load balancers, without sign-in and without personal data."""

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.selectors.machinery.health import health as health_at
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import can


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while timers and effects are done in time, else 503; what waits is told to monitoring and administrators."""
    state = health_at(timezone.now())
    told = state.as_json() if _may_know(request) else {"status": "ok" if state.well else "not_ok"}
    return JsonResponse(told, status=200 if state.well else 503)


@never_cache
@require_safe
def serving(request: HttpRequest) -> JsonResponse:
    """200 while this web server reaches its database, else 503; whatever waits.

    A load balancer asks here: a worker that is late must not take every web server away from the wards.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"status": "no_database"}, status=503)
    return JsonResponse({"status": "ok"})


def _may_know(request: HttpRequest) -> bool:
    """Monitoring, or the session of an administrator or operator: gateways' names are nobody else's (D28)."""
    return can(request.user, Permission.VIEW_OPERATIONS) or is_monitoring(request)


def is_monitoring(request: HttpRequest) -> bool:
    """Whether the request bears the token of the settings; where they name none, nobody does."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    expected = settings.HEALTH_TOKEN
    return bool(expected) and scheme.lower() == "bearer" and constant_time_compare(token.strip(), expected)
