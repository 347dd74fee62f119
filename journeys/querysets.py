"""Named questions that the journey tables answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from journeys.domain.sight.scope import Sight
from journeys.domain.state.status import IN_HOSPITAL

if TYPE_CHECKING:
    from journeys.models import Citizen, Deadline, EventPlacement, Journey, JourneyEvent, JourneyParty, Task

# Cancelled and deceased journeys stay on the lists, plainly worded, for a day (issue: desk).
ENDED_SHOWN_FOR = timedelta(hours=24)


def family_of(root_id: UUID) -> models.QuerySet[Citizen, UUID]:
    """The ids of a citizen and of the provisional rows that are joined with it, as a subquery on two indexes."""
    citizens: type[Citizen] = apps.get_model("journeys", "Citizen")
    return citizens.objects.filter(Q(pk=root_id) | Q(joined_to=root_id)).values_list("pk", flat=True)


class JourneyEventQuerySet(models.QuerySet["JourneyEvent"]):
    """Events, read only: the writer is `journeys.actions.events.record_event`."""

    def of_citizen(self, root_id: UUID) -> Self:
        """All events of one citizen in recorded order, under whatever number they were told (RULES 2i V9)."""
        return self.filter(citizen_id__in=family_of(root_id)).order_by("pk")


class EventPlacementQuerySet(models.QuerySet["EventPlacement"]):
    """Placed events by who may read them."""

    def read_by(self, house: Iterable[UUID], now: datetime, *, circle: Iterable[UUID]) -> Self:
        """What the units of a house may read: their own, and what others have released and not withdrawn.

        Of what is closed only what reaches `circle`, the reader's nearest units.
        """
        own = Q(event__organisation_id__in=list(house)) | Q(withdrawn=False, event__released_at__lte=now)
        return self.filter(own).heard_by(circle)

    def heard_by(self, circle: Iterable[UUID]) -> Self:
        """Without what is closed to all of these units."""
        return self.filter(_heard(circle))

    def unheard_by(self, circle: Iterable[UUID]) -> Self:
        """What is closed to all of these units."""
        return self.exclude(_heard(circle))

    def released(self, now: datetime) -> Self:
        """What everybody who sees the journey may read."""
        return self.filter(withdrawn=False, event__released_at__lte=now, circle="")

    def held_from(self, house: Iterable[UUID], now: datetime) -> Self:
        """What the units of a house will read later."""
        return self.filter(withdrawn=False, event__released_at__gt=now).exclude(event__organisation_id__in=list(house))


def _heard(circle: Iterable[UUID]) -> Q:
    """A closed event that reaches one of these units, or an open one."""
    heard = Q(circle="")
    for unit in circle:
        heard |= Q(circle__contains=stored_circle([str(unit)]))
    return heard


def stored_circle(units: Collection[str]) -> str:
    """The units of a circle as a row holds them."""
    return f"|{'|'.join(sorted(units))}|" if units else ""


class JourneyPartyQuerySet(models.QuerySet["JourneyParty"]):
    """Who takes or took part."""

    def showing(self, sight: Sight) -> Self:
        """The parties by which the units of a sight see journeys; its other conditions are the journey's own."""
        shown = self.filter(organisation_id__in=sight.units).order_by()
        if sight.over_after is not None:
            shown = shown.filter(Q(shown_until__isnull=True) | Q(shown_until__gt=sight.over_after))
        if sight.active_after is not None:
            shown = shown.filter(Q(active_until__isnull=True) | Q(active_until__gte=sight.active_after))
        return shown


class JourneyQuerySet(models.QuerySet["Journey"]):
    """Journeys by who may see them and where they stand."""

    def current(self) -> Self:
        """Without the rows that were merged into older ones."""
        return self.filter(merged_into__isnull=True)

    def visible_to(self, sight: Sight) -> Self:
        """The only definition of sight (DESIGN §6), for what `selectors.sight.sight_of(user)` says of the user."""
        if sight.nothing:
            return self.none()
        parties: JourneyPartyQuerySet = apps.get_model("journeys", "JourneyParty").objects.all()
        journeys = self.model._default_manager.all()
        shown = Q(pk__in=parties.showing(sight).values("journey"))
        if sight.needs_services:
            # What it entered itself a municipality sees before anybody has said whether it serves the citizen.
            shown &= Q(municipal_services=True) | Q(unconfirmed=True)
        opened = Q(citizen_id__in=sight.citizens)
        if sight.themself is not None:
            # What one side typed and nobody has confirmed may be another person's.
            opened |= Q(citizen_id=sight.themself, unconfirmed=False)
        if not sight.units:
            shown = opened
        elif sight.citizens or sight.themself is not None:
            # A union, not an alternative: each half has its own index.
            shown = Q(pk__in=journeys.filter(opened).values("pk").union(journeys.filter(shown).values("pk")))
        return self.current().filter(shown)

    def in_hospital(self) -> Self:
        """Journeys whose citizen is in hospital care now; what somebody entered and nobody confirmed is no care."""
        return self.filter(unconfirmed=False, status__in=[status.value for status in IN_HOSPITAL])

    def for_lists(self) -> Self:
        """With the organisations and the citizen that every list shows, in one query."""
        return self.select_related("citizen", "hospital", "ward", "municipality", "gp_practice")


# The journeys that the reader sees; asked only where an answer tells of one that is not at hand.
Visible = Callable[[], JourneyQuerySet]


class TaskQuerySet(models.QuerySet["Task"]):
    """Open work."""

    def open(self) -> Self:
        """What has not been done or dropped."""
        return self.filter(state="open")

    def shown(self, now: datetime) -> Self:
        """Open, and not a question whose time has not come."""
        return self.open().filter(Q(shown_from__isnull=True) | Q(shown_from__lte=now))

    def owned_by(self, units: Iterable[UUID]) -> Self:
        """Tasks of any of these units."""
        return self.filter(owner_id__in=list(units))


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Timers."""

    def pending(self) -> Self:
        """Not yet fired or called off."""
        return self.filter(state="pending")

    def due(self, now: datetime) -> Self:
        """Pending, due, and not waiting after an error."""
        waiting = Q(not_before__isnull=True) | Q(not_before__lte=now)
        return self.pending().filter(waiting, due_at__lte=now).order_by("due_at", "pk")
