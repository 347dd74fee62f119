"""New versions of a clause for programs: the same form, the same difference (001-97)."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from desk.api.doors import IDEMPOTENCY_KEY, UNIT, PermittedAPI, body_of, form_problems, written_once
from desk.api.journeys import REFUSALS
from desk.forms.agreement import ClauseVersionForm
from desk.selectors.agreement.versions import pieces_json, sides, version_json, version_rows
from desk.views.frame.asking import asker_of
from journeys.domain.calendar.clock import local_date
from organisations.domain.permissions import Permission
from principles.clauses.actions import withdraw_version
from principles.clauses.rules.contents import BY_ADDRESS
from principles.models import ClauseVersion


class ClauseVersionOut(serializers.Serializer[Any]):
    """A version of a clause; one that is `coming` can be withdrawn, of two from one day the first is `replaced`."""

    id = serializers.IntegerField()
    number = serializers.IntegerField(help_text="Of the clause; say it as `seen` so that nobody's version is missed.")
    valid_from = serializers.DateField()
    coming = serializers.BooleanField()
    replaced = serializers.BooleanField()
    title_da = serializers.CharField()
    title_en = serializers.CharField()
    text_da = serializers.CharField()
    text_en = serializers.CharField()
    reason = serializers.CharField()
    made_at = serializers.DateTimeField()
    made_by = serializers.CharField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    withdrawn_by = serializers.CharField()
    difference = serializers.ListField(child=serializers.DictField(), help_text="To the version before, by language.")


class VersionsAPI(PermittedAPI):
    """For an administrator of the agreement."""

    permission = Permission.MANAGE_AGREEMENT


class ClauseVersions(VersionsAPI):
    """All versions that were written here."""

    @extend_schema(operation_id="clause_versions", responses={200: ClauseVersionOut(many=True), **REFUSALS})
    def get(self, request: Request, address: str) -> Response:
        """Newest first, each with its difference to the one before."""
        return Response(_rows(request, _known(address)))

    @extend_schema(
        operation_id="clause_version_write",
        request=OpenApiTypes.OBJECT,
        parameters=[UNIT, IDEMPOTENCY_KEY],
        responses={200: OpenApiTypes.OBJECT, 201: ClauseVersionOut, **REFUSALS},
    )
    def post(self, request: Request, address: str) -> Response:
        """Writes one: the fields of the form. With `preview: true` nothing is saved and the difference is answered."""
        asker, body = asker_of(request._request), body_of(request)
        said = {name: value for name, value in body.items() if name != "preview"}
        form = ClauseVersionForm(said, address=_known(address))
        if body.get("preview") is True:
            if not form.is_valid():
                raise form_problems(form)
            return Response({"difference": pieces_json(sides(address, form.wording))})
        done = written_once(request, form, lambda: form.perform(asker.user, asker.now), _version_again)
        row = next(each for each in _rows(request, address) if each["id"] == done.row.pk)
        return Response(row, status=status.HTTP_201_CREATED, headers=done.headers)


class ClauseVersionDetail(VersionsAPI):
    """One version that has not come."""

    @extend_schema(operation_id="clause_version_withdraw", parameters=[UNIT], responses={204: None, **REFUSALS})
    def delete(self, request: Request, address: str, version_id: int) -> Response:
        """Withdraws it."""
        asker = asker_of(request._request)
        row = get_object_or_404(ClauseVersion, pk=version_id, clause=_known(address))
        withdraw_version(row, by=asker.user, now=asker.now)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _version_again(key: str) -> ClauseVersion:
    return ClauseVersion.objects.get(pk=key)


def _known(address: str) -> str:
    if address not in BY_ADDRESS:
        raise NotFound
    return address


def _rows(request: Request, address: str) -> list[dict[str, Any]]:
    today = local_date(asker_of(request._request).now)
    return [{**version_json(row), "difference": pieces_json(row.sides)} for row in version_rows(address, today)]
