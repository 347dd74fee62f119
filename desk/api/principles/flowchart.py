"""For programs: where a journey stands in the flowchart, as its page shows it (001-96)."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from desk.api.doors import PermittedAPI, body_of
from desk.api.journeys import REFUSALS, OneJourneyAPI
from desk.selectors.flowchart.chart import FlowchartPicture
from desk.selectors.json_values import moment
from desk.selectors.page.journey import JourneyPage
from desk.views.flowchart import journey_chart
from desk.views.frame.asking import asker_of
from desk.views.journey.finding import log, opened_or_404
from journeys.actions.access import Look
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from principles.flowchart.actions import answer_step
from principles.in_practice.selectors import helpfulness


class StepOut(serializers.Serializer[Any]):
    """A step: `state` is done, next, waiting, skipped, not_applicable or unknown; `done_at` null unless it is done."""

    number = serializers.IntegerField()
    code = serializers.CharField()
    lane = serializers.CharField()
    title = serializers.CharField()
    state = serializers.CharField()
    done_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    leads = serializers.BooleanField()
    tasks = serializers.ListField(child=serializers.UUIDField())


class FlowchartOut(serializers.Serializer[Any]):
    """The chart; `assumed` when nobody knows whether the stay is acute or planned."""

    track = serializers.CharField()
    assumed = serializers.BooleanField()
    steps = StepOut(many=True)


class JourneyFlowchart(OneJourneyAPI):
    """The position of one journey."""

    @extend_schema(responses={200: FlowchartOut, 308: None, **REFUSALS})
    def get(self, request: Request, journey_id: UUID) -> Response:
        """Every step, how it stands, and which one leads for the caller's unit."""
        asker = asker_of(request._request)
        opened = opened_or_404(request._request, journey_id)
        journey = opened.journey
        self.lead_on(request, journey_id, journey)
        log(request._request, opened, Look.OPEN)
        return Response(_chart_json(journey_chart(JourneyPage(asker, journey))))


def _chart_json(chart: FlowchartPicture) -> dict[str, Any]:
    steps = [
        {
            "number": step.number,
            "code": step.node.code,
            "lane": step.node.lane.value,
            "title": step.title,
            "state": step.state,
            "done_at": moment(step.done_at),
            "reason": step.reason or None,
            "leads": step.leads,
            "tasks": [str(row.task.pk) for row in step.rows],
        }
        for step in chart.steps
    ]
    return {"track": chart.track.value, "assumed": chart.assumed, "steps": steps}


class HelpfulnessOut(serializers.Serializer[Any]):
    """K21 of one step; in whole fives, of the months that are over; null where fewer than five said yes or no."""

    step = serializers.CharField()
    answers = serializers.IntegerField(allow_null=True)
    helped = serializers.IntegerField(allow_null=True)
    percent = serializers.IntegerField(allow_null=True)


class Helpfulnesses(PermittedAPI):
    """What was answered to "Var det til hjælp?"."""

    permission = Permission.VIEW_STATISTICS

    @extend_schema(operation_id="flowchart_helpfulness", responses={200: HelpfulnessOut(many=True), **REFUSALS})
    def get(self, request: Request) -> Response:
        """Every step that anybody answered about before this month."""
        return Response(
            [
                {"step": each.step, "answers": each.answers, "helped": each.helped, "percent": each.percent}
                for each in helpfulness(today=local_date(asker_of(request._request).now))
            ]
        )


class StepAnswerIn(serializers.Serializer[Any]):
    """The answer."""

    helpful = serializers.BooleanField()


class StepAnswers(PermittedAPI):
    """Whether a step helped the caller."""

    permission = Permission.VIEW_PLANS

    @extend_schema(
        operation_id="flowchart_step_answer", request=StepAnswerIn, responses={200: StepAnswerIn, **REFUSALS}
    )
    def post(self, request: Request, step: str) -> Response:
        """One answer per person and step; a second one changes the first."""
        asker, said = asker_of(request._request), StepAnswerIn(data=body_of(request))
        said.is_valid(raise_exception=True)
        row = answer_step(step, helpful=said.validated_data["helpful"], by=asker.user, now=asker.now)
        return Response({"helpful": row.helpful})
