"""The page of results: one place, each question with its own past (K1–K3, K18, K22; FQ1, FQ4, FQ9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from desk.selectors.asker import Asker
from desk.selectors.figures.drawing import Drawing, run_chart
from desk.selectors.figures.readings import FigureReading
from desk.selectors.figures.scopes import ScopeChoice, ScopeGroups, choice_of, not_found, scope_choices
from desk.selectors.numbers import percent, rounded
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission, role_may
from organisations.models import CooperationArea
from principles.indicators.rules.publication import Cut
from principles.indicators.rules.shares import wilson
from principles.indicators.rules.suppression import is_small
from principles.models import SurveyStatement
from principles.surveys.rules.publication import Place, PublishedPlace
from principles.surveys.rules.questions import SurveyName, SurveyQuestion
from principles.surveys.rules.tallies import Share, theme_share
from principles.surveys.rules.themes import FEWEST_STATEMENTS
from principles.surveys.selectors import STAFF_SURVEYS, Family, Results, Statements, due_surveys, statements
from principles.surveys.sentences import (
    follow_up,
    half_name,
    open_question_name,
    period_name,
    question_title,
    question_words,
    respondent_name,
    speciality_name,
    survey_name,
    theme_name,
)

STAFF_ADDRESSES = {SurveyName.COOPERATION: "samarbejdet", SurveyName.PRINCIPLES: "principperne"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A share in one period; `share` None is too few to show."""

    period: str
    share: Share | None

    @property
    def value(self) -> float | None:
        """In per cent."""
        return 100 * self.share.numerator / self.share.denominator if self.share else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval in per cent (RULES 6)."""
        if self.share is None:
            return None
        low, high = wilson(self.share.numerator, self.share.denominator)
        return 100 * low, 100 * high

    @property
    def words(self) -> str:
        """ "82 %", or that there are too few."""
        return percent(self.value) if self.value is not None else _("for få svar")

    @property
    def interval(self) -> str:
        """ "70–90 %"."""
        return f"{self.bounds[0]:.0f}–{self.bounds[1]:.0f} %" if self.bounds else ""

    @property
    def mean(self) -> str:
        """ "4,1" of five; empty where nobody said a step."""
        mean = self.share.mean if self.share else None
        return rounded(mean, 1) if mean is not None else ""


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """One question of a family with its own past."""

    question: SurveyQuestion
    title: str
    cells: Sequence[Cell]

    @property
    def latest(self) -> Cell | None:
        """The last period that can be shown."""
        return next((cell for cell in reversed(self.cells) if cell.share), None)

    @property
    def before(self) -> Cell | None:
        """The one before that which can be shown."""
        shown = [cell for cell in self.cells if cell.share]
        return shown[-2] if len(shown) > 1 else None


@dataclass(frozen=True, slots=True)
class Taking:
    """How many answered in a period, of how many codes; None is too few."""

    period: str
    answered: int | None
    asked: int | None

    @property
    def rate(self) -> str:
        """In per cent; empty where nobody counts who was asked."""
        return percent(100 * self.answered / self.asked) if self.answered is not None and self.asked else ""


@dataclass(frozen=True, slots=True)
class SurveyChart:
    """The first question's run chart; so short a past has no limits."""

    name: str
    drawing: Drawing
    control: None = None
    signalled: tuple[()] = ()


@dataclass(frozen=True, slots=True)
class FamilyResults:
    """One kind of respondent."""

    family: Family
    name: str
    taking: Sequence[Taking]
    lines: Sequence[SurveyLine]
    chart: SurveyChart | None

    @property
    def shown(self) -> bool:
        """Whether there is anything to show."""
        return any(each.answered is not None for each in self.taking)


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """One survey."""

    survey: SurveyName
    name: str
    question: str
    families: Sequence[FamilyResults]
    # Staff are known by their cluster only.
    by_hospital: bool


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """How often a subject was named (K3)."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """What a cluster's citizens and relatives wrote in a half-year."""

    area: str
    half: str
    sides: Sequence[tuple[str, Sequence[ThemeRow], Sequence[SurveyStatement]]]


