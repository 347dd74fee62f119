"""The six conditions that end a discharge (RULES 001-03; 001 fn 2): closed when all are met or not needed.

A second discharge in the same journey starts its conditions anew: what was done for the first one does not count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import takewhile
from typing import Any

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.documents import DocumentSent, Stating
from journeys.domain.events.payloads.letters import Enrolled, Needed
from journeys.domain.events.payloads.readiness import ReadyRegistered
from journeys.domain.history.cancelled import cancelled_discharges
from journeys.domain.history.departures import EndedBy, last_departure
from journeys.domain.history.history import History
from journeys.domain.state.in_error import is_in_error
from journeys.domain.state.letters import letters_of
from journeys.domain.state.reports import declined_since


class Condition(StrEnum):
    """The conditions in the order of the footnote."""

    DISCHARGED = "discharged"
    ENROLLED = "enrolled"
    LETTER = "letter"
    FMK = "fmk"
    REHABILITATION = "rehabilitation"
    OTHER_TASKS = "other_tasks"


class ConditionState(StrEnum):
    """Open until met; not needed when somebody said so."""

    OPEN = "open"
    MET = "met"
    NOT_NEEDED = "not_needed"


class Owner(StrEnum):
    """Whose condition it is."""

    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition of one journey; `met_at` is also when it was said not to be needed."""

    condition: Condition
    state: ConditionState
    met_at: datetime | None
    owner: Owner


# A transfer is no discharge to the home: the hospital that took over sends the letter and tells the municipality (V4).
_HOMECOMING = (Condition.ENROLLED, Condition.LETTER)
_OWNERS = {Condition.ENROLLED: Owner.MUNICIPALITY}


def close_out_conditions(
    history: History, *, municipal_services: bool | None, no_practice: bool = False
) -> tuple[ConditionResult, ...]:
    """The six conditions of a journey, counted from the beginning of the last stay.

    And from when a discharge was cancelled: what was done for it does not count for the next one.
    """
    stay, own = history.once(since_last_stay), history.once(_of_this_discharge)
    home = [event for event in history.discharges if event in own and event.ref not in history.legs]
    found = {
        Condition.DISCHARGED: _met(home[-1] if home else None),
        Condition.ENROLLED: _enrolled(own, municipal_services),
        Condition.LETTER: _letter(history, own),
        Condition.FMK: _met(fmk_said(history, own)),
        Condition.REHABILITATION: _rehabilitation(history, stay, own),
        Condition.OTHER_TASKS: _met(_last(own, EventKind.OTHER_TASKS_DONE)),
    }
    left, departure = home[-1] if home else None, last_departure(history)
    if left is not None and departure is not None and departure.ended_by is EndedBy.TRANSFERRED:
        found |= dict.fromkeys(_HOMECOMING, (ConditionState.NOT_NEEDED, left.occurred_at))
    died = history.death
    if died is not None:
        due = bool(letters_of(history, no_practice=no_practice))
        found = {condition: _after_death(condition, said, died.occurred_at, due) for condition, said in found.items()}
    return tuple(
        ConditionResult(condition, state, at, _OWNERS.get(condition, Owner.HOSPITAL))
        for condition, (state, at) in found.items()
    )


def _of_this_discharge(history: History) -> Sequence[EventRecord]:
    """What counts from the beginning of the last stay, and from when a discharge was cancelled."""
    stay, anew_since = history.once(since_last_stay), _anew_since(history)
    # The discharge that stands may have been told again with an earlier time than the cancelled one had.
    told = {event.ref: max(event.stated_at, event.occurred_at) for event in history.discharges}
    return [e for e in stay if anew_since is None or told.get(e.ref, e.occurred_at) >= anew_since]


def since_last_stay(history: History) -> Sequence[EventRecord]:
    """What counts from the admission that began the last stay; a transfer or an acute visit begins none."""
    begins, left, home = 0, False, {event.ref for event in history.discharges} - history.legs
    for index, event in enumerate(history.counting):
        if event.ref in home:
            left = True
        elif event.kind is EventKind.ADMITTED and left:
            begins, left = index, False
    return history.counting[begins:]


def _anew_since(history: History) -> datetime | None:
    """When the last discharge that was cancelled stopped to count; the conditions begin anew then (AN_SLHJ, X6).

    One that was undone before anybody read of it took nothing with it (DESIGN §4).
    """
    home, found = [event.occurred_at for event in history.discharges], []
    for each in history.once(cancelled_discharges):
        if each.discharge.ref in history.withdrawn:
            continue
        # Said late, what has been done since the discharge that took its place still counts.
        following = [at for at in home if at > each.discharge.occurred_at]
        found.append(min([each.cancelled_at, *following]))
    return max(found, default=None)


def closed_at(conditions: Sequence[ConditionResult]) -> datetime | None:
    """When the last condition was met, or None while one is open."""
    if any(each.state is ConditionState.OPEN for each in conditions):
        return None
    return max((each.met_at for each in conditions if each.met_at is not None), default=None)


_Found = tuple[ConditionState, datetime | None]


def _last(counting: Sequence[EventRecord], kind: EventKind) -> EventRecord | None:
    return next((event for event in reversed(counting) if event.kind is kind), None)


def _met(event: EventRecord | None) -> _Found:
    return (ConditionState.MET, event.occurred_at) if event else (ConditionState.OPEN, None)


