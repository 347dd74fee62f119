"""The figures on paper: a dashboard, and the ten questions of one scope, as PDF (RULES 6; 001-104; UX §1.d).

Numbers are the page's own readings, never counted again. All of it is text in tables with heads that come again on each
page; charts are drawn from the coordinates of the page's and stand above the table with their numbers.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import reportlab
from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.timezone import localtime as local_time
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from reportlab.graphics.shapes import Circle, Group, Line, Polygon, PolyLine, String
from reportlab.graphics.shapes import Drawing as Canvas
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, KeepTogether, LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from desk.selectors.figures.change import BeforeAndAfter, ChangeLine, method_words
from desk.selectors.figures.divided import Divided, Matrix
from desk.selectors.figures.drawing import HEIGHT, LEFT, WIDTH, Drawing
from desk.selectors.figures.figure import Figure
from desk.selectors.figures.page import Charged, FiguresPage
from desk.selectors.figures.questions import FollowUpQuestion, Questions
from desk.selectors.figures.readings import FigureReading, grouped, value_words
from desk.selectors.figures.source_rows import KeptRow
from organisations.sentences import reading_language
from principles.indicators.rules.control import PooledMonths
from principles.indicators.rules.registry import LINES, VERSION, Unit
from principles.indicators.sentences import name_of

MEDIA_TYPE = "application/pdf"
_INK, _FAINT, _LINE, _HEAD = HexColor("#1a1a1a"), HexColor("#555555"), HexColor("#0b5a8a"), HexColor("#e9eef2")
_MARGIN, _WIDE = 16 * mm, A4[0] - 32 * mm - 12
_SCALE = _WIDE / WIDTH
# As many columns beside the names fit.
_ACROSS = 5
Cells = Sequence[str]


def dashboard_pdf(page: FiguresPage) -> bytes:
    """What the page of figures shows, the answers first."""
    parts = [*_head(_("Nøgletal: {name}").format(name=page.chosen.name), _until(page)), *_answers(page)]
    parts += _figure(page.preparation, _("Fælles forberedelsestid pr. måned"))
    for figure in page.charts:
        parts += _figure(figure, figure.name)
    parts += _reasons(page)
    parts += _kept(page.kept)
    parts += [*_change(page.change), *_divided(page.divided), *_matrix(page.matrix)]
    parts += _definitions(page)
    return _built(parts, _("Nøgletal: {name}").format(name=page.chosen.name), page.asker.now)


def follow_up_pdf(questions: Questions) -> bytes:
    """The ten questions with their figures and what the cluster answers."""
    page = questions.page
    title = _("Opfølgning: {name}").format(name=page.chosen.name)
    parts = _head(title, _until(page))
    for question in questions.all:
        parts += _question(question, page)
    return _built(parts, title, page.asker.now)


@cache
def _fonts() -> str:
    """The family that comes with the library, embedded: text can be searched and copied, with æ, ø and å."""
    folder = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont("figures", folder / "Vera.ttf"))
    pdfmetrics.registerFont(TTFont("figures-bold", folder / "VeraBd.ttf"))
    pdfmetrics.registerFontFamily("figures", normal="figures", bold="figures-bold", italic="figures")
    return "figures"


def _style(size: float, *, bold: bool = False, colour: Color = _INK, before: float = 0) -> ParagraphStyle:
    font = _fonts() + ("-bold" if bold else "")
    return ParagraphStyle(
        f"{size}{bold}", fontName=font, fontSize=size, leading=size * 1.35, textColor=colour, spaceBefore=before
    )


def _text(words: str, size: float = 9, **more: Any) -> Paragraph:
    """What people wrote is text, never markup."""
    return Paragraph(escape(words).replace("\n", "<br/>"), _style(size, **more))


def _heading(words: str) -> Paragraph:
    return _text(words, 12, bold=True, before=10)


def _head(title: str, lead: str) -> list[Flowable]:
    rule = _("Kun tal, aldrig borgere. Et tal over færre end fem forløb vises ikke.")
    invented = [_text(_("Fiktive data: må ikke bruges til rigtige borgere."), bold=True)] if settings.DEMO else []
    return [*invented, _text(title, 17, bold=True), _text(lead), _text(rule, colour=_FAINT), Spacer(1, 4 * mm)]


def _moment(at: datetime, day: str) -> str:
    here = local_time(at)
    return _("{day} kl. {time}").format(day=date_format(here, day), time=date_format(here, "H.i"))


def _until(page: FiguresPage) -> str:
    if page.until is None:
        return _("Forløbenes tal er ikke gjort op for nogen måned endnu.")
    return _("Til og med {month}. Regnet efter version {version}.").format(
        month=date_format(page.until, "F Y"), version=VERSION
    )


def _table(heads: Cells, rows: Iterable[Cells], widths: Sequence[int]) -> list[Flowable]:
    """Widths in parts of the page; nothing where there are no rows."""
    lines = [[_text(str(cell), 8) for cell in row] for row in rows]
    if not lines:
        return []
    head = [_text(cell, 8, bold=True) for cell in heads]
    table = LongTable([head, *lines], colWidths=[_WIDE * wide / sum(widths) for wide in widths], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#c4ccd2")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return [Spacer(1, 1.5 * mm), table, Spacer(1, 2 * mm)]


def _answers(page: FiguresPage) -> list[Flowable]:
    """Who waits now and why, whether preparation got better, which reason grew."""
    number = page.waiting.number
    at = _moment(page.asker.now, "j. F Y")
    waits = page.waiting_untold if number is None else _("{n} venter i en seng.").format(n=grouped(number))
    parts: list[Flowable] = [_heading(_("Venter nu")), _text(f"{waits} {_('Talt')} {at}.")]
    rows = [
        (row["name"], _("vises ikke") if row["number"] is None else grouped(row["number"])) for row in page.waiting_rows
    ]
    if number is not None:
        parts += _table([_("Hvad de venter på"), _("Antal")], rows, [5, 1])
    prepared = page.preparation
    parts += [_heading(_("Fælles forberedelsestid")), _text(f"{_latest(prepared)} {prepared.trend}")]
    if prepared.latest is not None and prepared.spring_is_told:
        before, after = prepared.spring_numbers
        method = _("Median af de seneste tre måneder (n = {after}) mod marts–maj (n = {before}).")
        parts.append(_text(method.format(after=grouped(after), before=grouped(before)), colour=_FAINT))
    parts += [_heading(_("Årsagen, der voksede mest"))]
    hidden = _("vises ikke")
    grown = [
        (row.name, *(hidden if value is None else value_words(LINES["K8"], value) for value in (row.now, row.before)))
        for row in page.growth
    ]
    parts.append(_text(page.grown_words))
    heads = [_("Årsag"), _("De seneste tre måneder"), _("De tre før")]
    return [*parts, *_table(heads, grown, [4, 2, 2])]


def _latest(figure: Figure) -> str:
    row = figure.latest or figure.bounded
    if row is None:
        return _("For få forløb til at vise.")
    interval = f" ({_('95 %-interval')} {row.reading.interval})" if row.reading.interval else ""
    return f"{row.reading.words} {_('i')} {date_format(row.month, 'F Y')}, n = {row.reading.count}{interval}."


def _figure(figure: Figure, heading: str) -> list[Flowable]:
    share = figure.line.unit is Unit.SHARE
    heads = [_("Måned"), _("Værdi"), "n", *([_("95 %-interval")] if share else []), _("Udsving")]
    rows = [
        [
            date_format(row.month, "F Y"),
            row.reading.words,
            row.reading.count or "–",
            *([row.reading.interval or "–"] if share else []),
            row.signal_words or "–",
        ]
        for row in figure.rows
    ]
    top: list[Flowable] = [_heading(heading), _text(f"{_latest(figure)} {figure.trend}")]
    if figure.latest is not None:
        top.append(_chart(figure.drawing))
    if not figure.is_told:
        return [KeepTogether(top), *_more(figure.more)]
    return [KeepTogether(top), *_table(heads, rows, [3, 2, 1, *([2] if share else []), 3]), *_more(figure.more)]


def _more(figures: Sequence[Figure]) -> list[Flowable]:
    """The lines without a chart, as the page shows them."""
    rows = [(each.name, _latest(each), each.trend or "–") for each in figures]
    return _table([_("Flere tal om det samme"), _("Seneste"), _("Udvikling")], rows, [3, 4, 3])


def _chart(drawing: Drawing) -> Canvas:
    """The page's drawing; up and down are the other way round here."""
    canvas = Canvas(_WIDE, HEIGHT * _SCALE)
    group = Group(transform=(_SCALE, 0, 0, -_SCALE, 0, HEIGHT * _SCALE))
    for tick in drawing.ticks:
        group.add(Line(LEFT, tick.y, drawing.right, tick.y, strokeColor=HexColor("#d5dade"), strokeWidth=0.8))
    if drawing.usual:
        at = drawing.usual.y
        group.add(Line(LEFT, at, drawing.right, at, strokeColor=_FAINT, strokeWidth=1, strokeDashArray=[6, 4]))
    for line in drawing.limits:
        group.add(PolyLine(_points(line), strokeColor=_FAINT, strokeWidth=0.8, strokeDashArray=[2, 3]))
    for line in drawing.lines:
        group.add(PolyLine(_points(line), strokeColor=_LINE, strokeWidth=2))
    for point in drawing.points:
        group.add(Circle(point.x, point.y, 3, fillColor=_LINE, strokeColor=_LINE))
    for mark in drawing.breaks:
        group.add(Polygon(_points(mark.words), fillColor=None, strokeColor=_INK, strokeWidth=1.4))
    canvas.add(group)
    labels = [*((each, "end") for each in drawing.ticks), *((each, "middle") for each in drawing.months)]
    for each, anchor in (*labels, *((each, "start") for each in drawing.labels)):
        place = {"x": each.x * _SCALE, "y": (HEIGHT - each.y) * _SCALE - 2, "textAnchor": anchor}
        canvas.add(String(place["x"], place["y"], each.words, textAnchor=anchor, fontName=_fonts(), fontSize=7))
    return canvas


