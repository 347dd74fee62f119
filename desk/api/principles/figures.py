"""The API of the figures: published cells, never a citizen (RULES 6)."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from desk.actions.reading import log_rows
from desk.api.doors import PermittedAPI, check_place
from desk.api.parsing import AskedQuery
from desk.selectors.asker import Asker
from desk.selectors.figures.behind import LISTED, Behind
from desk.selectors.figures.defined import defined
from desk.selectors.figures.page import PERIODS, USUAL, FiguresPage
from desk.selectors.figures.quality import Quality
from desk.selectors.figures.rows import figure_rows
from desk.serializers import ProblemOut
from desk.views.frame.asking import asker_of
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can
from principles.indicators.rules.registry import Better, Unit


class FiguresQuery(AskedQuery):
    """Whose figures."""

    scope = serializers.CharField(
        required=False,
        default="",
        max_length=60,
        help_text="region, area-{id}, hospital-{id} or municipality-{id}; the caller's own without it.",
    )
    years = serializers.ChoiceField(
        choices=[str(years) for years in PERIODS], required=False, default=str(USUAL), help_text="How far back."
    )


class FigureOut(serializers.Serializer[Any]):
    """One published cell; null where the number is too small to be shown."""

    indicator = serializers.CharField()
    line = serializers.CharField()
    name = serializers.CharField()
    questions = serializers.CharField(help_text="The questions of the follow-up that the figure answers (001-104).")
    by = serializers.CharField()
    group = serializers.CharField()
    month = serializers.CharField()
    unit = serializers.CharField()
    denominator = serializers.IntegerField(allow_null=True)
    numerator = serializers.IntegerField(allow_null=True)
    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    words = serializers.CharField()
    edition = serializers.IntegerField(allow_null=True)
    version = serializers.CharField()
    per_1000 = serializers.FloatField(allow_null=True, help_text="Waiting days per 1,000 inhabitants, where loaded.")


def _page(asker: Asker, asked: Mapping[str, str]) -> FiguresPage:
    """Of a query that has been checked; 400 for a place that does not exist."""
    page = FiguresPage(asker, asked["scope"], asked["years"])
    check_place(page.misread, "scope")
    return page


class FiguresAPI(PermittedAPI):
    """The published cells of one scope."""

    permission = Permission.VIEW_STATISTICS

    @extend_schema(
        operation_id="figures_list",
        parameters=[FiguresQuery],
        responses={200: FigureOut(many=True), **dict.fromkeys((400, 401, 403), ProblemOut)},
    )
    def get(self, request: Request) -> Response:
        """By line, detail and month; what is too small has words and no numbers."""
        query = FiguresQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        page = _page(asker_of(request._request), query.validated_data)
        return Response(list(figure_rows(page)))


class DefinedLineOut(serializers.Serializer[Any]):
    """One number of an indicator."""

    line = serializers.CharField()
    name = serializers.CharField()
    definition = serializers.CharField(help_text="Numerator, denominator and what is left out.")
    unit = serializers.ChoiceField(choices=[unit.value for unit in Unit])
    better = serializers.ChoiceField(choices=[better.name.lower() for better in Better])


class DefinitionOut(serializers.Serializer[Any]):
    """One indicator as it is counted, or why it has no number here."""

    indicator = serializers.CharField()
    name = serializers.CharField()
    clauses = serializers.ListField(child=serializers.CharField(), help_text="Of the agreement.")
    questions = serializers.ListField(child=serializers.CharField(), help_text="Of the follow-up (001-104).")
    version = serializers.CharField(help_text="Of the definitions, as `version` of each figure.")
    absent = serializers.CharField(allow_null=True, help_text="Why it has no number; null where it has.")
    lines = DefinedLineOut(many=True)


class FigureDefinitions(PermittedAPI):
    """What each indicator counts."""

    permission = Permission.VIEW_STATISTICS

    @extend_schema(
        operation_id="figure_definitions_list",
        responses={200: DefinitionOut(many=True), **dict.fromkeys((401, 403), ProblemOut)},
    )
    def get(self, request: Request) -> Response:
        """All of them, in the caller's language; the same words as on the page and in its files."""
        return Response([each.data for each in defined()])


class BehindQuery(FiguresQuery):
    """Which cell."""

    line = serializers.ChoiceField(choices=list(LISTED))
    month = serializers.RegexField(r"^[0-9]{4}-(0[1-9]|1[0-2])$", help_text="2026-10")
    detail = serializers.CharField(required=False, default="", max_length=60, help_text="reason|sector, of K8.")


class BehindRowOut(serializers.Serializer[Any]):
    """One journey that the caller may see."""

    id = serializers.UUIDField()
    on = serializers.DateField()
    met = serializers.BooleanField(allow_null=True, help_text="Null where the share is not shown, or is none.")
    amount = serializers.FloatField(
        allow_null=True, help_text="Null where the figure has none, or where the others' could be worked out of it."
    )


class BehindOut(serializers.Serializer[Any]):
    """The journeys behind a cell, or why there is no list."""

    line = serializers.CharField()
    month = serializers.CharField(help_text="Empty where no figures of that month were taken.")
    why_not = serializers.CharField(allow_null=True)
    others = serializers.BooleanField(help_text="Whether the cell holds journeys that the caller does not see.")
    in_sight = serializers.IntegerField(help_text="How many there are; the list stops at the latest 200.")
    journeys = BehindRowOut(many=True)


class FigureJourneys(PermittedAPI):
    """The journeys behind one published cell."""

    permission = Permission.VIEW_STATISTICS

    @extend_schema(
        operation_id="figure_journeys_list",
        parameters=[BehindQuery],
        responses={200: BehindOut, **dict.fromkeys((400, 401, 403), ProblemOut)},
    )
    def get(self, request: Request) -> Response:
        """Those in sight, never so few that the cell could be worked out; logged as a list."""
        asker = asker_of(request._request)
        check_can(asker.user, Permission.VIEW_JOURNEY)
        query = BehindQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        found = Behind(_page(asker, asked), asked["line"], asked["month"], asked["detail"])
        log_rows(asker, [row.journey for row in found.rows])
        return Response(found.data)


class WardGapOut(serializers.Serializer[Any]):
    """One ward with something to mend; the number null is not told, whichever of the hidden ones is small."""

    ward = serializers.CharField()
    number = serializers.IntegerField(allow_null=True)
    words = serializers.CharField()


class ShortcomingOut(serializers.Serializer[Any]):
    """One thing to mend; the number null is fewer than five journeys."""

    key = serializers.CharField()
    name = serializers.CharField()
    number = serializers.IntegerField(allow_null=True)
    mend = serializers.CharField()
    wards = WardGapOut(many=True)


class DataQuality(PermittedAPI):
    """What is wrong with the data just now (K28)."""

    permission = Permission.VIEW_MESSAGE_LOG

    @extend_schema(
        operation_id="data_quality_list",
        responses={200: ShortcomingOut(many=True), **dict.fromkeys((401, 403), ProblemOut)},
    )
    def get(self, request: Request) -> Response:
        """What there is to mend, by kind; nothing that is in order."""
        found = Quality(asker_of(request._request).now).found
        return Response(ShortcomingOut(found, many=True).data)
