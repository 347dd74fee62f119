"""Events to rows: groups and folds a citizen's events and saves what the pure functions said (DESIGN §2)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeAlias, TypeVar, cast
from uuid import UUID

from django.conf import settings
from django.db.models import Model, QuerySet

from journeys.actions.projection.belongings import hang, without_belongings
from journeys.actions.projection.gathering import Gathered, add_row, gathered_now, once, set_on, together
from journeys.actions.projection.marked import carry_marks
from journeys.actions.projection.rows import (
    PartyShown,
    Projected,
    journey_values,
    save_parties,
    save_placements,
    save_shown,
)
from journeys.actions.projection.stored import StoredRows
from journeys.actions.projection.tasks import TaskChanges
from journeys.domain.calendar.long_leave import INTERRUPTS_AT_72_HOURS, LongLeave
from journeys.domain.citizen.citizen_facts import CitizenFacts, FactsOfJourney, facts_of_each
from journeys.domain.citizen.hand_names import name_by_hand
from journeys.domain.citizen.likeness import folded_name
from journeys.domain.citizen.newborns import newborn_statements
from journeys.domain.doctors.silences import Silences
from journeys.domain.events import CITIZEN_KINDS, EventKind, EventRecord
from journeys.domain.history.grouping import journeys_of
from journeys.domain.history.history import History, JourneyHistory
from journeys.domain.state.claims import Claim, is_entry, standing_claim, target_of
from journeys.domain.state.fold import JourneyState, fold
from journeys.domain.state.reports import Report
from journeys.domain.tasks.deaths import with_deaths
from journeys.domain.tasks.open_tasks import WantedTask, wanted_tasks
from journeys.models import Citizen, Deadline, DeadlineState, Journey, JourneyEvent, JourneyParty, Task
from organisations.models import Organisation

Kept = TypeVar("Kept")
Row = TypeVar("Row", bound=Model)
NAME_FIELDS = ("family_name", "given_names", "search_name", "address_line", "postal_code", "city")

__all__ = ["NAME_FIELDS", "CitizenProjection", "Projected", "Projector", "project_citizen", "register_projector"]


@dataclass(frozen=True, slots=True)
class CitizenProjection:
    """Everything about a citizen at once: 72-hour windows depend on the next journey too (RULES 2e X1)."""

    citizen: Citizen
    journeys: tuple[Projected, ...]
    # What has been said of the citizen, and what the rules say of whom nobody has said anything of.
    statements: History
    organisations: Mapping[str, Organisation]
    now: datetime
    # What was stored before, to be compared with what follows from the events now.
    stored: StoredRows = field(repr=False)
    # False while rows are derived again: rebuilding tells nobody anything.
    announce: bool = True
    # Effects of an act that can still be undone wait until then.
    release_at: datetime | None = None
    # Nothing is stored of the citizen, and nothing is asked.
    is_new: bool = False
    _derived: dict[type[Model], Sequence[Model]] = field(default_factory=dict, compare=False, repr=False)
    _lasting: dict[UUID, datetime] = field(default_factory=dict, compare=False, repr=False)
    _tasks: TaskChanges = field(default_factory=TaskChanges, compare=False, repr=False)

    def sync_tasks(self, item: Projected, *, source: str, wanted: Sequence[WantedTask]) -> None:
        """Opens, updates and ends the open tasks that one source wants of one of the journeys; when all have said."""
        self._tasks.sync(item.journey, source=source, wanted=wanted, organisations=self.organisations)

    def save_tasks(self) -> None:
        """Writes what the sources wanted."""
        self._tasks.save(now=self.now)

    def once(self, read: Callable[[], Kept]) -> Kept:
        """What a reader of settings answers, asked once for all projectors: they judge by the same answers."""
        return once(read)

    def keep(self, model: type[Row], rows: Sequence[Row]) -> None:
        """What one projector has brought in step, for those after it."""
        self._derived[model] = rows

    def derived(self, model: type[Row]) -> Sequence[Row]:
        """The citizen's rows of a table as a projector before has left them: stored or not yet."""
        return cast(Sequence[Row], self._derived[model])

    def table(self, model: type[Row]) -> QuerySet[Row]:
        """The stored rows of everybody, to be narrowed down; a new citizen has none."""
        return model._default_manager.none() if self.is_new else model._default_manager.all()

    def lasts(self, journey_id: UUID, *, until: datetime) -> None:
        """Says that something of a journey goes on until then, whenever the journey itself is over."""
        self._lasting[journey_id] = max(until, self._lasting.get(journey_id, until))

    def shown(self, item: Projected) -> PartyShown:
        """Until when lists show the journey: it and all that goes on after it."""
        lasts, over_at, left_at = self._lasting.get(item.journey.pk), item.state.over_at, item.state.left_at
        return PartyShown(
            shown_until=over_at and max(over_at, lasts or over_at),
            active_until=left_at and max(left_at, lasts or left_at),
            last_event_at=item.journey.last_event_at,
        )

    @property
    def newest(self) -> int:
        """The sequence of the event recorded last."""
        events = (*self.statements.events, *(event for item in self.journeys for event in item.events))
        return max(event.sequence for event in events)


