"""Random stays with corrections and cancellations, told in random orders: the same rows, and rebuild is clean."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeys.actions.events import NewEvent, record_event
from journeys.actions.rebuild import rebuild_citizen, snapshot
from journeys.domain.citizen.citizen_facts import Affiliation, facts_of_each
from journeys.domain.events import CITIZEN_KINDS, CONTACT_KINDS, EventSource
from journeys.domain.events import EventKind as K
from journeys.domain.history.grouping import journeys_of
from journeys.domain.history.history import History
from journeys.domain.state.fold import fold
from journeys.models import Citizen, EventPlacement, JourneyEvent
from tests.actors import Actors
from tests.factories.events import at, event
from tests.factories.journeys import make_citizen

pytestmark = pytest.mark.walk

NOW = datetime(2026, 12, 20, tzinfo=UTC)
STORIES, STEPS = 24, 12
# When we learned of something may differ with the order in which we did.
NOT_COMPARED = ("since_recorded_at",)
EPISODES = ("x", "y", "z")
CONTACTS = (K.ADMITTED, K.ADMITTED, K.DISCHARGED, K.DISCHARGED, K.ACUTE_ARRIVED, K.LEAVE_STARTED, K.LEAVE_ENDED, K.DIED)
FACTS: tuple[tuple[K, dict[str, Any]], ...] = (
    (K.NURSING_ANSWERED, {"community_nursing": True}),
    (K.NURSING_ANSWERED, {"community_nursing": False}),
    (K.DESTINATION_STATED, {"destination": "own_home"}),
    (K.SPECIALITY_STATED, {"speciality": "psychiatric"}),
    (K.PHYSICIAN_NAMED, {"name": "Bo Prøve"}),
    (K.READY_REGISTERED, {}),
    (K.TREATMENT_RESUMED, {}),
    (K.ADMISSION_CALLED_OFF, {}),
    (K.AFFILIATION_STATED, {"affiliation": Affiliation.ELDER_CARE.value, "value": True}),
    (K.AFFILIATION_STATED, {"affiliation": Affiliation.MUNICIPAL_SERVICES.value, "value": False}),
)


@dataclass(frozen=True)
class Step:
    """One thing that is told; hours after the beginning of the story."""

    ref: str
    kind: K
    hours: int
    stated: int
    episode: str | None = None
    voids: str | None = None
    payload: dict[str, Any] = field(default_factory=dict)


def story(random: Random, places: Sequence[dict[str, str]], *, steps: int = STEPS) -> list[Step]:
    """A citizen's weeks: few hours to choose from, so that things coincide, and references to what is told later."""
    told: list[Step] = []
    for number in range(steps):
        hours = random.choice((0, 4, 8, 24, 48, 50, 52, 56, 100, 104, 108, 300, 304, 400))
        place = random.choice(places)
        step = Step(f"{number:02}", K.ADMITTED, hours, hours + random.randrange(3), random.choice(EPISODES))
        chance = random.random()
        if told and chance < 0.3:
            target = random.choice(told)
            kind = target.kind if random.random() < 0.5 else K.CANCELLED
            kind = target.kind if target.kind in CITIZEN_KINDS else kind
            payload = dict(target.payload) if kind is target.kind else {}
            step = replace(step, kind=kind, episode=target.episode, voids=target.ref, payload=payload)
        elif chance < 0.75:
            starts = {"period_start": at(max(0, hours - 24)).isoformat()} if random.random() < 0.5 else {}
            step = replace(step, kind=random.choice(CONTACTS), payload={**place, **starts})
        elif chance < 0.8:
            planned = {"planned_at": at(hours + 24).isoformat(), **place}
            step = replace(step, kind=K.ADMISSION_DECIDED, episode=None, payload=planned)
        else:
            kind, said = random.choice(FACTS)
            step = replace(step, kind=kind, episode=None if kind in CITIZEN_KINDS else step.episode, payload=dict(said))
        told.append(step)
    return told


PLACES = tuple({"provider": f"w{n}", "hospital": f"h{n % 2}", "municipality": "m", "class": "IMP"} for n in range(3))


def states(steps: Sequence[Step]) -> dict[frozenset[str], Any]:
    """What the pure functions say, journeys named by their members."""
    events = [
        event(
            step.kind,
            step.hours,
            ref=step.ref,
            sequence=number,
            stated_at=at(step.stated),
            episode_ids=(step.episode,) if step.episode else (),
            voids_ref=step.voids,
            **step.payload,
        )
        for number, step in enumerate(steps, start=1)
    ]
    groups = journeys_of(events)
    about = [each for each in events if each.kind in CITIZEN_KINDS]
    known = facts_of_each(groups, History(about))
    found = {
        frozenset(member.ref for member in group.events): fold(group, each.facts)
        for group, each in zip(groups, known, strict=True)
    }
    assert sum(len(members) for members in found) == len(events) - len(about)
    return found


