"""How the API lets people in: by their session, after asking the who-may table."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from desk.api.parsing import ActParser
from desk.selectors.asker import Asker
from desk.views.frame.asking import asker_of
from desk.views.frame.keys import key_of
from journeys.actions.acting.acts import Act
from journeys.actions.acting.once import made_once
from journeys.actions.refusals import Refused
from journeys.domain.events import EventSource
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed
from organisations.selectors.memberships import membership_in
from organisations.selectors.permissions import check_can

T = TypeVar("T")
UNIT_HEADER = "X-Unit"
UNIT = OpenApiParameter(
    UNIT_HEADER,
    OpenApiTypes.UUID,
    OpenApiParameter.HEADER,
    description="The id of the unit to act for, one of the user's own; without it that of the session.",
)
KEY_HEADER = "Idempotency-Key"
IDEMPOTENCY_KEY = OpenApiParameter(
    KEY_HEADER, str, OpenApiParameter.HEADER, description="A repeated call with the same key is the same act."
)
REPLAYED = {"Idempotency-Replayed": "true"}


class SessionDoor(SessionAuthentication):
    """Session sign-in that says 401, not 403, to a stranger; a program may name the unit it acts for (`X-Unit`)."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """The user, acting for the named unit if it is theirs, else for that of the session."""
        found: tuple[Any, Any] | None = super().authenticate(request)
        unit_id = request.headers.get(UNIT_HEADER, "")
        if found is None or not unit_id:
            return found
        membership = membership_in(found[0], unit_id, on=timezone.localdate())
        if membership is None:
            raise NotAllowed("membership.not_yours", _("Du kan kun handle for dine egne enheder."))
        found[0].acting = membership
        return found

    def authenticate_header(self, request: Request) -> str:
        """The scheme named in WWW-Authenticate."""
        return "Session"


class SessionDoorScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session in the schema; being defined registers it."""

    target_class = SessionDoor
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """The cookie."""
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class MayOpen(BasePermission):
    """Refuses with the sentence of the who-may table; sight is asked afterwards."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Raises NotAllowed, which the handler turns into a problem document."""
        check_can(request.user, view.permission)  # type: ignore[attr-defined]
        return True


class PermittedAPI(APIView):
    """A view for signed-in people whose role has its `permission`; what is sent is one JSON object."""

    authentication_classes = (SessionDoor,)
    permission_classes = (MayOpen,)
    parser_classes = (ActParser,)
    permission: ClassVar[Permission]


class JourneyAPI(PermittedAPI):
    """A view of the journeys' API."""

    permission = Permission.VIEW_JOURNEY


def body_of(request: Request) -> dict[str, Any]:
    """What was sent, which `ActParser` has made an object; no body is an empty one."""
    return request.data if isinstance(request.data, dict) else {}


def written(form: Any, write: Callable[[], T]) -> T:
    """What `write` saved of a form that a program filled; raises what is wrong with it, a rule's refusal too."""
    if form.is_valid():
        try:
            return write()
        except Refused as refused:
            form.refuse(refused)
    raise form_problems(form)


class StandingAnswer(NamedTuple, Generic[T]):
    """What stands after the call, and the header that says so when it stood before."""

    row: T
    headers: dict[str, str] | None


def written_once(
    request: Request,
    form: Any,
    write: Callable[[], T],
    again: Callable[[str], T],
    key_of_row: Callable[[T], str] = lambda row: str(getattr(row, "pk", row)),
) -> StandingAnswer[T]:
    """As `written`; the same call again under its `Idempotency-Key` writes nothing and is answered with its row.

    The form is asked only of a call that is new: what the first one saved may be why the second would be refused.
    """
    new: list[T] = []

    def make() -> str:
        new.append(written(form, write))
        return key_of_row(new[0])

    made = called_once(request, asker_of(request._request), make)
    return StandingAnswer(new[0], None) if made is None else StandingAnswer(again(made), REPLAYED)


def called_once(request: Request, asker: Asker, make: Callable[[], str]) -> str | None:
    """What the same call has made before under its `Idempotency-Key`; None where `make` makes it now (`made_once`)."""
    return made_once(api_act(request, asker), {"path": request.path, "said": body_of(request)}, make)


def api_act(request: Request, asker: Asker) -> Act:
    """Who calls, when, and the call's `Idempotency-Key`. Raises Refused where that is no key."""
    return Act(by=asker.user, now=asker.now, source=EventSource.API, key=key_of(request.headers.get(KEY_HEADER, "")))


def form_problems(form: forms.Form) -> ValidationError:
    """What is wrong with a form that a program filled, by field, in the words that a page shows."""
    return ValidationError(
        {
            name: [ErrorDetail(text, code=error.code or "invalid") for error in errors for text in error.messages]
            for name, errors in form.errors.as_data().items()
        }
    )


def check_place(misread: Sequence[str], named: str) -> None:
    """A program is never given another place's figures than it names, as a page is with a word about it."""
    if misread:
        raise ValidationError({named: [_("Det sted findes ikke.")]})
