"""Sorting for programs: what no rule fitted, who does what with it, and that the work is done (UX §5.1)."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from desk.actions.reading import log_journey
from desk.api.documents.written import KIND_NAMES, SortingOut
from desk.api.doors import UNIT, JourneyAPI, form_problems
from desk.api.journeys import REFUSALS, OneJourneyAPI
from desk.forms.documents.sorting import SortForm
from desk.selectors.asker import Asker
from desk.selectors.documents.reading import document_page
from desk.selectors.documents.sorting import sorting_json, sorting_panels, unsorted_json
from desk.selectors.documents.waiting import unsorted_of
from desk.views.frame.asking import asker_of
from documents.actions.sorting import finish_work, sort_by_hand
from documents.domain.sorting.tasks import Work
from documents.selectors.sorting import last_sortings, sorting_owner
from journeys.actions.access import Look, log_look
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from organisations.selectors.permissions import check_can


class UnsortedOut(serializers.Serializer[Any]):
    """A document that no rule of the caller's house fitted; `seen` is sent back with what is made of it."""

    journey = serializers.UUIDField()
    document = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=KIND_NAMES)
    label = serializers.CharField()  # type: ignore[assignment]
    number = serializers.IntegerField()
    receiver = serializers.UUIDField()
    sender = serializers.UUIDField()
    sent_at = serializers.DateTimeField()
    seen = serializers.IntegerField()


class UnsortedListOut(serializers.Serializer[Any]):
    """The oldest of them, as on the page."""

    documents = UnsortedOut(many=True)


class WorkDoneIn(serializers.Serializer[Any]):
    """Of which receiver's version; `seen` is the number of the sorting that the caller has read."""

    number = serializers.IntegerField(min_value=1, max_value=100_000)
    receiver = serializers.UUIDField()
    seen = serializers.IntegerField(min_value=0, max_value=30_000)


class SortIn(WorkDoneIn):
    """Who does what with it; without a unit the one that got it."""

    work = serializers.ChoiceField(choices=[work.value for work in Work])
    unit = serializers.UUIDField(required=False, allow_null=True)
    within_hours = serializers.IntegerField(required=False, allow_null=True, help_text="One of the page's times.")
    watch = serializers.CharField(required=False, allow_blank=True, help_text="The role that keeps an eye on it.")


DONE: dict[int, Any] = {200: SortingOut, 308: None, **REFUSALS}


class UnsortedDocuments(JourneyAPI):
    """What a person is to sort."""

    permission = Permission.ANSWER_DOCUMENT

    @extend_schema(operation_id="unsorted_list", parameters=[UNIT], responses={200: UnsortedListOut, **REFUSALS})
    def get(self, request: Request) -> Response:
        """What came to the caller's house and no rule fitted, oldest first."""
        asker = asker_of(request._request)
        rows = unsorted_of(asker)
        citizens, journeys = [row.journey.citizen_id for row in rows], [row.journey.pk for row in rows]
        log_look(asker.user, Look.LIST, now=asker.now, citizens=citizens, journeys=journeys)
        return Response({"documents": [unsorted_json(row) for row in rows]})


class DocumentSortings(OneJourneyAPI):
    """Sorting one document by hand."""

    @extend_schema(request=SortIn, parameters=[UNIT], responses=DONE)
    def post(self, request: Request, journey_id: UUID, document_id: UUID) -> Response:
        """Lays the work; refused where a colleague has sorted it since it was read."""
        asker, journey = self.opened(request, journey_id)
        check_can(asker.user, Permission.ANSWER_DOCUMENT, journey)
        body = SortIn(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        delivery, receiver = _delivery(asker, journey, document_id, said)
        hours, unit = said.get("within_hours"), said.get("unit")
        typed = {
            "delivery": delivery,
            "seen": str(said["seen"]),
            "work": said["work"],
            "unit": str(unit) if unit else "",
            "within_hours": "" if hours is None else str(hours),
            "watch": said.get("watch", ""),
        }
        form = SortForm(sorting_owner(receiver), typed)
        if not form.is_valid():
            raise form_problems(form)
        sort_by_hand(journey, form.choice(receiver), by=asker.user, now=asker.now)
        return _answer(asker, journey, delivery)


class DocumentWorkDone(OneJourneyAPI):
    """That the work with a document is done."""

    @extend_schema(request=WorkDoneIn, parameters=[UNIT], responses=DONE)
    def post(self, request: Request, journey_id: UUID, document_id: UUID) -> Response:
        """Ends the task that stands for it."""
        asker, journey = self.opened(request, journey_id)
        check_can(asker.user, Permission.ANSWER_DOCUMENT, journey)
        body = WorkDoneIn(data=request.data)
        body.is_valid(raise_exception=True)
        delivery, _receiver = _delivery(asker, journey, document_id, body.validated_data)
        finish_work(journey, delivery, body.validated_data["seen"], by=asker.user, now=asker.now)
        return _answer(asker, journey, delivery)


def _delivery(asker: Asker, journey: Journey, document: UUID, said: dict[str, Any]) -> tuple[str, Organisation]:
    """The delivery to a receiver of the caller's house that was sorted; raises Http404 where there is none."""
    page = document_page(asker, journey, str(document), said["number"])
    panels = sorting_panels(asker, journey, page.version) if page is not None and page.hidden is None else []
    key = next((each.delivery for each in panels if each.delivery.endswith(f">{said['receiver']}")), None)
    if key is None:
        raise Http404
    return key, Organisation.objects.select_related("root").get(pk=said["receiver"])


def _answer(asker: Asker, journey: Journey, delivery: str) -> Response:
    log_journey(asker, journey, Look.ACT)
    return Response(sorting_json(last_sortings().get(delivery=delivery)))
