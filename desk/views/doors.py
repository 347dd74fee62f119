"""The two doors to a citizen who is not one's own: a current contact, and break-glass with its control (DESIGN §6)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.doors import BreakGlassForm, PassForm, ReviewForm
from desk.selectors.glass import MOST_SHOWN, to_review
from desk.selectors.search import acute
from desk.views.asking import asker_of, for_those_who_can
from desk.views.session import GLASS
from journeys.actions.access import (
    Look,
    Purpose,
    break_glass,
    claim_current_contact,
    end_break_glass,
    log_look,
    review_break_glass,
)
from journeys.models import Citizen
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed


@require_POST
@for_those_who_can(Permission.CLAIM_CURRENT_CONTACT)
def claim(request: HttpRequest) -> HttpResponse:
    """ "Borgeren er i kontakt med os nu": opens the citizen for 24 hours."""
    asker = asker_of(request)
    if not acute(asker):
        raise NotAllowed("access.not_acute", _("Kun lægevagt og akutte enheder kan angive en aktuel kontakt."))
    form = PassForm(request.POST, user_id=asker.user.pk)
    if not form.is_valid():
        messages.error(request, _("Søg efter CPR-nummeret igen."))
        return redirect("desk:search")
    citizen = get_object_or_404(Citizen, pk=form.cleaned_data["ticket"])
    claim_current_contact(citizen, by=asker.user, now=asker.now)
    return redirect("desk:citizen", citizen.pk)


@require_POST
@for_those_who_can(Permission.BREAK_GLASS)
def glass(request: HttpRequest) -> HttpResponse:
    """Opens one citizen for an hour against a reason."""
    asker = asker_of(request)
    form = BreakGlassForm(request.POST, user_id=asker.user.pk)
    if not form.is_valid():
        return render(request, "desk/glass.html", {"form": form}, status=400)
    citizen = get_object_or_404(Citizen, pk=form.cleaned_data["ticket"])
    grant = break_glass(citizen, by=asker.user, reason=form.cleaned_data["reason"], now=asker.now)
    request.session[GLASS] = grant.expires_at.timestamp()
    return redirect("desk:citizen", citizen.pk)


@require_POST
@for_those_who_can(Permission.BREAK_GLASS)
def glass_end(request: HttpRequest) -> HttpResponse:
    """Closes it before the hour is over."""
    asker = asker_of(request)
    end_break_glass(by=asker.user, now=asker.now)
    request.session.pop(GLASS, None)
    messages.info(request, _("Værdispringet er afsluttet."))
    return redirect("/")


@for_those_who_can(Permission.REVIEW_BREAK_GLASS)
def review_list(request: HttpRequest) -> HttpResponse:
    """What colleagues have opened and nobody has reviewed."""
    asker = asker_of(request)
    grants = list(to_review(asker)[:MOST_SHOWN])
    citizens = [grant.citizen_id for grant in grants]
    log_look(asker.user, Look.READ_LOG, now=asker.now, purpose=Purpose.ADMINISTRATION, citizens=citizens)
    return render(request, "desk/glass_review.html", {"grants": grants, "form": ReviewForm(auto_id=False)})


@require_POST
@for_those_who_can(Permission.REVIEW_BREAK_GLASS)
def review(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """One verdict."""
    asker = asker_of(request)
    grant = get_object_or_404(to_review(asker), pk=grant_id)
    form = ReviewForm(request.POST)
    if form.is_valid():
        review_break_glass(
            grant,
            by=asker.user,
            justified=form.cleaned_data["justified"],
            note=form.cleaned_data["note"],
            now=asker.now,
        )
        messages.success(request, _("Kontrollen er gemt."))
    else:
        messages.error(request, _("Vælg ja eller nej."))
    return redirect("desk:glass-review")
