"""The two doors to a citizen who is not one's own: a current contact, and break-glass with its control (DESIGN §6)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.doors import BreakGlassForm, ContactReasonForm, ReviewForm
from desk.selectors.doors.glass import row_to_review, to_review
from desk.selectors.lists.search import acute
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.session import GLASS
from journeys.actions.access import (
    Look,
    Purpose,
    break_glass,
    claim_current_contact,
    end_break_glass,
    log_look,
    review,
)
from journeys.actions.refusals import Refused
from journeys.models import Citizen
from journeys.sentences import refused_sentence
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed


@require_POST
@for_those_who_can(Permission.CLAIM_CURRENT_CONTACT)
def claim(request: HttpRequest) -> HttpResponse:
    """ "Borgeren er i kontakt med os nu": opens the citizen for 24 hours."""
    asker = asker_of(request)
    if not acute(asker):
        raise NotAllowed("access.not_acute", _("Kun lægevagt og akutte enheder kan angive en aktuel kontakt."))
    form = ContactReasonForm(request.POST, user_id=asker.user.pk, auto_id="claim-%s")
    if not form.is_valid():
        return render(request, "desk/claim.html", {"form": form}, status=400)
    citizen = get_object_or_404(Citizen, pk=form.cleaned_data["ticket"])
    try:
        claim_current_contact(
            citizen, by=asker.user, reason=form.cleaned_data["reason"], now=asker.now, pass_id=form.pass_id
        )
    except Refused as refused:
        form.add_error(None, refused_sentence(refused.code, refused.facts))
        return render(request, "desk/claim.html", {"form": form}, status=400)
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
    try:
        grant = break_glass(
            citizen, by=asker.user, reason=form.cleaned_data["reason"], now=asker.now, pass_id=form.pass_id
        )
    except Refused as refused:
        form.add_error(None, refused_sentence(refused.code, refused.facts))
        return render(request, "desk/glass.html", {"form": form}, status=400)
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
    """What colleagues have opened or entered beside the front door, and nobody has reviewed."""
    asker = asker_of(request)
    rows = to_review(asker)
    citizens = [each.row.citizen_id for each in rows]
    log_look(asker.user, Look.READ_LOG, now=asker.now, purpose=Purpose.ADMINISTRATION, citizens=citizens)
    return render(request, "desk/glass_review.html", {"rows": rows, "form": ReviewForm(auto_id=False)})


@require_POST
@for_those_who_can(Permission.REVIEW_BREAK_GLASS)
def reviewed(request: HttpRequest, kind: str, row_id: str) -> HttpResponse:
    """One verdict."""
    asker = asker_of(request)
    row = row_to_review(asker, kind, row_id)
    if row is None:
        raise Http404
    form = ReviewForm(request.POST)
    if form.is_valid():
        justified, note = form.cleaned_data["justified"], form.cleaned_data["note"]
        review(row, by=asker.user, justified=justified, note=note, now=asker.now)
        messages.success(request, _("Kontrollen er gemt."))
    else:
        messages.error(request, _("Vælg ja eller nej."))
    return redirect("desk:glass-review")
