"""Journeys to learn from, for programs: the same pages and the same forms (001-103, FQ2)."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from desk.api.doors import IDEMPOTENCY_KEY, UNIT, PermittedAPI, body_of, written_once
from desk.api.journeys import REFUSALS
from desk.forms.learning.cases import NominationForm
from desk.forms.learning.writes import WITH_ROWS, WRITES, WRITES_BY_NAME, Writing
from desk.selectors.learning.as_json import case_json
from desk.selectors.learning.page import CasePage, case_page, shown_pages, waiting_pages
from desk.selectors.own.page import own_journey
from desk.views.frame.asking import asker_of
from desk.views.journey.finding import log, opened_or_404
from desk.views.learning.reading import log_pages, page_of
from desk.views.learning.writing import check_writes
from desk.views.own.learning import log_own, own_cases
from journeys.actions.access import Look
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can
from principles.learning.actions import object_to
from principles.learning.rules.asking import Holder
from principles.learning.selectors import state_of
from principles.models import LearningCase

_WHAT = OpenApiParameter("what", str, OpenApiParameter.PATH, enum=sorted(WRITES_BY_NAME))


class LearningActionOut(serializers.Serializer[Any]):
    """A decision and its action; `before` and `after` add up published months of the figure, none where unknown."""

    id = serializers.IntegerField()
    meeting = serializers.IntegerField()
    decision = serializers.CharField()
    title = serializers.CharField()
    owner = serializers.UUIDField(allow_null=True)
    indicator = serializers.CharField()
    begins_on = serializers.DateField()
    due_on = serializers.DateField(allow_null=True)
    status = serializers.CharField()
    late = serializers.BooleanField()
    done_on = serializers.DateField(allow_null=True)
    outcome = serializers.CharField()
    before = serializers.DictField()
    after = serializers.DictField()


class LearningCaseOut(serializers.Serializer[Any]):
    """A journey to learn from; `journey`, words and who was told are null to whoever does not see the journey."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(["waiting", "shown", "objected"])
    title = serializers.CharField()
    area = serializers.CharField(allow_null=True)
    journey = serializers.UUIDField(allow_null=True)
    pack = serializers.DictField(allow_null=True)
    lesson = serializers.CharField()
    checked_at = serializers.DateTimeField(allow_null=True)
    told_on = serializers.DateField(allow_null=True)
    told_whom = serializers.CharField(allow_null=True)
    nominations = serializers.ListField(child=serializers.DictField())
    audit = serializers.ListField(child=serializers.DictField())
    actions = LearningActionOut(many=True)


class OwnLearningOut(serializers.Serializer[Any]):
    """What is proposed about the citizen's own stays."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(["waiting", "shown", "objected"])


class LearningAPI(PermittedAPI):
    """A view of the journeys to learn from."""

    permission = Permission.VIEW_LEARNING


class Learning(LearningAPI):
    """All that the caller may see."""

    @extend_schema(
        operation_id="learning_list", parameters=[UNIT], responses={200: LearningCaseOut(many=True), **REFUSALS}
    )
    def get(self, request: Request) -> Response:
        """Those that are shown, and those of the caller's journeys that wait for a second person."""
        asker = asker_of(request._request)
        pages = [*shown_pages(asker), *waiting_pages(asker)]
        log_pages(request._request, pages, Look.LIST)
        return Response([case_json(page) for page in pages])


class LearningDetail(LearningAPI):
    """One of them."""

    @extend_schema(parameters=[UNIT], responses={200: LearningCaseOut, **REFUSALS})
    def get(self, request: Request, case_id: UUID) -> Response:
        """With all that is on its page."""
        page = page_of(request._request, case_id)
        log_pages(request._request, [page], Look.OPEN)
        return Response(case_json(page))


