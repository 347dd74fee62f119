"""Every act of the journey page for programs: the same table, the same forms, the same checks (DESIGN §3, §8)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from desk.actions.taking_back import take_back_act
from desk.api.doors import IDEMPOTENCY_KEY, REPLAYED, UNIT, JourneyAPI, api_act, body_of, form_problems
from desk.api.journeys import REFUSALS, OneJourneyAPI, journey_in_sight
from desk.forms.acting.base import ActForm
from desk.forms.acting.planning.beginning import BEGINNING_BY_NAME
from desk.forms.acting.table import BY_NAME, CORRECTS
from desk.selectors.as_json.journey import journey_json
from desk.selectors.asker import Asker
from desk.selectors.timeline.own_events import event_of
from desk.serializers import ActIn, JourneyOut, ProblemOut
from desk.views.frame.asking import asker_of
from desk.views.looks.log import log_refused_beginning
from journeys.actions.access import Look, log_look
from journeys.actions.acting.acts import Act, Refused
from journeys.actions.acting.changing import check_changeable
from journeys.actions.acting.once import is_known, once
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.selectors.permissions import check_can

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The journey's version as last read, instead of the field."
)
_LONGEST_VERSION = 18
HEADERS = [IDEMPOTENCY_KEY, IF_MATCH, UNIT]
DONE: dict[int, Any] = {200: JourneyOut, 308: None, 409: ProblemOut, **REFUSALS}


def _names(names: list[str]) -> OpenApiParameter:
    return OpenApiParameter("name", str, OpenApiParameter.PATH, enum=sorted(names))


def act_of(request: Request) -> Act:
    """Who acts through the API; the version stands in the header or in the body."""
    asker = asker_of(request._request)
    version = request.headers.get("If-Match", "").strip(' "') or str(body_of(request).get("version") or "")
    read, hold = _version(version), body_of(request).get("hold") is True
    return replace(api_act(request, asker), version=read, hold=hold)


def _version(text: str) -> int | None:
    """The version that the caller has read; something that is no version must not pass as none."""
    if text in ("", "*"):
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_VERSION):
        raise Refused("act.version_not_a_number")
    return int(text)


class JourneyAct(OneJourneyAPI):
    """One act of the table on one journey."""

    @extend_schema(request=ActIn, parameters=[*HEADERS, _names(list(BY_NAME))], responses=DONE)
    def post(self, request: Request, journey_id: UUID, name: str) -> Response:
        """Does it and answers with the journey as it stands then."""
        asker, journey = self.opened(request, journey_id)
        spec = BY_NAME.get(name)
        if spec is None:
            raise Http404
        spec.check_right(asker.user, journey, asker.now)
        form = spec.form(request.data, asker=asker, journey=journey)
        stood = spec.perform(_checked(form), act_of(request))
        return _done(request, journey, stood=stood)


class JourneyBegin(JourneyAPI):
    """A journey that begins by hand."""

    @extend_schema(
        request=ActIn,
        parameters=[IDEMPOTENCY_KEY, _names(list(BEGINNING_BY_NAME))],
        responses={**DONE, 201: JourneyOut, 202: None},
    )
    def post(self, request: Request, name: str) -> Response:
        """Begins it; the CPR number stands in the body, never in the address."""
        asker, spec = asker_of(request._request), BEGINNING_BY_NAME.get(name)
        if spec is None:
            raise Http404
        check_can(asker.user, spec.form.permission)
        form = spec.form(request.data, asker=asker)
        _checked(form)
        try:
            stood = form.perform(act_of(request))
        except Refused:
            log_refused_beginning(request._request, form.cpr_of_citizen)
            raise
        if form.recorded.journey is None:
            raise Refused("act.not_now")
        if not asker.journeys().filter(pk=form.recorded.journey.pk).exists():
            # It was laid to a stay that is not the caller's: recorded, and nothing of that is told.
            log_look(asker.user, Look.ACT, now=asker.now, citizens=[form.recorded.event.citizen_id])
            return Response(status=202)
        return _done(request, form.recorded.journey, status=200 if stood else 201, stood=stood)


class EventTakeBack(JourneyAPI):
    """ "Fortryd"."""

    @extend_schema(request=None, parameters=[IDEMPOTENCY_KEY], responses=DONE)
    def post(self, request: Request, journey_id: UUID, event_id: UUID) -> Response:
        """Takes back what one's own side entered by hand."""
        journey, event = _own(request, journey_id, event_id)
        act = act_of(request)
        stood = once(act, {"takes_back": event.uuid}, lambda: take_back_act(event, act=act, journey=journey))
        return _done(request, journey, stood=stood)


class EventCorrect(JourneyAPI):
    """ "Ret"."""

    @extend_schema(request=ActIn, parameters=[IDEMPOTENCY_KEY], responses=DONE)
    def post(self, request: Request, journey_id: UUID, event_id: UUID) -> Response:
        """Says what holds instead; the fields are those of the act that wrote the event."""
        journey, event = _own(request, journey_id, event_id)
        act = act_of(request)
        if not is_known(act):
            check_changeable(event, by=act.by, journey=journey, correct=True)
        form_class = CORRECTS.get(EventKind(event.kind))
        if form_class is None:
            raise Refused("act.cannot_be_corrected")
        form = form_class(request.data, asker=asker_of(request._request), journey=journey, corrects=True)
        return _done(request, journey, stood=_checked(form).amend(event, act))


def _own(request: Request, journey_id: UUID, event_id: UUID) -> tuple[Journey, JourneyEvent]:
    asker = asker_of(request._request)
    journey = journey_in_sight(asker, journey_id)
    event = event_of(journey, event_id, asker.reader)
    if event is None:
        raise Http404
    return journey, event


def _checked(form: ActForm) -> ActForm:
    if not form.is_valid():
        raise form_problems(form)
    return form


def _done(request: Request, journey: Journey, *, status: int = 200, stood: bool = False) -> Response:
    """What became of the journey; its version is the one for the next act. What stood already says so in a header."""
    asker = asker_of(request._request)
    rows = Journey.objects.for_lists()
    today = rows.get(pk=journey.pk)
    today = rows.get(pk=today.merged_into_id) if today.merged_into_id else today
    # Whoever was joined is logged under both rows (RULES 2i V9).
    citizens = [journey.citizen_id, today.citizen_id]
    log_look(asker.user, Look.ACT, now=asker.now, citizens=citizens, journeys=[journey.pk])
    headers = REPLAYED if stood else None
    # The act may have changed what they see.
    return Response(journey_json(today, Asker(asker.user, asker.now)), status=status, headers=headers)
