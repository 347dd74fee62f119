"""Whose turn it is to agree on the discharge time, and until when (RULES 001-22, 001-65)."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from discharge.agreement.rules.agreement import Agreement, AgreementSide
from discharge.agreement.rules.preparation import ServiceHours, due_in_hours
from discharge.agreement.rules.reading import next_reading, terms_of
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.history.history import History
from journeys.domain.state.fold import JourneyState
from journeys.domain.state.planning import planning_began_at
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.domain.tasks.open_tasks import WantedTask

# Not in the agreement (inf): soon enough to plan the same day.
ANSWER_WITHIN = timedelta(hours=4)
# What K4 counts (001-31, 001-62).
BEGUN_WITHIN = timedelta(hours=24)


class AgreementTask(StrEnum):
    """What the agreement asks of somebody."""

    PROPOSE_DISCHARGE_TIME = "propose_discharge_time"
    ANSWER_DISCHARGE_TIME = "answer_discharge_time"
    ANSWER_COUNTER_PROPOSAL = "answer_counter_proposal"
    ANSWER_DISCHARGE_QUESTION = "answer_discharge_question"
    BEGIN_PLANNING = "begin_planning"


def agreement_tasks(
    agreed: Agreement, state: JourneyState, *, closing_days: Collection[date] = (), decided: Choices = DEFAULTS
) -> tuple[WantedTask, ...]:
    """Whoever's turn it is answers; while the citizen is in hospital and the municipality takes part.

    Due in hours in which somebody answers: the municipality's on weekdays, the ward's every day (flowchart 1-40, 2-5).
    """
    pending, turn = agreed.pending, agreed.waits_for
    if pending is None or turn is None or state.status not in IN_HOSPITAL:
        return _first_proposal(agreed, state, decided)
    if state.municipality is None or state.facts.municipal_services is not True:
        return ()
    since = pending.turn_since
    terms = terms_of(decided.at(since, state.hospital))
    if turn is AgreementSide.MUNICIPALITY:
        hours = ServiceHours(terms.opens, terms.closes, business_days=True, closing_days=frozenset(closing_days))
        due = due_in_hours(next_reading(since, terms), ANSWER_WITHIN, hours, before=pending.at, since=since)
        return (WantedTask(AgreementTask.ANSWER_DISCHARGE_TIME, state.municipality, since, due),)
    owner = state.provider or state.hospital
    if owner is None:
        return ()
    hours = ServiceHours(terms.ward_reads_from, terms.ward_reads_to)
    due = due_in_hours(since, ANSWER_WITHIN, hours, before=pending.at, since=since)
    kind = AgreementTask.ANSWER_DISCHARGE_QUESTION if pending.open_question else AgreementTask.ANSWER_COUNTER_PROPOSAL
    return (WantedTask(kind, owner, since, due),)


def _first_proposal(agreed: Agreement, state: JourneyState, decided: Choices) -> tuple[WantedTask, ...]:
    """Ready and no time agreed: the hospital has the duty to begin (001-65; 001-83), as soon as the ward is read."""
    waiting = [period for period in state.ready_periods if period.is_open]
    owner = state.provider or state.hospital
    if not waiting or agreed.agreed is not None or owner is None or state.status is not JourneyStatus.READY:
        return ()
    # Nobody to agree with: the time is agreed with the citizen (UX §1.e).
    if state.municipality is None or state.facts.municipal_services is False:
        return ()
    since = waiting[-1].notified_at
    due = next_reading(since, terms_of(decided.at(since, state.hospital))) + ANSWER_WITHIN
    return (WantedTask(AgreementTask.PROPOSE_DISCHARGE_TIME, owner, since, due),)


def planning_task(history: History, state: JourneyState) -> tuple[WantedTask, ...]:
    """The ward begins at the admission, of a citizen whom the municipality helps, until anybody has said a word of it.

    A citizen who is ready is asked about by the time to be proposed (001-31, 001-62).
    """
    owner, since = state.provider or state.hospital, state.admitted_at
    lies = state.status in (JourneyStatus.ADMITTED, JourneyStatus.ON_LEAVE)
    if owner is None or since is None or not lies or planning_began_at(history) is not None:
        return ()
    if state.municipality is None or state.facts.municipal_services is not True:
        return ()
    return (WantedTask(AgreementTask.BEGIN_PLANNING, owner, since, since + BEGUN_WITHIN),)
