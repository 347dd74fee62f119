"""Projects ready periods, and the open tasks of readiness, agreement and barriers (RULES 2b; DESIGN §2)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from discharge.agreement.rules.agreement import agreement_of
from discharge.agreement.rules.tasks import agreement_tasks, planning_task
from discharge.models import ReadyPeriod
from discharge.readiness.rules.corrections import pending_correction
from discharge.readiness.rules.tasks import correction_tasks, reason_tasks, void_tasks
from discharge.settings.rules.open_points import DEFAULTS
from discharge.settings.selectors import closing_days, dated_choices
from journeys.actions.projection.citizen import CitizenProjection, Projected
from journeys.actions.projection.gathering import add_rows
from journeys.domain.history.ready_periods import ReadyPeriod as Period
from journeys.domain.history.ready_periods import WaitingReason
from journeys.domain.state.barriers import barriers
from journeys.domain.tasks.barrier_tasks import barrier_tasks

SOURCE = "discharge.ready"


def project_ready(projection: CitizenProjection) -> None:
    """Brings ready periods and their tasks in step; runs in the event's transaction."""
    wanted = {
        period.ref: (item.journey.pk, period) for item in projection.journeys for period in item.state.ready_periods
    }
    _save(projection.stored.values(ReadyPeriod), wanted)
    for item in projection.journeys:
        projection.sync_tasks(item, source=SOURCE, wanted=_tasks(item, projection))


def _tasks(item: Projected, projection: CitizenProjection) -> list[Any]:
    history, counting = item.history, item.history.counting
    closed = projection.once(closing_days)
    waiting, agreed = pending_correction(counting), history.once(agreement_of)
    # Most stays ask for no time: nobody's limits are looked up for them.
    asked = agreed.pending is not None or item.state.ready_periods
    decided = projection.once(dated_choices) if asked else DEFAULTS
    return [
        *agreement_tasks(agreed, item.state, closing_days=closed, decided=decided),
        *planning_task(history, item.state),
        *correction_tasks(waiting, item.state),
        *reason_tasks(item.state),
        *void_tasks(history.void_registrations, waiting, item.state),
        *barrier_tasks(barriers(counting, item.history.legs), item.state),
    ]


def _save(known: Sequence[dict[str, Any]], wanted: dict[str, tuple[UUID, Period]]) -> None:
    """Writes only what changed; a row that changed is written anew, so that one open period is never two."""
    values = {ref: period_values(journey, period) for ref, (journey, period) in wanted.items()}
    stored = {row["ref"]: row for row in known}
    stale = [ref for ref, row in stored.items() if values.get(ref) != row]
    if stale:
        ReadyPeriod.objects.filter(pk__in=stale).delete()
    add_rows([ReadyPeriod(**row) for ref, row in values.items() if stored.get(ref) != row])


def period_values(journey_id: UUID, period: Period) -> dict[str, Any]:
    """Column values of one period; none depends on the clock."""
    return {
        "ref": period.ref,
        "journey_id": journey_id,
        "ready_at": period.ready_at,
        "notified_at": period.notified_at,
        "ended_at": period.ended_at,
        "end_reason": period.end_reason.value if period.end_reason else "",
        "reasons": reasons_json(period.reasons),
    }


def reasons_json(reasons: Sequence[WaitingReason]) -> list[dict[str, Any]]:
    """Waiting reasons as DESIGN §8 shows them."""
    return [
        {
            "reason": each.reason,
            "sector": each.sector,
            "from": each.since.isoformat(),
            "to": each.to.isoformat() if each.to else None,
            "primary": each.primary,
            "text": each.text,
        }
        for each in reasons
    ]


def ready_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's periods as plain values, for `rebuild --check`."""
    rows = [dict(row) for row in ReadyPeriod.objects.filter(journey__citizen_id=citizen_id).values()]
    return sorted(rows, key=repr)