def _points(words: str) -> list[float]:
    """ "46.0,12.5 52.0,14.0" as the numbers one after the other."""
    return [float(number) for pair in words.split() for number in pair.split(",")]


def _reasons(page: FiguresPage) -> list[Flowable]:
    rows = [
        [date_format(month, "F Y"), name, reading.words, reading.count or "–"]
        for number, month in enumerate(page.months)
        for name, readings in page.reasons
        for reading in [readings[number]]
        if reading.value is not None
    ]
    found = _table([_("Måned"), _("Årsag"), _("Ventedøgn"), "n"], rows, [2, 4, 2, 1])
    note = _("Måneder og årsager, der ikke kan vises, står ikke her.")
    return [
        _heading(_("Ventedøgn efter årsag og sektor")),
        _text(note),
        *found,
        _text(page.per_thousand),
        *_charged(page),
        *_more(page.waiting_more),
    ]


def _charged(page: FiguresPage) -> list[Flowable]:
    """What the days cost, as far as it can be shown."""
    parts: list[Flowable] = [_text(page.charged_none)] if page.reasons and page.charged_none else []
    for each in page.charged:
        rows = [row for month in each.table for row in _charged_in(each, *month)]
        if rows:
            parts.append(_text(each.name, bold=True, before=4))
            parts += _table([_("Måned"), _("Årsag"), _("Kroner"), "n"], rows, [2, 4, 2, 1])
    return parts


