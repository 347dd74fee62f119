"""Times that can hardly be right: the message counts, its own time stands in, or ours (RULES 2i V11)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from medcom.parsing.codes import Operation, PhysicalEventKind
from medcom.parsing.messages.notification import HospitalNotification
from medcom.parsing.problems.problem import Problem

# Clocks and typing differ; only what has happened is told (RULES 2i: real-time events).
AHEAD_AT_MOST = timedelta(hours=2)
BACK_AT_MOST = timedelta(days=366)
_ELEMENTS = {
    "period_start": "Encounter.period.start",
    "period_end": "Encounter.period.end",
    "leave_start": "Encounter.extension.value.start",
    "leave_end": "Encounter.extension.value.end",
    "deceased_at": "Patient.deceased",
    "sent_at": "Provenance.recorded",
    "occurred_at": "Provenance.occurredDateTime",
}
# Where each kind has the time of what happened.
_OWN = {
    PhysicalEventKind.STAA: ("period_start",),
    PhysicalEventKind.STIN: ("period_start",),
    PhysicalEventKind.STOR: ("leave_start",),
    PhysicalEventKind.SLOR: ("leave_end",),
    PhysicalEventKind.SLHJ: ("period_end",),
    PhysicalEventKind.MORS: ("deceased_at", "period_end"),
}


def held(notification: HospitalNotification, received_at: datetime | None = None) -> HospitalNotification:
    """The notification with the bundle's time in the place of every time that cannot be right.

    The bundle's own can be wrong as well: of a clock that is ahead of ours when we received it nothing is later than
    that.
    """
    stand_in = _stand_in(notification, received_at)
    fields = _uncertain_fields(notification, stand_in)
    changes: dict[str, Any] = dict.fromkeys(fields, stand_in)
    if not changes:
        return notification
    if any(name in changes for name in _OWN[notification.short]):
        changes["occurred_at"] = stand_in
    return replace(notification, **changes, uncertain=tuple(fields))


def plausible(at: datetime, now: datetime) -> datetime:
    """When a letter was sent, as far as that can be right; else when it came. Nothing is sent after now."""
    return min(at, now) if now - BACK_AT_MOST <= at <= now + AHEAD_AT_MOST else now


def problems_of_times(notification: HospitalNotification) -> tuple[Problem, ...]:
    """A warning for each time that is held at the bundle's, or at our own."""
    return tuple(
        Problem(_code(notification, name), "Bundle.entry.resource", {"element": _ELEMENTS[name]})
        for name in notification.uncertain
    )


def _code(notification: HospitalNotification, name: str) -> str:
    return "hn.time_uncertain" if getattr(notification, name) == notification.assembled_at else "hn.time_ahead"


def _stand_in(notification: HospitalNotification, received_at: datetime | None) -> datetime | None:
    """The time of the message, as far as it was sent before it was received."""
    assembled = notification.assembled_at
    is_ahead = assembled is not None and received_at is not None and assembled - received_at > AHEAD_AT_MOST
    return received_at if is_ahead else assembled


def _uncertain_fields(notification: HospitalNotification, stand_in: datetime | None) -> list[str]:
    """The fields more than two hours after the message, or (its own event) more than a year before it."""
    if stand_in is None:
        return []
    found = []
    stated = any(getattr(notification, name) == notification.occurred_at for name in _OWN[notification.short])
    # What happened is dated by the encounter, else by the Provenance: one wrong time is said once.
    for name in [name for name in _ELEMENTS if not (stated and name == "occurred_at")]:
        at: datetime | None = getattr(notification, name)
        if at is not None and (at - stand_in > AHEAD_AT_MOST or _is_long_past(notification, name, at, stand_in)):
            found.append(name)
    return found


def _is_long_past(notification: HospitalNotification, name: str, at: datetime, assembled: datetime) -> bool:
    """A correction may be of a stay that began long ago, and a long stay ends long after it began.

    When it was said is never long before it was sent; a cancellation happened when it was said.
    """
    own = next((field for field in _OWN[notification.short] if getattr(notification, field) is not None), None)
    happened = {Operation.FIRST: own, Operation.CANCEL: "occurred_at"}.get(notification.operation)
    return name in (happened, "sent_at") and assembled - at > BACK_AT_MOST
