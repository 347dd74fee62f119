"""A plan that says another discharge time than the one that holds: the ward is asked to send a new one (001-41)."""

from datetime import datetime

from discharge.agreement.rules.agreement import agreement
from documents.domain.kinds import kind_named
from documents.domain.realism import Realism, realism_of
from documents.domain.threads import threads_of
from journeys.domain.history.history import History
from journeys.domain.state.fold import JourneyState
from journeys.domain.tasks.open_tasks import WantedTask

RENEW_PLAN = "renew_plan"


def outdated_plan_tasks(state: JourneyState, history: History) -> tuple[WantedTask, ...]:
    """One task while the citizen is in hospital and the last plan is outdated; it has no time of its own (001-66)."""
    owner = state.provider or state.hospital
    if not state.in_hospital or owner is None:
        return ()
    for thread in threads_of(history):
        kind = kind_named(thread.kind)
        plans = realism_of(thread, kind, history) if kind is not None else ()
        if plans and plans[-1].is_outdated:
            return (WantedTask(RENEW_PLAN, owner, _outdated_since(plans[-1], history)),)
    return ()


def _outdated_since(plan: Realism, history: History) -> datetime:
    """When another time was agreed, or the agreed one fell, for the first time since the plan's last held."""
    counting, since = history.counting, plan.version.sent_at
    place = next(number for number, event in enumerate(counting) if event.ref == plan.version.ref)
    held = True
    for number in range(place + 1, len(counting)):
        agreed = agreement(counting[: number + 1], history.legs).agreed
        holds = agreed is not None and agreed.at == plan.planned_at
        if held and not holds:
            since = counting[number].stated_at
        held = holds
    return since
