"""People and journeys of the matrix, built once for a file of tests; every test tries its doors and rolls back."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

from django.core.cache import cache
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.utils import timezone
from django.utils.safestring import SafeString

from journeys.models import BreakGlassGrant, Citizen, CurrentContact
from notifications.actions.outbox import relay_due
from organisations.models import User
from tests.actors import make_actors
from tests.contracts.matrix.ground.people import Somebody, everybody, units_of
from tests.contracts.matrix.ground.situations import Ground, Standing, standing

REASON = "Borgeren er fundet bevidstløs"


@dataclass(frozen=True, slots=True)
class World:
    """Everybody and every journey, at one instant."""

    ground: Ground
    people: list[Somebody]
    journeys: list[Standing]
    clients: dict[str, Client]

    @property
    def now(self) -> datetime:
        """When it was built."""
        return self.ground.now

    def pairs(self) -> Iterator[tuple[Somebody, Standing]]:
        """Everybody before every journey."""
        return ((somebody, stands) for somebody in self.people for stands in self.journeys)

    def named(self, name: str) -> Somebody:
        """One of them."""
        return next(somebody for somebody in self.people if somebody.person.name == name)

    def situated(self, name: str) -> Standing:
        """One of the journeys."""
        return next(stands for stands in self.journeys if stands.situation.name == name)


def build() -> World:
    """Needs the database, and a transaction around it."""
    cache.clear()
    actors = make_actors()
    units = units_of(actors)
    people = everybody(units)
    users = {somebody.person.name: somebody.user for somebody in people}
    ground = Ground(actors, units, users, timezone.now())
    journeys = standing(ground)
    for somebody in people:
        _open(somebody, ground.now)
    relay_due(now=ground.now, limit=500)
    return World(ground, people, journeys, {somebody.person.name: _client(somebody.user) for somebody in people})


def _open(somebody: Somebody, now: datetime) -> None:
    """What they have opened, of everybody; the limits of these doors are tested elsewhere."""
    opened = {"user": somebody.user, "reason": REASON}
    citizens = list(Citizen.objects.all())
    if somebody.person.glass:
        until = now + timedelta(hours=1)
        BreakGlassGrant.objects.bulk_create(
            BreakGlassGrant(citizen=citizen, granted_at=now, expires_at=until, **opened) for citizen in citizens
        )
    if somebody.person.contact:
        until = now + timedelta(hours=24)
        CurrentContact.objects.bulk_create(
            CurrentContact(citizen=citizen, stated_at=now, expires_at=until, **opened) for citizen in citizens
        )


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside has never been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answered(response: Any) -> str:
    """ "403", "404", or "open": the door let them in, whatever then stood in the way."""
    return str(response.status_code) if response.status_code in (401, 403, 404) else "open"


@contextmanager
def undrawn() -> Iterator[None]:
    """Pages are empty inside: what a door answers is decided before its page is drawn, which takes longer."""

    def nothing(self: Any, context: Any = None, request: Any = None) -> SafeString:
        return SafeString("")

    level = logging.root.manager.disable
    # A line for each no is not read here either.
    logging.disable(logging.WARNING)
    try:
        with mock.patch.object(Template, "render", nothing):
            yield
    finally:
        logging.disable(level)