Projector: TypeAlias = Callable[[CitizenProjection], None]
_projectors: dict[str, Projector] = {}
# Told of a retired journey and of the one that it is part of.
Carrier: TypeAlias = Callable[[UUID, UUID], None]
_carriers: dict[str, Carrier] = {}
LeaveRule: TypeAlias = Callable[[History], LongLeave]
_leave_rule: list[LeaveRule] = []


def register_projector(name: str, project: Projector) -> None:
    """Adds an upper app's projector, run in the event's transaction; called from AppConfig.ready()."""
    _projectors[name] = project


def projector_names() -> tuple[str, ...]:
    """The projectors in the order in which they run."""
    return tuple(_projectors)


def register_carrier(name: str, carry: Carrier) -> None:
    """What an upper app keeps of a journey, that no event says, follows it; called from AppConfig.ready()."""
    _carriers[name] = carry


def register_leave_rule(rule: LeaveRule) -> None:
    """Who answers from when a leave interrupts a journey's stay (A10); called from AppConfig.ready()."""
    _leave_rule[:] = [rule]


def _long_leave(journey: History) -> LongLeave:
    return _leave_rule[0](journey) if _leave_rule else INTERRUPTS_AT_72_HOURS


@together()
def project_citizen(
    citizen: Citizen,
    *,
    now: datetime,
    announce: bool = True,
    release_at: datetime | None = None,
    events: Sequence[JourneyEvent] | None = None,
    units: Iterable[Organisation] = (),
) -> CitizenProjection:
    """Derives all rows of one citizen again. The caller holds the citizen's lock and a transaction. Fires nothing.

    `events` are all of the citizen's, from whoever has read them, and `units` some that may be named in them; of a new
    citizen, whose rows are gathered, nothing is asked.
    """
    gathered = gathered_now()
    told = list(JourneyEvent.objects.of_citizen(citizen.pk)) if events is None else events
    records = _records(told)
    groups = journeys_of(records)
    about = tuple(record for record in records if record.kind in CITIZEN_KINDS)
    statements = History((*_by_rule(citizen, groups, about), *about))
    known = facts_of_each(groups, statements)
    states = _states(groups, known)
    organisations = _organisations_named(records, units, gathered)
    _save_name(citizen, [each for each, row in zip(records, told, strict=True) if row.citizen_id == citizen.pk])
    is_new = gathered is not None
    stored = StoredRows.none() if is_new else StoredRows.of(citizen.pk)
    rows = _journey_rows(citizen, groups, stored)
    projected = tuple(
        Projected(_save_journey(rows[group.id], group, state, organisations), state, group)
        for group, state in zip(groups, states, strict=True)
    )
    save_placements(projected, rows)
    save_parties(projected, [each.facts for each in known], organisations)
    _retire(groups, rows)
    projection = CitizenProjection(
        citizen, projected, statements, organisations, now, stored, announce, release_at, is_new
    )
    for item, each in zip(projected, known, strict=True):
        wanted = wanted_tasks(item.state, followed=each.followed, silences=silences())
        projection.sync_tasks(item, source="journeys", wanted=wanted)
    for project in _projectors.values():
        project(projection)
    projection.save_tasks()
    save_shown({item.journey: projection.shown(item) for item in projected})
    return projection


def _by_rule(
    citizen: Citizen, groups: Sequence[JourneyHistory], citizen_events: Sequence[EventRecord]
) -> tuple[EventRecord, ...]:
    """What the rules say of a citizen whom nobody has said anything of (RULES 2i V10)."""
    begun = [group.begun_at for group in groups if group.begun_at is not None]
    return newborn_statements(citizen.known_birth_date, begun, citizen_events)


def _states(groups: Sequence[JourneyHistory], known: Sequence[FactsOfJourney]) -> list[JourneyState]:
    """The fold of each journey; an entry by hand knows nothing of the citizen, and asks where it would be joined."""
    entries = [is_entry(group.events) for group in groups]
    facts = [CitizenFacts() if entry else each.facts for entry, each in zip(entries, known, strict=True)]
    states = [fold(group, of_it, leave=_long_leave(group)) for group, of_it in zip(groups, facts, strict=True)]
    states = with_deaths(groups, states)
    if not any(entries):
        return states
    by_id = {group.id: state for group, state in zip(groups, states, strict=True)}
    lying = frozenset(key for key, state in by_id.items() if state.in_hospital and not state.unconfirmed)
    for group in groups:
        claim = standing_claim(group)
        if claim is not None:
            target = target_of(claim, groups, in_hospital=lying) or group.id
            asked_at = claim.asked_again_at or claim.stated_at
            report = Report(claim.ref, EventKind.STAY_CLAIMED, claim.at, claim.by, asked_at, claim.plans)
            by_id[target] = replace(by_id[target], reports=(*by_id[target].reports, report))
    return [by_id[group.id] for group in groups]


