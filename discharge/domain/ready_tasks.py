"""The open tasks of readiness and agreement, each with one owner (RULES 001-22, 001-65; 2b lifecycle)."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum

from discharge.domain.agreement import Agreement, Side
from discharge.domain.corrections import ProposedCorrection
from discharge.domain.preparation import Hours, due_in_hours, next_reading, terms_on
from journeys.domain.clock import local_date
from journeys.domain.events import EventRecord
from journeys.domain.fold import JourneyState
from journeys.domain.status import IN_HOSPITAL, JourneyStatus
from journeys.domain.tasks import WantedTask

# Not in the agreement (inf): soon enough to plan the same day.
ANSWER_WITHIN = timedelta(hours=4)
DECIDE_WITHIN = timedelta(hours=24)


class ReadyTask(StrEnum):
    """What readiness and agreement ask of somebody."""

    PROPOSE_DISCHARGE_TIME = "propose_discharge_time"
    ANSWER_DISCHARGE_TIME = "answer_discharge_time"
    ANSWER_COUNTER_PROPOSAL = "answer_counter_proposal"
    ANSWER_DISCHARGE_QUESTION = "answer_discharge_question"
    DECIDE_READY_CORRECTION = "decide_ready_correction"
    SETTLE_READY_REGISTRATION = "settle_ready_registration"
    STATE_REASONS = "state_reasons"


def agreement_tasks(
    agreed: Agreement, state: JourneyState, *, closing_days: Collection[date] = ()
) -> tuple[WantedTask, ...]:
    """Whoever's turn it is answers; while the citizen is in hospital and the municipality takes part.

    Due in hours in which somebody answers: the municipality's on weekdays, the ward's every day (flowchart 1-40, 2-5).
    """
    pending, turn = agreed.pending, agreed.waits_for
    if pending is None or turn is None or state.status not in IN_HOSPITAL:
        return _first_proposal(agreed, state)
    if state.municipality is None or state.facts.municipal_services is not True:
        return ()
    since = pending.turn_since
    terms = terms_on(local_date(since))
    if turn is Side.MUNICIPALITY:
        hours = Hours(terms.opens, terms.closes, business_days=True, closing_days=frozenset(closing_days))
        due = due_in_hours(next_reading(since, terms), ANSWER_WITHIN, hours, before=pending.at, since=since)
        return (WantedTask(ReadyTask.ANSWER_DISCHARGE_TIME, state.municipality, since, due),)
    owner = state.provider or state.hospital
    if owner is None:
        return ()
    hours = Hours(terms.ward_reads_from, terms.ward_reads_to)
    due = due_in_hours(since, ANSWER_WITHIN, hours, before=pending.at, since=since)
    kind = ReadyTask.ANSWER_DISCHARGE_QUESTION if pending.open_question else ReadyTask.ANSWER_COUNTER_PROPOSAL
    return (WantedTask(kind, owner, since, due),)


def _first_proposal(agreed: Agreement, state: JourneyState) -> tuple[WantedTask, ...]:
    """Ready and no time agreed: the hospital has the duty to begin (001-65; 001-83), as soon as the ward is read."""
    waiting = [period for period in state.ready_periods if period.is_open]
    owner = state.provider or state.hospital
    if not waiting or agreed.agreed is not None or owner is None or state.status is not JourneyStatus.READY:
        return ()
    # Nobody to agree with: the time is agreed with the citizen (UX §1.e).
    if state.municipality is None or state.facts.municipal_services is False:
        return ()
    since = waiting[-1].notified_at
    due = next_reading(since, terms_on(local_date(since))) + ANSWER_WITHIN
    return (WantedTask(ReadyTask.PROPOSE_DISCHARGE_TIME, owner, since, due),)


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
    return (WantedTask(ReadyTask.SETTLE_READY_REGISTRATION, owner, since, since + DECIDE_WITHIN),)


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
    return (WantedTask(ReadyTask.STATE_REASONS, owner, over, over + DECIDE_WITHIN, shown_from=over),)


def correction_tasks(pending: ProposedCorrection | None, state: JourneyState) -> tuple[WantedTask, ...]:
    """A doctor of the hospital decides on a proposed correction."""
    owner = state.provider or state.hospital
    if pending is None or owner is None:
        return ()
    kind, since = ReadyTask.DECIDE_READY_CORRECTION, pending.proposed_at
    return (WantedTask(kind, owner, since, since + DECIDE_WITHIN, role="hospital_doctor"),)
