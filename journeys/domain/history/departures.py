"""How a stay ended: home, another hospital, against advice (RULES 2i V4, V6, V8), asked of a whole history."""

from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.history.legs import Departure, EndedBy, departure_in

__all__ = ["STATED", "Departure", "EndedBy", "departure_of", "last_departure"]

# A death is an event of its own, so nobody states it as the way a discharge went.
STATED = (EndedBy.DISCHARGED, EndedBy.TRANSFERRED, EndedBy.LEFT_AGAINST_ADVICE)


def departure_of(history: History, discharge: EventRecord) -> Departure:
    """How `discharge` went, from the history of its journey."""
    return departure_in(discharge, history.counting, history.told_again)


def last_departure(history: History) -> Departure | None:
    """How the last discharge went; None where nobody was discharged."""
    return departure_of(history, history.discharges[-1]) if history.discharges else None
