"""Seen and acknowledged from the row of a list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.actions.reading import log_journey
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.back import back
from desk.views.frame.keys import key_of
from journeys.actions.access import Look
from journeys.actions.acting.acts import Act
from journeys.actions.marks import acknowledge, mark_seen
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


@require_POST
@for_those_who_can(Permission.MARK_SEEN)
def seen(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """The unit has seen what is new in one journey."""
    asker = asker_of(request)
    journey = get_object_or_404(asker.journeys(), pk=journey_id)
    check_can(asker.user, Permission.MARK_SEEN, journey)
    mark_seen(journey, by=asker.user, now=asker.now)
    log_journey(asker, journey, Look.ACT)
    return back(request)


@require_POST
@for_those_who_can(Permission.ACKNOWLEDGE_JOURNEY)
def acknowledged(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """The unit acknowledges; the other sectors see it."""
    asker = asker_of(request)
    journey = get_object_or_404(asker.journeys(), pk=journey_id)
    acknowledge(journey, act=Act(by=asker.user, now=asker.now, key=key_of(request.POST.get("key", ""))))
    log_journey(asker, journey, Look.ACT)
    messages.success(request, _("Kvitteret. De andre parter kan se det om 30 sekunder."))
    return back(request)
