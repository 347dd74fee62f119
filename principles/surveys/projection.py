"""What the surveys bring to the published figures: K1, K2, K3, K18 and K22, exactly as their own page shows them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from organisations.models import CooperationArea
from principles.indicators.rules.publication import Cut, Sums
from principles.indicators.rules.sources import HIDDEN, KeptKey, Source, told
from principles.indicators.rules.suppression import is_small
from principles.models import SurveyStatement
from principles.surveys.rules.publication import Place, PublishedPlace
from principles.surveys.rules.questions import SurveyName
from principles.surveys.rules.tallies import Share, theme_share
from principles.surveys.rules.themes import FEWEST_STATEMENTS
from principles.surveys.selectors import Family, Results, statements, version_asked


def survey_figures(census: date, at: datetime) -> Mapping[KeptKey, Sums]:
    """Each question of a K by family and place; periods that nobody can answer any more."""
    found = dict[KeptKey, Sums]()
    for survey in SurveyName:
        # A period that were left out would be restated as one without answers.
        results = Results(survey, census, ever=True)
        for (family, period), places in results.published.items():
            for place, shown in places.items():
                found |= _cells(survey, family, period, place, shown)
    return found


def _cells(
    survey: SurveyName, family: Family, period: date, place: Place, shown: PublishedPlace
) -> dict[KeptKey, Sums]:
    version, found = version_asked(survey, period), dict[KeptKey, Sums]()
    cut, unit = place
    assert isinstance(cut, Cut)
    questions = [each for each in version.questions if each.indicator] if version else []
    for question in questions:
        if family.respondent and family.respondent not in question.words:
            continue
        key = KeptKey(question.indicator, detail_of(question.key, family), cut, str(unit or ""), period)
        share = shown.shares.get(question.key)
        found[key] = told(share.denominator, share.numerator) if share else HIDDEN
        found[_beside(key, "mean")] = _mean(share)
    if survey is SurveyName.JOURNEY:
        key = KeptKey("K1", detail_of("", family), cut, str(unit or ""), period)
        known = shown.answered is not None and shown.asked is not None
        found[_beside(key, "rate")] = told(shown.asked or 0, shown.answered or 0) if known else HIDDEN
    return found


def _mean(share: Share | None) -> Sums:
    """The rounded mean times the answers: how many did not say a step is not told."""
    if share is None or share.mean is None:
        return HIDDEN
    return told(share.denominator, 0, round(share.mean, 1) * share.denominator)


def _beside(key: KeptKey, line: str) -> KeptKey:
    return KeptKey(f"{key.line}.{line}", key.detail, key.cut, key.unit, key.period)


def detail_of(question: str, family: Family) -> str:
    """The question, who answered and the speciality, as the published cells name them."""
    return "|".join((question, family.respondent.value if family.respondent else "", family.speciality))


def statement_figures(census: date, at: datetime) -> Mapping[KeptKey, Sums]:
    """K3: how many statements of a half-year are about a theme, by cluster; where all have been read."""
    found = dict[KeptKey, Sums]()
    for group in statements(CooperationArea.objects.order_by("pk"), today=census):
        for question, rows in _by_question(group.rows):
            themes = [row.themes for row in rows]
            for theme in sorted({theme for each in themes for theme in each}):
                share = theme_share(themes, theme)
                small = is_small((share.numerator, share.denominator - share.numerator))
                key = KeptKey("K3", f"{question}|{theme}", Cut.AREA, str(group.area.pk), group.half)
                found[key] = HIDDEN if small else told(share.denominator, share.numerator)
    return found


def _by_question(rows: tuple[SurveyStatement, ...]) -> Iterator[tuple[str, list[SurveyStatement]]]:
    for question in sorted({row.question for row in rows}):
        own = [row for row in rows if row.question == question]
        if len(own) >= FEWEST_STATEMENTS:
            yield question, own


SURVEY_SOURCE = Source(
    "surveys",
    frozenset({"K1", "K1.mean", "K1.rate", "K2", "K2.mean", "K18", "K18.mean", "K22", "K22.mean"}),
    survey_figures,
)
# Somebody frees words of names after their half-year is over.
STATEMENT_SOURCE = Source("statements", frozenset({"K3"}), statement_figures, late=True)
