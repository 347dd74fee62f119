"""Take back and correct: the right to the act itself, of one's own house, or the responsible hospital's (DESIGN §6)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desk.forms.acting.table import ACTS, BY_SLUG, CORRECTS, ActSpec
from desk.selectors.timeline.own_events import event_of, same_act
from journeys.actions.acting.changing import check_changeable
from journeys.actions.refusals import Refused
from journeys.domain.events import CONTACT_KINDS, EventKind
from journeys.domain.history.release import UNDO_WITHIN
from journeys.models import Journey, JourneyEvent
from journeys.selectors.reading import reader_for
from organisations.domain.refusals import NotAllowed
from tests.contracts.matrix.ground.people import Somebody
from tests.contracts.matrix.ground.situations import Standing
from tests.contracts.matrix.ground.world import World, answered, undone, undrawn
from tests.contracts.matrix.oracle import HIDDEN, OPEN, REFUSED, SEES_NO_CITIZENS, may_act, may_change, may_read
from tests.desk.doing import BEFORE, filled, world_of
from tests.later import when_released

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
# The situations that stand for the worlds in which acts are done; the others are not built here (tests/desk).
WORLDS = {"bed": "Liggende", "home": "Hjemkommen", "waiting": "Ventende", "planned": "Planlagt"}
# Whoever writes first has the highest right to it: then it shows whether a lower one changes it.
WRITERS = ("doctor", "gp", "assessor", "community nurse", "nurse", "lægevagt in contact")
MOVES = frozenset({EventKind.PLACED, EventKind.PHYSICIAN_NAMED, EventKind.HANDOVER_OFFERED, *CONTACT_KINDS})
# Of a citizen in a bed the hospital's, at home a doctor's: both are tried.
EVERYWHERE = frozenset({"doed", "meld-doed", "bekraeft-doed", "afvis-doed", "note"})
Written = tuple[ActSpec, Somebody, Standing, list[JourneyEvent]]


def writers(spec: ActSpec, stands: Standing, matrix: World) -> list[Somebody]:
    """The first who may, and the doctor on call where that is another."""
    may = [matrix.named(name) for name in WRITERS]
    may = [each for each in may if may_act(each.person, spec.name, stands.situation)]
    if spec.slug == "overtag":
        may = [matrix.named("doctor")]
    return may[:1] + [each for each in may[1:] if each.person.contact]


def write(slug: str, somebody: Somebody, stands: Standing) -> list[JourneyEvent]:
    """Does it as a page would; what was recorded, nothing where the rules have something against it."""
    last = JourneyEvent.objects.latest("pk").pk
    client = Client()
    client.force_login(somebody.user)
    journey = Journey.objects.get(pk=stands.journey.pk)
    try:
        said = filled(BY_SLUG[slug], somebody.user, journey, timezone.now())
    except IndexError:
        return []  # nothing to choose among
    # The citizen stays on the ward, so that nobody comes in by the act itself.
    own = dict.fromkeys({"provider", "ward", "organisation"} & set(said), str(stands.journey.ward_id))
    said |= own if BY_SLUG[slug].form.kind in MOVES else {}
    client.post(reverse("desk:journey-act", args=[journey.pk, slug]), {"confirmed": "on", **said})
    return list(JourneyEvent.objects.filter(pk__gt=last).order_by("pk"))


def grouped(matrix: World) -> list[tuple[Standing, tuple[str, ...], list[ActSpec]]]:
    """The acts by the situation they are done in and what comes before them."""
    groups: dict[tuple[str, tuple[str, ...]], list[ActSpec]] = {}
    for spec in ACTS:
        for world in {world_of(spec.slug)} | ({"home"} if spec.slug in EVERYWHERE else set()):
            if world in WORLDS:
                groups.setdefault((world, BEFORE.get(spec.slug, ())), []).append(spec)
    return [(matrix.situated(WORLDS[world]), before, specs) for (world, before), specs in groups.items()]


def everything_written(matrix: World) -> Iterator[Written]:
    """Each act by those who may; each is undone before the next."""
    for stands, before, specs in grouped(matrix):
        with undone():
            for slug in before:
                write(slug, writers(BY_SLUG[slug], stands, matrix)[0], stands)
            for spec in specs:
                for somebody in writers(spec, stands, matrix):
                    with undone(), undrawn():
                        events = write(spec.slug, somebody, stands)
                        if events:
                            yield spec, somebody, stands, events


class Change:
    """An event that people would take back or correct, half a minute later; what all of them need is read once."""

    def __init__(self, event: JourneyEvent, stands: Standing) -> None:
        self.event = event
        self.journey = Journey.objects.get(pk=stands.journey.pk)
        self.together = same_act(event)
        self._readable: dict[UUID | None, bool] = {}

    def readable_by(self, somebody: Somebody) -> bool:
        """Whether that house may read it by then."""
        unit = somebody.user.unit
        house = unit and (unit.root_id or unit.pk)
        if house not in self._readable:
            reader = reader_for(unit, timezone.now() + UNDO_WITHIN + timedelta(seconds=1))
            self._readable[house] = event_of(self.journey, self.event.uuid, reader) is not None
        return self._readable[house]

    def outcome(self, somebody: Somebody, *, correct: bool) -> str:
        """What the doors ask: "404", "403", "open", or "state" for what nobody may change any more."""
        if not self.readable_by(somebody):
            return HIDDEN
        try:
            for each in [self.event] if correct else self.together:
                check_changeable(each, by=somebody.user, journey=self.journey, correct=correct)
        except NotAllowed:
            return REFUSED
        except Refused:
            return "state"
        return OPEN


def _names(spec: ActSpec, event: JourneyEvent) -> bool:
    """Who is named beside an acute function is corrected as a name, and taken back with the whole act."""
    return world_of(spec.slug) == "home" and EventKind(event.kind) is EventKind.PHYSICIAN_NAMED


def roads(event: JourneyEvent, stands: Standing) -> dict[str, Any]:
    """The doors of a change."""
    at = [stands.journey.pk, event.uuid]
    program = {"content_type": "application/json"}
    return {
        "undo": lambda client: client.post(reverse("desk:journey-undo", args=at)),
        "page": lambda client: client.get(reverse("desk:journey-correct", args=at)),
        "fragment": lambda client: client.get(reverse("desk:journey-correct", args=at), headers={"HX-Request": "true"}),
        "take-back": lambda client: client.post(reverse("api:event-take-back", args=at), {}, **program),
        "correct": lambda client: client.post(reverse("api:event-correct", args=at), {}, **program),
    }


def differing(written: Written, matrix: World, changed: set[str]) -> Iterator[tuple[str, ...]]:
    """What the doors ask and the oracle does not say, of everybody who sees the journey."""
    spec, writer, stands, events = written
    for event in events:
        change = Change(event, stands)
        for somebody in matrix.people:
            if not may_read(somebody.person, stands.situation):
                continue
            for correct in (False, True) if EventKind(event.kind) in CORRECTS else (False,):
                got = change.outcome(somebody, correct=correct)
                act = "name-acute-physician" if correct and _names(spec, event) else spec.name
                may = may_change(somebody.person, act, writer.person, stands.situation, correct=correct)
                changed |= {spec.name} if got == OPEN else set()
                if got not in ("state", OPEN if may else REFUSED):
                    place = (spec.name, writer.person.name, event.kind, somebody.person.name)
                    yield (*place, "correct" if correct else "take back", got)


def not_asking(written: Written, matrix: World, number: int) -> Iterator[tuple[str, ...]]:
    """Two of the five doors in turn, each by another of the people; what state forbids is 400."""
    spec, writer, stands, events = written
    if spec.slug == "del":
        return  # brings somebody in who was out of sight before
    doors = list(roads(events[0], stands).items())
    for step in (0, 1):
        name, road = doors[(number * 2 + step) % len(doors)]
        somebody = matrix.people[(number * 2 + step) * 7 % len(matrix.people)]
        expected = said_to(Change(events[0], stands), somebody, stands, name)
        with undone(), when_released():
            got = answered(road(matrix.clients[somebody.person.name]))
        if got != (OPEN if expected == "state" else expected):
            yield (spec.name, writer.person.name, somebody.person.name, name, got, expected)


def said_to(change: Change, somebody: Somebody, stands: Standing, door: str) -> str:
    """What one of the doors is to answer."""
    if somebody.person.role in SEES_NO_CITIZENS:
        return REFUSED
    if not may_read(somebody.person, stands.situation):
        return HIDDEN
    expected = change.outcome(somebody, correct=door == "correct")
    if door in ("page", "fragment") and expected != OPEN:
        # The page of an event opens also for saying it right.
        return change.outcome(somebody, correct=EventKind(change.event.kind) in CORRECTS)
    return expected


def test_only_those_with_the_right_to_the_act_change_it(matrix: World) -> None:
    different: list[tuple[str, ...]] = []
    changed: set[str] = set()
    for number, written in enumerate(everything_written(matrix)):
        different += differing(written, matrix, changed)
        different += not_asking(written, matrix, number)
    assert different == [], "\n".join(map(str, different))
    assert len(changed) > 30
