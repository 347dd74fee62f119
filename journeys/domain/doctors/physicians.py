"""The hospital's named doctor through handovers, transfers and new stays (RULES 001-90)."""

from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from journeys.domain.doctors.handovers import HandoverOffer, offers_answered
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.responsibility import Doctor
from journeys.domain.events.payloads.stays import PlaceTold
from journeys.domain.history.history import History


@dataclass(frozen=True, slots=True)
class Physician:
    """A named doctor and the instant from which the name holds (RULES 001-90)."""

    name: str
    organisation: str | None
    since: datetime
    authorisation_id: str | None = None


def physician_at(history: History, at: datetime | None = None) -> tuple[Physician | None, Physician | None]:
    """The hospital's named doctor and the one to whom a handover is offered at `at`, else at last (RULES 001-90).

    A stay in another ward, or an acute visit elsewhere, leaves the doctor; another hospital, and a new stay after a
    discharge, need a new name.
    """
    steps = history.once(_over_time)
    until = steps if at is None else tuple(takewhile(lambda step: step.since <= at, steps))
    return (until[-1].named, until[-1].offered) if until else (None, None)


def first_named_at(history: History, since: datetime) -> datetime | None:
    """Since when a named doctor of the hospital answered first from `since` on, whoever took over later (K26)."""
    standing = physician_at(history, since)[0]
    if standing is not None:
        return standing.since
    return next((step.since for step in history.once(_over_time) if step.since > since and step.named), None)


@dataclass(frozen=True, slots=True)
class _Step:
    """The doctors from one event on that changed them."""

    since: datetime
    named: Physician | None
    offered: Physician | None


def _over_time(history: History) -> tuple[_Step, ...]:
    named: Physician | None = None
    offered: Physician | None = None
    hospital: str | None = None
    left, home = False, {event.ref for event in history.discharges}
    steps, since = list[_Step](), None
    answered = offers_answered(history.counting)
    for event in history.counting:
        if event.kind is EventKind.PHYSICIAN_NAMED:
            named, offered, left = _doctor(event), None, False
        elif event.kind is EventKind.HANDOVER_OFFERED:
            offered = _doctor(event)
        elif offered is not None and answered.get(event.ref) is HandoverOffer.PHYSICIAN:
            named, offered, left = _accepted(offered, event), None, False
        elif event.kind is EventKind.DISCHARGED:
            left = left or event.ref in home
        elif event.kind is EventKind.ADMITTED or (event.kind is EventKind.ACUTE_ARRIVED and left):
            place = event.read(PlaceTold)
            elsewhere = hospital is not None and place.hospital not in (None, hospital)
            if named is not None and (left or elsewhere) and not (elsewhere and _belongs(named, place)):
                named = None
            if left and offered is not None and not (elsewhere and _belongs(offered, place)):
                # Nobody answers in a new stay what was offered in the one before.
                offered = None
            hospital, left = place.hospital or hospital, False
        # A correction may stand behind what happened later; it holds once that has happened too.
        since = max(since or event.occurred_at, event.occurred_at)
        # One per change: a story is asked about every moment of it.
        if not steps or (steps[-1].named, steps[-1].offered) != (named, offered):
            steps.append(_Step(since, named, offered))
    return tuple(steps)


def _belongs(physician: Physician, place: PlaceTold) -> bool:
    return physician.organisation is not None and physician.organisation in (place.hospital, place.provider)


def _doctor(event: EventRecord) -> Physician:
    doctor = event.read(Doctor)
    return Physician(doctor.name or "", doctor.organisation, event.occurred_at, doctor.authorisation_id)


def _accepted(offered: Physician, event: EventRecord) -> Physician:
    return Physician(offered.name, offered.organisation, event.occurred_at, offered.authorisation_id)
