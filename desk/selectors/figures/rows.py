"""The published figures of one scope as plain rows: the same for the file and the API, and for whoever asks."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from desk.selectors.csv_lines import csv_bytes
from desk.selectors.figures.divided import group_name
from desk.selectors.figures.page import ALL, FiguresPage, reason_name
from desk.selectors.figures.readings import reading_of
from desk.selectors.figures.source_rows import detail_words, kept_periods
from principles.indicators.rules.registry import KEPT_LINES, LINES, VERSION, IndicatorLine, Unit, indicator_of
from principles.indicators.selectors import By, ToldCell
from principles.indicators.sentences import name_of


def figure_rows(page: FiguresPage) -> Iterator[dict[str, Any]]:
    """One row per line, group and month; what is hidden has no number at all, and neither has what is empty."""
    for key in ALL:
        for detail in page.cells.details(key):
            named = reason_name(*detail.split("|")) if detail else ""
            yield from _rows(page, key, "reason" if detail else "", named, page.cells.series(key, detail=detail))
        for by in By:
            for group in page.cells.groups(key, by):
                series = page.cells.series(key, by=by, group=group)
                yield from _rows(page, key, by.value, group_name(by, group), series)
    for key in KEPT_LINES:
        for detail in page.kept_cells.details(key):
            named = detail_words(key, detail)
            for period, told in kept_periods(page.kept_cells, key, detail):
                yield _row(page, KEPT_LINES[key], "detail" if detail else "", named, period, told)


def _rows(
    page: FiguresPage, key: str, by: str, group: str, series: Sequence[ToldCell | None]
) -> Iterator[dict[str, Any]]:
    for month, told in zip(page.taken, series, strict=True):
        yield _row(page, LINES[key], by, group, month, told)


def _row(
    page: FiguresPage, line: IndicatorLine, by: str, group: str, month: date, told: ToldCell | None
) -> dict[str, Any]:
    key, reading = line.key, reading_of(line, told)
    return {
        "indicator": indicator_of(key).id,
        "line": key,
        "name": name_of(key),
        "questions": " ".join(indicator_of(key).questions),
        "by": by,
        "group": group,
        "month": f"{month:%Y-%m}",
        "unit": line.unit.value,
        "denominator": reading.number,
        "numerator": reading.numerator,
        "value": None if reading.value is None else round(reading.value, 2),
        "low": None if reading.low is None else round(reading.low, 2),
        "high": None if reading.high is None else round(reading.high, 2),
        "words": reading.words,
        "edition": reading.edition,
        "version": VERSION,
        "per_1000": _per_thousand(page, line, month, reading.value),
    }


def _per_thousand(page: FiguresPage, line: IndicatorLine, month: date, value: float | None) -> float | None:
    """Waiting days by a number that everybody knows: it tells no more than the days themselves."""
    people = page.inhabitants.get(month) if line.unit is Unit.DAYS and value is not None else None
    return round(1000 * value / people, 3) if people and value is not None else None


def file_lines(page: FiguresPage) -> Iterator[list[Any]]:
    """The same for people who put files of several scopes together: whose it is first, and words for codes."""
    for row in figure_rows(page):
        yield [page.chosen.name, *{**row, "by": _by_words(row["by"]), "unit": unit_words(Unit(row["unit"]))}.values()]


def unit_words(unit: Unit) -> str:
    """What the value counts."""
    return {
        Unit.SHARE: _("procent"),
        Unit.HOURS: _("timer"),
        Unit.DAYS: _("døgn"),
        Unit.KRONER: _("kroner"),
        Unit.COUNT: _("antal"),
        Unit.MEAN: _("gennemsnit"),
    }[unit]


def _by_words(by: str) -> str:
    words = {"reason": _("årsag"), "detail": _("hvem eller hvad"), "speciality": _("speciale"), "age": _("alder")}
    return words[by] if by else ""


def figure_heads() -> list[str]:
    """What the columns of `file_lines` are called."""
    heads = [_("Vist for"), _("Nøgletal"), _("Linje"), _("Navn"), _("Besvarer"), _("Opdelt efter"), _("Gruppe")]
    heads += [
        _("Måned"),
        _("Enhed"),
        _("Nævner"),
        _("Tæller"),
        _("Værdi"),
        _("Nedre grænse (95 %)"),
        _("Øvre grænse (95 %)"),
    ]
    return [*heads, _("Med ord"), _("Udgave"), _("Regnet efter"), _("Pr. 1.000 indbyggere")]


def figures_csv(page: FiguresPage) -> bytes:
    """As Danish spreadsheets open it, with decimal commas; the definitions at the end."""
    heads = figure_heads()
    lines = list(file_lines(page))
    gap = [""] * (heads.index(_("Med ord")) - 7)
    lines += [
        [
            *(page.chosen.name, each.id, line.key, line.name, each.question_words, _("definition"), each.clause_words),
            *gap,
            *(line.words, "", VERSION),
        ]
        for each in page.definitions
        for line in each.told
    ]
    return csv_bytes(heads, lines)