def _letter(history: History, own: Sequence[EventRecord]) -> _Found:
    """Sent means positively acknowledged (RULES 2f L4), and each discharge has its own letter."""
    refs = {event.ref for event in own}
    letters = [letter for letter in letters_of(history) if letter.discharge_ref in refs]
    at = letters[-1].acknowledged_at if letters else None
    return (ConditionState.MET, at) if at else (ConditionState.OPEN, None)


def _after_death(condition: Condition, said: _Found, died_at: datetime, letter_due: bool) -> _Found:
    """A death closes everything but the letter, which is still due where a practice receives it (2d S10; 2i V6)."""
    if (condition is Condition.LETTER and letter_due) or said[0] is not ConditionState.OPEN:
        return said
    return ConditionState.NOT_NEEDED, died_at


def _enrolled(counting: Sequence[EventRecord], municipal_services: bool | None) -> _Found:
    declined = declined_since([event for event in counting if event.kind is EventKind.REPORT_DECLINED])
    told = [event for event in counting if event.kind is EventKind.MUNICIPAL_ENROLLED]
    said = next((event for event in reversed(told) if not (event.read(Enrolled).reported and declined(event))), None)
    if said is not None and said.read(Needed).needed is False:
        return ConditionState.NOT_NEEDED, said.occurred_at
    if said is None and municipal_services is False:
        return ConditionState.NOT_NEEDED, None
    return _met(said)


def _since_resumed(stay: Sequence[EventRecord]) -> Sequence[EventRecord]:
    resumed = [place for place, event in enumerate(stay) if event.kind is EventKind.TREATMENT_RESUMED]
    return stay[resumed[-1] + 1 :] if resumed else stay


def fmk_said(history: History, events: Sequence[EventRecord]) -> EventRecord | None:
    """What last said that the shared medication record is up to date: one of the events, or *færdigbehandlet* (F8).

    Asked once (001-03 iv; 001-81 1d): treatment is over by then. Resumed, it is asked anew, as rehabilitation is.
    """
    said = _last(events, EventKind.FMK_UPDATED)
    if said is not None:
        return said
    since = _since_resumed(history.once(since_last_stay))
    ready = [event for event in since if _registered(event).get("fmk_updated") is True]
    return next((event for event in reversed(ready) if event not in history.void_registrations), None)


def fmk_said_by(history: History, at: datetime) -> EventRecord | None:
    """What had said so when the citizen left: said again afterwards it is no later (001-81 1d)."""
    return fmk_said(history, [event for event in history.once(_of_this_discharge) if event.occurred_at <= at])


def _rehabilitation(history: History, stay: Sequence[EventRecord], own: Sequence[EventRecord]) -> _Found:
    """Asked once: the answer at *færdigbehandlet* (F7) holds until another decision (001-03 v; 001-81 1a-ii).

    Where treatment is resumed all is asked anew: decisions, answers and plans were about what was known before. Where a
    discharge is cancelled, what was decided for it does not count, but the registration that is open again has its
    answer: it was given for no discharge.
    """
    since_resumed = _since_resumed(stay)
    decisions = rehabilitation_decisions(history, since_resumed)
    done = {event.ref for event in own}
    for event in takewhile(lambda e: _needs_rehabilitation(e) is False, reversed(decisions)):
        if event.kind is EventKind.READY_REGISTERED or event.ref in done:
            return ConditionState.NOT_NEEDED, event.occurred_at
    # A newer version is no second plan: the first sending counts.
    sent = (e for e in since_resumed if e.ref in done and _sends_plan(e))
    return _met(next((e for e in sent if not is_in_error(e, history.counting, "municipality")), None))


def _sends_plan(event: EventRecord) -> bool:
    """Whether the municipality got the plan by it: written here, or said to be sent from another system."""
    if event.kind is EventKind.DOCUMENT_SENT:
        return event.read(DocumentSent).reaches(Stating.REHABILITATION_PLAN, "municipality")
    return event.kind is EventKind.REHABILITATION_PLAN_SENT


def rehabilitation_decisions(history: History, events: Sequence[EventRecord]) -> list[EventRecord]:
    """Those of the events that say whether a plan for rehabilitation is needed; the last one holds.

    A registration that counts nothing answers nothing (RULES 2c P3).
    """
    decisions = [event for event in events if _needs_rehabilitation(event) is not None]
    void = {event.ref for event in history.void_registrations} if decisions else ()
    return [event for event in decisions if event.ref not in void]


def rehabilitation_needed(history: History) -> bool:
    """Whether the citizen needs rehabilitation, as was last said in the stay; False is also not said."""
    decisions = rehabilitation_decisions(history, history.once(since_last_stay))
    return bool(decisions) and _needs_rehabilitation(decisions[-1]) is True


def _needs_rehabilitation(event: EventRecord) -> bool | None:
    """What an event says of a plan for rehabilitation; None if it says nothing."""
    if event.kind is EventKind.REHABILITATION_DECIDED:
        return event.read(Needed).needed is not False
    # Whoever sends a plan has found that it is needed.
    if event.kind is EventKind.DOCUMENT_SENT and _sends_plan(event):
        return True
    return {"made": True, "not_needed": False}.get(str(_registered(event).get("rehabilitation")))


def _registered(event: EventRecord) -> Mapping[str, Any]:
    """The checklist of a registration of *færdigbehandlet*."""
    return (event.read(ReadyRegistered).checklist or {}) if event.kind is EventKind.READY_REGISTERED else {}
