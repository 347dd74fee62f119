"""Codes for relatives, and what a relative reads with one, for programs (DESIGN §6, §8)."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.actions.reading import log_journey
from desk.api.doors import IDEMPOTENCY_KEY, REPLAYED, UNIT, JourneyAPI, called_once
from desk.api.journeys import REFUSALS, journey_in_sight
from desk.api.own import OwnAPI, OwnOut
from desk.selectors.as_json.own import code_json, own_json
from desk.selectors.asker import Asker
from desk.selectors.own.page import own_journey, relative_page
from desk.views.frame.asking import asker_of
from journeys.actions.access import Look, log_relative
from journeys.actions.refusals import Refused
from journeys.actions.relative_codes import enter_code, give_code, take_back_code
from journeys.domain.citizen.own_access import DAYS, Ground, Opens
from journeys.models import Journey, RelativeCode
from journeys.selectors.relative_codes import codes_of, sight_of_code
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


class CodeIn(serializers.Serializer[Any]):
    """To whom, what it opens, for how long; staff say on what ground."""

    name = serializers.CharField(max_length=120)
    opens = serializers.ListField(child=serializers.ChoiceField(choices=[each.value for each in Opens]), default=list)
    days = serializers.ChoiceField(choices=DAYS, default=14)
    ground = serializers.ChoiceField(choices=[each.value for each in Ground], default=Ground.CONSENT.value)


class CodeOut(serializers.Serializer[Any]):
    """A living code; `code` is there in the answer that gave it and never again."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    ground = serializers.CharField()
    opens = serializers.ListField(child=serializers.CharField())
    given_at = serializers.DateTimeField()
    valid_until = serializers.DateTimeField()
    code = serializers.CharField(allow_null=True)


class TypedCodeIn(serializers.Serializer[Any]):
    """A code in any spelling."""

    code = serializers.CharField(max_length=20)


def _given(request: Request, asker: Asker, journey: Journey) -> Response:
    typed = CodeIn(data=request.data)
    typed.is_valid(raise_exception=True)
    said, given = typed.validated_data, []

    def give() -> str:
        given.append(
            give_code(
                journey,
                name=said["name"],
                ground=Ground(said["ground"]),
                opens=[Opens(each) for each in said["opens"]],
                days=said["days"],
                by=asker.user,
                now=asker.now,
            )
        )
        return str(given[0][0].pk)

    # The code is kept nowhere, so a repeated call is answered with its row and no code.
    made = called_once(request, asker, give)
    if made is not None:
        return Response(code_json(RelativeCode.objects.get(pk=made)), status=201, headers=REPLAYED)
    row, code = given[0]
    return Response(code_json(row, code), status=201)


def _ended(asker: Asker, journey: Journey, code_id: UUID) -> Response:
    try:
        take_back_code(journey, code_id, by=asker.user, now=asker.now)
    except Refused as refused:
        raise Http404 from refused
    return Response(status=204)


class _OwnCodes(OwnAPI):
    """Of the citizen who asks."""

    def asked(self, request: Request) -> tuple[Asker, Journey]:
        """Who, and their own stay; 404 where there is none."""
        asker = asker_of(request._request)
        journey = own_journey(asker.own_journeys())
        if journey is None:
            raise Http404
        return asker, journey


class OwnCodes(_OwnCodes):
    """The citizen's own codes."""

    @extend_schema(operation_id="own_codes", responses={200: CodeOut(many=True), **REFUSALS})
    def get(self, request: Request) -> Response:
        """Those that open something now."""
        asker, journey = self.asked(request)
        return Response([code_json(row) for row in codes_of(journey.citizen, asker.now)])

    @extend_schema(
        operation_id="own_codes_give",
        request=CodeIn,
        parameters=[IDEMPOTENCY_KEY],
        responses={201: CodeOut, **REFUSALS},
    )
    def post(self, request: Request) -> Response:
        """Gives one, by the citizen's own consent; a repeated call is answered with it, its `code` null."""
        return _given(request, *self.asked(request))


class OwnCode(_OwnCodes):
    """One of them."""

    @extend_schema(operation_id="own_codes_end", responses={204: None, **REFUSALS})
    def delete(self, request: Request, code_id: UUID) -> Response:
        """It opens nothing any more."""
        return _ended(*self.asked(request), code_id)


class JourneyCodes(JourneyAPI):
    """The codes of a journey's citizen, for staff."""

    @extend_schema(operation_id="journey_codes", responses={200: CodeOut(many=True), **REFUSALS})
    def get(self, request: Request, journey_id: UUID) -> Response:
        """Those that open something now."""
        asker = asker_of(request._request)
        journey = journey_in_sight(asker, journey_id)
        check_can(asker.user, Permission.SHARE_OWN_PAGE, journey)
        log_journey(asker, journey, Look.OPEN)
        return Response([code_json(row) for row in codes_of(journey.citizen, asker.now)])

    @extend_schema(
        operation_id="journey_codes_give",
        request=CodeIn,
        parameters=[UNIT, IDEMPOTENCY_KEY],
        responses={201: CodeOut, **REFUSALS},
    )
    def post(self, request: Request, journey_id: UUID) -> Response:
        """Gives one for the citizen; a repeated call is answered with it, its `code` null."""
        asker = asker_of(request._request)
        journey = journey_in_sight(asker, journey_id)
        check_can(asker.user, Permission.SHARE_OWN_PAGE, journey)
        return _given(request, asker, journey)


class JourneyCode(JourneyAPI):
    """One of them."""

    @extend_schema(operation_id="journey_codes_end", responses={204: None, **REFUSALS})
    def delete(self, request: Request, journey_id: UUID, code_id: UUID) -> Response:
        """It opens nothing any more."""
        asker = asker_of(request._request)
        return _ended(asker, journey_in_sight(asker, journey_id), code_id)


class RelativePage(APIView):
    """What a relative reads: the code is in the body of each call, nothing is remembered."""

    authentication_classes = ()
    permission_classes = ()

    @extend_schema(operation_id="relative", request=TypedCodeIn, responses={200: OwnOut, **REFUSALS})
    def post(self, request: Request) -> Response:
        """The citizen's page as the code opens it."""
        typed = TypedCodeIn(data=request.data)
        typed.is_valid(raise_exception=True)
        now = timezone.now()
        code = enter_code(typed.validated_data["code"], now=now)
        journey = own_journey(Journey.objects.visible_to(sight_of_code(code)))
        if journey is None:
            raise Http404
        log_relative(code.name, code.pk, now=now, citizen_id=code.citizen.root_id, journeys=[journey.pk])
        answer = Response(own_json(relative_page(journey, code, now=now), ()))
        answer.headers["Cache-Control"] = "no-store, private"
        return answer
