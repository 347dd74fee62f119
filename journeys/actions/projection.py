"""Events to rows: groups and folds a citizen's events and saves what the pure functions said (DESIGN §2)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from journeys.actions.rows import journey_values, save_parties, save_placements
from journeys.actions.tasks import sync_tasks
from journeys.domain.citizen_facts import CitizenFacts, facts_at
from journeys.domain.events import CITIZEN_KINDS, EventRecord
from journeys.domain.fold import JourneyState, fold
from journeys.domain.grouping import JourneyEvents, journeys_of
from journeys.domain.tasks import wanted_tasks
from journeys.models import Citizen, Deadline, DeadlineState, EventPlacement, Journey, JourneyEvent, JourneyParty, Task
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Projected:
    """One journey of the citizen as the upper apps' projectors see it."""

    journey: Journey
    state: JourneyState
    events: tuple[EventRecord, ...]


@dataclass(frozen=True, slots=True)
class CitizenProjection:
    """Everything about a citizen at once: 72-hour windows depend on the next journey too (RULES 2e X1)."""

    citizen: Citizen
    journeys: tuple[Projected, ...]
    citizen_events: tuple[EventRecord, ...]
    organisations: Mapping[str, Organisation]
    now: datetime
    # False while rows are derived again: rebuilding tells nobody anything.
    announce: bool = True
    # Effects of an act that can still be undone wait until then.
    release_at: datetime | None = None


Projector: TypeAlias = Callable[[CitizenProjection], None]
_projectors: dict[str, Projector] = {}


def register_projector(name: str, project: Projector) -> None:
    """Adds an upper app's projector, run in the event's transaction; called from AppConfig.ready()."""
    _projectors[name] = project


def project_citizen(
    citizen: Citizen, *, now: datetime, announce: bool = True, release_at: datetime | None = None
) -> CitizenProjection:
    """Derives all rows of one citizen again. The caller holds the citizen's lock and a transaction. Fires nothing."""
    records = [event.as_record() for event in JourneyEvent.objects.of_citizen(citizen.pk)]
    citizen_events = tuple(record for record in records if record.kind in CITIZEN_KINDS)
    groups = journeys_of(records)
    states = [fold(group.events, facts) for group, facts in zip(groups, _facts(groups, citizen_events), strict=True)]
    organisations = _organisations_named(records)
    _save_name(citizen, records)
    rows = _journey_rows(citizen, groups)
    projected = tuple(
        Projected(_save_journey(rows[group.id], group, state, organisations), state, group.events)
        for group, state in zip(groups, states, strict=True)
    )
    _retire(citizen, groups, rows)
    projection = CitizenProjection(citizen, projected, citizen_events, organisations, now, announce, release_at)
    for item in projected:
        sync_tasks(item.journey, source="journeys", wanted=wanted_tasks(item.state), now=now)
    for project in _projectors.values():
        project(projection)
    return projection


def _facts(groups: Sequence[JourneyEvents], citizen_events: Sequence[EventRecord]) -> list[CitizenFacts]:
    """What was known of the citizen in each journey: a fact that begins in a later journey leaves earlier ones be."""
    begun = [min(event.occurred_at for event in group.events) for group in groups]
    following = [min((at for at in begun if at > own), default=None) for own in begun]
    return [facts_at([e for e in citizen_events if cut is None or e.occurred_at < cut], None) for cut in following]


def _organisations_named(records: Sequence[EventRecord]) -> Mapping[str, Organisation]:
    """Every organisation that the events name, with its parent and root, in one query."""
    keys = ("provider", "hospital", "municipality", "organisation", "report_recipient")
    ids = {record.text(key) for record in records for key in keys} | {record.organisation for record in records}
    found = Organisation.objects.select_related("root").filter(pk__in=[UUID(i) for i in ids if i])
    return {str(organisation.pk): organisation for organisation in found}


def _save_name(citizen: Citizen, records: Sequence[EventRecord]) -> None:
    """The name and address of the latest stated event that carries one."""
    having = [record for record in records if record.text("family_name")]
    if not having:
        return
    latest = max(having, key=lambda record: (record.stated_at, record.ref))
    fields = ("family_name", "given_names", "address_line", "postal_code", "city")
    values = {name: latest.text(name) or "" for name in fields}
    values["search_name"] = f"{values['given_names']} {values['family_name']}".strip().lower()
    if any(getattr(citizen, name) != value for name, value in values.items()):
        Citizen.objects.filter(pk=citizen.pk).update(**values)
        for name, value in values.items():
            setattr(citizen, name, value)


def _journey_rows(citizen: Citizen, groups: Sequence[JourneyEvents]) -> dict[str, Journey]:
    rows = {str(row.pk): row for row in Journey.objects.filter(citizen=citizen)}
    for group in groups:
        if group.id not in rows:
            rows[group.id] = Journey.objects.create(pk=UUID(group.id), citizen=citizen)
    return rows


def _save_journey(
    row: Journey, group: JourneyEvents, state: JourneyState, organisations: Mapping[str, Organisation]
) -> Journey:
    values = journey_values(group, state, organisations)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    save_placements(row, group)
    save_parties(row, group, state, organisations)
    return row


def _retire(citizen: Citizen, groups: Sequence[JourneyEvents], rows: Mapping[str, Journey]) -> None:
    """Rows whose journey turned out to be part of another keep their address and lose everything else."""
    home = {event.uuid: group.id for group in groups for event in group.events}
    current = {group.id for group in groups}
    for row_id, row in rows.items():
        if row_id in current:
            continue
        Journey.objects.filter(pk=row.pk).update(merged_into=UUID(home[row_id]))
        JourneyParty.objects.filter(journey=row).delete()
        Task.objects.open().filter(journey=row).delete()
        Deadline.objects.pending().filter(journey=row).update(state=DeadlineState.CALLED_OFF)
        EventPlacement.objects.filter(journey=row).delete()
