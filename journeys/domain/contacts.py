"""The stays inside a journey: contacts, leave, transfers and the coherent inpatient stay (RULES 2i, 2e E2)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from journeys.domain.events import EventKind, EventRecord

# RULES 2h, 2e E2 (inf): contacts at most four hours apart are one coherent stay.
COHERENT_GAP = timedelta(hours=4)


class ContactClass(StrEnum):
    """What kind of contact: in a bed, or acute ambulatory (RULES 2d S2: not *indlagt*)."""

    INPATIENT = "inpatient"
    ACUTE = "acute"


class ContactEnd(StrEnum):
    """Why a contact ended."""

    DISCHARGED = "discharged"
    MOVED = "moved"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Leave:
    """One leave; `end` is None while it lasts."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """One physical contact at one provider, half-open [start, end)."""

    kind: ContactClass
    start: datetime
    end: datetime | None
    ended_by: ContactEnd | None
    provider: str | None
    hospital: str | None
    leaves: tuple[Leave, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """A coherent inpatient stay: contacts at most four hours apart, from the first bed to the last."""

    start: datetime
    end: datetime | None
    contacts: tuple[Contact, ...]


def contacts_of(events: Iterable[EventRecord]) -> tuple[Contact, ...]:
    """Folds effective contact events, in the total order, into contacts.

    An event whose admission never arrived opens its contact at the period start that it carries, if it carries one.
    """
    contacts: list[Contact] = []
    for event in events:
        _STEPS.get(event.kind, _ignore)(contacts, event)
    return tuple(contacts)


def _ignore(contacts: list[Contact], event: EventRecord) -> None:
    return None


def _class_of(event: EventRecord) -> ContactClass:
    return ContactClass.ACUTE if event.payload.get("class") == "EMER" else ContactClass.INPATIENT


def _open(contacts: list[Contact], event: EventRecord, kind: ContactClass, start: datetime) -> None:
    contacts.append(Contact(kind, start, None, None, event.text("provider"), event.text("hospital")))


def _close(contacts: list[Contact], at: datetime, why: ContactEnd) -> None:
    last = contacts[-1]
    leaves = tuple(leave if leave.end else replace(leave, end=at) for leave in last.leaves)
    contacts[-1] = replace(last, end=at, ended_by=why, leaves=leaves)


def _begin(contacts: list[Contact], event: EventRecord) -> None:
    kind = ContactClass.ACUTE if event.kind is EventKind.ACUTE_ARRIVED else ContactClass.INPATIENT
    last = contacts[-1] if contacts else None
    if last is not None and last.ended_by is ContactEnd.DIED:
        # Keyed too late, or the death too early: nobody comes in after dying; a task asks which it is.
        return
    if last is not None and last.end is None:
        if _is_restated(last, event, kind):
            return
        _close(contacts, event.occurred_at, ContactEnd.MOVED)
    _open(contacts, event, kind, event.occurred_at)


def _is_restated(last: Contact, event: EventRecord, kind: ContactClass) -> bool:
    """The same arrival told twice, by hand and by message: the times differ a little, the place does not."""
    same_place = (last.kind, last.provider) == (kind, event.text("provider"))
    return same_place and event.occurred_at - last.start <= COHERENT_GAP


def _ensure_open(contacts: list[Contact], event: EventRecord) -> None:
    if contacts and contacts[-1].end is None:
        _follow(contacts, event)
        return
    start = min(event.instant("period_start") or event.occurred_at, event.occurred_at)
    if contacts and start < (contacts[-1].end or start):
        start = event.occurred_at
    _open(contacts, event, _class_of(event), start)


def _follow(contacts: list[Contact], event: EventRecord) -> None:
    """A move inside the hospital sends no message (SPEC A3.3 rule 2): the next one says where the citizen is now."""
    provider = event.text("provider")
    if provider is not None and event.text("hospital") == contacts[-1].hospital:
        contacts[-1] = replace(contacts[-1], provider=provider)


def _start_leave(contacts: list[Contact], event: EventRecord) -> None:
    _ensure_open(contacts, event)
    last = contacts[-1]
    if last.leaves and last.leaves[-1].end is None:
        return
    contacts[-1] = replace(last, leaves=(*last.leaves, Leave(event.occurred_at)))


def _end_leave(contacts: list[Contact], event: EventRecord) -> None:
    _ensure_open(contacts, event)
    last = contacts[-1]
    open_leave = last.leaves[-1] if last.leaves and last.leaves[-1].end is None else None
    start = open_leave.start if open_leave else event.instant("leave_start")
    if start is None:
        return
    earlier = last.leaves[:-1] if open_leave else last.leaves
    contacts[-1] = replace(last, leaves=(*earlier, Leave(start, event.occurred_at)))


def _discharge(contacts: list[Contact], event: EventRecord) -> None:
    last = contacts[-1] if contacts else None
    over = last is not None and last.ended_by is ContactEnd.DISCHARGED and not _is_new_contact(last, event)
    if over and not _returned(contacts, event):
        return
    _ensure_open(contacts, event)
    _close(contacts, event.occurred_at, ContactEnd.DISCHARGED)


def _returned(contacts: list[Contact], event: EventRecord) -> bool:
    """A visit elsewhere ended and the first hospital, which sends nothing when the citizen comes back, discharges."""
    last = contacts[-1]
    left = [c for c in contacts[:-1] if c.ended_by is ContactEnd.MOVED and c.hospital == event.text("hospital")]
    if not left or last.end is None or left[-1].hospital in (None, last.hospital) or event.occurred_at <= last.end:
        return False
    contacts.append(replace(left[-1], start=last.end, end=None, ended_by=None, leaves=()))
    return True


def _is_new_contact(last: Contact, event: EventRecord) -> bool:
    start = event.instant("period_start")
    return start is not None and last.end is not None and start >= last.end


def _die(contacts: list[Contact], event: EventRecord) -> None:
    if contacts and contacts[-1].end is not None and not _is_new_contact(contacts[-1], event):
        return
    _ensure_open(contacts, event)
    _close(contacts, event.occurred_at, ContactEnd.DIED)


_STEPS = {
    EventKind.ACUTE_ARRIVED: _begin,
    EventKind.ADMITTED: _begin,
    EventKind.LEAVE_STARTED: _start_leave,
    EventKind.LEAVE_ENDED: _end_leave,
    EventKind.DISCHARGED: _discharge,
    EventKind.DIED: _die,
}


def stays_of(contacts: Iterable[Contact]) -> tuple[Stay, ...]:
    """Coherent inpatient stays: inpatient contacts at most four hours apart; acute-ambulatory hours do not count."""
    stays: list[Stay] = []
    for contact in contacts:
        if contact.kind is not ContactClass.INPATIENT:
            continue
        last = stays[-1] if stays else None
        if last is not None and last.end is not None and contact.start - last.end <= COHERENT_GAP:
            stays[-1] = Stay(last.start, contact.end, (*last.contacts, contact))
        else:
            stays.append(Stay(contact.start, contact.end, (contact,)))
    return tuple(stays)
