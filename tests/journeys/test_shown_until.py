"""The rows that lists begin with say of every moment what sight says of journeys and windows (DESIGN §6)."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from discharge.models import ExtendedResponsibility
from journeys.domain.events import EventKind
from journeys.domain.sight.scope import LEDGER_SIGHT, Sight
from journeys.models import Journey, JourneyParty
from tests.actors import Actors
from tests.factories.journeys import discharged_journey, end_journey, tell, tell_journey
from tests.factories.stories import tell_story

pytestmark = pytest.mark.django_db
SIGHT = timedelta(days=90)
INSTANT = timedelta(seconds=1)


def _seen_by_definition(sight: Sight) -> set[UUID]:
    """DESIGN §6 word for word: took part, and the later of close-out and end of the 72 hours is not long ago."""
    party = JourneyParty.objects.filter(journey=OuterRef("pk"), organisation_id__in=sight.units)
    windows = ExtendedResponsibility.objects.filter(journey=OuterRef("pk"), could_end_at__gt=sight.over_after)
    late = Exists(windows.filter(voided=False).exclude(eligible=False).order_by())
    seen = Q(Exists(party)) & (Q(over_at__isnull=True) | Q(over_at__gt=sight.over_after) | late)
    if sight.needs_services:
        seen &= Q(municipal_services=True) | Q(unconfirmed=True)
    return set(Journey.objects.current().filter(seen | Q(citizen_id__in=sight.citizens)).values_list("pk", flat=True))


def _moments() -> Iterator[datetime]:
    """Around everything that ends, and much later."""
    ends = {at for at in Journey.objects.values_list("over_at", flat=True) if at}
    ends |= {at for at in ExtendedResponsibility.objects.values_list("could_end_at", flat=True) if at}
    for at in sorted(ends):
        yield from (at + SIGHT - INSTANT, at + SIGHT, at + SIGHT + INSTANT, at + LEDGER_SIGHT)
    yield timezone.now()


def _check(actors: Actors, opened: Collection[UUID] = ()) -> None:
    units = set(JourneyParty.objects.values_list("organisation_id", flat=True)) | {actors.practice.pk}
    for now in _moments():
        for unit in units:
            for services in (False, True):
                sight = Sight(frozenset({unit}), frozenset(opened), needs_services=services, over_after=now - SIGHT)
                seen = set(Journey.objects.visible_to(sight).values_list("pk", flat=True))
                assert seen == _seen_by_definition(sight), (unit, now)


@pytest.mark.parametrize("seed", range(6))
def test_a_random_story_is_in_sight_as_long_as_it_was(seed: int, actors: Actors) -> None:
    journey = tell_story(actors, seed=seed, until=timezone.now(), steps=25)
    _check(actors)
    _check(actors, opened=[journey.citizen_id])


def _active_by_definition(sight: Sight) -> set[UUID]:
    """Without those who had left, died or been said not to come before, and whose 72 hours had ended too."""
    since = sight.active_after
    windows = ExtendedResponsibility.objects.filter(journey=OuterRef("pk"), could_end_at__gte=since)
    late = Exists(windows.filter(voided=False).exclude(eligible=False).order_by())
    left = Q(status__in=("discharged", "closed"), discharged_at__lt=since)
    left |= Q(status="deceased", deceased_at__lt=since) | Q(status="cancelled", cancelled_at__lt=since)
    seen = Journey.objects.visible_to(replace(sight, active_after=None)).exclude(left & ~late)
    return set(seen.values_list("pk", flat=True))


def _check_active(actors: Actors) -> int:
    """How many were left out."""
    names = ("discharged_at", "deceased_at", "cancelled_at")
    ends = {at for row in Journey.objects.values_list(*names) for at in row if at}
    ends |= {at for at in ExtendedResponsibility.objects.values_list("could_end_at", flat=True) if at}
    left_out = 0
    for since in sorted({end + step for end in ends for step in (-INSTANT, 0 * INSTANT, INSTANT)}):
        sight = Sight(frozenset({actors.ward.pk, actors.municipality.pk}), active_after=since)
        seen = set(Journey.objects.visible_to(sight).values_list("pk", flat=True))
        assert seen == _active_by_definition(sight), since
        left_out += Journey.objects.visible_to(replace(sight, active_after=None)).count() - len(seen)
    return left_out


@pytest.mark.parametrize("seed", range(3))
def test_a_list_of_today_leaves_out_only_whom_it_may(seed: int, actors: Actors) -> None:
    tell_story(actors, seed=seed, until=timezone.now(), steps=25)
    discharged_journey(actors, hours_ago=200)
    assert _check_active(actors)


def test_an_end_shows_until_then_and_a_cancelled_one_opens_it_again(actors: Actors) -> None:
    now = timezone.now()
    journey = discharged_journey(actors, hours_ago=40)
    died = end_journey(journey, EventKind.DIED, at=now - timedelta(hours=20))
    _check(actors)
    (until,) = _shown(journey)
    assert until == died.event.occurred_at
    tell(journey.citizen, EventKind.CANCELLED, at=now, voids=died.event.source_ref)
    _check(actors)
    (until,) = _shown(journey)
    assert until is None or until > now


def test_the_72_hours_outlast_a_quick_close_out(actors: Actors) -> None:
    journey = discharged_journey(actors, hours_ago=5)
    done = {
        EventKind.FMK_UPDATED: {},
        EventKind.REHABILITATION_DECIDED: {"needed": False},
        EventKind.OTHER_TASKS_DONE: {},
        EventKind.LETTER_SENT: {"follow_up": False},
        EventKind.LETTER_ACKNOWLEDGED: {"positive": True},
        EventKind.MUNICIPAL_ENROLLED: {"needed": True},
    }
    for kind, payload in done.items():
        tell_journey(journey, kind, **payload)
    journey.refresh_from_db()
    assert journey.over_at is not None
    (until,) = _shown(journey)
    assert until == journey.extended_responsibilities.get().could_end_at
    assert until is not None
    assert until > journey.over_at
    _check(actors)


def _shown(journey: Journey) -> set[datetime | None]:
    return set(journey.parties.order_by().values_list("shown_until", flat=True))
