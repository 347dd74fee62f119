"""Barriers: any day of the stay, one owner, a due time (UX §3 item 3; RULES 001-22)."""

from itertools import permutations
from typing import Any

import pytest

from journeys.domain.citizen.citizen_facts import Affiliation, CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.barriers import Barrier, BarrierKind, BarrierOwner, barriers
from journeys.domain.state.fold import fold
from journeys.domain.tasks.barrier_tasks import barrier_tasks
from tests.factories.events import at, event

SERVED = CitizenFacts({Affiliation.MUNICIPAL_SERVICES: True})
IN_BED = event(K.ADMITTED, 0, provider="ward", hospital="hospital", municipality="kommune", **{"class": "IMP"})


def raised(hours: float, ref: str = "b", **more: Any) -> EventRecord:
    said = {"barrier": "aids", "owner": "municipality", "due_at": at(hours + 24).isoformat(), **more}
    return event(K.BARRIER_RAISED, hours, ref=ref, **said)


def found(*events: EventRecord) -> tuple[Barrier, ...]:
    return barriers(History(events).counting)


def test_a_barrier_has_owner_and_due_time() -> None:
    (barrier,) = found(raised(1, text="Seng"))
    assert (barrier.kind, barrier.owner, barrier.due_at, barrier.text, barrier.is_open) == (
        BarrierKind.AIDS,
        BarrierOwner.MUNICIPALITY,
        at(25),
        "Seng",
        True,
    )


def test_closed_when_somebody_says_so() -> None:
    (barrier,) = found(raised(1), event(K.BARRIER_CLOSED, 2, barrier_ref="b"))
    assert barrier.closed_at == at(2)


def test_closing_another_one_leaves_it() -> None:
    (barrier,) = found(raised(1), event(K.BARRIER_CLOSED, 2, barrier_ref="x"))
    assert barrier.is_open


@pytest.mark.parametrize("kind", [K.DISCHARGED, K.DIED])
def test_whoever_left_has_none(kind: K) -> None:
    (barrier,) = found(raised(1), event(kind, 5))
    assert barrier.closed_at == at(5)


def test_taken_back_is_gone() -> None:
    assert found(raised(1), event(K.CANCELLED, 1, voids_ref="b")) == ()


def test_any_order_of_arrival() -> None:
    told = [raised(1), raised(2, "c", owner="hospital"), event(K.BARRIER_CLOSED, 3, ref="x", barrier_ref="b")]
    assert len({found(*order) for order in permutations(told)}) == 1


@pytest.mark.parametrize(
    ("owner", "facts", "owned_by"),
    [
        ("municipality", SERVED, "kommune"),
        ("hospital", SERVED, "ward"),
        # In doubt the party with the contact owns it (001-22).
        ("municipality", CitizenFacts(), "ward"),
    ],
)
def test_every_open_barrier_is_a_task_with_one_owner(owner: str, facts: CitizenFacts, owned_by: str) -> None:
    standing = [raised(1, owner=owner), raised(2, "c", owner=owner)]
    state = fold(History([IN_BED, *standing]), facts)
    (task,) = barrier_tasks(found(IN_BED, *standing), state)
    assert (task.owner, task.opened_at, task.due_at) == (owned_by, at(1), at(25))


def test_no_task_without_a_barrier() -> None:
    closed = event(K.BARRIER_CLOSED, 2, barrier_ref="b")
    assert barrier_tasks(found(IN_BED, raised(1), closed), fold(History([IN_BED, raised(1), closed]), SERVED)) == ()
