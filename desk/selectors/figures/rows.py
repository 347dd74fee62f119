"""The published figures of one scope as plain rows: the same for the file and the API, and for whoever asks."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from desk.selectors.csv_lines import csv_bytes
from desk.selectors.figures.page import ALL, FiguresPage, reason_name
from desk.selectors.figures.readings import Reading, reading_of
from principles.indicators.rules.registry import LINES, VERSION, Unit, indicator_of
from principles.indicators.sentences import definition_of, name_of


def figure_rows(page: FiguresPage) -> Iterator[dict[str, Any]]:
    """One row per line, detail and month; what is hidden has no number at all, and neither has what is empty."""
    scope = page.chosen.scope
    for key in ALL:
        line = LINES[key]
        middles = page.cells.medians(key, scope) if line.unit is Unit.HOURS else [None] * len(page.cells.months)
        for detail in page.cells.details(key):
            series = page.cells.series(key, scope, detail=detail)
            for month, sums, middle in zip(page.cells.months, series, middles, strict=True):
                yield _row(key, detail, f"{month:%Y-%m}", reading_of(line, sums, middle))


def _row(key: str, detail: str, month: str, reading: Reading) -> dict[str, Any]:
    reason, _sep, sector = detail.partition("|")
    return {
        "indicator": indicator_of(key).id,
        "line": key,
        "name": name_of(key),
        "group": reason_name(reason, sector) if detail else "",
        "month": month,
        "unit": LINES[key].unit.value,
        "denominator": reading.number,
        "numerator": reading.numerator,
        "value": None if reading.value is None else round(reading.value, 2),
        "low": None if reading.low is None else round(reading.low, 2),
        "high": None if reading.high is None else round(reading.high, 2),
        "words": reading.words,
        "version": VERSION,
    }


def figures_csv(page: FiguresPage) -> bytes:
    """As Danish spreadsheets open it, with decimal commas; the definitions at the end."""
    heads = [_("Nøgletal"), _("Linje"), _("Navn"), _("Opdelt på"), _("Måned"), _("Enhed"), _("Nævner"), _("Tæller")]
    heads += [_("Værdi"), _("Nedre grænse (95 %)"), _("Øvre grænse (95 %)"), _("Med ord"), _("Version")]
    lines: list[list[str]] = [[_cell(value) for value in row.values()] for row in figure_rows(page)]
    lines += [[indicator_of(key).id, key, name_of(key), definition_of(key)] for key in ALL]
    return csv_bytes(heads, lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)
