"""How a stay ended: home, another hospital, against advice (RULES 2i V4, V6, V8). MedCom has no word for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.stays import Departed, PlaceTold
from journeys.domain.history.contacts import COHERENT_GAP, are_two
from journeys.domain.history.history import History


class EndedBy(StrEnum):
    """How the stay ended, where the source says so."""

    DISCHARGED = "discharged"
    TRANSFERRED = "transferred"
    DIED = "died"
    LEFT_AGAINST_ADVICE = "left_against_advice"
    # The planned stay never began: the citizen did not come.
    NO_SHOW = "no_show"


# A death is an event of its own, so nobody states it as the way a discharge went.
STATED = (EndedBy.DISCHARGED, EndedBy.TRANSFERRED, EndedBy.LEFT_AGAINST_ADVICE)


@dataclass(frozen=True, slots=True)
class Departure:
    """How one discharge went. `stated` tells a person's word from what follows from the next message.

    `medically_ready` is the ward's answer about a citizen who left against advice; None is not said.
    """

    ended_by: EndedBy = EndedBy.DISCHARGED
    stated: bool = False
    medically_ready: bool | None = None


def departure_of(history: History, discharge: EventRecord) -> Departure:
    """How `discharge` went, from the history of its journey.

    What a person said of it last holds, in whichever of the words that told of it. Unsaid, a bed at another hospital at
    most four hours later makes it a leg of one journey, not a discharge to the home (V4).
    """
    counting, again = history.counting, history.told_again
    retold = [event for event in counting if again.get(event.ref) == discharge.ref]
    others = [e for e in counting if e.kind is EventKind.DISCHARGED and e is not discharge and e.ref not in again]
    later = sorted((*retold, *_statements(discharge, counting, others)), key=lambda event: event.stated_at)
    said = [discharge, *later]
    named = [ended for each in said if (ended := _ended_by(each)) is not None]
    ready = [answer for each in said if (answer := each.read(Departed).medically_ready) is not None]
    if named:
        return Departure(named[-1], stated=True, medically_ready=ready[-1] if ready else None)
    leg = _goes_on_elsewhere(discharge, counting)
    return Departure(EndedBy.TRANSFERRED if leg else EndedBy.DISCHARGED)


def last_departure(history: History) -> Departure | None:
    """How the last discharge went; None where nobody was discharged."""
    return departure_of(history, history.discharges[-1]) if history.discharges else None


def _statements(
    discharge: EventRecord, counting: Sequence[EventRecord], discharges: Sequence[EventRecord]
) -> list[EventRecord]:
    """A statement belongs to the last discharge not after it, if that had been told by then.

    One about a discharge that was cancelled falls with it; of a corrected discharge it holds for the correction,
    wherever that lies.
    """
    others = [event.occurred_at for event in discharges]
    until = min((at for at in others if at > discharge.occurred_at), default=None)
    corrected = discharge.voids_ref is not None
    before = max((at for at in others if at <= discharge.occurred_at), default=None)
    since = before if corrected else discharge.occurred_at
    return [
        event
        for event in counting
        if event.kind is EventKind.DEPARTURE_STATED
        and (since is None or event.occurred_at >= since)
        and (until is None or event.occurred_at < until)
        and (corrected or event.stated_at >= discharge.stated_at)
    ]


def _ended_by(event: EventRecord) -> EndedBy | None:
    text = event.read(Departed).ended_by
    return EndedBy(text) if text in set(EndedBy) else None


def _goes_on_elsewhere(discharge: EventRecord, counting: Sequence[EventRecord]) -> bool:
    beds = [
        event
        for event in counting
        if event.kind is EventKind.ADMITTED and discharge.occurred_at <= event.occurred_at and event is not discharge
    ]
    following = min(beds, key=lambda event: event.occurred_at, default=None)
    if following is None or following.occurred_at - discharge.occurred_at > COHERENT_GAP:
        return False
    return are_two(discharge.read(PlaceTold).hospital, following.read(PlaceTold).hospital)
