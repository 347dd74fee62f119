"""Whom the barriers that stand are asked of (RULES 001-22)."""

from collections.abc import Sequence

from journeys.domain.state.barriers import Barrier, BarrierOwner
from journeys.domain.state.fold import JourneyState
from journeys.domain.state.status import ENDED
from journeys.domain.tasks.open_tasks import WantedTask


def barrier_tasks(standing: Sequence[Barrier], state: JourneyState) -> tuple[WantedTask, ...]:
    """One open task per side with barriers of its own, due when the first of them is."""
    if state.status in ENDED:
        return ()
    hospital = state.provider or state.hospital
    owners = {
        BarrierOwner.HOSPITAL: hospital,
        # A municipality that does not take part cannot clear anything away: the ward has the contact.
        BarrierOwner.MUNICIPALITY: state.municipality if state.facts.municipal_services is True else hospital,
    }
    tasks = []
    for side, owner in owners.items():
        own = [barrier for barrier in standing if barrier.is_open and barrier.owner is side]
        if own and owner:
            due = min((barrier.due_at for barrier in own if barrier.due_at), default=None)
            tasks.append(WantedTask(f"clear_barriers_{side}", owner, min(b.raised_at for b in own), due))
    return tuple(tasks)
