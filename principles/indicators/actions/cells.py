"""Keeps the stored cells in step with the cases: only what was touched is counted again (PERFORMANCE P3)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from journeys.domain.calendar.clock import local_date
from principles.indicators.projection import Place, mark_places
from principles.indicators.rules.cells import CellKey, CellSums, CountedCase, cells_of, changed
from principles.indicators.rules.registry import LINES, Unit
from principles.indicators.selectors import Areas, days_from
from principles.models import CellMark, FigureCensus, IndicatorCase, IndicatorCell

# How many marks are looked through for places, and how many places are counted in one transaction.
_MARKS, _PLACES = 20_000, 100
# One count at a time: who began first must not write last what it read before the other (a number of our own).
_LOCK = 7_206_001
_KEY = tuple(field.name for field in fields(CellKey))
_SUMS = tuple(field.name for field in fields(CellSums))
_CASE = tuple(field.name for field in fields(CountedCase) if field.name not in ("counts_on", "days"))
MEDIANS = frozenset(key for key, line in LINES.items() if line.unit is Unit.HOURS)


def lock_figures() -> None:
    """Waits for whoever counts or publishes; until the end of the transaction. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def keep_cells(*, now: datetime) -> int:
    """Counts again what the marks name, in pieces; returns how many cells changed. Harmless to run twice at once."""
    written = 0
    while True:
        with transaction.atomic():
            lock_figures()
            waiting = _waiting()
            if not waiting:
                return written
            areas, changes = Areas(), _changes_at({month for month, *_ in waiting}, now)
            for place in waiting:
                written += _recount(place, areas, at=changes[place[0]])
            CellMark.objects.filter(pk__in=[mark for marks in waiting.values() for mark in marks]).delete()


def _waiting() -> dict[Place, list[int]]:
    """The places whose marks have waited longest, each with its marks so far: however many, it is counted once."""
    found: dict[Place, list[int]] = {}
    rows = CellMark.objects.order_by("pk").values_list("pk", "month", "hospital_id", "municipality_id")
    for mark, month, hospital, municipality in rows[:_MARKS]:
        place = (month, hospital, municipality)
        if place in found or len(found) < _PLACES:
            found.setdefault(place, []).append(mark)
    return found


def recount_all(*, now: datetime, check: bool) -> Iterator[str]:
    """Counts everything again and says each cell that differs; with `check` nothing is written (`rebuild`).

    A place whose mark still waits has not been counted yet and is left out of a check.
    """
    areas, waiting = Areas(), set(CellMark.objects.values_list("month", "hospital_id", "municipality_id"))
    for place in _places():
        if check and place in waiting:
            continue
        news = list(changed(_stored(place), _counted(place, areas)))
        for key, sums in news:
            yield f"indicator_cell {key.line} {key.month} {key.hospital} {key.municipality}: derived {sums}"
        # Who changes it meanwhile leaves a mark.
        if news and not check:
            with transaction.atomic():
                lock_figures()
                _recount(place, areas, at=_changes_at({place[0]}, now)[place[0]])


def _places() -> list[Place]:
    """All that hold cases or cells."""
    of_cases = IndicatorCase.objects.order_by().values_list("month", "hospital_id", "municipality_id").distinct()
    of_cells = IndicatorCell.objects.order_by().values_list("month", "hospital", "municipality").distinct()
    found: dict[Place, None] = dict.fromkeys(of_cases)
    found |= dict.fromkeys((month, _unit(hospital), _unit(home)) for month, hospital, home in of_cells)
    return sorted(found, key=repr)


def _unit(text: str) -> UUID | None:
    return UUID(text) if text else None


def _counted(place: Place, areas: Areas) -> dict[CellKey, CellSums]:
    month, hospital, municipality = place
    rows = IndicatorCase.objects.filter(month=month, hospital_id=hospital, municipality_id=municipality)
    names = [name if name not in ("hospital", "municipality", "ward") else f"{name}_id" for name in _CASE]
    cases = (
        CountedCase(counts_on=local_date(since), days=days_from(days), **dict(zip(_CASE, values, strict=True)))
        for since, days, *values in rows.order_by().values_list("counts_from", "days", *names)
    )
    return cells_of(cases, areas.at, medians=MEDIANS)


def _stored(place: Place) -> Mapping[CellKey, CellSums]:
    return {key: sums for key, (sums, _version) in _versions(place).items()}


def _versions(place: Place) -> dict[CellKey, tuple[CellSums, int]]:
    month, hospital, municipality = place
    rows = IndicatorCell.objects.filter(month=month, hospital=str(hospital or ""), municipality=str(municipality or ""))
    found = {}
    for row in rows:
        key = CellKey(**{name: getattr(row, name) for name in _KEY})
        found[key] = CellSums(row.number, row.numerator, row.amount, tuple(row.values)), row.version
    return found


def _recount(place: Place, areas: Areas, *, at: datetime) -> int:
    stored = _versions(place)
    sums = {key: held for key, (held, _version) in stored.items()}
    rows = [
        IndicatorCell(**asdict(key), **asdict(new), version=stored[key][1] + 1 if key in stored else 1, changed_at=at)
        for key, new in changed(sums, _counted(place, areas))
    ]
    if rows:
        IndicatorCell.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=_KEY, update_fields=(*_SUMS, "version", "changed_at")
        )
    return len(rows)


def _changes_at(months: Collection[date], now: datetime) -> Mapping[date, datetime]:
    """When a cell of each month changes, never before the month's last census: that has not seen the change.

    Asked under the lock. `now` is when the caller began: a rebuild, or a task that waited for the lock, may go on after
    a census that somebody else took meanwhile; with the earlier time the next census would not take the month again.
    """
    censuses = FigureCensus.objects.filter(month__in=months).order_by().values_list("month").annotate(Max("made_at"))
    return dict.fromkeys(months, now) | {month: max(now, last + timedelta(microseconds=1)) for month, last in censuses}


def mark_members(municipality: UUID) -> None:
    """An area's member joined or left: whatever is counted of the municipality may belong elsewhere (RULES 3.4)."""
    places = IndicatorCase.objects.filter(municipality=municipality).order_by()
    mark_places(places.values_list("month", "hospital_id", "municipality_id").distinct())
