"""What the fold said, as column values: the journey row, its placements and its parties."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from journeys.domain.effective import effective, in_order, voided_refs
from journeys.domain.events import CONTACT_KINDS, EventKind
from journeys.domain.fold import JourneyState
from journeys.domain.grouping import JourneyEvents
from journeys.models import EventPlacement, Journey, JourneyParty
from organisations.models import Organisation


def journey_values(
    group: JourneyEvents, state: JourneyState, organisations: Mapping[str, Organisation]
) -> dict[str, Any]:
    """Column values of the journey row."""
    physician, offered = state.physician, state.offered_physician
    last = max(group.events, key=lambda event: event.sequence)
    return {
        "merged_into_id": None,
        "status": state.status.value,
        "admission_type": state.admission_type.value,
        "speciality": state.speciality or _speciality(state, organisations),
        "planned_at": state.planned_at,
        "arrived_at": state.arrived_at,
        "admitted_at": state.admitted_at,
        "on_leave_since": state.on_leave_since,
        "discharged_at": state.discharged_at,
        "deceased_at": state.deceased_at,
        "cancelled_at": state.cancelled_at,
        "closed_at": state.closed_at,
        "hospital_id": _id(state.hospital),
        "ward_id": _id(state.provider),
        "bed": state.bed or "",
        "municipality_id": _id(state.municipality),
        "gp_practice_id": _id(state.facts.gp),
        "gp_known": state.facts.gp_known,
        "municipal_services": state.facts.municipal_services,
        "community_nursing": state.community_nursing,
        "destination": state.destination.value if state.destination else "",
        "physician_name": physician.name if physician else "",
        "physician_organisation_id": _id(physician.organisation) if physician else None,
        "physician_since": physician.since if physician else None,
        "offered_physician_name": offered.name if offered else "",
        "report_requested_at": state.report_requested_at,
        "report_sent_at": state.report_sent_at,
        "anomalies": list(state.anomalies),
        "last_sequence": last.sequence,
        "last_event_at": _last_event_at(group),
    }


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None


def _speciality(state: JourneyState, organisations: Mapping[str, Organisation]) -> str:
    """The ward's speciality, else the hospital's; unknown stays unknown."""
    for organisation_id in (state.provider, state.hospital):
        organisation = organisations.get(organisation_id or "")
        if organisation is not None and organisation.speciality != "unknown":
            return organisation.speciality
    return "unknown"


def _last_event_at(group: JourneyEvents) -> datetime:
    counting = effective(group.events) or in_order(group.events)
    return counting[-1].occurred_at


def save_placements(row: Journey, group: JourneyEvents) -> None:
    """Brings the timeline's order in step; writes only what changed."""
    voided = voided_refs(group.events)
    wanted = {
        event.sequence: (position, event.ref in voided)
        for position, event in enumerate(in_order(group.events), start=1)
    }
    placed = {p.event_id: p for p in EventPlacement.objects.filter(event_id__in=list(wanted))}
    missing = []
    for sequence, (position, is_voided) in wanted.items():
        placement = placed.get(sequence)
        if placement is None:
            missing.append(EventPlacement(event_id=sequence, journey=row, position=position, voided=is_voided))
        elif (placement.journey_id, placement.position, placement.voided) != (row.pk, position, is_voided):
            EventPlacement.objects.filter(pk=sequence).update(journey=row, position=position, voided=is_voided)
    EventPlacement.objects.bulk_create(missing)


def save_parties(
    row: Journey, group: JourneyEvents, state: JourneyState, organisations: Mapping[str, Organisation]
) -> None:
    """Who takes or took part: every place, the municipality and the practice, each since when (DESIGN §6)."""
    wanted = _parties(group, state)
    existing = {(str(p.organisation_id), p.role): p for p in JourneyParty.objects.filter(journey=row)}
    for key, party in existing.items():
        if key not in wanted:
            party.delete()
        elif party.since != wanted[key]:
            JourneyParty.objects.filter(pk=party.pk).update(since=wanted[key])
    JourneyParty.objects.bulk_create(
        [
            JourneyParty(journey=row, organisation_id=UUID(organisation), role=role, since=since)
            for (organisation, role), since in wanted.items()
            if (organisation, role) not in existing
        ]
    )


def _parties(group: JourneyEvents, state: JourneyState) -> dict[tuple[str, str], datetime]:
    """A place entered by mistake and cancelled stays a party: who saw the journey must see that it was cancelled."""
    parties: dict[tuple[str, str], datetime] = {}
    begun = min(event.occurred_at for event in group.events)
    place_kinds = CONTACT_KINDS | {EventKind.PLACED, EventKind.ADMISSION_DECIDED, EventKind.CANCELLED}
    for event in in_order(group.events):
        if event.kind in place_kinds and event.text("provider"):
            parties.setdefault((event.text("provider") or "", "hospital"), event.occurred_at)
        if event.text("municipality"):
            parties.setdefault((event.text("municipality") or "", "municipality"), event.occurred_at)
        if event.kind is EventKind.SHARED and event.text("unit"):
            parties.setdefault((event.text("unit") or "", "social"), event.occurred_at)
    if state.offered_physician and state.offered_physician.organisation:
        parties.setdefault((state.offered_physician.organisation, "hospital"), state.offered_physician.since)
    if state.municipality:
        parties.setdefault((state.municipality, "municipality"), begun)
    if state.facts.gp:
        parties.setdefault((state.facts.gp, "general_practice"), begun)
    return parties
