"""Which discharges end a stay, and which are only a leg of a transfer (RULES 2i V4). MedCom has no word for it.

The one place that knows: how a stay ended, what waiting costs and what was said in the stay all ask here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.stays import Departed, PlaceTold
from journeys.domain.history.contacts import COHERENT_GAP, are_two


class EndedBy(StrEnum):
    """How the stay ended, where the source says so."""

    DISCHARGED = "discharged"
    TRANSFERRED = "transferred"
    DIED = "died"
    LEFT_AGAINST_ADVICE = "left_against_advice"
    # The planned stay never began: the citizen did not come.
    NO_SHOW = "no_show"


@dataclass(frozen=True, slots=True)
class Departure:
    """How one discharge went. `stated` tells a person's word from what follows from the next message.

    `medically_ready` is the ward's answer about a citizen who left against advice; None is not said.
    """

    ended_by: EndedBy = EndedBy.DISCHARGED
    stated: bool = False
    medically_ready: bool | None = None


def departure_in(discharge: EventRecord, counting: Sequence[EventRecord], again: Mapping[str, str]) -> Departure:
    """How `discharge` went, among the events that count; `again` names what was told once more, and of which word.

    What a person said of it last holds, in whichever of the words that told of it. Unsaid, a bed at another hospital at
    most four hours later makes it a leg of one journey, not a discharge to the home (V4).
    """
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


def legs_in(counting: Sequence[EventRecord], again: Mapping[str, str]) -> frozenset[str]:
    """The refs of the discharges after which the stay went on in another bed: transfers that a bed took over in time.

    One that is said to be a transfer, and whose bed is told of no earlier than four hours later, ended its stay: nobody
    knows where the citizen was meanwhile (V4: coherent at most four hours apart).
    """
    beds = sorted(event.occurred_at for event in counting if event.kind is EventKind.ADMITTED)
    return frozenset(
        event.ref
        for event in counting
        if event.kind is EventKind.DISCHARGED
        and event.ref not in again
        and _is_taken_over(event.occurred_at, beds)
        and departure_in(event, counting, again).ended_by is EndedBy.TRANSFERRED
    )


def _is_taken_over(left_at: datetime, beds: Sequence[datetime]) -> bool:
    return any(left_at <= taken_at and taken_at - left_at <= COHERENT_GAP for taken_at in beds)


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
