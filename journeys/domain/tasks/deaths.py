"""A citizen dies once: what another stay tells of after a death is asked about on both sides (RULES 2i MORS)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from journeys.domain.events import CONTACT_KINDS, EventRecord
from journeys.domain.events.payloads.stays import AnswerTo
from journeys.domain.history.history import History
from journeys.domain.state.doubts import Doubt, doubt_after_death
from journeys.domain.state.fold import JourneyState
from journeys.domain.state.status import JourneyStatus

# In the journey of the death, for the task that asks its ward for the times.
ALIVE_ELSEWHERE = "alive in another journey after deceased"


def with_deaths(journeys: Sequence[History], states: Sequence[JourneyState]) -> list[JourneyState]:
    """The states, told of each other's deaths: a fold sees one journey, a death is the citizen's."""
    deaths = [state.deceased_at for state in states]
    if not any(deaths) or len(states) == 1:
        return list(states)
    after = [_first_after(journey, _others(deaths, place)) for place, journey in enumerate(journeys)]
    return [
        _called_off(_asked(_doubted(state, journey, after[place]), _others(after, place)), _others(deaths, place))
        for place, (journey, state) in enumerate(zip(journeys, states, strict=True))
    ]


def _called_off(state: JourneyState, deaths: Sequence[datetime]) -> JourneyState:
    """A death cancels what was planned, at whichever hospital (RULES 2i MORS)."""
    if state.status is not JourneyStatus.PLANNED or not deaths:
        return state
    return replace(state, status=JourneyStatus.CANCELLED, cancelled_at=min(deaths))


_Item = TypeVar("_Item")


def _others(items: Sequence[_Item | None], place: int) -> list[_Item]:
    return [item for other, item in enumerate(items) if other != place and item is not None]


def _first_after(journey: History, deaths: Sequence[datetime]) -> EventRecord | None:
    """The first thing that happened to the citizen here after the first death told of elsewhere."""
    contacts = (event for event in journey.counting if event.kind in CONTACT_KINDS)
    return next((event for event in contacts if deaths and event.occurred_at > min(deaths)), None)


def _doubted(state: JourneyState, journey: History, event: EventRecord | None) -> JourneyState:
    """Asked until one of the two falls: where the citizen lives, no word makes both of them right."""
    if event is None:
        return state
    settled = any(other.read(AnswerTo).settles == event.ref for other in journey.counting)
    if settled and state.status is JourneyStatus.DECEASED:
        return state
    doubts: dict[str, Doubt] = {event.ref: doubt_after_death(event)} | {doubt.ref: doubt for doubt in state.doubts}
    return replace(state, doubts=tuple(sorted(doubts.values(), key=lambda doubt: (doubt.at, doubt.ref))))


def _asked(state: JourneyState, elsewhere: Sequence[EventRecord]) -> JourneyState:
    died = state.deceased_at
    if died is None or not any(event.occurred_at > died for event in elsewhere):
        return state
    return replace(state, anomalies=(*state.anomalies, ALIVE_ELSEWHERE))
