"""Projects what each journey adds to the figures: rows per line, of each of its stays (RULES 6; DESIGN §2)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, TypeAlias
from uuid import UUID

from journeys.actions.projection.citizen import CitizenProjection
from journeys.actions.projection.gathering import add_rows
from journeys.domain.calendar.clock import local_date
from journeys.domain.citizen.residence import Residence, residence_at, residences
from journeys.domain.events import EventKind
from organisations.domain.kinds import Speciality
from principles.indicators.reading.facts import Around, facts_of, hospital_at
from principles.indicators.reading.parts import Part, parts_of
from principles.indicators.rules.cases import Case, Left
from principles.indicators.rules.cells import age_group_of
from principles.indicators.rules.registry import COHORT_LINES, LINES, IndicatorLine
from principles.models import CellMark, IndicatorCase

# Month, hospital and municipality: so much is counted again at once.
Place: TypeAlias = tuple[date, UUID | None, UUID | None]
# Before one of these nothing is counted: whoever is admitted costs nothing here.
_COUNTED = frozenset({EventKind.DISCHARGED, EventKind.DIED, EventKind.READY_REGISTERED})
_VALUES = [field.attname for field in IndicatorCase._meta.concrete_fields if field.name != "id"]


def project_cases(projection: CitizenProjection) -> None:
    """Brings the citizen's rows in step; runs in the event's transaction and writes only what changed."""
    if not any(event.kind in _COUNTED for item in projection.journeys for event in item.events):
        return
    stored = defaultdict[UUID, list[dict[str, Any]]](list)
    for row in sorted(projection.stored.rows(IndicatorCase), key=lambda case: (case.line, case.number)):
        stored[row.journey_id].append({name: getattr(row, name) for name in _VALUES})
    parts = {item.journey.pk: parts_of(item, projection) for item in projection.journeys}
    around = Around.of(projection, chain.from_iterable(parts.values()))
    derived = {
        journey: sorted(
            _numbered(row for part in own for row in _rows(part, around)),
            key=lambda row: (row["line"], row["number"]),
        )
        for journey, own in parts.items()
    }
    stale = [journey for journey, rows in stored.items() if derived.get(journey) != rows]
    if stale:
        IndicatorCase.objects.filter(journey__in=stale).delete()
    fresh = [IndicatorCase(**row) for journey, rows in derived.items() if stored[journey] != rows for row in rows]
    add_rows(fresh)
    mark_places(_places(stale, stored, fresh))


def _places(
    stale: Sequence[UUID], stored: Mapping[UUID, list[dict[str, Any]]], fresh: list[IndicatorCase]
) -> set[Place]:
    """Where cases went or came: the cells of these are counted again."""
    gone = {(row["month"], row["hospital_id"], row["municipality_id"]) for key in stale for row in stored[key]}
    return gone | {(row.month, row.hospital_id, row.municipality_id) for row in fresh}


def mark_places(places: Iterable[Place]) -> None:
    """Says that the cases of a place changed; in the transaction that changes them."""
    add_rows([CellMark(month=month, hospital_id=hospital, municipality_id=home) for month, hospital, home in places])


def _numbered(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each with its place among the journey's rows of its line, the oldest stay's first."""
    counts = Counter[str]()
    for row in rows:
        yield {**row, "number": counts[row["line"]]}
        counts[row["line"]] += 1


def _rows(part: Part, around: Around) -> Iterator[dict[str, Any]]:
    facts, projection = facts_of(part, around), around.projection
    speciality, homes = part.item.journey.speciality, residences(part.whole.history, projection.statements)
    for line in (*LINES.values(), *COHORT_LINES.values()):
        outcome = line.measure(facts) if line.measure else Left.NO_INDEX
        if isinstance(outcome, Left) or _is_elsewhere(line, speciality):
            continue
        for case in outcome:
            yield {"line": line.key, **_values(case, part, homes, projection)}


def _is_elsewhere(line: IndicatorLine, speciality: str) -> bool:
    """Psychiatry is counted apart (tables 2g, 2h); a speciality that is not known is not its."""
    psychiatric = speciality == Speciality.PSYCHIATRIC
    return line.somatic_only if psychiatric else line.psychiatric_only


def _values(case: Case, part: Part, homes: Sequence[Residence], projection: CitizenProjection) -> dict[str, Any]:
    on, item = local_date(case.at), part.item
    home = residence_at(homes, case.at)
    return {
        "journey_id": item.journey.pk,
        "on": on,
        "month": on.replace(day=1),
        "counts_from": case.counts_from,
        "numerator": case.numerator,
        "amount": case.amount,
        "detail": case.detail,
        # Of one day the case says all itself.
        "days": [[day.isoformat(), amount] for day, amount in case.days] if len(case.days) > 1 else [],
        "hospital_id": _house(hospital_at(part.whole, case.at), projection),
        "municipality_id": UUID(home) if home else None,
        "ward_id": item.journey.ward_id,
        "speciality": item.journey.speciality,
        "age_group": _age_group(projection, on),
    }


def _age_group(projection: CitizenProjection, on: date) -> str:
    """A replacement number may tell another birthday: then the age is not known."""
    citizen = projection.citizen
    return age_group_of(citizen.age_on(on) if citizen.known_birth_date else None)


def _house(unit: str | None, projection: CitizenProjection) -> UUID | None:
    """The hospital itself, also of one of its sites."""
    row = projection.organisations.get(str(unit))
    return row.root_id or row.pk if row is not None else (UUID(unit) if unit else None)


def case_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's rows as plain values, for `rebuild --check`."""
    rows = IndicatorCase.objects.filter(journey__citizen_id=citizen_id).values(*_VALUES)
    return sorted((dict(row) for row in rows), key=repr)
