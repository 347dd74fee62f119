"""All plans, one plan, its presentation for the seminar, and its tasks as a file."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from desk.selectors.plans.csv_file import plan_csv
from desk.selectors.plans.page import PlanPage
from desk.views.frame.asking import asker_of, for_those_who_can
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from principles.models import ImplementationPlan
from principles.plans.selectors import own_area, plan_in_full, plans_listed

_READS = Permission.VIEW_PLANS


@for_those_who_can(_READS)
def plans(request: HttpRequest) -> HttpResponse:
    """Every cluster's, one's own first."""
    asker = asker_of(request)
    today = local_date(asker.now)
    area = own_area(asker.user, on=today)
    pages = [PlanPage(plan, asker.user, today) for plan in plans_listed()]
    own = [page for page in pages if area and page.plan.area_id == area.pk]
    others = [page for page in pages if page not in own]
    return render(request, "desk/plans/list.html", {"area": area, "own": own, "others": others})


@for_those_who_can(_READS)
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """One plan."""
    return render(request, "desk/plans/plan.html", {"page": page_of(request, plan_id)})


@for_those_who_can(_READS)
def seminar(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """What the cluster presents: its answers, what it tried, what it decided; made to be printed."""
    return render(request, "desk/plans/seminar.html", {"page": page_of(request, plan_id)})


@for_those_who_can(_READS)
def tasks_csv(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The tasks as a file."""
    page = page_of(request, plan_id)
    answer = HttpResponse(plan_csv(page), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="implementering-{page.plan.starts_on:%Y-%m}.csv"'
    return answer


def page_of(request: HttpRequest, plan_id: UUID) -> PlanPage:
    """The plan for whoever asks; 404 where there is none."""
    asker = asker_of(request)
    row: ImplementationPlan | None = plan_in_full().filter(pk=plan_id).first()
    if row is None:
        raise Http404
    today: date = local_date(asker.now)
    return PlanPage(row, asker.user, today)