class SurveysPage:
    """All that the page shows of one place."""

    def __init__(self, asker: Asker, code: str = "") -> None:
        """`code` names the place, as on the page of figures; anything else is the reader's own."""
        self.asker, self._code = asker, code
        self.today: date = local_date(asker.now)

    @cached_property
    def groups(self) -> ScopeGroups:
        """Region, clusters and hospitals: no survey knows a municipality."""
        return tuple(group for group in scope_choices(self.asker) if _cut_of(group) is not Cut.MUNICIPALITY)

    @cached_property
    def chosen(self) -> ScopeChoice:
        """The place that is shown."""
        return choice_of(self.groups, self._code, self.asker)

    @property
    def misread(self) -> list[str]:
        """What the address names and does not exist, with what is shown in its place."""
        return [words] if (words := not_found(self._code, self.chosen)) else []

    @property
    def place(self) -> Place:
        """As the results name it."""
        scope = self.chosen.scope
        return scope.cut, scope.unit

    @cached_property
    def surveys(self) -> Sequence[SurveyResults]:
        """The three."""
        return [self._survey(survey) for survey in SurveyName]

    @cached_property
    def due(self) -> Sequence[tuple[str, str]]:
        """What the reader is still asked: its address and its name."""
        due = due_surveys(self.asker.user, today=self.today)
        return [(STAFF_ADDRESSES[survey], survey_name(survey)) for survey in STAFF_SURVEYS if survey in due]

    @property
    def may_make_codes(self) -> bool:
        """Whether the reader's role makes codes."""
        return role_may(self.asker.role, Permission.ISSUE_SURVEY_CODES)

    @property
    def may_review(self) -> bool:
        """Whether the reader's role frees texts of names."""
        return role_may(self.asker.role, Permission.REVIEW_SURVEY_TEXTS)

    @property
    def may_read_words(self) -> bool:
        """Whether the reader's role reads the citizens' own words."""
        return role_may(self.asker.role, Permission.VIEW_SURVEY_STATEMENTS)

    @cached_property
    def statements(self) -> Sequence[StatementGroup]:
        """A secretariat reads its own cluster's, an administrator all."""
        if not self.may_read_words:
            return []
        areas = CooperationArea.objects.order_by("name")
        if not self.may_review:
            areas = areas.filter(secretariat=self.asker.unit)
        return [_statement_group(each) for each in statements(areas, today=self.today)]

    def _survey(self, survey: SurveyName) -> SurveyResults:
        results = Results(survey, self.today)
        families = [self._family(results, family) for family in results.families]
        return SurveyResults(survey, survey_name(survey), follow_up(survey), families, survey is SurveyName.JOURNEY)

    def _family(self, results: Results, family: Family) -> FamilyResults:
        series = results.series(family, self.place)
        taking = [
            Taking(
                period_name(results.survey, period),
                shown.answered if shown else None,
                shown.asked if shown else None,
            )
            for period, shown in series
        ]
        lines = [self._line(results.survey, family, question, series) for question in _questions(results, family)]
        names = [respondent_name(family.respondent), speciality_name(family.speciality).lower()]
        chart = None
        if lines and results.survey is SurveyName.JOURNEY:
            readings = [FigureReading(cell.words, cell.value) for cell in lines[0].cells]
            chart = SurveyChart(lines[0].title, run_chart(results.periods, readings, top=100.0))
        return FamilyResults(family, ", ".join(filter(None, names)), taking, lines, chart)

    def _line(
        self,
        survey: SurveyName,
        family: Family,
        question: SurveyQuestion,
        series: Iterable[tuple[date, PublishedPlace | None]],
    ) -> SurveyLine:
        title = question_words(question, family.respondent) if family.respondent else question_title(question)
        cells = [
            Cell(period_name(survey, period), shown.shares.get(question.key) if shown else None)
            for period, shown in series
        ]
        return SurveyLine(question, title, cells)


def _questions(results: Results, family: Family) -> Sequence[SurveyQuestion]:
    """Of the newest version first; one that is asked no more still has its past."""
    found: dict[str, SurveyQuestion] = {}
    for version in results.versions:
        asked = version.asked_of(family.respondent) if family.respondent else version.questions
        for question in asked:
            found.setdefault(question.key, question)
    return list(found.values())


def _cut_of(group: tuple[str, Sequence[ScopeChoice]]) -> Cut | None:
    return group[1][0].scope.cut if group[1] else None


def _statement_group(group: Statements) -> StatementGroup:
    sides = []
    for question in ("went_well", "went_badly"):
        rows = [row for row in group.rows if row.question == question]
        if len(rows) >= FEWEST_STATEMENTS:
            sides.append((open_question_name(question), _themes(rows), rows))
    return StatementGroup(str(group.area), half_name(group.half), sides)


def _themes(rows: Sequence[SurveyStatement]) -> Sequence[ThemeRow]:
    """K3: a number under five, or one that leaves fewer than five others, is not told."""
    themes = [row.themes for row in rows]
    shares = {theme: theme_share(themes, theme) for theme in {theme for each in themes for theme in each}}
    return [
        ThemeRow(theme_name(theme), _("for få") if _is_small(share) else str(share.numerator))
        for theme, share in sorted(shares.items(), key=_place)
    ]


def _place(each: tuple[str, Share]) -> tuple[bool, int, str]:
    """The most frequent first; the order of those that are not told would tell."""
    theme, share = each
    return _is_small(share), 0 if _is_small(share) else -share.numerator, theme_name(theme)


def _is_small(share: Share) -> bool:
    return is_small((share.numerator, share.denominator - share.numerator))
