"""Publishes the figures by the month: on the 10th the month before, and what changed of others (RULES 6, rule T)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import Max, Min

from journeys.domain.calendar.clock import half_year_of, local_date, next_month
from principles.indicators.actions.cells import keep_cells, lock_figures
from principles.indicators.actions.sources import take_kept
from principles.indicators.rules.cells import CellKey, CellSums, group_of
from principles.indicators.rules.publication import (
    SUMS,
    Cut,
    Group,
    Key,
    Published,
    Sums,
    beside_base,
    is_closed,
    months_of_half,
    publish_half,
    with_bounds,
)
from principles.indicators.rules.registry import (
    KEPT_LINES,
    LINES,
    MATRICES,
    Unit,
    divides_alike,
    parts_of,
    told_by,
    wholes_of,
)
from principles.indicators.rules.together import Split, publish_lines
from principles.indicators.rules.wholes import beside_part, beside_whole
from principles.models import FigureCensus, IndicatorCell, PublishedFigure

# Two texts divide these.
_PAIRS = frozenset({Cut.REGION_SPECIALITY, Cut.AREA_SPECIALITY, Cut.REGION_AGE, Cut.AREA_AGE, Cut.MATRIX, Cut.WARDS})
_KEY = tuple(CellKey.__dataclass_fields__)


def keep_figures(*, now: datetime) -> int:
    """Cells first, then what is due to be published; returns how many months were taken. Twice does it once."""
    keep_cells(now=now)
    census, taken = _census_day(local_date(now)), 0
    for half, months in _due_months(census).items():
        with transaction.atomic():
            lock_figures()
            taken += _take_half(half, months, census=census, now=now)
    take_kept(census=census, now=now)
    return taken


def _census_day(today: date) -> date:
    """The last 10th."""
    if today.day >= 10:
        return today.replace(day=10)
    month = today.month - 1 or 12
    return date(today.year - (today.month == 1), month, 10)


def _due_months(census: date) -> Mapping[date, list[date]]:
    """The closed months, by half-year, that were never taken, or of which something was decided or changed since."""
    span = IndicatorCell.objects.aggregate(first=Min("month"), last=Max("month"))
    due = defaultdict[date, list[date]](list)
    if span["first"] is None:
        return due
    last = {
        row["month"]: (row["day"], row["at"])
        for row in FigureCensus.objects.values("month").annotate(day=Max("taken_on"), at=Max("made_at"))
    }
    month = span["first"]
    while month <= span["last"] and is_closed(month, census):
        if month not in last or (last[month][0] < census and _has_news(month, *last[month], census)):
            due[half_year_of(month)].append(month)
        month = next_month(month)
    return due


def _has_news(month: date, day: date, at: datetime, census: date) -> bool:
    cells = IndicatorCell.objects.filter(month=month)
    later = cells.filter(taken_on__gt=day, taken_on__lte=census)
    return cells.filter(changed_at__gt=at).exists() or later.exists()


def _take_half(half: date, months: Sequence[date], *, census: date, now: datetime) -> int:
    """Some months of a half-year, and its matrices once it is over; in the caller's transaction, under the lock."""
    fresh = [month for month in months if not FigureCensus.objects.filter(month=month, taken_on=census).exists()]
    if not fresh:
        return 0
    for month in fresh:
        version = FigureCensus.objects.filter(month=month).count() + 1
        FigureCensus.objects.create(month=month, taken_on=census, version=version, made_at=now)
        groups, before = _groups([month], census), _current(month, half=False)
        told = publish_lines(groups, month, before={split: _sums(rows) for split, rows in before.items()})
        for split in told:
            stored = before.get(split, {})
            _save(split, _with_bounds(split, told, groups, before=_sums(stored)), stored, census=census)
    if is_closed(months_of_half(half)[-1], census):
        _take_matrices(half, census=census)
    return len(fresh)


def _with_bounds(
    split: Split,
    told: Mapping[Split, Published],
    groups: Mapping[Split, Sequence[Group]],
    *,
    before: Mapping[Key, Sums],
) -> Mapping[Key, Sums]:
    """With the bounds of hidden shares.

    None of a line whose months are told again in the matrices of two houses, or whose shares add up with another's.
    """
    line = LINES.get(split[0])
    if line is None or line.unit is not Unit.SHARE or line.key in MATRICES or divides_alike(line.key):
        return told[split]
    leaning = [told[key, split[1]] for key in told_by(line.key) if (key, split[1]) in told]
    return with_bounds(told[split], groups=groups.get(split, []), told_by=leaning, before=before or None)


