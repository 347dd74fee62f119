"""The open tasks of readiness, each with one owner (RULES 001-22; 2b lifecycle)."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from discharge.readiness.rules.corrections import ProposedCorrection
from journeys.domain.events import EventRecord
from journeys.domain.state.fold import JourneyState
from journeys.domain.state.status import IN_HOSPITAL
from journeys.domain.tasks.open_tasks import WantedTask

# Not in the agreement (inf).
DECIDE_WITHIN = timedelta(hours=24)


class ReadinessTask(StrEnum):
    """What readiness asks of somebody."""

    DECIDE_READY_CORRECTION = "decide_ready_correction"
    SETTLE_READY_REGISTRATION = "settle_ready_registration"
    STATE_REASONS = "state_reasons"


def void_tasks(
    void: Sequence[EventRecord], pending: ProposedCorrection | None, state: JourneyState
) -> tuple[WantedTask, ...]:
    """A registration that counts nothing is a data error of the ward that wrote it (RULES 2c P3)."""
    if not void or pending is not None:
        return ()
    owner = void[-1].organisation or state.provider or state.hospital
    if owner is None:
        return ()
    since = void[-1].stated_at
    return (WantedTask(ReadinessTask.SETTLE_READY_REGISTRATION, owner, since, since + DECIDE_WITHIN),)


def reason_tasks(state: JourneyState) -> tuple[WantedTask, ...]:
    """The ward says why the citizen still waits, once the last stated reason has run out (RULES 2b F13, F14).

    Until it does, the days are nobody's; the task is shown from that moment on.
    """
    waiting = [period for period in state.ready_periods if period.is_open and period.reasons]
    owner = state.provider or state.hospital
    if not waiting or owner is None or state.status not in IN_HOSPITAL:
        return ()
    ends = [reason.to for reason in waiting[-1].reasons if reason.to is not None]
    if len(ends) < len(waiting[-1].reasons):
        return ()
    over = max(ends)
    return (WantedTask(ReadinessTask.STATE_REASONS, owner, over, over + DECIDE_WITHIN, shown_from=over),)


def correction_tasks(pending: ProposedCorrection | None, state: JourneyState) -> tuple[WantedTask, ...]:
    """A doctor of the hospital decides on a proposed correction."""
    owner = state.provider or state.hospital
    if pending is None or owner is None:
        return ()
    kind, since = ReadinessTask.DECIDE_READY_CORRECTION, pending.proposed_at
    return (WantedTask(kind, owner, since, since + DECIDE_WITHIN, role="hospital_doctor"),)
