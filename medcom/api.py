"""The gateway's door: POST /api/v1/medcom/messages/ (DESIGN §4, §8)."""

from http import HTTPStatus

from django.db import Error as DatabaseFailure
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from medcom.actions.gateways import gateway_with_token
from medcom.actions.intake import process
from medcom.actions.store import store, store_refused
from medcom.domain.formats import Format, encode, format_of, is_classic_answer, wanted_format
from medcom.domain.states import Door, MessageState
from medcom.models import Gateway, InboundMessage
from medcom.parsing.fhir.decode import MAX_BYTES
from medcom.serializers import problem_document, refusal_of

_CHUNK = 1024 * 1024
_TAKEN = frozenset({MessageState.ACCEPTED, MessageState.DUPLICATE, MessageState.OPENED})


class TooLarge(Exception):
    """The body is larger than any message."""


@csrf_exempt
def messages(request: HttpRequest) -> HttpResponse:
    """Takes a message of a gateway and answers it; a token, not a session, opens this door."""
    if request.method != "POST":
        refusal = problem_document(
            HTTPStatus.METHOD_NOT_ALLOWED, "gateway.post_only", _("Meddelelser leveres med POST.")
        )
        refusal["Allow"] = "POST"
        return refusal
    gateway = _gateway(request)
    if gateway is None:
        refusal = problem_document(
            HTTPStatus.UNAUTHORIZED, "gateway.unknown_token", _("Angiv gatewayens nøgle som Bearer-token.")
        )
        refusal["WWW-Authenticate"] = 'Bearer realm="medcom"'
        return refusal
    try:
        body = _body(request)
    except UnreadablePostError:
        return problem_document(HTTPStatus.BAD_REQUEST, "message.cut_short", _("Meddelelsen blev afbrudt undervejs."))
    except TooLarge:
        return _refuse_unread(request, gateway, "unreadable.too_large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    form = format_of(request.content_type or "")
    if form is None:
        return _refuse_unread(request, gateway, "unreadable.content_type", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, body)
    return _take(request, gateway, body, form)


def _gateway(request: HttpRequest) -> Gateway | None:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        return None
    return gateway_with_token(token.strip(), now=timezone.now())


def _body(request: HttpRequest) -> bytes:
    """Read piece by piece, so that a body without end costs no more than the limit."""
    if _announced(request) > MAX_BYTES:
        raise TooLarge
    pieces, size = [], 0
    while piece := request.read(_CHUNK):
        size += len(piece)
        if size > MAX_BYTES:
            raise TooLarge
        pieces.append(piece)
    return b"".join(pieces)


def _announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isdecimal() else 0


def _stated_type(request: HttpRequest) -> str:
    """The whole header: of XML its charset counts more than the declaration (RFC 7303)."""
    return request.headers.get("Content-Type", "")


def _refuse_unread(
    request: HttpRequest, gateway: Gateway, code: str, status: HTTPStatus, body: bytes = b""
) -> HttpResponse:
    stored = store_refused(body, code, content_type=_stated_type(request), gateway=gateway, now=timezone.now())
    return refusal_of(stored, status)


def _take(request: HttpRequest, gateway: Gateway, body: bytes, form: Format) -> HttpResponse:
    now = timezone.now()
    try:
        message = store(body, content_type=_stated_type(request), door=Door.GATEWAY, gateway=gateway, now=now)
    except DatabaseFailure:
        refusal = problem_document(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "intake.out_of_operation",
            _("Meddelelsen kunne ikke gemmes. Send den igen."),
        )
        refusal["Retry-After"] = "60"
        return refusal
    done = process(message, now=now)
    return _answer(done, wanted_format(request.headers.get("Accept", ""), form))


def _answer(message: InboundMessage, form: Format) -> HttpResponse:
    """200 and the acknowledgement, whatever its code; 202 for an acknowledgement; else a problem document."""
    if message.state_value is MessageState.ACKNOWLEDGEMENT:
        return HttpResponse(status=HTTPStatus.ACCEPTED.value)
    if message.answer is None and message.state_value in _TAKEN:
        # A classic letter that asks for no receipt.
        return HttpResponse(status=HTTPStatus.ACCEPTED.value)
    if message.answer is not None and is_classic_answer(message.answer):
        return HttpResponse(encode(message.answer, form), content_type="application/xml; charset=utf-8")
    if message.answer is not None:
        return HttpResponse(encode(message.answer, form), content_type=f"{form.value}; charset=utf-8")
    if any(problem["code"] == "intake.out_of_operation" for problem in message.problems):
        return refusal_of(message, HTTPStatus.SERVICE_UNAVAILABLE)
    unreadable = message.state_value is MessageState.UNREADABLE
    return refusal_of(message, HTTPStatus.BAD_REQUEST if unreadable else HTTPStatus.UNPROCESSABLE_ENTITY)
