"""For programs: what the six principles ask of a journey now, as its page shows it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from desk.api.journeys import REFUSALS, OneJourneyAPI
from desk.forms.acting.buttons import buttons_of
from desk.forms.acting.principle_rows import Principles, principles_of
from desk.selectors.json_values import moment
from desk.selectors.page.journey import JourneyPage
from desk.views.frame.asking import asker_of
from desk.views.journey.finding import log, opened_or_404
from journeys.actions.access import Look
from principles.in_practice.rules.standing import PointStanding


class PointOut(serializers.Serializer[Any]):
    """One point: `at` null unless it was done, `act` the slug of what does it, null where the caller does nothing."""

    principle = serializers.IntegerField()
    code = serializers.CharField()
    ids = serializers.ListField(child=serializers.CharField(), help_text="Ids of the requirements.")
    clause = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=[standing.value for standing in PointStanding])
    at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    act = serializers.CharField(allow_null=True)
    act_refused = serializers.CharField(allow_null=True, help_text="Why it cannot be done, as the button says it.")


class JourneyPrinciples(OneJourneyAPI):
    """The six principles here and now."""

    @extend_schema(operation_id="journey_principles", responses={200: PointOut(many=True), 308: None, **REFUSALS})
    def get(self, request: Request, journey_id: UUID) -> Response:
        """Every point that concerns the journey, in the agreement's order."""
        asker = asker_of(request._request)
        opened = opened_or_404(request._request, journey_id)
        journey = opened.journey
        self.lead_on(request, journey_id, journey)
        log(request._request, opened, Look.OPEN)
        page = JourneyPage(asker, journey)
        return Response(_json(principles_of(page, buttons_of(asker, journey).rows)))


def _json(found: Principles) -> list[dict[str, Any]]:
    return [
        {
            "principle": principle.number,
            "code": row.now.point.code,
            "ids": list(row.now.point.ids),
            "clause": row.clause,
            "title": row.title,
            "state": row.state,
            "at": moment(row.at),
            "reason": row.reason or None,
            "act": row.button.slug if row.button else None,
            "act_refused": (row.button.why or None) if row.button else None,
        }
        for principle in found.principles
        for row in principle.rows
    ]
