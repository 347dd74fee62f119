"""The front door: each role to its own page, and an honest word for whoever has none."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from desk.views.frame.asking import asker_of
from desk.views.frame.back import back
from desk.views.frame.paging import whole_number
from desk.views.frame.session import ACTIVE_MEMBERSHIP, remember_memberships
from desk.views.frame.tokens import COOKIE
from organisations.actions.memberships import switch_active_unit
from organisations.domain.roles import FIGURES_ONLY, Role
from organisations.models import Membership

HOME = {
    Role.HOSPITAL_NURSE: "desk:ward",
    Role.HOSPITAL_DOCTOR: "desk:ward",
    Role.WARD_SECRETARY: "desk:ward",
    Role.NEEDS_ASSESSOR: "desk:municipality",
    Role.COMMUNITY_NURSE: "desk:municipality",
    Role.SOCIAL_WORKER: "desk:municipality",
    Role.GP: "desk:practice",
    Role.GP_NURSE: "desk:practice",
    Role.OUT_OF_HOURS_DOCTOR: "desk:search",
    Role.SYSTEM_ADMINISTRATOR: "medcom:log",
    Role.CITIZEN: "desk:own",
    Role.CLUSTER_ADMINISTRATOR: "desk:figures",
    Role.OPERATOR: "desk:operations",
    **dict.fromkeys(FIGURES_ONLY, "desk:figures"),
}


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Where the role works."""
    asker = asker_of(request)
    if asker.role is not None:
        return redirect(HOME[asker.role])
    sentence = _("Du har ingen aktiv enhed. Bed din leder om at få en.")
    return render(request, "desk/not_yet.html", {"sentence": sentence})


@require_POST
@login_required
def switch_unit(request: HttpRequest) -> HttpResponse:
    """Act for another of one's own units."""
    asker = asker_of(request)
    chosen = request.POST.get("membership", "")
    membership = get_object_or_404(Membership, pk=whole_number(chosen) or 0)
    switch_active_unit(asker.user, membership=membership, on=timezone.localdate(asker.now))
    request.session[ACTIVE_MEMBERSHIP] = membership.pk
    remember_memberships(request.session, asker.user, asker.now)
    answer = back(request)
    # The page that was left was the other unit's.
    answer.delete_cookie(COOKIE)
    return answer
