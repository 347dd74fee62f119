"""Every error of the API as an RFC 9457 problem document with a machine code and a sentence (DESIGN §8)."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from desk.sentences import refusal_sentence
from discharge.wording.refused import RefusedByRule
from discharge.wording.sentences import sentence
from journeys.actions.acting.acts import Changed, Refused
from organisations.domain.refusals import NotAllowed, Refusal
from principles.clauses.rules.sources import clause_of, clause_of_code

CONTENT_TYPE = "application/problem+json"
# Seconds.
RETRY_AFTER = {"Retry-After": "5"}
# How to sign in, and when to call again.
_HEADERS = {
    HTTPStatus.UNAUTHORIZED: {"WWW-Authenticate": "Session"},
    HTTPStatus.SERVICE_UNAVAILABLE: RETRY_AFTER,
}


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's hook; None lets an unforeseen error be a 500."""
    found = _problem(error)
    if found is None:
        return None
    set_rollback()
    headers = _HEADERS.get(found["status"])
    return Response(found, status=found["status"], headers=headers, content_type=CONTENT_TYPE)


def _problem(error: Exception) -> dict[str, Any] | None:
    if isinstance(error, Changed):
        return document(HTTPStatus.CONFLICT, "act.changed", refusal_sentence(error))
    if isinstance(error, NotAllowed):
        anonymous = error.code == "permission.not_signed_in"
        status = HTTPStatus.UNAUTHORIZED if anonymous else HTTPStatus.FORBIDDEN
        return document(status, error.code, error.sentence)
    if isinstance(error, RefusedByRule):
        return _resting(document(HTTPStatus.BAD_REQUEST, error.code, error.sentence) | {"problems": _rules(error)})
    if isinstance(error, Refusal | Refused):
        return _resting(document(HTTPStatus.BAD_REQUEST, error.code, refusal_sentence(error)))
    if isinstance(error, Http404):
        return document(HTTPStatus.NOT_FOUND, "not_found", _("Findes ikke, eller du kan ikke se det."))
    if isinstance(error, PermissionDenied):
        return document(HTTPStatus.FORBIDDEN, "permission.denied", _("Det må du ikke."))
    if isinstance(error, OperationalError | InterfaceError):
        return database_away()
    return _drf_problem(error) if isinstance(error, exceptions.APIException) else None


def database_away() -> dict[str, Any]:
    """The connection may have broken while the answer to COMMIT was on its way: nobody knows which."""
    sentence = _("Systemet kan ikke svare lige nu, og det er uvist, om noget er gemt. Lav samme kald igen om lidt.")
    return document(HTTPStatus.SERVICE_UNAVAILABLE, "database_away", sentence)


def _resting(problem: dict[str, Any]) -> dict[str, Any]:
    """With the clause on which a refusal without a verdict rests; what concerns the program alone has none."""
    code = problem["type"].removeprefix("urn:problem:")
    clause = "" if problem.get("problems") else clause_of_code(code)
    return {**problem, "clause": clause} if clause else problem


def _rules(error: RefusedByRule) -> list[dict[str, str]]:
    """Every rule that is not met, so that a program need not try again and again."""
    return [
        {
            "rule": each.rule,
            "clause": clause_of(each.verdict.source, each.rule),
            "code": each.code,
            "severity": each.severity.value,
            "sentence": sentence(each.verdict),
        }
        for each in error.problems
    ]


def _drf_problem(error: exceptions.APIException) -> dict[str, Any]:
    status = HTTPStatus(error.status_code)
    if isinstance(error, exceptions.ValidationError):
        return {
            **document(status, "invalid", _("Noget i forespørgslen er forkert.")),
            "errors": error.get_full_details(),
        }
    codes = error.get_codes()
    return document(status, codes if isinstance(codes, str) else "error", str(error.detail))


def document(status: HTTPStatus, code: str, detail: str) -> dict[str, Any]:
    """One problem document."""
    return {
        "type": f"urn:problem:{code}",
        "title": status.phrase,
        "status": status.value,
        "code": code,
        "detail": detail,
    }
