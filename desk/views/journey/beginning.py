"""A journey that begins by hand: one view for every way of the table."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from desk.forms.acting.planning.beginning import BEGINNING_BY_SLUG, BEGINNINGS, BeginningForm, BeginningSpec
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.typed import typed_before
from desk.views.journey.acting import ENTERED, act_of, refuse, saved_before, say_done
from desk.views.looks.log import log_refused_beginning
from journeys.actions.access import Look, log_look
from journeys.actions.acting.acts import Refused
from journeys.domain.events import EventKind
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import can, check_can


@for_those_who_can(Permission.VIEW_JOURNEY)
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """The empty form; a POST begins the journey and opens it."""
    asker, spec = asker_of(request), BEGINNING_BY_SLUG.get(slug)
    if spec is None:
        raise Http404
    check_can(asker.user, spec.form.permission)
    if request.method == "POST":
        return _do(request, spec, spec.form(request.POST, asker=asker))
    typed = typed_before(request)
    if typed is not None:
        return _show(request, spec, spec.form(typed, asker=asker))
    return _show(request, spec, spec.form(initial={"key": uuid4().hex}, asker=asker))


def _do(request: HttpRequest, spec: BeginningSpec, form: BeginningForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, spec, form, status=422)
    act = act_of(request, form)
    saved_at = saved_before(request, form, act)
    if saved_at is not None:
        return _show(request, spec, form, status=409, saved_at=saved_at)
    try:
        stood = form.perform(act)
    except Refused as refused:
        log_refused_beginning(request, form.cpr_of_citizen)
        refuse(form, refused)
        return _show(request, spec, form, status=422)
    return _lead(request, spec, form, stood=stood)


def _lead(request: HttpRequest, spec: BeginningSpec, form: BeginningForm, *, stood: bool) -> HttpResponse:
    """To the journey, if the unit is a party that may see it."""
    asker, journey_id = asker_of(request), form.journey_id
    citizen = form.recorded.event.citizen_id
    log_look(asker.user, Look.ACT, now=asker.now, citizens=[citizen], journeys=[journey_id] if journey_id else [])
    unconfirmed = form.recorded.event.kind == EventKind.STAY_CLAIMED
    say_done(request, str(ENTERED if unconfirmed else spec.done), stood=stood)
    if journey_id and asker.journeys().filter(pk=journey_id).exists():
        return redirect("desk:journey", journey_id)
    messages.info(request, gettext("Forløbet vises for din enhed, når den er part i det."))
    return redirect("desk:home")


def _show(
    request: HttpRequest, spec: BeginningSpec, form: BeginningForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    user = asker_of(request).user
    others = [each for each in BEGINNINGS if each is not spec and can(user, each.form.permission)]
    context = {"journey": None, "spec": spec, "form": form, "others": others, **more}
    return render(request, "desk/journey/act.html", context, status=status)
