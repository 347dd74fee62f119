"""The agreement for programs: its contents and its clauses on a day (DESIGN §8: no feature on the screen only)."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.api.doors import SessionDoor
from desk.api.journeys import REFUSALS
from desk.api.parsing import AskedQuery
from desk.views.frame.asking import asker_of
from journeys.domain.calendar.clock import local_date
from organisations.sentences import reading_language
from principles.clauses.rules.in_force import ClauseStanding, edition_on
from principles.clauses.rules.touching import Touched
from principles.clauses.selectors import ClauseOnDay, clause_on, clauses_on, realised_by, touched


class ClauseQuery(AskedQuery):
    """Which day is asked about."""

    on = serializers.DateField(required=False, help_text="The day whose wording is asked for; today without it.")


class TouchedOut(serializers.Serializer[Any]):
    """In how many journeys something happened under the clause; `low` null is fewer than five."""

    first = serializers.DateField()
    last = serializers.DateField()
    low = serializers.IntegerField(allow_null=True)
    high = serializers.IntegerField()


class ClauseOut(serializers.Serializer[Any]):
    """One clause on a day; without known words of that day the text is null and `standing` says why."""

    address = serializers.CharField()
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    edition = serializers.DateField(allow_null=True)
    standing = serializers.ChoiceField(choices=[standing.value for standing in ClauseStanding])
    valid_from = serializers.DateField(allow_null=True, help_text="From when these words hold.")
    title = serializers.CharField()
    text = serializers.CharField(allow_null=True)
    carries = serializers.ListField(child=serializers.CharField(), help_text="Ids of the requirements.")
    settings = serializers.ListField(child=serializers.CharField(), help_text="Open points that it leaves.")
    rules = serializers.ListField(child=serializers.CharField(), help_text="Rows of the decision tables.")
    touched = TouchedOut(allow_null=True, help_text="Null for a clause that no kind of event belongs to.")


class AgreementAPI(APIView):
    """For everybody who is signed in."""

    authentication_classes = (SessionDoor,)
    permission_classes = (IsAuthenticated,)


class Clauses(AgreementAPI):
    """The contents."""

    @extend_schema(
        operation_id="clauses_list", parameters=[ClauseQuery], responses={200: ClauseOut(many=True), **REFUSALS}
    )
    def get(self, request: Request) -> Response:
        """All clauses in the agreement's order."""
        on = _day(request)
        return Response(
            [
                _clause_json(row, on, asker_of(request._request).now)
                for row in clauses_on(on, language=reading_language())
            ]
        )


class ClauseDetail(AgreementAPI):
    """One clause."""

    @extend_schema(operation_id="clause", parameters=[ClauseQuery], responses={200: ClauseOut, **REFUSALS})
    def get(self, request: Request, address: str) -> Response:
        """The clause as it reads on the day."""
        on = _day(request)
        row = clause_on(address, on, language=reading_language())
        if row is None:
            raise Http404
        return Response(_clause_json(row, on, asker_of(request._request).now))


def _day(request: Request) -> date:
    query = ClauseQuery(data=request.query_params)
    query.is_valid(raise_exception=True)
    asked: date | None = query.validated_data.get("on")
    return asked or local_date(asker_of(request._request).now)


def _clause_json(row: ClauseOnDay, on: date, now: datetime) -> dict[str, Any]:
    wording, edition = row.held.wording, edition_on(on)
    return {
        "address": row.clause.address,
        "parent": row.clause.parent or None,
        "edition": edition.isoformat() if edition else None,
        "standing": row.held.standing.value,
        "valid_from": wording.valid_from.isoformat() if wording else None,
        "title": row.title,
        "text": row.text or None,
        "carries": list(row.clause.carries),
        "settings": list(row.clause.settings),
        "rules": [realised.rule for realised in realised_by(row.clause.address)],
        "touched": _touched_json(touched(row.clause.address, now)),
    }


def _touched_json(found: Touched | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "low": found.low,
        "high": found.high,
    }
