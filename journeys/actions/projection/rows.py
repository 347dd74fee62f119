"""What the fold said, as column values: the journey row, its placements and its parties."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from journeys.actions.projection.belongings import parties_of as stored_parties
from journeys.actions.projection.belongings import placements_of
from journeys.actions.projection.gathering import add_rows, set_on
from journeys.actions.projection.marked import carry_news
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventRecord
from journeys.domain.history.history import JourneyHistory
from journeys.domain.sight.parties import parties_of
from journeys.domain.state.fold import JourneyState
from journeys.models import EventPlacement, Journey, JourneyParty
from journeys.querysets import stored_circle
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Projected:
    """One journey of the citizen as the upper apps' projectors see it."""

    journey: Journey
    state: JourneyState
    history: JourneyHistory

    @property
    def events(self) -> tuple[EventRecord, ...]:
        """All events of the journey, voided ones too."""
        return self.history.events


@dataclass(frozen=True, slots=True)
class PartyShown:
    """What a party's row says of its journey, so that lists find it without reading the journey."""

    shown_until: datetime | None
    active_until: datetime | None
    last_event_at: datetime | None

    @classmethod
    def of(cls, party: JourneyParty) -> Self:
        """What is stored."""
        return cls(party.shown_until, party.active_until, party.last_event_at)


def journey_values(
    group: JourneyHistory, state: JourneyState, organisations: Mapping[str, Organisation]
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
        "over_at": state.over_at,
        "doubts": [doubt.as_json() for doubt in state.doubts],
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


def _last_event_at(group: JourneyHistory) -> datetime:
    return (group.counting or group.ordered)[-1].occurred_at


def save_placements(projected: Sequence[Projected], rows: Mapping[str, Journey]) -> None:
    """Brings the timelines' order in step; writes only what changed."""
    placed = {each.event_id: each for row in rows.values() for each in placements_of(row)}
    newest = max((event.sequence for item in projected for event in item.events), default=0)
    changed, moved = [], []
    for item in projected:
        history = item.history
        circles = {ref: stored_circle(units) for ref, units in history.circles.items()}
        for position, event in enumerate(history.ordered, start=1):
            known = placed.get(event.sequence)
            place = {
                "journey_id": item.journey.pk,
                "position": position,
                "voided": event.ref in history.voided,
                "withdrawn": event.ref in history.withdrawn,
                "circle": circles.get(event.ref, ""),
            }
            if known is None or any(getattr(known, name) != value for name, value in place.items()):
                changed.append(EventPlacement(event_id=event.sequence, **place))
                # Of the newest nobody has been told yet.
                if event.sequence != newest and (known is None or known.journey_id != item.journey.pk):
                    moved.append((UUID(event.uuid), item.journey.pk))
    add_rows(
        changed,
        update_conflicts=True,
        unique_fields=["event"],
        update_fields=["journey", "position", "voided", "withdrawn", "circle"],
    )
    carry_news(moved)


def save_parties(
    projected: Sequence[Projected], known: Sequence[CitizenFacts], organisations: Mapping[str, Organisation]
) -> None:
    """Who takes or took part; `known` is what was known of the citizen in each journey (see `sight.parties`)."""
    houses = {unit: str(row.root_id or row.pk) for unit, row in organisations.items()}
    missing, gone, moved = [], [], []
    for item, about in zip(projected, known, strict=True):
        wanted = parties_of(item.history, item.state, about, houses)
        for party in tuple(stored_parties(item.journey)):
            since = wanted.pop((str(party.organisation_id), party.role), None)
            if since is None:
                gone.append(party)
                stored_parties(item.journey).remove(party)
            elif party.since != since:
                party.since = since
                moved.append(party)
        missing += [
            JourneyParty(
                journey=item.journey,
                organisation_id=UUID(organisation),
                role=role,
                since=since,
                last_event_at=item.journey.last_event_at,
            )
            for (organisation, role), since in wanted.items()
        ]
    if gone:
        JourneyParty.objects.filter(pk__in=[party.pk for party in gone]).delete()
    JourneyParty.objects.bulk_update(moved, ["since"])
    add_rows(missing)
    for party in missing:
        stored_parties(party.journey).append(party)


def save_shown(shown: Mapping[Journey, PartyShown]) -> None:
    """Until when the parties of each journey are shown it; one statement for all that say the same."""
    moved: dict[PartyShown, list[JourneyParty]] = defaultdict(list)
    for journey, values in shown.items():
        moved[values] += [party for party in stored_parties(journey) if PartyShown.of(party) != values]
    for values, parties in moved.items():
        set_on(parties, **asdict(values))
