"""K1, K2, K18 and K22 counted by hand, and what the published cells are made of (RULES 6; 001-104)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import product

import pytest

from organisations.models import CooperationArea, CooperationAreaMember
from principles.indicators.rules.publication import Cut, Sums
from principles.indicators.rules.sources import HIDDEN, KeptKey
from principles.models import SurveyBatch, SurveyTally
from principles.surveys.projection import survey_figures
from tests.actors import Actors

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
AT = datetime(2026, 12, 10, 8, tzinfo=UTC)
# By step from "not said" to 5.
TWENTY, ELEVEN = [0, 0, 5, 0, 12, 3], [0, 0, 0, 5, 6, 0]


@pytest.fixture
def areas(actors: Actors) -> tuple[CooperationArea, CooperationArea]:
    """The hospital left the first for the second in the middle of September."""
    first, second = (CooperationArea.objects.create(key=key, name=key) for key in ("midt", "vest"))
    moved, hospital = date(2026, 9, 15), actors.hospital
    CooperationAreaMember.objects.create(area=first, organisation=hospital, valid_to=moved)
    CooperationAreaMember.objects.create(area=second, organisation=hospital, valid_from=moved)
    return first, second


def tally(version: str, period: date, counts: dict[str, list[int]], **more: object) -> None:
    answered = sum(next(iter(counts.values())))
    group = f"g{SurveyTally.objects.count()}"
    SurveyTally.objects.create(group=group, version=version, period=period, answered=answered, counts=counts, **more)


def of_citizens(actors: Actors, month: date, counts: dict[str, list[int]], who: str, asked: int) -> None:
    own = {"respondent": who, "hospital": actors.hospital, "speciality": "somatic"}
    SurveyBatch.objects.create(month=month, number=asked, made_on=month, made_by=actors.nurse, **own)
    tally("journey-1", month, counts, **own)


def cells(line: str, figures: Mapping[KeptKey, Sums]) -> dict[tuple[str, str, date], tuple[int, int]]:
    """Of areas: whose, the detail, the period, and both sides; hidden ones are left out."""
    own = {key: sums for key, sums in figures.items() if key.line == line and key.cut is Cut.AREA and sums != HIDDEN}
    return {(key.unit, key.detail, key.period): (sums.number, sums.numerator) for key, sums in own.items()}


def test_k2_apart_of_citizens_and_relatives_in_the_cluster_of_the_months_first_day(
    actors: Actors, areas: tuple[CooperationArea, CooperationArea]
) -> None:
    """20 citizens, 15 of them 4–5; 11 relatives, 6 of them: never added up, and a code knows only its month."""
    for month, (who, counts) in product((SEPTEMBER, OCTOBER), (("citizen", TWENTY), ("relative", ELEVEN))):
        of_citizens(actors, month, {"involved": counts}, who, 40)
    first, second = (str(area.pk) for area in areas)
    citizens, relatives = ("involved|citizen|somatic", (20, 15)), ("involved|relative|somatic", (11, 6))
    # October's codes can be used to the last of November.
    for census, places in (
        (date(2026, 11, 30), [(first, SEPTEMBER)]),
        (date(2026, 12, 10), [(first, SEPTEMBER), (second, OCTOBER)]),
    ):
        found = cells("K2", survey_figures(census, AT))
        rows = product(places, (citizens, relatives))
        assert found == {(unit, detail, month): sides for (unit, month), (detail, sides) in rows}


def test_k18_and_k22_of_each_cluster_when_nobody_can_answer_any_more(
    areas: tuple[CooperationArea, CooperationArea],
) -> None:
    """K18 by side; K22 of all staff together: 20 and 11 are 31, and 15 and 6 are 21."""
    area, half, year = areas[0], date(2026, 7, 1), date(2025, 1, 1)
    question = "with_municipality"
    tally("cooperation-1", half, {question: TWENTY}, respondent="hospital", area=area)
    tally("principles-1", year, {"principle_1": TWENTY}, respondent="hospital", area=area)
    tally("principles-1", year, {"principle_1": ELEVEN}, respondent="municipality", area=area)
    early, late = (survey_figures(census, AT) for census in (date(2026, 12, 31), date(2027, 1, 1)))
    assert cells("K18", early) == {}
    assert cells("K18", late) == {(str(area.pk), f"{question}|hospital|", half): (20, 15)}
    assert cells("K22", early) == cells("K22", late) == {(str(area.pk), "principle_1||", year): (31, 21)}


def test_a_month_keeps_its_figure_when_it_has_left_the_page(
    actors: Actors, areas: tuple[CooperationArea, CooperationArea]
) -> None:
    """The page shows 24 months; a cell that is not derived any more would be restated as nought."""
    months = [date(2026 + number // 12, number % 12 + 1, 1) for number in range(8, 34)]
    for month in months:
        of_citizens(actors, month, {"discharge": TWENTY}, "citizen", 40)
    found = cells("K1", survey_figures(date(2028, 12, 10), AT))
    assert [period for _unit, _detail, period in sorted(found, key=lambda cell: cell[2])] == months
