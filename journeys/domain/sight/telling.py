"""What the other parties are told about an event; None for what is only kept."""

from journeys.domain.events import EventKind as K
from journeys.domain.events.catalogue import CATALOGUE
from journeys.domain.history.departures import EndedBy

BETWEEN_THE_TWO = frozenset(kind for kind, row in CATALOGUE.items() if row.between_the_two)
SIDES = frozenset({"hospital", "municipality"})


_DEPARTURES = {EndedBy.TRANSFERRED.value: "transfer", EndedBy.LEFT_AGAINST_ADVICE.value: "left_against_advice"}


def told_as(kind: K, *, corrects: bool, ended_by: str | None = None) -> str | None:
    """The kind of notification for an event; a correction of something told is told as a correction.

    `ended_by` is how a discharge went: nobody is told of a discharge to the home that was none (RULES 2i V4).
    """
    told = CATALOGUE[kind].told_as
    if kind is K.ADMISSION_CALLED_OFF and ended_by == EndedBy.NO_SHOW:
        told = "no_show"
    if kind in (K.DISCHARGED, K.DEPARTURE_STATED):
        told = _DEPARTURES.get(ended_by or "", told)
    return "correction" if told is not None and corrects and kind is not K.CANCELLED else told