def _take_matrices(half: date, *, census: date) -> None:
    bases = {key: LINES[key].met_of or LINES[key].missed_of for key in MATRICES}
    lines = {*MATRICES, *filter(None, bases.values())}
    lines |= {other for key in MATRICES for other in (*wholes_of(key), *parts_of(key))}
    groups, before = _groups(months_of_half(half), census, lines=lines), _current(half, half=True)
    stored = [_current(month, half=False) for month in months_of_half(half)]

    def months(line: str, detail: str) -> dict[Key, Sums]:
        return {key: sums for month in stored for key, sums in _sums(month.get((line, detail), {})).items()}

    def shown(lines: Iterable[str], detail: str) -> list[Key]:
        return [key for line in lines for key, sums in months(line, detail).items() if sums.shown]

    for line, detail in sorted({*groups, *before}):
        if line not in MATRICES:
            continue
        own, stands = groups.get((line, detail), []), before.get((line, detail), {})
        told = shown(told_by(line), detail)
        found = publish_half(own, half, months=months(line, detail), before=_sums(stands), told=told)
        if base := bases[line]:
            people, told = groups.get((base, detail), []), shown(told_by(base), detail)
            found = beside_base(found, base=months(base, detail), groups=people, misses=False, told=told)
        found = _beside_wholes_and_parts((line, detail), found, groups, months)
        _save((line, detail), found, stands, census=census)


def _beside_wholes_and_parts(
    split: Split,
    found: dict[Key, Sums],
    groups: Mapping[Split, Sequence[Group]],
    months: Callable[[str, str], Published],
) -> dict[Key, Sums]:
    """A line's matrices beside the months of the lines whose people hold its own, or are some of them."""
    line, detail = split
    own, stands = groups.get(split, []), months(line, detail)
    for whole in wholes_of(line):
        of_whole = groups.get((whole, detail), [])
        found = beside_whole(found, whole=months(whole, detail), groups=own, of_whole=of_whole, beside=stands)
    for part in parts_of(line):
        of_part = groups.get((part, detail), [])
        found = beside_part(found, part=months(part, detail), groups=own, of_part=of_part, beside=stands)
    return found


def _groups(months: Sequence[date], census: date, *, lines: Iterable[str] | None = None) -> dict[Split, list[Group]]:
    """The cells that a census counts, as the cuts add them up."""
    rows = IndicatorCell.objects.filter(month__in=months, taken_on__lte=census, number__gt=0)
    if lines is not None:
        rows = rows.filter(line__in=lines)
    found = defaultdict[Split, list[Group]](list)
    names = (*_KEY, "number", "numerator", "amount", "values")
    for row in rows.order_by(*_KEY).values(*names):
        key = CellKey(**{name: row[name] for name in _KEY})
        sums = CellSums(row["number"], row["numerator"], row["amount"], tuple(row["values"]))
        found[key.line, key.detail].append(group_of(key, sums))
    return found


_Stored: TypeAlias = Mapping[Key, PublishedFigure]


def _current(period: date, *, half: bool) -> dict[Split, dict[Key, PublishedFigure]]:
    """What stands published of a month, or of a half-year's matrices."""
    matrices, found = (Cut.MATRIX, Cut.WARDS), defaultdict[Split, dict[Key, PublishedFigure]](dict)
    rows = PublishedFigure.objects.filter(period=period, current=True).exclude(line__in=KEPT_LINES)
    for row in rows.filter(cut__in=matrices) if half else rows.exclude(cut__in=matrices):
        found[row.line, row.detail][_key_of(row)] = row
    return found


def _key_of(row: PublishedFigure) -> Key:
    cut = Cut(row.cut)
    if cut not in _PAIRS:
        return cut, None if cut is Cut.REGION else row.unit, row.period
    first = None if cut in (Cut.REGION_SPECIALITY, Cut.REGION_AGE) else row.unit
    return cut, (first, row.beside), row.period


def _sums(stored: _Stored) -> dict[Key, Sums]:
    return {key: Sums(**{name: getattr(row, name) for name in SUMS}) for key, row in stored.items()}


def _save(split: Split, found: Mapping[Key, Sums], stored: _Stored, *, census: date) -> None:
    """Only what changed is written; a cell that lost its journeys says nought in its last version."""
    gone = {key: Sums(0, 0, 0.0) for key in stored if key not in found}
    before, rows, old = _sums(stored), list[PublishedFigure](), list[Any]()
    for key, sums in {**found, **gone}.items():
        if before.get(key) == sums:
            continue
        row = stored.get(key)
        old += [row.pk] if row else []
        rows.append(_row(split, key, sums, version=row.version + 1 if row else 1, census=census))
    PublishedFigure.objects.filter(pk__in=old).update(current=False)
    PublishedFigure.objects.bulk_create(rows, batch_size=500)


def _row(split: Split, key: Key, sums: Sums, *, version: int, census: date) -> PublishedFigure:
    cut, unit, period = key
    first, second = unit if isinstance(unit, tuple) else (unit, "")
    values: dict[str, Any] = {name: getattr(sums, name) for name in SUMS}
    assert isinstance(period, date)
    return PublishedFigure(
        cut=cut.value,
        unit=first or "",
        beside=second or "",
        line=split[0],
        detail=split[1],
        period=period,
        version=version,
        taken_on=census,
        **values,
    )
