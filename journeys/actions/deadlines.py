"""The deadline engine: rows in step with the state, claimed and fired by a sweep, each exactly once (DESIGN §5)."""

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F

from journeys.actions.projection.belongings import deadlines_of
from journeys.actions.projection.gathering import add_rows, set_on
from journeys.domain.tasks.deadlines import ExistingDeadline, WantedDeadline, plan_deadlines
from journeys.models import Deadline, DeadlineState, Journey

logger = structlog.get_logger(__name__)

# An error pushes one row this far and never stops the batch.
RETRY_AFTER = timedelta(hours=1)

DeadlineHandler: TypeAlias = Callable[[Deadline, datetime], None]
_handlers: dict[str, DeadlineHandler] = {}


def register_deadline_kind(kind: str, handler: DeadlineHandler) -> None:
    """Says what happens when a deadline of `kind` fires; called from AppConfig.ready()."""
    _handlers[kind] = handler


def sync_deadlines(journey: Journey, *, kinds: Sequence[str], wanted: Sequence[WantedDeadline]) -> None:
    """Brings the rows of these kinds in step with what is wanted; fires nothing. Runs under the citizen's lock."""
    rows = [row for row in deadlines_of(journey) if row.kind in kinds]
    plan = plan_deadlines(wanted, [ExistingDeadline(r.kind, r.generation, r.due_at, r.state) for r in rows])
    pending = {row.kind: row for row in rows if row.state == DeadlineState.PENDING}
    for want in plan.move:
        row, at = pending[want.kind], (want.starts_at, want.due_at, want.warn_at)
        if (row.starts_at, row.due_at, row.warn_at) != at:
            set_on([row], starts_at=want.starts_at, due_at=want.due_at, warn_at=want.warn_at, not_before=None)
    if plan.call_off:
        off = [pending[kind].pk for kind in plan.call_off]
        Deadline.objects.pending().filter(pk__in=off).update(state=DeadlineState.CALLED_OFF)
    add_rows(
        [
            Deadline(
                journey=journey,
                kind=want.kind,
                generation=generation,
                starts_at=want.starts_at,
                due_at=want.due_at,
                warn_at=want.warn_at,
            )
            for want, generation in plan.open
        ]
    )


def sweep_due(*, now: datetime, limit: int = 500) -> int:
    """Fires what is due; returns how many fired. Claim and effect share one transaction per row, so each fires once.

    The most overdue first; within a batch a journey's own in their order, the journeys in any: of several sweeps at
    once each begins somewhere else, and one that meets a row of another's asks again what is left.
    """
    due, fired = Deadline.objects.due(now).values_list("pk", "journey_id"), 0
    left = _mixed(due[:limit])
    while left:
        pk = left.pop()
        if _fire_safely(pk, now):
            fired += 1
        elif left:
            left = _mixed(due.filter(pk__in=left))
    return fired


def _mixed(due: Iterable[tuple[int, UUID]]) -> list[int]:
    """The keys of rows and their journeys, to be taken from the end."""
    rows = list(due)
    journeys = [*{journey for _pk, journey in rows}]
    random.shuffle(journeys)
    place = {journey: number for number, journey in enumerate(journeys)}
    return [pk for pk, _journey in sorted(rows, key=lambda row: place[row[1]])][::-1]


def _fire_safely(pk: int, now: datetime) -> int:
    try:
        with transaction.atomic():
            return _fire(pk, now)
    except (OperationalError, InterfaceError) as error:  # the database's trouble, not the row's: the next sweep has it
        logger.warning("deadline.interrupted", deadline=pk, error=type(error).__name__)
        return 0
    except Exception as error:  # whatever a handler does, the batch goes on and the row is tried again
        logger.exception("deadline.failed", deadline=pk)
        Deadline.objects.pending().filter(pk=pk).update(
            not_before=now + RETRY_AFTER, attempts=F("attempts") + 1, last_error=type(error).__name__
        )
        return 0


def _fire(pk: int, now: datetime) -> int:
    claimed = Deadline.objects.due(now).select_for_update(skip_locked=True).filter(pk=pk).first()
    if claimed is None:
        return 0
    if not Deadline.objects.pending().filter(pk=pk).update(state=DeadlineState.FIRED, fired_at=now):
        return 0
    claimed.state, claimed.fired_at = DeadlineState.FIRED.value, now
    _handlers[claimed.kind](claimed, now)
    return 1
