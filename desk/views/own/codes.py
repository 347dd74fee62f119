"""Codes for relatives: the citizen gives and takes back their own, a ward or municipality for the citizen."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from desk.forms.own import GiveCodeForm, GiveOwnCodeForm
from desk.selectors.own.page import own_journey
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.performing import KEY
from desk.views.frame.typed import typed_now
from desk.views.journey.finding import log, opened_or_404
from journeys.actions.access import Look
from journeys.actions.refusals import Refused
from journeys.actions.relative_codes import give_code, take_back_code
from journeys.models import Journey
from journeys.selectors.relative_codes import codes_of
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


@never_cache
@for_those_who_can(Permission.VIEW_OWN_JOURNEY)
def own_codes(request: HttpRequest) -> HttpResponse:
    """The citizen's own."""
    return _codes(request, _own(request), GiveOwnCodeForm(typed_now(request)))


@require_POST
@for_those_who_can(Permission.VIEW_OWN_JOURNEY)
def own_taken_back(request: HttpRequest, code_id: UUID) -> HttpResponse:
    """One of them."""
    _take_back(request, _own(request), code_id)
    return redirect("desk:own-codes")


@never_cache
@for_those_who_can(Permission.VIEW_JOURNEY)
def codes(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Given by staff, who say on what ground."""
    opened = opened_or_404(request, journey_id)
    check_can(asker_of(request).user, Permission.SHARE_OWN_PAGE, opened.journey)
    log(request, opened, Look.OPEN)
    return _codes(request, opened.journey, GiveCodeForm(typed_now(request)), by_staff=True)


@require_POST
@for_those_who_can(Permission.VIEW_JOURNEY)
def taken_back(request: HttpRequest, journey_id: UUID, code_id: UUID) -> HttpResponse:
    """One that staff or the citizen gave."""
    _take_back(request, opened_or_404(request, journey_id).journey, code_id)
    return redirect("desk:relative-codes", journey_id)


def _own(request: HttpRequest) -> Journey:
    journey = own_journey(asker_of(request).own_journeys())
    if journey is None:
        raise Http404
    return journey


def _take_back(request: HttpRequest, journey: Journey, code_id: UUID) -> None:
    asker = asker_of(request)
    try:
        take_back_code(journey, code_id, by=asker.user, now=asker.now)
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, _("Koden virker ikke mere."))


def _codes(request: HttpRequest, journey: Journey, form: GiveOwnCodeForm, *, by_staff: bool = False) -> HttpResponse:
    """A new code stands on the page that answers the form, and on no other: it is in no session and no address.

    That page loaded again, or a second press, shows the same code: the form's key gives it.
    """
    asker, new = asker_of(request), ""
    if request.method == "POST" and form.is_valid():
        try:
            key = request.POST.get(KEY, "")
            new = give_code(journey, **form.said(), by=asker.user, now=asker.now, key=key)[1]
        except Refused as refused:
            form.refuse(refused)
        else:
            form = type(form)()
    context = {"form": form, "journey": journey, "new": new, "by_staff": by_staff}
    context["codes"] = codes_of(journey.citizen, asker.now)
    return render(request, "desk/own/codes.html", context, status=422 if form.is_bound and form.errors else 200)
