"""The registers for programs: the same rows and the same forms (RULES 1.3, 1.4; 001-50; FQ3, FQ5, FQ10)."""

from typing import Any

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.api.doors import IDEMPOTENCY_KEY, UNIT, SessionDoor, body_of, written_once
from desk.api.journeys import REFUSALS
from desk.api.parsing import ActParser
from desk.forms.registers.writes import NEW, WHAT_BY_NAME, WRITES, RegisterWrite
from desk.selectors.registers.table import REGISTERS_BY_NAME
from desk.views.frame.asking import asker_of
from desk.views.registers.reading import listed_of, opened_of, register_of
from organisations.selectors.permissions import check_can

_NAME = OpenApiParameter("name", str, OpenApiParameter.PATH, enum=sorted(REGISTERS_BY_NAME))
_WHAT = OpenApiParameter("what", str, OpenApiParameter.PATH, enum=sorted(WHAT_BY_NAME))
_OBJECT = {200: OpenApiTypes.OBJECT, **REFUSALS}


class RegistersAPI(APIView):
    """A view of the registers' API; each register says who reads it and who writes."""

    authentication_classes = (SessionDoor,)
    permission_classes = (IsAuthenticated,)
    parser_classes = (ActParser,)


class RegisterRows(RegistersAPI):
    """One register."""

    @extend_schema(operation_id="register_rows", parameters=[UNIT, _NAME], responses=_OBJECT)
    def get(self, request: Request, name: str) -> Response:
        """Its rows, with the filters of its page in the address, and what it counts in words."""
        _found, page = listed_of(request._request, _slug(name))
        rows = [row.data for row in page.rows]
        return Response({"sum": page.sum or None, "indicators": page.indicators, "rows": rows})

    @extend_schema(
        operation_id="register_new",
        request=OpenApiTypes.OBJECT,
        parameters=[UNIT, IDEMPOTENCY_KEY, _NAME],
        responses=_OBJECT,
    )
    def post(self, request: Request, name: str) -> Response:
        """A new row, with the fields of its form; answers with the row."""
        slug = _slug(name)
        register_of(request._request, slug)
        return _written(request, slug, NEW.get(slug), key="")


class RegisterRow(RegistersAPI):
    """One row."""

    @extend_schema(operation_id="register_row", parameters=[UNIT, _NAME], responses=_OBJECT)
    def get(self, request: Request, name: str, key: str) -> Response:
        """With its history."""
        _found, page = opened_of(request._request, _slug(name), key)
        return Response(page.data)


class RegisterWriting(RegistersAPI):
    """What can be written about a row, each with the fields of its form."""

    @extend_schema(
        operation_id="register_write",
        request=OpenApiTypes.OBJECT,
        parameters=[UNIT, IDEMPOTENCY_KEY, _NAME, _WHAT],
        responses=_OBJECT,
    )
    def post(self, request: Request, name: str, key: str, what: str) -> Response:
        """Writes it and answers with the row as it stands then."""
        slug = _slug(name)
        opened_of(request._request, slug, key)
        return _written(request, slug, WRITES.get((slug, WHAT_BY_NAME.get(what, ""))), key=key)


def _slug(name: str) -> str:
    found = REGISTERS_BY_NAME.get(name)
    if found is None:
        raise Http404
    return found.slug


def _written(request: Request, slug: str, kind: RegisterWrite | None, *, key: str) -> Response:
    if kind is None:
        raise Http404
    asker, body = asker_of(request._request), body_of(request)
    check_can(asker.user, kind.permission)
    form: Any = kind.form_of(body, asker, key, "")
    done = written_once(request, form, lambda: form.perform(asker.user, asker.now), str)
    return Response(opened_of(request._request, slug, done.row)[1].data, headers=done.headers)
