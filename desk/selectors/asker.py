"""Who asks, when, and what they may see: worked out once per request."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property

from documents.selectors.sent import reading_units
from journeys.domain.sight.scope import Sight
from journeys.models import Journey
from journeys.querysets import JourneyQuerySet
from journeys.selectors.reading import Reader, reader_for
from journeys.selectors.sight import own_sight, sight_of
from organisations.domain.roles import Role, Sector, sector_of
from organisations.models import Organisation, User


class Asker:
    """A signed-in person at one instant."""

    def __init__(self, user: User, now: datetime) -> None:
        """Nothing is looked up before it is needed."""
        self.user = user
        # How much of what the unit was told is unread, where a page has asked it beside something else.
        self.unread: int | None = None
        self.now = now

    @cached_property
    def role(self) -> Role | None:
        """The role they act in."""
        return self.user.role

    @cached_property
    def unit(self) -> Organisation | None:
        """The unit they act for."""
        return self.user.unit

    @cached_property
    def sector(self) -> Sector | None:
        """The side they speak for."""
        return sector_of(self.role) if self.role else None

    @cached_property
    def own(self) -> Sight:
        """What their unit sees by itself: what lists show."""
        return own_sight(self.user, now=self.now)

    @cached_property
    def sight(self) -> Sight:
        """Everything that they may see now, opened citizens included."""
        return sight_of(self.user, now=self.now)

    @cached_property
    def reader(self) -> Reader:
        """Whose words they may read before others may."""
        return reader_for(self.unit, self.now, addressed=reading_units(self.user))

    def at(self, now: datetime) -> "Asker":
        """The same person at another time, without asking again which units those are."""
        other, over_after = Asker(self.user, now), self.own.over_after
        other.own = replace(self.own, over_after=over_after and now - (self.now - over_after))
        return other

    def own_journeys(self, *, active_after: datetime | None = None) -> JourneyQuerySet:
        """Their unit's journeys; for a list of today, those whose citizen had not left long before."""
        return Journey.objects.visible_to(replace(self.own, active_after=active_after))

    def journeys(self) -> JourneyQuerySet:
        """All journeys that they may see."""
        return Journey.objects.visible_to(self.sight)