def _charged_in(side: Charged, month: date, readings: Sequence[FigureReading], together: str) -> list[list[str]]:
    """The rows of one month: each reason that can be told, and what the shown ones come to."""
    said, told = date_format(month, "F Y"), zip(side.reasons, readings, strict=True)
    rows = [[said, name, each.words, each.count or "–"] for (name, _found), each in told if each.number is not None]
    return [*rows, [said, _("I alt af det viste"), together, "–"]] if rows else []


def _kept(rows: Sequence[KeptRow]) -> list[Flowable]:
    lines = [(row.name, row.detail or "–", _kept_words(row), row.before or "–") for row in rows]
    heads = [_("Nøgletal"), _("Hvem eller hvad"), _("Seneste"), _("Før")]
    found = _table(heads, lines, [3, 3, 3, 3])
    return [_heading(_("Svar, møder og forslag")), *found] if found else []


def _kept_words(row: KeptRow) -> str:
    number = "" if row.reading.number is None else f", n = {row.reading.count}"
    return f"{row.words}, {row.period}{number}"


def _change(change: BeforeAndAfter) -> list[Flowable]:
    rows = [
        (line.figure.name, _span(line.before, line.found.before), _span(line.after, line.found.after), _gap(line))
        for line in change.lines
    ]
    if change.since is None or not rows:
        return []
    said = _("Op til {months} måneder før {month} mod op til {months} måneder fra og med {month}.").format(
        months=change.baseline, month=date_format(change.since, "F Y")
    )
    heads = [_("Nøgletal"), _("Før"), _("Efter"), _("Forskel (95 %-interval)")]
    return [_heading(_("Før og efter")), _text(said), *_table(heads, rows, [3, 3, 3, 3]), _text(method_words())]


