"""The figures as a workbook for the seminar: questions, every published number, definitions (RULES 001-104)."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.selectors.figures.page import FiguresPage
from desk.selectors.figures.questions import Questions
from desk.selectors.figures.rows import figure_heads, file_lines
from principles.indicators.rules.registry import VERSION

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def figures_workbook(page: FiguresPage) -> bytes:
    """Text is never read as a formula or an address (PITFALLS 22)."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": _("Nøgletal: {name}").format(name=page.chosen.name)})
        asked = [_("Vist for"), _("Spørgsmål"), _("Nøgletal"), _("Måned"), _("Værdi"), "n", _("Udvikling")]
        _sheet(book, _("Opfølgning"), asked, ([page.chosen.name, *line] for line in _asked(page)))
        _sheet(book, _("Alle tal"), figure_heads(), file_lines(page))
        definitions = (
            [each.id, line.key, line.name, line.words, each.clause_words, each.question_words, VERSION]
            for each in page.definitions
            for line in each.told
        )
        heads = [_("Nøgletal"), _("Linje"), _("Navn"), _("Definition"), _("Punkt"), _("Besvarer"), _("Regnet efter")]
        _sheet(book, _("Definitioner"), heads, definitions)
    return file.getvalue()


def _asked(page: FiguresPage) -> Iterable[list[Any]]:
    for question in Questions(page).all:
        words = f"{question.id} {question.words}"
        for figure in question.figures:
            last = figure.latest
            yield [
                words,
                figure.name,
                date_format(last.month, "F Y") if last else "",
                last.reading.words if last else _("vises ikke"),
                last.reading.number if last else None,
                figure.trend,
            ]
        for name, now, before in page.reason_sums if question.by_reason else ():
            yield [words, name, "", now, None, before]
        for row in question.kept:
            named = f"{row.name}: {row.detail}" if row.detail else row.name
            yield [words, named, row.period, row.words, row.reading.number, row.before]
        for missing in question.missing:
            yield [words, missing.name, "", missing.why, None, ""]
        for answer in question.answers:
            yield [words, _("Svar fra {area}").format(area=answer.area.name), "", answer.words, None, ""]


def _sheet(book: Any, name: str, heads: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True, "text_wrap": True})
    sheet.write_row(0, 0, heads, bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 22)
    for number, line in enumerate(lines, 1):
        sheet.write_row(number, 0, ["" if value is None else value for value in line])
