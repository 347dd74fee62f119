"""What a posted form did: saved, or to be shown again with what was refused; a second press saves nothing twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.forms.seen import SEEN_ROW
from desk.views.frame.asking import asker_of
from desk.views.frame.keys import key_of
from desk.views.frame.tokens import FIELD
from journeys.actions.acting.acts import Act
from journeys.actions.acting.once import is_known, once
from journeys.actions.refusals import Refused
from organisations.models import User

# The hidden field with the page's one-time key (`{% one_time_key %}`); a page that is shown again gets another.
KEY = "key"
STOOD = _("Det var allerede gemt. Det, der blev gemt første gang, står.")
# What the page adds to what a person says.
_NOT_SAID = frozenset({KEY, FIELD, SEEN_ROW, "csrfmiddlewaretoken", "sure"})

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Performing(Protocol[T_co]):
    """A form that carries out what it says."""

    def is_valid(self) -> bool:
        """Whether every field can be read."""

    def perform(self, by: User, now: datetime, /) -> T_co:
        """Saves, or raises what a rule refuses."""

    def refuse(self, refused: Any, /) -> None:
        """Says the refusal at its field."""


@dataclass(frozen=True, slots=True)
class Performed(Generic[T]):
    """What was saved; None when the same press had saved it before."""

    saved: T | None

    def tell(self, request: HttpRequest, words: object) -> None:
        """Made from the effect: what stood already is not said to be done now."""
        if self.saved is None:
            messages.info(request, str(STOOD))
        else:
            messages.success(request, str(words))


def performed(request: HttpRequest, form: Performing[T]) -> Performed[T] | None:
    """Carries the form out, once for each key of a page; None when the form is to be shown."""
    if request.method != "POST":
        return None
    valid, saved = form.is_valid(), []
    try:
        act = _act(request)
        # The first press may have moved what the form begins from, so the second is not asked whether it fits.
        if not valid and not is_known(act):
            return None
        once(act, _said(request), lambda: saved.append(form.perform(act.by, act.now)))
    except Refused as refused:
        form.refuse(refused)
        return None
    return Performed(saved[0] if saved else None)


def _act(request: HttpRequest) -> Act:
    asker = asker_of(request)
    return Act(by=asker.user, now=asker.now, key=key_of(request.POST.get(KEY, "")))


def _said(request: HttpRequest) -> Mapping[str, Any]:
    said = {name: request.POST.getlist(name) for name in request.POST if name not in _NOT_SAID}
    return {"page": request.path, "said": said}