def _span(words: str, span: PooledMonths) -> str:
    if not span.months:
        return words
    months = ngettext("{n} måned", "{n} måneder", span.months).format(n=span.months)
    return f"{words}, {months}, n = {grouped(span.number)}"


def _gap(line: ChangeLine) -> str:
    sure = _("mere end tilfældig") if line.is_sure else ""
    return ", ".join(filter(None, (line.difference, sure))) or "–"


def _divided(divided: Divided) -> list[Flowable]:
    if divided.month is None or not divided.rows:
        return []
    lead = _text(date_format(divided.month, "F Y"))
    return [_heading(_("Efter speciale og alder")), lead, *_crossed(_("Nøgletal"), divided.heads, divided.rows)]


def _matrix(matrix: Matrix) -> list[Flowable]:
    if matrix.half is None or not matrix.rows:
        return []
    heading = (
        _("Forberedelsestid efter afsnit og kommune")
        if matrix.of_wards
        else _("Forberedelsestid efter hospital og kommune")
    )
    said = _(
        "Gennemsnit af arbejdstimer i halvåret, der begyndte i {month}. Det påvirkes mere af enkelte lange "
        "forberedelser end medianen, som resten af siden viser. Alfabetisk; det er ikke en rangliste."
    )
    lead = _text(said.format(month=date_format(matrix.half, "F Y")))
    return [_heading(heading), lead, *_crossed(_("Kommune"), matrix.heads, matrix.rows)]


def _crossed(corner: str, heads: Cells, rows: Iterable[tuple[str, Sequence[FigureReading]]]) -> list[Flowable]:
    """A wide table in pieces that a sheet is wide enough for."""
    rows, parts = list(rows), list[Flowable]()
    for first in range(0, len(heads), _ACROSS):
        some = slice(first, first + _ACROSS)
        cells = [(name, *(_number_words(reading) for reading in readings[some])) for name, readings in rows]
        parts += _table([corner, *heads[some]], cells, [2] * (1 + len(heads[some])))
    return parts


def _number_words(reading: FigureReading) -> str:
    return reading.words if reading.number is None else f"{reading.words}, n = {reading.count}"


def _definitions(page: FiguresPage) -> list[Flowable]:
    rows = [
        (each.id, line.name, f"{line.words} ({each.clause_words})") for each in page.definitions for line in each.told
    ]
    heads = [_("Nr."), _("Nøgletal"), _("Definition")]
    return [_heading(_("Alle nøgletal og deres definitioner")), *_table(heads, rows, [1, 3, 8])]


def _question(question: FollowUpQuestion, page: FiguresPage) -> list[Flowable]:
    rows: list[Cells] = [(figure.name, _latest(figure), figure.trend or "–") for figure in question.figures]
    rows += [
        (f"{row.name}: {row.detail}" if row.detail else row.name, _kept_words(row), row.before or "–")
        for row in question.kept
    ]
    if question.by_reason:
        rows += [(f"{name_of('K8')}: {name}", now, before) for name, now, before in page.reason_sums]
    heads = [_("Nøgletal"), _("Seneste"), _("Udvikling")]
    parts = [_heading(f"{question.id} · {question.words}"), *_table(heads, rows, [4, 4, 4])]
    for answer in question.answers:
        said = _("Svar fra {area}").format(area=answer.area.name)
        parts += [_text(said, bold=True, before=4), _text(answer.words)]
    if not rows:
        parts.append(_text(_("Ingen tal endnu til dette spørgsmål."), colour=_FAINT))
    if not question.answers:
        parts.append(_text(_("Intet svar med ord endnu."), colour=_FAINT))
    parts += [_text(f"{missing.name}: {missing.why}", colour=_FAINT) for missing in question.missing]
    # What has no table is short: its answer never stands alone on the next sheet.
    return parts if rows else [KeepTogether(parts)]


def _built(parts: list[Flowable], title: str, now: datetime) -> bytes:
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=title,
        lang=reading_language(),
    )
    printed = _moment(now, "d-m-Y")

    def footer(canvas: Any, _document: Any) -> None:
        canvas.setFont(_fonts(), 7)
        canvas.drawString(_MARGIN, 9 * mm, f"{title} · {printed}")
        canvas.drawRightString(A4[0] - _MARGIN, 9 * mm, _("Side {n}").format(n=canvas.getPageNumber()))

    document.build(parts, onFirstPage=footer, onLaterPages=footer)
    return file.getvalue()
