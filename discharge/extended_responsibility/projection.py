"""Projects the 72-hour windows: rows, questions about missing facts, the timer, who is told (RULES 2e; DESIGN §2)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from discharge.extended_responsibility.rules.clock import ENDS_SOON_FOR, WindowPlan, WindowState
from discharge.extended_responsibility.rules.questions import question_tasks
from discharge.models import ExtendedResponsibility
from journeys.actions.projection.citizen import CitizenProjection, Projected
from journeys.actions.projection.gathering import add_row, set_on
from journeys.domain.tasks.deadlines import WantedDeadline
from notifications.actions.outbox import publish

DEADLINE_KIND = "extended_responsibility_end"
TOPIC_WINDOW = "discharge.window_changed"
SOURCE = "discharge"


def window_questions(plans: Sequence[WindowPlan], item: Projected) -> Sequence[Any]:
    """Of the last window; where that has an answer, of the one before it that a short readmission left open (X1)."""
    living = [plan for plan in plans if not plan.adjustments.voided]
    asked = [plan for plan in living if plan is living[-1] or plan.may_run]
    open_ = [plan for plan in asked if plan.eligible is None]
    return [task for plan in open_[-1:] for task in question_tasks(plan, item.state)]


def window_timers(plans: Sequence[WindowPlan]) -> list[WantedDeadline]:
    """The end of the last window that really runs out; a superseded, exempted or voided one has no timer."""
    ends = [
        (plan.end, plan.start)
        for plan in plans
        if plan.eligible and plan.start and plan.end and plan.state_at(plan.end) is WindowState.EXPIRED
    ]
    if not ends:
        return []
    end, start = max(ends)
    return [WantedDeadline(DEADLINE_KIND, start, end, warn_at=end - ENDS_SOON_FOR)]


def save_windows(plans: Sequence[WindowPlan], projection: CitizenProjection) -> None:
    """Writes only what changed; a window that is no longer planned goes."""
    rows, derived = {row.key: row for row in projection.stored.rows(ExtendedResponsibility)}, []
    for plan in plans:
        if plan.start is None or plan.journey is None:
            continue
        key, values = chain_key(plan.key, projection), window_values(plan)
        if values["could_end_at"] is not None and not values["voided"]:
            projection.lasts(values["journey_id"], until=values["could_end_at"])
        row = rows.pop(key, None)
        if row is None:
            row = _renamed(key, rows.get(lost_key(plan.key, projection)))
        if row._state.adding or any(getattr(row, name) != value for name, value in values.items()):
            _store(row, values, projection)
        derived.append(row)
    projection.keep(ExtendedResponsibility, derived)
    if rows:
        ExtendedResponsibility.objects.filter(pk__in=list(rows)).delete()


def _renamed(key: str, lost: ExtendedResponsibility | None) -> ExtendedResponsibility:
    """A new row; when the lost message of a window has come, nobody is told again of what stood under its other key."""
    row = ExtendedResponsibility(key=key)
    if lost is not None:
        row.starts_at, row.ends_at, row.eligible, row.voided = lost.starts_at, lost.ends_at, lost.eligible, lost.voided
    return row


def _store(row: ExtendedResponsibility, values: Mapping[str, Any], projection: CitizenProjection) -> None:
    before = (row.starts_at, row.ends_at, row.eligible, row.voided)
    set_on([row], **values)
    if row._state.adding:
        add_row(row)
    after = (row.starts_at, row.ends_at, row.eligible, row.voided)
    if before == after or not projection.announce or (row.eligible is not True and before[2] is not True):
        return
    publish(
        TOPIC_WINDOW,
        {"window": row.key, "after": projection.newest},
        key=f"window:{row.key}:{projection.newest}",
        now=projection.now,
        release_at=projection.release_at,
    )


def window_values(plan: WindowPlan) -> dict[str, Any]:
    """Column values of one plan; none depends on the clock."""
    moments = [moment for moment in plan.changes() if plan.start is not None and moment >= plan.start]
    whole = plan.at(moments[-1])
    return {
        "journey_id": UUID(plan.journey or ""),
        "ward_id": UUID(plan.provider) if plan.provider else None,
        "hospital_id": UUID(plan.hospital) if plan.hospital else None,
        "eligible": whole.eligible,
        "voided": plan.adjustments.voided,
        "discharged_at": plan.start,
        "starts_at": whole.starts_at,
        "ends_at": whole.ends_at,
        "could_end_at": whole.could_end_at,
        "phases": [[moment.isoformat(), plan.state_at(moment).value] for moment in moments],
        "missing": list(whole.missing),
        "verdicts": [verdict.as_json() for verdict in whole.verdicts],
        "version": whole.version,
    }


def window_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's windows as plain values, for `rebuild --check`."""
    rows = [dict(row) for row in ExtendedResponsibility.objects.filter(journey__citizen_id=citizen_id).values()]
    return sorted(rows, key=repr)


_LONGEST = 100


def chain_key(root: str, projection: CitizenProjection) -> str:
    """The key of a row whose discharge was first stated by the event `root`.

    A message that is lost, or was told of somebody else, may be named by the chains of two citizens: then the citizen
    belongs to the name, else the second of them could not be stored (RULES 2i V14).
    """
    own = any(event.ref == root for item in projection.journeys for event in item.events)
    return root if own else lost_key(root, projection)


def lost_key(root: str, projection: CitizenProjection) -> str:
    """The key while the citizen has no event of that name."""
    citizen = str(projection.citizen.pk)
    return f"{root[: _LONGEST - len(citizen) - 1]}!{citizen}"
