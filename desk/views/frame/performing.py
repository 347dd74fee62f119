"""What a posted form did: saved, or to be shown again with what was refused."""

from datetime import datetime
from typing import Any, Protocol, TypeVar

from django.http import HttpRequest

from desk.views.frame.asking import asker_of
from journeys.actions.refusals import Refused
from organisations.models import User

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


def performed(request: HttpRequest, form: Performing[T]) -> T | None:
    """What was saved; None when the form is to be shown."""
    if request.method != "POST" or not form.is_valid():
        return None
    asker = asker_of(request)
    try:
        return form.perform(asker.user, asker.now)
    except Refused as refused:
        form.refuse(refused)
        return None
