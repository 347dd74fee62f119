"""Problem documents of the gateway (RFC 9457)."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _

from medcom.models import InboundMessage
from medcom.parsing.problems.problem import Problem
from medcom.sentences import problem_from, problem_sentence

CONTENT_TYPE = "application/problem+json"


def problem_document(
    status: HTTPStatus,
    code: str,
    detail: str,
    *,
    message: InboundMessage | None = None,
    problems: Sequence[Problem] = (),
) -> JsonResponse:
    """A refusal that a program and a person can read; `message` is where the log keeps what was sent."""
    content: dict[str, Any] = {
        "type": f"urn:medcom:{code}",
        "title": status.phrase,
        "status": status.value,
        "code": code,
        "detail": detail,
    }
    if message is not None:
        content["message"] = str(message.pk)
    if problems:
        content["errors"] = [
            {
                "code": problem.code,
                "medcom_code": problem.medcom_code,
                "place": problem.expression,
                "detail": problem_sentence(problem),
            }
            for problem in problems
        ]
    return JsonResponse(content, status=status.value, content_type=CONTENT_TYPE)


def refusal_of(message: InboundMessage, status: HTTPStatus) -> JsonResponse:
    """The document for a stored message that cannot be acknowledged."""
    problems = [problem for stored in message.problems if (problem := problem_from(stored)) is not None]
    code = problems[0].code if problems else "message.unanswerable"
    detail = problem_sentence(problems[0]) if problems else _("Meddelelsen kan ikke besvares.")
    return problem_document(status, code, detail, message=message, problems=problems)
