"""Eight threads sweep the same deadlines; each fires exactly once, whatever moves meanwhile (DESIGN §5)."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from journeys.actions import deadlines
from journeys.actions.deadlines import RETRY_AFTER, sweep_due, sync_deadlines
from journeys.domain.tasks.deadlines import WantedDeadline
from journeys.models import Citizen, Deadline, DeadlineState, Journey
from tests.concurrency.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 5, 15, 10, 0, tzinfo=UTC)
ROWS = 100
KIND = "test_window"
Fired = Counter[tuple[str, int]]


@pytest.fixture
def fired() -> Iterator[Fired]:
    """How often each generation of each journey's deadline fired."""
    count: Fired = Counter()
    deadlines.register_deadline_kind(KIND, lambda row, now: count.update([(str(row.journey_id), row.generation)]))
    yield count
    del deadlines._handlers[KIND]


@pytest.fixture
def journeys() -> list[Journey]:
    """Journeys without events, each with one deadline that is due."""
    rows = [Journey.objects.create(citizen=Citizen.objects.create()) for _ in range(ROWS)]
    for row in rows:
        _want(row, due_at=NOW)
    return rows


@transaction.atomic
def _want(journey: Journey, *, due_at: datetime) -> None:
    wanted = [WantedDeadline(kind=KIND, starts_at=due_at - timedelta(hours=72), due_at=due_at)]
    sync_deadlines(journey, kinds=[KIND], wanted=wanted)


def test_each_deadline_fires_once(fired: Fired, journeys: list[Journey]) -> None:
    counts = at_once(lambda: sweep_due(now=NOW, limit=ROWS))
    assert fired == Counter({(str(journey.pk), 1): 1 for journey in journeys})
    assert sum(counts) == ROWS


def test_sweeps_at_once_seldom_meet(fired: Fired, journeys: list[Journey], monkeypatch: pytest.MonkeyPatch) -> None:
    claims: list[int] = []
    claim = deadlines._fire

    def noted(pk: int, now: datetime) -> int:
        claims.append(pk)
        return claim(pk, now)

    monkeypatch.setattr(deadlines, "_fire", noted)
    assert sum(at_once(lambda: sweep_due(now=NOW, limit=ROWS))) == ROWS
    # One after the other down the same list eight sweeps would claim each row eight times.
    assert len(claims) < 3 * ROWS


def test_a_journeys_own_deadlines_fire_in_their_order(fired: Fired, journeys: list[Journey]) -> None:
    order: dict[str, list[datetime]] = {}
    deadlines.register_deadline_kind(
        f"{KIND}_next", lambda row, now: order.setdefault(str(row.journey_id), []).append(row.due_at)
    )
    deadlines.register_deadline_kind(KIND, deadlines._handlers[f"{KIND}_next"])
    for journey in journeys:
        at = NOW - timedelta(hours=1)
        with transaction.atomic():
            wanted = [WantedDeadline(kind=f"{KIND}_next", starts_at=at - timedelta(hours=72), due_at=at)]
            sync_deadlines(journey, kinds=[f"{KIND}_next"], wanted=wanted)
    assert sweep_due(now=NOW, limit=2 * ROWS) == 2 * ROWS
    del deadlines._handlers[f"{KIND}_next"]
    assert set(map(tuple, order.values())) == {(NOW - timedelta(hours=1), NOW)}
    assert len(order) == ROWS


def test_a_deadline_that_moves_after_it_fired_fires_again_in_a_new_generation(
    fired: Fired, journeys: list[Journey]
) -> None:
    at_once(lambda: sweep_due(now=NOW, limit=ROWS))
    later = NOW + timedelta(hours=2)
    for journey in journeys:
        _want(journey, due_at=later)
    at_once(lambda: sweep_due(now=later, limit=ROWS))
    assert fired == Counter({(str(journey.pk), generation): 1 for journey in journeys for generation in (1, 2)})


def test_a_deadline_that_moves_while_it_is_swept_never_fires_twice_for_one_time(
    fired: Fired, journeys: list[Journey]
) -> None:
    roles = iter(["move", *["sweep"] * 7])

    def move_or_sweep() -> None:
        if next(roles) == "sweep":
            sweep_due(now=NOW, limit=ROWS)
        else:
            for journey in reversed(journeys):
                _want(journey, due_at=NOW + timedelta(hours=2))

    at_once(move_or_sweep)
    sweep_due(now=NOW + timedelta(hours=2), limit=ROWS)
    assert set(fired.values()) == {1}
    assert Deadline.objects.filter(state=DeadlineState.FIRED, due_at=NOW + timedelta(hours=2)).count() == ROWS
    assert not Deadline.objects.pending().exists()


def test_an_error_pushes_one_row_an_hour_and_not_the_others(fired: Fired, journeys: list[Journey]) -> None:
    broken = journeys[ROWS // 2].pk

    def handler(row: Deadline, now: datetime) -> None:
        if row.journey_id == broken:
            raise LookupError
        fired.update([(str(row.journey_id), row.generation)])

    deadlines.register_deadline_kind(KIND, handler)
    at_once(lambda: sweep_due(now=NOW, limit=ROWS))
    row = Deadline.objects.pending().get()
    assert (row.journey_id, row.not_before) == (broken, NOW + RETRY_AFTER)
    assert len(fired) == ROWS - 1


def test_a_pushed_row_fires_when_its_hour_is_over(fired: Fired, journeys: list[Journey]) -> None:
    Deadline.objects.update(not_before=NOW + RETRY_AFTER)
    assert sum(at_once(lambda: sweep_due(now=NOW, limit=ROWS))) == 0
    assert sum(at_once(lambda: sweep_due(now=NOW + RETRY_AFTER, limit=ROWS))) == ROWS
