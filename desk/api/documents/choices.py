"""For programs: which kinds may go to whom now, why not, what instead, and when it is read (RULES 2a O9)."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from desk.actions.reading import log_journey
from desk.api.documents.written import KIND_NAMES
from desk.api.doors import UNIT
from desk.api.journeys import REFUSALS, OneJourneyAPI
from desk.selectors.documents.as_json import choice_json
from documents.selectors.choice import kind_choices
from journeys.actions.access import Look
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


class ReceiverChoiceOut(serializers.Serializer[Any]):
    """What table 2a says of a receiver: `allowed` null where a person decides, `read_by` null where nobody promised."""

    unit = serializers.UUIDField()
    name = serializers.CharField()
    allowed = serializers.BooleanField(allow_null=True)
    rule = serializers.CharField()
    words = serializers.CharField()
    phone_required = serializers.BooleanField(allow_null=True)
    read_by = serializers.DateTimeField(allow_null=True)
    send_before = serializers.DateTimeField(allow_null=True)


class KindChoiceOut(serializers.Serializer[Any]):
    """A kind that the caller's sector writes; `instead` is the permitted one where this may go to nobody."""

    kind = serializers.ChoiceField(choices=KIND_NAMES)
    allowed = serializers.BooleanField(allow_null=True)
    instead = serializers.ChoiceField(choices=KIND_NAMES, allow_null=True)
    receivers = ReceiverChoiceOut(many=True)


class ChoicesOut(serializers.Serializer[Any]):
    """Every kind that the caller's sector writes."""

    choices = KindChoiceOut(many=True)


class DocumentChoices(OneJourneyAPI):
    """What may be written in a journey."""

    @extend_schema(parameters=[UNIT], responses={200: ChoicesOut, 308: None, **REFUSALS})
    def get(self, request: Request, journey_id: UUID) -> Response:
        """As on the page where a letter is begun, by the facts of this moment (O8)."""
        asker, journey = self.opened(request, journey_id)
        check_can(asker.user, Permission.SEND_DOCUMENT, journey)
        assert asker.sector is not None
        log_journey(asker, journey, Look.OPEN)
        choices = kind_choices(journey, asker.user, asker.sector, now=asker.now)
        return Response({"choices": [choice_json(choice) for choice in choices]})
