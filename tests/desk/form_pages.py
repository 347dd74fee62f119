"""Every page with a form that somebody can open, and what is stored: for the walks over all forms."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.core import serializers
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from desk.forms.acting.planning.beginning import BEGINNINGS
from desk.forms.acting.table import ACTS
from desk.selectors.administration.settings_page import point_rows
from discharge.models import ClosingDay, Tariff
from journeys.domain.events import EventKind
from journeys.models import Journey, Task
from organisations.domain.permissions import WHO_MAY
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen

# Written by looking, not by doing.
_LOOKS = frozenset({"journeys.accesslog", "journeys.readmark", "sessions.session"})
_BOOKS = ("organisations", "journeys", "discharge", "notifications", "medcom", "documents", "principles")


@dataclass(frozen=True, slots=True)
class FormPage:
    """An address and who opens it."""

    user: User
    address: str

    def __str__(self) -> str:
        """For the message of a failure."""
        return f"{self.user.role}: {self.address}"


def stored() -> dict[str, str]:
    """A digest per table of everything that is kept; looks at citizens and session rows aside."""
    models = [model for model in apps.get_models() if model._meta.app_label in _BOOKS]
    return {
        model._meta.label_lower: hashlib.sha256(
            serializers.serialize("json", model._default_manager.order_by("pk")).encode()
        ).hexdigest()
        for model in models
        if model._meta.label_lower not in _LOOKS
    }


def sentences(client: Client, address: str) -> str:
    """The page of an address."""
    return client.get(address).content.decode()


def document(client: Client, address: str) -> html.HtmlElement:
    """The parsed page."""
    return html.fromstring(sentences(client, address))


def every_form_page(actors: Actors) -> list[FormPage]:
    """All acts of all journeys, beginnings, corrections, questions and settings, for every role that may open them."""
    return [page for user in actors.everyone().values() for page in _pages_of(user, _world(actors))]


def _world(actors: Actors) -> list[Journey]:
    """One citizen in a bed and one at home, once."""
    if not Journey.objects.exists():
        admitted_journey(actors, citizen=make_citizen("Ane Prøve Bak"), bed="01-1")
        discharged_journey(actors, citizen=make_citizen("Bo Prøve Dal"))
        admitted_journey(actors, citizen=make_citizen("Ida Prøve Eg"), services=None)
        for user, slug, said in (
            (actors.nurse, "udskrives-til", {"destination": "own_home"}),
            (actors.assessor, "sygepleje", {"community_nursing": "yes"}),
            (actors.gp, "note", {"text": "Ring til klinikken."}),
        ):
            _do(user, Journey.objects.order_by("admitted_at").last(), slug, said)
        ClosingDay.objects.create(day=date(2026, 12, 31), reason="Nytår")
    return list(Journey.objects.exclude(municipal_services=None))


def _do(user: User, journey: Journey | None, slug: str, said: dict[str, str]) -> None:
    assert journey is not None
    client = Client()
    client.force_login(user)
    client.post(reverse("desk:journey-act", args=[journey.pk, slug]), said)


def _pages_of(user: User, journeys: list[Journey]) -> Iterator[FormPage]:
    for journey in journeys:
        for spec in (spec for spec in ACTS if user.role in WHO_MAY[spec.form.permission]):
            yield FormPage(user, reverse("desk:journey-act", args=[journey.pk, spec.slug]))
        hand = journey.placements.exclude(event__source="message").filter(event__kind__in=_CORRECTED)
        for placement in hand.select_related("event"):
            yield FormPage(user, reverse("desk:journey-correct", args=[journey.pk, placement.event.uuid]))
    for beginning in BEGINNINGS:
        yield FormPage(user, reverse("desk:journey-new", args=[beginning.slug]))
    for task in Task.objects.open().filter(kind="municipal_services"):
        yield FormPage(user, reverse("desk:question", args=[task.pk]))
    if user.role is Role.SYSTEM_ADMINISTRATOR:
        yield from _settings(user)


_CORRECTED = (EventKind.DESTINATION_STATED, EventKind.NURSING_ANSWERED, EventKind.NOTE_WRITTEN)


def _settings(user: User) -> Iterator[FormPage]:
    for row in point_rows(timezone.now())[0]:
        if not row.by_data:
            yield FormPage(user, reverse("desk:setting", args=[row.point.id]))
    yield FormPage(user, reverse("desk:tariff-new"))
    for tariff in Tariff.objects.all()[:1]:
        yield FormPage(user, reverse("desk:tariff", args=[tariff.pk]))
