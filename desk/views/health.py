"""The health endpoint: for monitoring, without sign-in and without personal data."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.selectors.health import health as health_at


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while timers and effects are done in time, else 503."""
    found = health_at(timezone.now())
    return JsonResponse(found.as_json(), status=200 if found.well else 503)
