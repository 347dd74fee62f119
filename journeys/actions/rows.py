"""What the fold said, as column values: the journey row, its placements and its parties."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from journeys.actions.belongings import parties_of, placements_of
from journeys.domain.claims import Claim
from journeys.domain.effective import effective, in_order, voided_refs
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord
from journeys.domain.fold import JourneyState
from journeys.domain.grouping import JourneyEvents
from journeys.domain.release import withdrawn_refs
from journeys.models import EventPlacement, Journey, JourneyParty
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Projected:
    """One journey of the citizen as the upper apps' projectors see it."""

    journey: Journey
    state: JourneyState
    events: tuple[EventRecord, ...]


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
        "ended_by": state.ended_by.value if state.ended_by else "",
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
        "reports": [report.as_json() for report in state.reports],
        "unconfirmed": state.unconfirmed,
        "entered_name": state.entered_name[:240],
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


_PLACED = ("journey_id", "position", "voided", "withdrawn")


def save_placements(projected: Sequence[Projected], rows: Mapping[str, Journey]) -> None:
    """Brings the timelines' order in step; writes only what changed."""
    placed = {each.event_id: each for row in rows.values() for each in placements_of(row)}
    changed = []
    for item in projected:
        voided, withdrawn = voided_refs(item.events), withdrawn_refs(item.events)
        for position, event in enumerate(in_order(item.events), start=1):
            known = placed.get(event.sequence)
            place = EventPlacement(
                event_id=event.sequence,
                journey=item.journey,
                position=position,
                voided=event.ref in voided,
                withdrawn=event.ref in withdrawn,
            )
            if known is None or any(getattr(known, name) != getattr(place, name) for name in _PLACED):
                changed.append(place)
    if changed:
        EventPlacement.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["event"],
            update_fields=["journey", "position", "voided", "withdrawn"],
        )


def save_parties(projected: Sequence[Projected]) -> None:
    """Who takes or took part: every place, the municipality and the practice, each since when (DESIGN §6)."""
    missing, gone, moved = [], [], []
    for item in projected:
        wanted = _parties(item.events, item.state)
        for party in parties_of(item.journey):
            since = wanted.pop((str(party.organisation_id), party.role), None)
            if since is None:
                gone.append(party.pk)
            elif party.since != since:
                party.since = since
                moved.append(party)
        missing += [
            JourneyParty(journey=item.journey, organisation_id=UUID(organisation), role=role, since=since)
            for (organisation, role), since in wanted.items()
        ]
    if gone:
        JourneyParty.objects.filter(pk__in=gone).delete()
    JourneyParty.objects.bulk_update(moved, ["since"])
    JourneyParty.objects.bulk_create(missing)


_PLACES = CONTACT_KINDS | {EventKind.PLACED, EventKind.ADMISSION_DECIDED, EventKind.CANCELLED}
_NAMES_DOCTOR = frozenset({EventKind.PHYSICIAN_NAMED, EventKind.HANDOVER_OFFERED})


def _parties(events: Sequence[EventRecord], state: JourneyState) -> dict[tuple[str, str], datetime]:
    """A place entered by mistake and cancelled stays a party: who saw the journey must see that it was cancelled.

    What was undone before others could read it brings nobody in; where that is all, only its writer keeps the trace.
    """
    if state.unconfirmed:
        return _parties_of_entry(events)
    parties: dict[tuple[str, str], datetime] = {}
    begun = min(event.occurred_at for event in events)
    withdrawn = withdrawn_refs(events)
    if all(event.ref in withdrawn for event in events):
        return {(event.organisation, "hospital"): begun for event in events if event.organisation}
    for event in in_order([event for event in events if event.ref not in withdrawn]):
        for role, organisation in _named(event):
            if organisation:
                parties.setdefault((organisation, role), event.occurred_at)
    if state.municipality:
        parties.setdefault((state.municipality, "municipality"), begun)
    if state.facts.gp:
        parties.setdefault((state.facts.gp, "general_practice"), begun)
    return parties


def _parties_of_entry(events: Sequence[EventRecord]) -> dict[tuple[str, str], datetime]:
    """The unit that wrote an unconfirmed entry, and the ward that it names: nobody else hears of it."""
    parties: dict[tuple[str, str], datetime] = {}
    for event in in_order(events):
        if event.kind is EventKind.STAY_CLAIMED:
            claim = Claim.of(event)
            for unit, role in ((claim.by, "entry"), (claim.provider, "hospital")):
                if unit:
                    parties.setdefault((unit, role), event.occurred_at)
    return parties


def _named(event: EventRecord) -> Iterator[tuple[str, str | None]]:
    """The units that an event brings in; who holds or is offered the responsibility for the citizen is one of them."""
    if event.kind in _PLACES:
        yield "hospital", event.text("provider")
    if event.kind in _NAMES_DOCTOR:
        yield "hospital", event.text("organisation")
    if event.kind is EventKind.SHARED:
        yield "social", event.text("unit")
    yield "municipality", event.text("municipality")
