"""What is counted beside a monthly census is told by the next one."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from organisations.models import CooperationArea
from principles.indicators.actions.cells import recount_all
from principles.indicators.actions.publishing import keep_figures
from principles.indicators.rules.publication import Cut
from principles.indicators.selectors import PublishedFigures, Scope
from tests.actors import Actors
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
