"""Implementation plans for programs: the same pages and the same forms (RULES 1.2)."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from desk.api.doors import IDEMPOTENCY_KEY, UNIT, PermittedAPI, StandingAnswer, body_of, written_once
from desk.api.journeys import REFUSALS
from desk.forms.plans.writes import WRITES_BY_NAME
from desk.forms.plans.writing import PlanForm
from desk.selectors.plans.page import PlanPage, plan_in_full_json, plan_json
from desk.views.frame.asking import asker_of
from desk.views.plans.reading import page_of
from discharge.wording.refused import RefusedByRule
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can
from principles.models import ImplementationPlan
from principles.plans.selectors import own_area, plans_listed
from principles.plans.sentences import not_your_cluster

_WHAT = OpenApiParameter("what", str, OpenApiParameter.PATH, enum=sorted(WRITES_BY_NAME))


class PlanOut(serializers.Serializer[Any]):
    """A plan in the list; `unit` null is the cluster's own, `next_seminar_on` null when none is called.

    K25 is `tasks_on_time` of `tasks_due`: those whose last day is over. `tasks_overtaken` are open, and their day was
    over when the plan was begun: they are neither due nor late before a new day is agreed.
    """

    id = serializers.UUIDField()
    name = serializers.CharField()
    area = serializers.CharField()
    unit = serializers.UUIDField(allow_null=True)
    template = serializers.CharField()
    starts_on = serializers.DateField()
    tasks_total = serializers.IntegerField()
    tasks_done = serializers.IntegerField()
    tasks_late = serializers.IntegerField()
    tasks_overtaken = serializers.IntegerField()
    tasks_due = serializers.IntegerField()
    tasks_on_time = serializers.IntegerField()
    next_seminar_on = serializers.DateField(allow_null=True)


class PlanTaskOut(serializers.Serializer[Any]):
    """A task; `item` null is one of the plan's own, `owner` null the secretariat."""

    id = serializers.IntegerField()
    item = serializers.CharField(allow_null=True)
    title = serializers.CharField()
    track = serializers.CharField()
    first_on = serializers.DateField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    owner = serializers.UUIDField(allow_null=True)
    status = serializers.CharField()
    done_on = serializers.DateField(allow_null=True)
    late = serializers.BooleanField()
    overtaken = serializers.BooleanField()
    evidence = serializers.CharField()


class ApprovalOut(serializers.Serializer[Any]):
    """A body of the approval (IP-40); `outcome` null has not been decided, equal places wait for nobody."""

    id = serializers.IntegerField()
    subject = serializers.CharField()
    body = serializers.CharField()
    name = serializers.CharField()
    place = serializers.IntegerField()
    planned_on = serializers.DateField(allow_null=True)
    outcome = serializers.CharField(allow_null=True)
    decided_on = serializers.DateField(allow_null=True)
    comment = serializers.CharField()


class PlanInFullOut(PlanOut):
    """With everything on its page; `tracks` are each track's K25."""

    tracks = serializers.ListField(child=serializers.DictField())
    tasks = PlanTaskOut(many=True)
    status = serializers.ListField(child=serializers.DictField())
    cycles = serializers.ListField(child=serializers.DictField())
    training = serializers.ListField(child=serializers.DictField())
    meetings = serializers.ListField(child=serializers.DictField())
    approvals = ApprovalOut(many=True)
    approval_history = serializers.ListField(child=serializers.DictField())


class PlansAPI(PermittedAPI):
    """A view of the plans' API."""

    permission = Permission.VIEW_PLANS


class Plans(PlansAPI):
    """All plans."""

    @extend_schema(operation_id="plans_list", parameters=[UNIT], responses={200: PlanOut(many=True), **REFUSALS})
    def get(self, request: Request) -> Response:
        """Every cluster's; there are a handful."""
        asker = asker_of(request._request)
        today = local_date(asker.now)
        return Response([plan_json(PlanPage(plan, asker.user, today)) for plan in plans_listed()])

    @extend_schema(
        request=OpenApiTypes.OBJECT, parameters=[UNIT, IDEMPOTENCY_KEY], responses={200: PlanInFullOut, **REFUSALS}
    )
    def post(self, request: Request) -> Response:
        """Begins a plan of the caller's cluster: `template`, `month` (its first day), `unit` (empty: the cluster's)."""
        asker = asker_of(request._request)
        check_can(asker.user, Permission.MANAGE_PLANS)
        today = local_date(asker.now)
        area = own_area(asker.user, on=today)
        if area is None:
            raise RefusedByRule("plan.no_cluster")
        form = PlanForm(body_of(request), area=area, today=today)
        begun = written_once(request, form, lambda: form.perform(asker.user, asker.now), _plan_again)
        return _done(request, begun)


class PlanDetail(PlansAPI):
    """One plan."""

    @extend_schema(parameters=[UNIT], responses={200: PlanInFullOut, **REFUSALS})
    def get(self, request: Request, plan_id: UUID) -> Response:
        """With all that is on its page."""
        return Response(plan_in_full_json(page_of(request._request, plan_id)))


class PlanWriting(PlansAPI):
    """What can be written in a plan, each with the fields of its form."""

    @extend_schema(
        request=OpenApiTypes.OBJECT,
        parameters=[UNIT, IDEMPOTENCY_KEY, _WHAT],
        responses={200: PlanInFullOut, **REFUSALS},
    )
    def post(self, request: Request, plan_id: UUID, what: str, row_id: int | None = None) -> Response:
        """Writes it and answers with the plan as it stands then; with a row it changes that one."""
        check_can(request.user, Permission.MANAGE_PLANS)
        page, kind = page_of(request._request, plan_id), WRITES_BY_NAME.get(what)
        if kind is None:
            raise Http404
        if not page.may_change:
            raise not_your_cluster()
        form, asker = kind.form_of(body_of(request), page.plan, row_id, page.today), asker_of(request._request)
        return _done(
            request, written_once(request, form, lambda: form.perform(asker.user, asker.now), lambda _key: page.plan)
        )


def _plan_again(key: str) -> ImplementationPlan:
    return ImplementationPlan.objects.get(pk=key)


def _done(request: Request, done: StandingAnswer[ImplementationPlan]) -> Response:
    return Response(plan_in_full_json(page_of(request._request, done.row.pk)), headers=done.headers)
