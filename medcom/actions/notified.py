"""Carries out a hospital notification: citizen, event, projections (DESIGN §4 step 3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from journeys.actions.citizens import locked_by_cpr
from journeys.actions.events import NewEvent, Recorded, record_message
from journeys.actions.refusals import Refused
from journeys.actions.strangers import meet_strangers
from journeys.domain.events import EventKind, EventSource
from journeys.domain.history.contacts import are_two
from journeys.models import Citizen, JourneyEvent
from medcom.actions.gateways import may_deliver_for
from medcom.actions.parties import MessageParties, Unknown, parties_of
from medcom.domain.events import StatedEvent, stated_event
from medcom.models import Gateway, InboundMessage
from medcom.parsing.messages.notification import HospitalNotification
from medcom.parsing.problems.problem import Problem
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
    notification: HospitalNotification,
    *,
    identity: str,
    unknown: Unknown,
    now: datetime,
    gateway: Gateway | None = None,
) -> Noted:
    """Records the event that a notification states, in the caller's transaction; an unknown citizen is no error.

    `identity` is the digest of what every letter with its id must share (SPEC A5).
    """
    parties = parties_of(notification, unknown=unknown)
    if parties.sender is None or parties.places is None:
        return Noted(problems=parties.problems)
    if not may_deliver_for(gateway, parties.sender):
        return Noted(problems=(Problem("intake.sender_not_allowed", "Bundle.entry[0].resource.sender"),))
    new = _event(stated_event(notification, parties.places), parties.sender.pk)
    if _is_of_other_house(new):
        return Noted(problems=(Problem("intake.other_house", "Bundle.entry.resource.ofType(Provenance).entity"),))
    try:
        # What the book refuses today it refuses tomorrow: an answer, never a failure to try again (DESIGN §4).
        with transaction.atomic():
            return _recorded(normalise_cpr(notification.cpr), new, parties, identity, now)
    except Refused as refusal:
        return Noted(problems=(Problem("intake.not_showable", "Bundle", {"reason": refusal.code}),))


def _recorded(cpr: str, new: NewEvent, parties: MessageParties, identity: str, now: datetime) -> Noted:
    citizen = locked_by_cpr(cpr)
    recorded = record_message(citizen, new, now=now, units=parties.units)
    if recorded.duplicate:
        if not _is_same_letter(recorded.event, new, citizen, identity):
            return Noted(problems=(Problem("intake.conflicting_duplicate", "Bundle.entry[0].resource.id"),))
        return _again(recorded.event, new, citizen, parties, now)
    problems = (*parties.problems, *_remarks(recorded, now))
    return Noted(citizen, recorded.event, problems)


def _is_of_other_house(new: NewEvent) -> bool:
    """Whether it corrects or cancels what another house told (doors.md D14); an unverified house is nobody's."""
    if "step" not in new.payload:
        return False
    target = JourneyEvent.objects.filter(source_ref=new.voids_ref, source=EventSource.MESSAGE.value).first()
    return target is not None and are_two(target.payload.get("house"), new.payload.get("house"))


def _remarks(recorded: Recorded, now: datetime) -> Iterator[Problem]:
    """What the sender should know of a message that was taken: it met nothing, another citizen, or not the latest."""
    event, journey = recorded.event, recorded.journey
    if meet_strangers(event, recorded.told, now=now):
        yield Problem("intake.other_citizen", "Bundle.entry.resource.ofType(Patient).identifier")
    doubted = journey is not None and any(doubt["ref"] == event.source_ref for doubt in journey.doubts)
    if doubted and "step" in event.payload:
        yield Problem("intake.chain_unresolved", "Bundle.entry.resource.ofType(Provenance).entity")
    if "step" in event.payload and _is_followed(event):
        yield Problem("hn.not_latest", "Bundle.entry.resource.ofType(Provenance).entity")


def _is_followed(event: JourneyEvent) -> bool:
    """Whether another message goes on from the one that this one corrects or cancels (SPEC A3.3 rule 4)."""
    others = JourneyEvent.objects.filter(citizen_id=event.citizen_id, stated_at__lt=event.stated_at)
    return any(row.chain and row.chain[-1]["ref"] == event.voids_ref for row in others.exclude(pk=event.pk))


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
        chain=stated.chain,
        payload=stated.payload,
    )


def _is_same_letter(event: JourneyEvent, new: NewEvent, citizen: Citizen, identity: str) -> bool:
    """Whether the letter that made the event says the same of the same person, in what each typed (SPEC A5).

    What is held at the time of its bundle differs from one receiver's letter to the other's (RULES 2i V11).
    """
    of_whom = (event.source, event.citizen_id, event.payload.get("class"))
    if of_whom != (EventSource.MESSAGE.value, citizen.pk, new.payload.get("class")):
        return False
    return InboundMessage.objects.filter(event=event, identity=identity).exists()


def _again(event: JourneyEvent, new: NewEvent, citizen: Citizen, parties: MessageParties, now: datetime) -> Noted:
    """The same letter to another receiver."""
    also = JourneyEvent.objects.filter(source_ref__startswith=f"{event.source_ref}>").count()
    payload = {name: new.payload[name] for name in _OF_RECEIVER if name in new.payload} | {"told": event.kind}
    # Numbered, so that the same letters leave the same rows whichever came first.
    ref = f"{event.source_ref}>{also + 2}"
    again = replace(new, kind=EventKind.ALSO_SENT, source_ref=ref, voids_ref="", voids_only=None, payload=payload)
    return Noted(citizen, record_message(citizen, again, now=now).event, parties.problems)
