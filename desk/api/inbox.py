"""The API of what the caller's unit was told."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from desk.actions.reading import read_news
from desk.api.doors import JourneyAPI
from desk.api.journeys import REFUSALS
from desk.api.paging import InboxPages
from desk.selectors.as_json.journey import moment
from desk.selectors.lists.inbox import InboxLine, inbox_rows, lines_of
from desk.serializers import InboxPageOut, InboxQuery, NewsOut
from desk.views.frame.asking import asker_of
from journeys.actions.access import Look, log_look


class InboxList(JourneyAPI):
    """The list."""

    @extend_schema(operation_id="inbox_list", parameters=[InboxQuery], responses={200: InboxPageOut, **REFUSALS})
    def get(self, request: Request) -> Response:
        """What the caller's unit was told, newest first, by cursor; reading the list marks nothing as read."""
        query = InboxQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asker = asker_of(request._request)
        pages = InboxPages()
        found = inbox_rows(asker, unread_only=query.validated_data["state"] == "unread")
        lines = lines_of(pages.paginate_queryset(found.select_related("unit", "seen_by"), request) or [])
        citizens, journeys = [line.journey.citizen_id for line in lines], [line.journey.pk for line in lines]
        log_look(asker.user, Look.LIST, now=asker.now, citizens=citizens, journeys=journeys)
        return pages.get_paginated_response([news_json(line) for line in lines])


class InboxRead(JourneyAPI):
    """The mark."""

    @extend_schema(operation_id="inbox_read", request=None, responses={200: NewsOut, **REFUSALS})
    def post(self, request: Request, news_id: UUID) -> Response:
        """Somebody of the unit has read it; whoever said so first stays."""
        asker = asker_of(request._request)
        rows = inbox_rows(asker).select_related("unit", "seen_by")
        read_news(get_object_or_404(rows, pk=news_id), asker)
        return Response(news_json(lines_of([rows.get(pk=news_id)])[0]))


def news_json(line: InboxLine) -> dict[str, Any]:
    """One thing that a unit was told."""
    row = line.row
    return {
        "id": str(row.pk),
        "journey": str(line.journey.pk),
        "event": str(row.telling) if line.entry else None,
        "kind": row.kind,
        "sentence": line.sentence,
        "unit": str(row.unit_id),
        "occurred_at": moment(line.at),
        "told_at": moment(row.created_at),
        "state": "withdrawn" if line.fallen or line.called_off else ("unread" if line.unread else "read"),
        "read_at": moment(row.seen_at),
        "read_by": row.seen_by.name if row.seen_by else None,
    }