class LearningWriting(LearningAPI):
    """What can be written about one, each with the fields of its form."""

    @extend_schema(
        request=OpenApiTypes.OBJECT,
        parameters=[UNIT, IDEMPOTENCY_KEY, _WHAT],
        responses={200: LearningCaseOut, **REFUSALS},
    )
    def post(self, request: Request, case_id: UUID, what: str, row_id: int | None = None) -> Response:
        """Writes it and answers with the case as it stands then; with a row it changes that action."""
        page, slug = page_of(request._request, case_id), WRITES_BY_NAME.get(what, "")
        if not slug or (row_id is not None and slug not in WITH_ROWS):
            raise Http404
        check_writes(request._request, page, slug)
        asker = page.asker
        form = WRITES[slug].form_of(body_of(request), Writing(page.case, asker.user, asker.now), row_id)
        done = written_once(request, form, lambda: form.perform(asker.user, asker.now), lambda _key: page.case)
        log_pages(request._request, [page], Look.ACT)
        return Response(_read_again(page), headers=done.headers)


class JourneyLearning(PermittedAPI):
    """A journey is nominated."""

    permission = Permission.NOMINATE_JOURNEY

    @extend_schema(
        request=OpenApiTypes.OBJECT,
        parameters=[UNIT, IDEMPOTENCY_KEY],
        responses={201: LearningCaseOut, **REFUSALS},
    )
    def post(self, request: Request, journey_id: UUID) -> Response:
        """`tone`: went_well or went_badly; `words`: what can be learnt, which only the parties read."""
        check_can(request.user, Permission.VIEW_JOURNEY)
        opened = opened_or_404(request._request, journey_id)
        check_can(request.user, Permission.NOMINATE_JOURNEY, opened.journey)
        form, asker = NominationForm(body_of(request), journey=opened.journey), asker_of(request._request)
        done = written_once(request, form, lambda: form.perform(asker.user, asker.now), _case_again)
        log(request._request, opened, Look.ACT)
        page = case_page(asker, done.row.pk)
        assert page is not None
        return Response(case_json(page), status=201, headers=done.headers)


class OwnLearning(PermittedAPI):
    """The citizen's own part: what is proposed about their stays, and to propose the last one."""

    permission = Permission.VIEW_OWN_JOURNEY

    @extend_schema(operation_id="own_learning", responses={200: OwnLearningOut(many=True), **REFUSALS})
    def get(self, request: Request) -> Response:
        """Each with where it stands."""
        asker = asker_of(request._request)
        journey = own_journey(asker.own_journeys())
        if journey is None:
            raise Http404
        log_own(asker, journey, Look.OPEN)
        return Response([_own_json(case) for case in own_cases(asker)])

    @extend_schema(
        operation_id="own_learning_nominate",
        request=OpenApiTypes.OBJECT,
        parameters=[IDEMPOTENCY_KEY],
        responses={201: OwnLearningOut, **REFUSALS},
    )
    def post(self, request: Request) -> Response:
        """`tone` and `words`, as from a journey."""
        asker = asker_of(request._request)
        journey = own_journey(asker.own_journeys())
        if journey is None:
            raise Http404
        form = NominationForm(body_of(request), journey=journey)
        done = written_once(request, form, lambda: form.perform(asker.user, asker.now), _case_again)
        log_own(asker, journey, Look.ACT)
        return Response(_own_json(done.row), status=201, headers=done.headers)


class OwnObjection(PermittedAPI):
    """The citizen says no."""

    permission = Permission.VIEW_OWN_JOURNEY

    @extend_schema(operation_id="own_learning_objection", request=None, responses={200: OwnLearningOut, **REFUSALS})
    def post(self, request: Request, case_id: UUID) -> Response:
        """What was written about the stay is deleted."""
        asker = asker_of(request._request)
        case = next((row for row in own_cases(asker) if row.pk == case_id), None)
        if case is None:
            raise Http404
        done = object_to(case, whom=Holder.CITIZEN, by=asker.user, now=asker.now)
        log_own(asker, case.journey, Look.ACT)
        return Response(_own_json(done))


def _case_again(key: str) -> LearningCase:
    return LearningCase.objects.get(pk=key)


def _own_json(case: LearningCase) -> dict[str, str]:
    return {"id": str(case.pk), "state": state_of(case).value}


def _read_again(page: CasePage) -> dict[str, Any]:
    """As it stands now; a case that was objected to is still the parties' to see."""
    found = case_page(page.asker, page.case.pk)
    if found is None:
        raise Http404
    return case_json(found)
