"""Carries out a hospital notification: citizen, event, projections (DESIGN §4 step 3)."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from journeys.actions.citizens import citizen_by_cpr
from journeys.actions.events import NewEvent, record_event
from journeys.actions.refusals import Refused
from journeys.domain.events import EventKind, EventSource
from journeys.models import Citizen, JourneyEvent
from medcom.actions.gateways import may_deliver_for
from medcom.actions.parties import Parties, Unknown, parties_of
from medcom.domain.events import StatedEvent, stated_event
from medcom.models import Gateway
from medcom.parsing.notification import HospitalNotification
from medcom.parsing.problems import Problem
from organisations.domain.identifiers import normalise_cpr

# What a letter to a second receiver adds to what the first one was told.
_OF_RECEIVER = ("municipality", "report_of_admission", "report_recipient")


@dataclass(frozen=True, slots=True)
class Noted:
    """The event and its citizen; neither when the message is refused, and then the problems say why."""

    citizen: Citizen | None = None
    event: JourneyEvent | None = None
    problems: tuple[Problem, ...] = ()


def note(
    notification: HospitalNotification, *, unknown: Unknown, now: datetime, gateway: Gateway | None = None
) -> Noted:
    """Records the event that a notification states, in the caller's transaction; an unknown citizen is no error."""
    parties = parties_of(notification, unknown=unknown)
    if parties.sender is None or parties.places is None:
        return Noted(problems=parties.problems)
    if not may_deliver_for(gateway, parties.sender):
        return Noted(problems=(Problem("intake.sender_not_allowed", "Bundle.entry[0].resource.sender"),))
    citizen = citizen_by_cpr(normalise_cpr(notification.cpr))
    new = _event(stated_event(notification, parties.places), parties.sender.pk)
    try:
        recorded = record_event(citizen.pk, new, now=now)
    except Refused:
        return Noted(problems=(Problem("intake.not_showable", "Bundle"),))
    if recorded.duplicate:
        return _again(recorded.event, new, citizen, parties, now)
    return Noted(citizen, recorded.event, parties.problems)


def _event(stated: StatedEvent, sender: UUID) -> NewEvent:
    return NewEvent(
        kind=stated.kind,
        occurred_at=stated.occurred_at,
        stated_at=stated.stated_at,
        source=EventSource.MESSAGE,
        source_ref=stated.source_ref,
        organisation_id=sender,
        episode_ids=stated.episode_ids,
        voids_ref=stated.voids_ref,
        voids_only=stated.voids_only,
        payload=stated.payload,
    )


def _again(event: JourneyEvent, new: NewEvent, citizen: Citizen, parties: Parties, now: datetime) -> Noted:
    """The id names an event: the same letter to another receiver, or one that somebody entered by hand."""
    told = (event.source, event.citizen_id, event.kind, event.occurred_at, event.voids_ref)
    if told != (EventSource.MESSAGE.value, citizen.pk, new.kind.value, new.occurred_at, new.voids_ref):
        return Noted(problems=(Problem("intake.conflicting_duplicate", "Bundle.entry[0].resource.id"),))
    also = JourneyEvent.objects.filter(source_ref__startswith=f"{event.source_ref}>").count()
    payload = {name: new.payload[name] for name in _OF_RECEIVER if name in new.payload} | {"told": event.kind}
    # Numbered, so that the same letters leave the same rows whichever came first.
    ref = f"{event.source_ref}>{also + 2}"
    again = replace(new, kind=EventKind.ALSO_SENT, source_ref=ref, voids_ref="", voids_only=None, payload=payload)
    return Noted(citizen, record_event(citizen.pk, again, now=now).event, parties.problems)
