"""Who is or was responsible at any moment, for programs (RULES 2d; DESIGN §8)."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from desk.actions.reading import log_journey
from desk.api.journeys import REFUSALS, OneJourneyAPI
from desk.api.parsing import AskedQuery
from desk.selectors.as_json.discharge import responsibility_json
from desk.selectors.json_values import moment
from desk.serializers import InstantField, ResponsibilityOut
from discharge.responsibility.selectors import strip_for
from journeys.actions.access import Look


class AtQuery(AskedQuery):
    """The moment asked about; now unless said otherwise."""

    at = InstantField(required=False, help_text="ISO 8601 with offset; past or future. Now by default.")


class ResponsibilityAtOut(ResponsibilityOut):
    """The answer at one moment, and since when it holds."""

    at = serializers.DateTimeField()
    since = serializers.DateTimeField(allow_null=True)


class JourneyResponsibility(OneJourneyAPI):
    """The two lines at a moment."""

    @extend_schema(parameters=[AtQuery], responses={200: ResponsibilityAtOut, 308: None, **REFUSALS})
    def get(self, request: Request, journey_id: UUID) -> Response:
        """The responsible physician, who answers, until when, who then, and why."""
        query = AtQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asker, journey = self.opened(request, journey_id)
        at = query.validated_data.get("at", asker.now)
        strip = strip_for(journey, now=at, visible=asker.journeys)
        log_journey(asker, journey, Look.OPEN)
        return Response({"at": moment(at), "since": moment(strip.since), **responsibility_json(strip, at)})
