"""What is counted beside a monthly census is told by the next one."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from organisations.models import CooperationArea
from principles.indicators.actions.cells import recount_all
from principles.indicators.actions.publishing import keep_figures
from principles.indicators.rules.publication import Cut
from principles.indicators.selectors import PublishedFigures, Scope
from principles.models import PublishedFigure
from tests.actors import Actors
from tests.factories.organisations import make_hospital, make_municipality
from tests.principles.indicators.test_page import NOW, area, case, cluster, published, usual

pytestmark = pytest.mark.django_db
# Fixtures that the test asks for by their names.
__all__ = ["area", "cluster"]


@pytest.mark.parametrize("began", [NOW - timedelta(hours=1), NOW])
def test_what_is_counted_beside_a_census_is_told_by_the_next_whenever_it_began(
    actors: Actors, cluster: Client, area: CooperationArea, began: datetime
) -> None:
    """A rebuild, or a task that waited for the lock, began before the census and writes after it."""
    usual(actors, "K20")
    case(actors, "K20", date(2026, 10, 5), 20)
    published()
    case(actors, "K20", date(2026, 10, 7), 7)
    assert len(list(recount_all(now=began, check=False))) == 1
    assert keep_figures(now=NOW + timedelta(days=21)) == 1
    (told,) = PublishedFigures(Scope(Cut.AREA, area.pk), [date(2026, 10, 1)]).series("K20")
    assert told is not None
    assert (told.sums.number, told.version) == (27, 2)


def test_the_matrices_of_a_line_are_decided_beside_the_lines_that_are_some_of_it(
    actors: Actors, area: CooperationArea, cluster: Client
) -> None:
    """That none of the 16 of one home in one hospital was registered would tell of the only other three."""
    hospitals = (actors.hospital, make_hospital("Øst"))
    homes = [make_municipality(f"Kommune {code}", code=code) for code in ("811", "812", "813", "814")]
    first = {(0, 0): (25, 25), (0, 1): (20, 17), (0, 3): (30, 30)}
    second = {(1, 0): (16, 0), (1, 1): (14, 14), (1, 2): (10, 10), (1, 3): (40, 40)}
    june, there = date(2026, 6, 7), {**first, **second}
    for (hospital, home), (number, registered) in there.items():
        values = {"hospital": hospitals[hospital], "municipality": homes[home]}
        missed = registered // 2
        for line, all_ in (("K7", number), ("K7.registered", registered)):
            case(actors, line, june, missed, **values, numerator=0)
            case(actors, line, june, all_ - missed, **values)
    published()
    told = PublishedFigure.objects.filter(line="K7", cut=Cut.MATRIX.value, current=True, shown=True)
    assert set(told.values_list("unit", "beside")) == {(str(each.pk), str(homes[3].pk)) for each in hospitals}
