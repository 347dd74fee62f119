"""The API of journeys: list, the composed JSON of one, its events, its facts (DESIGN §8)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from desk.actions.reading import log_journey
from desk.api.doors import JourneyAPI
from desk.api.paging import EventPages, JourneyPages
from desk.selectors.as_json.event import events_json, with_hidden
from desk.selectors.as_json.journey import journey_json, summary_json
from desk.selectors.asker import Asker
from desk.selectors.purpose import list_purpose
from desk.serializers import EventPageOut, JourneyOut, JourneyPageOut, ListQuery, ProblemOut
from desk.views.frame.asking import asker_of
from desk.views.frame.back import asking_the_same
from journeys.actions.access import Look, log_look
from journeys.models import EventPlacement, Journey, JourneyParty
from journeys.querysets import JourneyQuerySet
from journeys.selectors.journeys import current_journey_id

REFUSALS = dict.fromkeys((400, 401, 403, 404), ProblemOut)


def journey_in_sight(asker: Asker, journey_id: UUID, *, comes_with: Sequence[str] = ()) -> Journey:
    """The journey that an id leads to today, or 404 when it is out of sight."""
    seen = asker.journeys().for_lists()
    seen = seen.select_related(*comes_with) if comes_with else seen
    found = seen.filter(pk=journey_id).first()
    if found is None:
        current = current_journey_id(journey_id)
        found = seen.filter(pk=current).first() if current not in (None, journey_id) else None
    if found is None:
        raise Http404
    return found


class Moved(Exception):
    """The journey has become part of another one, and has its address today."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class OneJourneyAPI(JourneyAPI):
    """A view of one journey; `comes_with` names the rows that it asks for together with the journey's own."""

    comes_with: Sequence[str] = ()

    def opened(self, request: Request, journey_id: UUID) -> tuple[Asker, Journey]:
        """Who asks, and the journey in their sight; the address of one that lies in another leads to that one."""
        asker = asker_of(request._request)
        journey = journey_in_sight(asker, journey_id, comes_with=self.comes_with)
        self.lead_on(request, journey_id, journey)
        return asker, journey

    def lead_on(self, request: Request, journey_id: UUID, journey: Journey) -> None:
        """Ends the call where the address is no longer the journey's own."""
        match = request._request.resolver_match
        if journey.pk != journey_id and match is not None:
            address = reverse(match.view_name, kwargs={**match.kwargs, "journey_id": journey.pk})
            raise Moved(asking_the_same(request._request, address))

    def handle_exception(self, exc: Exception) -> Response:
        """308: the method stays, the address is new for good."""
        if isinstance(exc, Moved):
            return Response(status=308, headers={"Location": exc.address})
        return super().handle_exception(exc)


class Journeys(JourneyAPI):
    """The list."""

    @extend_schema(operation_id="journeys_list", parameters=[ListQuery], responses={200: JourneyPageOut, **REFUSALS})
    def get(self, request: Request) -> Response:
        """Journeys in sight, the newest event first, by cursor."""
        query = ListQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asker = asker_of(request._request)
        pages = JourneyPages()
        rows = pages.journeys(_keys(asker, query.validated_data), request)
        citizens = [row.citizen_id for row in rows]
        log_look(
            asker.user,
            Look.LIST,
            now=asker.now,
            purpose=list_purpose(asker, citizens),
            citizens=citizens,
            journeys=[row.pk for row in rows],
        )
        return pages.get_paginated_response([summary_json(row) for row in rows])


class JourneyDetail(OneJourneyAPI):
    """One journey."""

    comes_with = ("citizen__responsibility", "ledger")

    @extend_schema(responses={200: JourneyOut, 308: None, **REFUSALS})
    def get(self, request: Request, journey_id: UUID) -> Response:
        """The composed JSON; a merged journey's address leads to the older one."""
        asker, journey = self.opened(request, journey_id)
        log_journey(asker, journey, Look.OPEN)
        return Response(journey_json(journey, asker))


class JourneyEvents(OneJourneyAPI):
    """The timeline."""

    @extend_schema(responses={200: EventPageOut, 308: None, **REFUSALS})
    def get(self, request: Request, journey_id: UUID) -> Response:
        """Events, newest first, by cursor; those that no longer count are marked."""
        asker, journey = self.opened(request, journey_id)
        pages = EventPages()
        reader = asker.reader
        placed = EventPlacement.objects.filter(journey=journey).read_by(reader.house, reader.now, circle=reader.circle)
        shown = with_hidden(placed.select_related("event__organisation", "event__actor"), journey, reader)
        rows = pages.paginate_queryset(shown, request) or []
        log_journey(asker, journey, Look.OPEN)
        return pages.get_paginated_response(events_json(rows, journey, reader))


def _keys(asker: Asker, query: dict[str, Any]) -> QuerySet[Any, Any]:
    """`journey_id` and `last_event_at` of what is asked for: of everything in sight the parties' rows know them."""
    if any(query.values()) or not asker.sight.is_of_parties:
        found = _filtered(asker, query).order_by().annotate(journey_id=F("pk"))
        return found.values("journey_id", "last_event_at")
    return JourneyParty.objects.showing(asker.sight).values("journey_id", "last_event_at").distinct()


def _filtered(asker: Asker, query: dict[str, Any]) -> JourneyQuerySet:
    found = asker.journeys()
    if query.get("status"):
        found = found.filter(status__in=query["status"])
    if query.get("unit"):
        found = found.filter(Exists(JourneyParty.objects.filter(journey=OuterRef("pk"), organisation_id=query["unit"])))
    if query.get("updated_since"):
        since, house, circle = query["updated_since"], asker.reader.house, asker.reader.circle
        # Somebody who asks again and again hears of what others did when it is released, not when it was recorded.
        told = Q(event__released_at__gte=since) | Q(event__recorded_at__gte=since, event__organisation_id__in=house)
        newer = EventPlacement.objects.filter(told, journey=OuterRef("pk")).read_by(house, asker.now, circle=circle)
        found = found.filter(Exists(newer))
    return found
