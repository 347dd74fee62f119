"""Derives every projection again from the events, and compares (DESIGN §2). Never fires a timer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from django.db import connection, transaction

from journeys.actions.joining import restore_members
from journeys.actions.projection.citizen import NAME_FIELDS, project_citizen
from journeys.models import Citizen, Deadline, EventPlacement, Journey, JourneyParty, Task

Snapshot: TypeAlias = Callable[[UUID], list[dict[str, Any]]]
_snapshots: dict[str, Snapshot] = {}


def register_snapshot(name: str, snapshot: Snapshot) -> None:
    """Adds an upper app's rows of one citizen, as plain values, to what is compared."""
    _snapshots[name] = snapshot


class Recount(Protocol):
    """Derives again what is kept of all citizens together; says each row that differs."""

    def __call__(self, *, now: datetime, check: bool) -> Iterator[str]:
        """With `check` nothing is written."""


_recounts: list[Recount] = []


def register_recount(recount: Recount) -> None:
    """Adds an upper app's sums over all citizens to what `rebuild` derives; called from AppConfig.ready()."""
    _recounts.append(recount)


def recount(*, now: datetime, check: bool) -> Iterator[str]:
    """What differs in the sums over all citizens; after the citizens themselves."""
    for each in _recounts:
        yield from each(now=now, check=check)


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row that is not what the events say."""

    citizen: UUID
    table: str
    stored: dict[str, Any] | None
    derived: dict[str, Any] | None


class _RollBack(Exception):
    pass


def rebuild_citizen(citizen_id: UUID, *, now: datetime, check: bool = False) -> list[RowDifference]:
    """Derives one citizen's rows again in a transaction; with `check` nothing is kept, only differences returned."""
    differences: list[RowDifference] = []
    try:
        with transaction.atomic():
            citizen = Citizen.objects.select_for_update().get(pk=citizen_id)
            if citizen.joined_to_id is not None:
                return []  # its events are read under the real citizen (V9)
            rows = _BeforeTheFirstWrite(citizen_id)
            with connection.execute_wrapper(rows):
                restore_members(citizen)
                project_citizen(citizen, now=now, announce=False)
            if rows.taken is not None:
                differences = list(_differences(citizen_id, rows.taken, _everything(citizen_id)))
            if check:
                raise _RollBack
    except _RollBack:
        pass
    return differences


class _BeforeTheFirstWrite:
    """A citizen's rows as they are before a statement may change one; None where nothing was written.

    Nearly every citizen's rows are what the events say already: nothing is written then, and what nobody wrote is not
    read twice to be compared with itself.
    """

    def __init__(self, citizen_id: UUID) -> None:
        self.citizen_id = citizen_id
        self.taken: dict[str, list[dict[str, Any]]] | None = None

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if self.taken is None and not sql.lstrip(" (").startswith(_WRITES_NOTHING):
            self.taken = {}  # what is read now asks here too
            self.taken = _everything(self.citizen_id)
        return execute(sql, params, many, context)


# All else counts as a write. Django never begins a write with these.
_WRITES_NOTHING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def _everything(citizen_id: UUID) -> dict[str, list[dict[str, Any]]]:
    return snapshot(citizen_id) | {"address": _addresses(citizen_id)}


def snapshot(citizen_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """All derived rows of one citizen as plain values, without generated keys and recorded times."""
    tables: dict[str, list[dict[str, Any]]] = {
        "citizen": list(Citizen.objects.filter(pk=citizen_id).values(*NAME_FIELDS, "joined_count")),
        "journey": _rows(Journey.objects.current().filter(citizen_id=citizen_id), drop=("last_sequence",)),
        "placement": _rows(EventPlacement.objects.filter(journey__citizen_id=citizen_id)),
        "party": _rows(JourneyParty.objects.filter(journey__citizen_id=citizen_id), drop=("id",)),
        "task": _rows(Task.objects.open().filter(citizen_id=citizen_id), drop=("id", "ended_at")),
        "deadline": _deadlines(citizen_id),
    }
    return tables | {name: take(citizen_id) for name, take in _snapshots.items()}


def _addresses(citizen_id: UUID) -> list[dict[str, Any]]:
    """Where each journey id leads and its version: these depend on the order of recording, which a rebuild keeps."""
    rows = Journey.objects.filter(citizen_id=citizen_id).order_by("pk")
    return [
        {"id": row.pk, "leads_to": row.merged_into_id, "version": None if row.merged_into_id else row.last_sequence}
        for row in rows
    ]


def _rows(queryset: Any, *, drop: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    rows = [{key: value for key, value in row.items() if key not in drop} for row in queryset.values()]
    return sorted(rows, key=repr)


def _deadlines(citizen_id: UUID) -> list[dict[str, Any]]:
    """The time that holds for each kind: pending, or fired in its newest generation."""
    newest: dict[tuple[UUID, str], Deadline] = {}
    for row in Deadline.objects.filter(journey__citizen_id=citizen_id).order_by("generation"):
        newest[(row.journey_id, row.kind)] = row
    held = [row for row in newest.values() if row.state != "called_off"]
    values = [
        {name: getattr(row, name) for name in ("journey_id", "kind", "starts_at", "due_at", "warn_at")} for row in held
    ]
    return sorted(values, key=repr)


def _differences(citizen_id: UUID, before: dict[str, Any], after: dict[str, Any]) -> Iterator[RowDifference]:
    for table, derived in after.items():
        stored = before[table]
        yield from (RowDifference(citizen_id, table, row, None) for row in stored if row not in derived)
        yield from (RowDifference(citizen_id, table, None, row) for row in derived if row not in stored)
