"""Publishes what other rooms bring to the figures: once a census, with a version where it was restated (RULES 6)."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple
from datetime import date, datetime
from typing import Any

from django.db import transaction

from principles.indicators.actions.cells import lock_figures
from principles.indicators.rules.publication import SUMS, Cut, Sums
from principles.indicators.rules.sources import KeptKey, Source, decided_before, told
from principles.models import KeptCensus, PublishedFigure

_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Called in `AppConfig.ready`; twice is once."""
    _sources[source.name] = source


def take_kept(*, census: date, now: datetime) -> int:
    """Publishes what was not taken at this census yet; returns how many sources were. Twice does it once."""
    done = set(KeptCensus.objects.filter(taken_on=census).values_list("source", flat=True))
    due = [source for source in _sources.values() if source.name not in done]
    for source in due:
        with transaction.atomic():
            lock_figures()
            KeptCensus.objects.create(source=source.name, taken_on=census, made_at=now)
            _save(source, source.figures(census, now), census=census)
    return len(due)


def recount_kept(*, now: datetime, check: bool) -> Iterator[str]:
    """Derives again what stood published after each source's last census, and says what differs (`rebuild`)."""
    for source in _sources.values():
        last = KeptCensus.objects.filter(source=source.name).order_by("-taken_on").first()
        if last is None:
            continue
        stored, derived = _stored(source), source.figures(last.taken_on, last.made_at)
        for key, sums in _changes(derived, stored):
            if not (source.late and key not in stored):
                yield f"published_figure {' '.join(map(str, astuple(key)))}: derived {sums}"
        if not check:
            with transaction.atomic():
                lock_figures()
                _save(source, derived, census=last.taken_on)


def _stored(source: Source) -> dict[KeptKey, PublishedFigure]:
    rows = PublishedFigure.objects.filter(line__in=source.lines, current=True)
    return {KeptKey(row.line, row.detail, Cut(row.cut), row.unit, row.period): row for row in rows}


def _of(row: PublishedFigure | None) -> Sums | None:
    return Sums(**{name: getattr(row, name) for name in SUMS}) if row else None


def _changes(derived: Mapping[KeptKey, Sums], stored: Mapping[KeptKey, PublishedFigure]) -> Iterator[tuple[Any, Sums]]:
    """What differs; a cell that lost its cases says nought in its last version."""
    for key in sorted({*derived, *stored}):
        before = _of(stored.get(key))
        sums = decided_before(derived.get(key, told(0)), before)
        if sums != before:
            yield key, sums


def _save(source: Source, derived: Mapping[KeptKey, Sums], *, census: date) -> None:
    stored, rows, old = _stored(source), list[PublishedFigure](), list[Any]()
    for key, sums in _changes(derived, stored):
        row = stored.get(key)
        old += [row.pk] if row else []
        where = {"line": key.line, "detail": key.detail, "cut": key.cut.value, "unit": key.unit, "period": key.period}
        values = {name: getattr(sums, name) for name in SUMS}
        version = row.version + 1 if row else 1
        rows.append(PublishedFigure(**where, **values, version=version, taken_on=census))
    PublishedFigure.objects.filter(pk__in=old).update(current=False)
    PublishedFigure.objects.bulk_create(rows, batch_size=500)
