"""What a secretariat writes in its plan: a plan to begin, a task, a status, a step of a cycle, a meeting."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.plans.writes import WRITES
from desk.forms.plans.writing import PlanForm, WritingForm
from desk.views.frame.asking import asker_of, for_those_who_can, today_of
from desk.views.frame.performing import performed
from desk.views.frame.typed import typed_now
from desk.views.plans.reading import page_of
from discharge.wording.refused import RefusedByRule
from organisations.domain.permissions import Permission
from principles.plans.selectors import own_area
from principles.plans.sentences import not_your_cluster

_WRITES = Permission.MANAGE_PLANS


@for_those_who_can(_WRITES)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a plan from a template."""
    today = today_of(request)
    area = own_area(asker_of(request).user, on=today)
    if area is None:
        raise Http404
    form = PlanForm(typed_now(request), area=area, today=today)
    done = performed(request, form)
    if done is not None:
        done.tell(request, _("Planen er begyndt. Giv hver opgave en ansvarlig."))
        return redirect("desk:plan", done.saved.pk) if done.saved else redirect("desk:plans")
    return _show(request, form, {"heading": _("Begynd en plan"), "back": reverse("desk:plans")})


@for_those_who_can(_WRITES)
def write(request: HttpRequest, plan_id: UUID, what: str, row_id: int | None = None) -> HttpResponse:
    """One of the things that can be written in a plan."""
    page, kind = page_of(request, plan_id), WRITES.get(what)
    if kind is None:
        raise Http404
    back = reverse("desk:plan", args=[plan_id])
    if not page.may_change:
        raise not_your_cluster()
    try:
        form = kind.form_of(typed_now(request), page.plan, row_id, today_of(request))
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
        return redirect(f"{back}#{kind.anchor}")
    done = performed(request, form)
    if done is not None:
        done.tell(request, kind.saved)
        return redirect(f"{back}#{kind.anchor}")
    heading = kind.new if row_id is None else kind.change
    return _show(request, form, {"heading": str(heading), "back": f"{back}#{kind.anchor}", "name": page.name})


def _show(request: HttpRequest, form: WritingForm, context: dict[str, str]) -> HttpResponse:
    return render(request, "desk/plans/form.html", {"form": form, **context}, status=422 if form.errors else 200)