def silences() -> Silences:
    """How long nothing may be heard, as this installation has decided."""
    return Silences(
        planned=timedelta(hours=settings.ASK_PLANNED_AFTER_HOURS),
        acute_ambulatory=timedelta(hours=settings.ASK_ACUTE_AFTER_HOURS),
        in_bed=timedelta(days=settings.ASK_IN_BED_AFTER_DAYS),
    )


def _records(told: Sequence[JourneyEvent]) -> list[EventRecord]:
    """The citizen's events; a reference to another citizen's message corrects nothing here."""
    records = [event.record for event in told]
    own = {record.ref for record in records}
    elsewhere = {record.voids_ref for record in records if record.voids_ref} - own
    if not elsewhere:
        return records
    foreign = set(JourneyEvent.objects.filter(source_ref__in=elsewhere).values_list("source_ref", flat=True))
    return [replace(record, voids_ref=None) if record.voids_ref in foreign else record for record in records]


# Under which names payloads keep organisations.
_UNITS = ("provider", "hospital", "municipality", "organisation", "report_recipient")


def _organisations_named(
    records: Sequence[EventRecord], units: Iterable[Organisation], gathered: Gathered | None
) -> Mapping[str, Organisation]:
    """Every organisation that the events name, with its root: those that nobody has read yet in one query."""
    ids = {unit for record in records for unit in (*record.texts(*_UNITS), record.organisation)}
    entries = [Claim.of(record) for record in records if record.kind is EventKind.STAY_CLAIMED]
    ids |= {unit for entry in entries for unit in (entry.provider, entry.hospital)}
    if gathered is not None:
        return {unit: gathered.organisations[unit] for unit in ids if unit and unit in gathered.organisations}
    known = {str(unit.pk): unit for unit in units}
    unread = [UUID(unit) for unit in ids if unit and unit not in known]
    if unread:
        rows = Organisation.objects.select_related("root").filter(pk__in=unread).order_by()
        known |= {str(unit.pk): unit for unit in rows}
    return {unit: known[unit] for unit in ids if unit and unit in known}


def _save_name(citizen: Citizen, records: Sequence[EventRecord]) -> None:
    """The name and address of the latest stated event under the citizen's own number that carries one."""
    having = [record for record in records if record.text("family_name")]
    if not having:
        names = (citizen.given_names, citizen.family_name)
        standing = name_by_hand(names, History(records)) if citizen.cpr and any(names) else names
        if standing == names:
            return
        values = dict(zip(("given_names", "family_name"), standing, strict=True))
    else:
        latest = max(having, key=lambda record: (record.stated_at, record.ref))
        values = {name: latest.text(name) or "" for name in NAME_FIELDS if name != "search_name"}
    values["search_name"] = folded_name(values["given_names"], values["family_name"])
    if any(getattr(citizen, name) != value for name, value in values.items()):
        set_on([citizen], **values)


def _journey_rows(citizen: Citizen, groups: Sequence[JourneyHistory], stored: StoredRows) -> dict[str, Journey]:
    """All journey rows of the citizen, the retired ones too, with everything that hangs on them; new ones unsaved."""
    known: list[Journey] = sorted(stored.rows(Journey), key=lambda row: row.pk)
    hang(stored, known)
    rows = {str(row.pk): row for row in known}
    for group in groups:
        if group.id not in rows:
            rows[group.id] = without_belongings(Journey(pk=UUID(group.id), citizen=citizen))
    return rows


def _save_journey(
    row: Journey, group: JourneyHistory, state: JourneyState, organisations: Mapping[str, Organisation]
) -> Journey:
    values = journey_values(group, state, organisations)
    set_on([row], **{name: value for name, value in values.items() if getattr(row, name) != value})
    if row._state.adding:
        add_row(row)
    return row


def _retire(groups: Sequence[JourneyHistory], rows: Mapping[str, Journey]) -> None:
    """Rows whose journey turned out to be part of another keep their address and lose everything else."""
    home = {event.uuid: UUID(group.id) for group in groups for event in group.events}
    current = {group.id for group in groups}
    retired = [row for row_id, row in rows.items() if row_id not in current]
    if not retired:
        return
    for row in retired:
        if row.merged_into_id != home[str(row.pk)]:
            Journey.objects.filter(pk=row.pk).update(merged_into=home[str(row.pk)])
            carry_marks(row.pk, home[str(row.pk)])
            for carry in _carriers.values():
                carry(row.pk, home[str(row.pk)])
    JourneyParty.objects.filter(journey__in=retired).delete()
    Task.objects.open().filter(journey__in=retired).delete()
    Deadline.objects.pending().filter(journey__in=retired).update(state=DeadlineState.CALLED_OFF)