@given(st.integers(min_value=0))
@settings(max_examples=400, deadline=None)
def test_any_order_of_a_random_story_folds_to_the_same_states(seed: int) -> None:
    random = Random(seed)
    steps = story(random, PLACES)
    assert states(random.sample(steps, len(steps))) == states(steps)


@given(st.integers(min_value=0))
@example(16341)
@example(10_433_095_597)
@settings(max_examples=200, deadline=None)
def test_contacts_follow_each_other_and_stays_lie_inside_them(seed: int) -> None:
    for state in states(story(Random(seed), PLACES)).values():
        for earlier, later in zip(state.contacts, state.contacts[1:], strict=False):
            assert earlier.end is not None
            assert earlier.start <= earlier.end <= later.start
        interrupted: set[datetime] = set()
        for contact in state.contacts:
            for leave in contact.leaves:
                assert leave.start <= (leave.end or leave.start)
                # A leave that a visit elsewhere interrupted goes on after it, begun when it began (V12).
                assert contact.start <= leave.start or leave.start in interrupted
            interrupted = interrupted | {leave.start for leave in contact.leaves if leave.end == contact.end}
        assert state.discharged_at is None or state.contacts
        assert not (state.in_hospital and state.contacts[-1].end is not None)


def tell(citizen: Citizen, step: Step, prefix: str) -> None:
    record_event(
        citizen.pk,
        NewEvent(
            kind=step.kind,
            occurred_at=at(step.hours),
            stated_at=at(step.stated),
            source=EventSource.MESSAGE if step.kind in CONTACT_KINDS else EventSource.FORM,
            source_ref=prefix + step.ref,
            episode_ids=(prefix + step.episode,) if step.episode else (),
            voids_ref=prefix + step.voids if step.voids else "",
            payload=step.payload,
        ),
        now=NOW,
    )


def comparable(citizen: Citizen) -> dict[str, list[str]]:
    """Every derived row, with journeys named by their first message and events by their own."""
    events = dict(JourneyEvent.objects.filter(citizen=citizen).values_list("pk", "source_ref"))
    uuids = {str(each.uuid): each.source_ref for each in JourneyEvent.objects.filter(citizen=citizen)}
    journeys: dict[str, str] = {}
    for placement in EventPlacement.objects.filter(event__in=list(events)):
        name = str(placement.journey_id)
        journeys[name] = min(journeys.get(name, "~"), events[placement.event_id])

    def named(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: named(each, name) for name, each in value.items() if name not in NOT_COMPARED}
        if key == "of":
            return sorted(journeys[each] for each in value)
        if isinstance(value, list | tuple):
            return [named(each) for each in value]
        if key == "event_id":
            return events[value]
        return (journeys if key in ("journey_id", "id", "journey") else uuids).get(str(value), value)

    return {
        table: sorted(json.dumps(named(row), sort_keys=True, default=str) for row in rows)
        for table, rows in snapshot(citizen.pk).items()
    }


class _Undo(Exception):
    pass


def rows_after(citizen: Citizen, steps: Sequence[Step], prefix: str) -> dict[str, list[str]]:
    """The rows of the citizen after the steps, which are undone again."""
    found: dict[str, list[str]] = {}
    try:
        with transaction.atomic():
            for step in steps:
                tell(citizen, step, prefix)
            assert rebuild_citizen(citizen.pk, now=NOW, check=True) == []
            found = comparable(citizen)
            raise _Undo
    except _Undo:
        return found


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(STORIES))
def test_any_order_of_a_random_story_gives_the_same_rows(seed: int, actors: Actors) -> None:
    places = [
        {"provider": str(ward.pk), "hospital": str(ward.root_id), "municipality": str(actors.municipality.pk)}
        for ward in (actors.ward, actors.psychiatric_ward)
    ]
    random, citizen = Random(seed), make_citizen()
    steps = story(random, places)
    orders = [steps, steps[::-1], random.sample(steps, len(steps))]
    first, *others = (rows_after(citizen, order, f"{seed}-") for order in orders)
    for other in others:
        assert other == first
    assert not JourneyEvent.objects.filter(citizen=citizen).exists()
