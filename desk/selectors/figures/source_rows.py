"""Figures that count answers, meetings and requests, in words: the last two periods of each (K1–K3, K18–K25)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.selectors.figures.readings import FigureReading, reading_of
from discharge.wording.sentences import SECTOR_WORDS
from documents.sentences import in_language
from principles.flowchart.rules.graph import ChartTrack
from principles.flowchart.texts import TRACK_WORDS
from principles.indicators.rules.registry import INDICATORS, KEPT_LINES, Kept, indicator_of
from principles.indicators.selectors import PublishedFigures, ToldCell
from principles.indicators.sentences import name_of
from principles.plans.rules.templates import DECIDED
from principles.plans.rules.templates import PlanTrack as PlanTrack
from principles.surveys.rules.questions import Respondent
from principles.surveys.sentences import (
    half_name,
    open_question_name,
    question_title,
    respondent_name,
    speciality_name,
    theme_name,
)
from principles.surveys.texts.questions import VERSIONS

_QUESTIONS = {question.key: question for version in VERSIONS for question in version.questions}
# By half-year and by year; all others by month.
_HALVES, _YEARS = frozenset({"K3", "K18"}), frozenset({"K22"})


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One line of one detail; `before` is the period that was told before the latest."""

    line: str
    name: str
    detail: str
    period: str
    reading: FigureReading
    before: str

    @property
    def words(self) -> str:
        """ "82 %", or that there are too few."""
        return self.reading.words


def kept_rows(cells: PublishedFigures, key: str) -> list[KeptRow]:
    """Each detail that has any period; by its words, for nobody is ranked."""
    found = []
    for detail in cells.details(key):
        periods = list(kept_periods(cells, key, detail))
        if periods:
            period, told = periods[-1]
            before = periods[-2] if len(periods) > 1 else None
            found.append(
                KeptRow(
                    key,
                    name_of(key),
                    detail_words(key, detail),
                    period_words(key, period),
                    reading_of(KEPT_LINES[key], told),
                    _before(key, *before) if before else "",
                )
            )
    return sorted(found, key=lambda row: row.detail)


def kept_periods(cells: PublishedFigures, key: str, detail: str) -> Iterator[tuple[date, ToldCell]]:
    """Only what was told of: a month without a meeting is no row."""
    for month, told in zip(cells.months, cells.series(key, detail=detail), strict=True):
        if told is not None:
            yield month, told


def _before(key: str, period: date, told: ToldCell) -> str:
    reading = reading_of(KEPT_LINES[key], told)
    return _("{value} i {period}").format(value=reading.words, period=period_words(key, period))


def period_words(key: str, period: date) -> str:
    """ "oktober 2026", "2. halvår 2026", "2026"."""
    of = indicator_of(key).id
    if of in _YEARS:
        return str(period.year)
    if of in _HALVES:
        return half_name(period)
    return date_format(period, "F Y")


def detail_words(key: str, detail: str) -> str:
    """What a detail names, as the pages of surveys and registers say it; empty where a line has none."""
    if not detail:
        return ""
    of = indicator_of(key)
    if of.id == "K3":
        question, theme = detail.split("|")
        return f"{open_question_name(question)}: {theme_name(theme)}"
    if of.kept is Kept.SURVEY:
        question, respondent, speciality = detail.split("|")
        asked = question_title(_QUESTIONS[question]) if question in _QUESTIONS and of.id not in ("K1", "K2") else ""
        side = respondent_name(Respondent(respondent)) if respondent else ""
        return ", ".join(part for part in (asked, side, speciality_name(speciality) if speciality else "") if part)
    if of.kept is Kept.FLOWCHART:
        return in_language(TRACK_WORDS[ChartTrack(detail)])
    if of.kept is Kept.PLAN:
        return in_language(DECIDED.tracks[PlanTrack(detail)])
    return str(SECTOR_WORDS.get(detail, detail))


def kept_in(room: Kept) -> tuple[str, ...]:
    """The K of a room."""
    return tuple(each.id for each in INDICATORS.values() if each.kept is room)
