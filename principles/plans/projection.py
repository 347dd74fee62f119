"""What the implementation plans bring to the published figures: K25 by month and track, of the region and each cluster.

They count tasks, which whoever reads the figures may read by name: none is hidden.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from principles.indicators.rules.publication import Cut, Sums, is_closed
from principles.indicators.rules.sources import KeptKey, Source, told
from principles.models import ImplementationPlan, PlanTask
from principles.plans.rules.progress import JudgedTask, on_time
from principles.plans.selectors import state_of


def plan_figures(census: date, at: datetime) -> Mapping[KeptKey, Sums]:
    """By what stood in the plans at an instant; a later word is restated at the next census.

    A task has no area of its own: it is its plan's, whatever becomes of the members afterwards.
    """
    plans = ImplementationPlan.objects.filter(begun_at__lte=at).in_bulk()
    found = defaultdict[KeptKey, list[JudgedTask]](list)
    for task in PlanTask.history.as_of(at):
        plan = plans.get(task.plan_id)
        if plan is None or task.due_on is None or not is_closed(task.due_on.replace(day=1), census):
            continue
        task.plan = plan
        for area in (None, plan.area_id):
            found[_key(area, task.track, task.due_on)].append(state_of(task))
    sums = {key: on_time(states, census) for key, states in found.items()}
    return {key: told(kept.denominator, kept.numerator) for key, kept in sums.items() if kept.denominator}


def _key(area: UUID | None, track: str, due_on: date) -> KeptKey:
    return KeptKey("K25", track, Cut.AREA if area else Cut.REGION, str(area or ""), due_on.replace(day=1))


PLAN_SOURCE = Source("plans", frozenset({"K25"}), plan_figures)
