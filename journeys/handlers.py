"""After commit: the other parties of a journey are told what happened (DESIGN §4; SPEC A3.3 rule 8)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import Addressed
from journeys.domain.events.payloads.stays import AdmissionCalledOff, AlsoSent, Departed, Receiver
from journeys.domain.history.departures import EndedBy
from journeys.domain.sight.telling import BETWEEN_THE_TWO, SIDES, told_as
from journeys.models import EventPlacement, JourneyEvent, ReadMark
from journeys.selectors.telling import told_parties
from notifications.actions.notifications import FirstRead, notify_unit
from notifications.domain.kinds import NotificationKind
from organisations.selectors.units import unit_scope

# What is written and what is said to it also states facts; those have events, and words, of their own.
_TURNS = {EventKind.DOCUMENT_SENT: -1, EventKind.DOCUMENT_ANSWERED: 1}


def tell_parties(payload: Mapping[str, Any], now: datetime) -> None:
    """One notification per party and event; the party that spoke is not told what it said itself."""
    event = JourneyEvent.objects.select_related("citizen").get(uuid=payload["event"])
    placement = EventPlacement.objects.select_related("journey").filter(event=event).first()
    if placement is None or placement.withdrawn:
        return
    # A second receiver reads what the first one read.
    happened = AlsoSent.parse(event.payload).told or EventKind(event.kind)
    kind = _kind_told(placement, event)
    if kind is None:
        return
    read_by = _read_already(placement, event)
    for unit_id in _told_units(placement, event) - _told_besides(event):
        notify_unit(
            unit_id=unit_id,
            kind=NotificationKind(kind),
            subject_ref=placement.journey_id,
            key=f"event:{event.uuid}:{unit_id}",
            facts={"at": event.occurred_at.isoformat(), "kind": happened.value},
            now=now,
            telling=event.uuid,
            first_read=read_by.get(unit_id),
        )


def _told_besides(event: JourneyEvent) -> set[UUID]:
    """Whom something else tells that was said in the same breath: one answer, one notification.

    A letter is told as the letter that it is; an answer as what it states, if that is told at all.
    """
    if event.actor_id is None:
        return set()
    together = JourneyEvent.objects.filter(
        citizen_id=event.citizen_id, actor_id=event.actor_id, recorded_at=event.recorded_at
    )
    said = list(together)
    if not any(EventKind(each.kind) in _TURNS for each in said):
        return set()
    before = {each.pk: each for each in said if _turn(each) < _turn(event)}
    placements = EventPlacement.objects.select_related("journey").filter(event__in=before, withdrawn=False)
    told = (place for place in placements if _kind_told(place, before[place.event_id]) is not None)
    return {unit for place in told for unit in _told_units(place, before[place.event_id])}


def _turn(event: JourneyEvent) -> tuple[int, int]:
    return _TURNS.get(EventKind(event.kind), 0), event.pk


def _kind_told(placement: EventPlacement, event: JourneyEvent) -> str | None:
    happened = AlsoSent.parse(event.payload).told or EventKind(event.kind)
    return told_as(happened, corrects=_corrects(event), ended_by=_ended_by(event, placement))


def _read_already(placement: EventPlacement, event: JourneyEvent) -> dict[UUID, FirstRead]:
    """The units that read it on the page before it was told: the page is right while every worker is asleep."""
    marks = ReadMark.objects.filter(journey=placement.journey, seen_sequence__gte=event.pk).select_related("unit")
    first: dict[UUID, FirstRead] = {}
    for mark in marks.filter(seen_at__isnull=False).order_by("seen_at", "pk"):
        for unit_id in unit_scope(mark.unit):
            if mark.seen_at is not None:
                first.setdefault(unit_id, FirstRead(mark.seen_at, mark.seen_by_id))
    return first


def _ended_by(event: JourneyEvent, placement: EventPlacement) -> str | None:
    """What the event says; a message that tells again what was entered by hand has no word for it (V4, V8)."""
    ended_by = Departed.parse(event.payload).ended_by
    if EventKind(event.kind) is EventKind.DISCHARGED and not ended_by:
        return placement.journey.ended_by or None
    no_show = EndedBy.NO_SHOW.value if AdmissionCalledOff.parse(event.payload).no_show else None
    return ended_by or no_show


def _corrects(event: JourneyEvent) -> bool:
    """Whether it corrects something that the others have heard of."""
    if not event.voids_ref:
        return False
    return not EventPlacement.objects.filter(event__source_ref=event.voids_ref, withdrawn=True).exists()


def _told_units(placement: EventPlacement, event: JourneyEvent) -> set[UUID]:
    """The parties whom the event concerns, all but the speaker."""
    parties = told_parties(placement.journey)
    if EventKind(event.kind) in BETWEEN_THE_TWO:
        parties = [party for party in parties if party.role in SIDES]
    if placement.circle:
        parties = [party for party in parties if str(party.organisation_id) in placement.circle]
    addressed = Addressed.parse(event.payload).receivers
    if addressed:
        parties = [party for party in parties if str(party.organisation_id) in addressed]
    if EventKind(event.kind) is EventKind.ALSO_SENT:
        also = Receiver.parse(event.payload).municipality
        parties = [party for party in parties if party.role == "municipality" and str(party.organisation_id) == also]
    return {party.organisation_id for party in parties} - {event.organisation_id}
