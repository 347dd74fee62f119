"""The reform of 2027 rehearsed with an invented health council: figures follow the day's membership (RULES 3.4)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from organisations.domain.kinds import AreaType
from organisations.models import CooperationArea, CooperationAreaMember, Organisation
from principles.indicators.actions.cells import recount_all
from principles.indicators.actions.sources import recount_kept
from principles.models import IndicatorCase, PublishedFigure
from tests.actors import Actors
from tests.factories.organisations import make_municipality
from tests.principles.indicators.test_page import area, case, client_of, published

pytestmark = pytest.mark.django_db
__all__ = ["area"]
REFORM = date(2027, 1, 1)
DECEMBER, JANUARY, FEBRUARY = date(2026, 12, 1), REFORM, date(2027, 2, 1)


@pytest.fixture
def moved(actors: Actors, area: CooperationArea) -> Organisation:
    """A second municipality, which stays out of the council at first."""
    home = make_municipality("Opdigtet Kommune", code="799")
    CooperationAreaMember.objects.create(area=area, organisation=home)
    return home


def reformed(actors: Actors, area: CooperationArea) -> CooperationArea:
    """The cluster ends and its municipalities are the council's from the first of January."""
    council = CooperationArea.objects.create(
        key="raad",
        name="Sundhedsråd Prøve",
        type=AreaType.HEALTH_COUNCIL,
        valid_from=REFORM,
        secretariat=actors.secretariat,
    )
    area.valid_to = REFORM
    area.save()
    for member in CooperationAreaMember.objects.filter(area=area):
        member.valid_to = REFORM
        member.save()
        CooperationAreaMember.objects.create(area=council, organisation=member.organisation, valid_from=REFORM)
    return council


def taken(on: datetime) -> None:
    with time_machine.travel(on, tick=False):
        published(on)


def sums(unit: CooperationArea | Organisation) -> dict[date, tuple[int, int, int]]:
    rows = PublishedFigure.objects.filter(line="K20", unit=str(unit.pk), cut__in=("area", "municipality"), current=True)
    return {row.period: (row.number, row.numerator, row.version) for row in rows}


def whole(now: datetime) -> list[str]:
    return [*recount_all(now=now, check=True), *recount_kept(now=now, check=True)]


def happened(actors: Actors, moved: Organisation) -> None:
    for month, number in ((DECEMBER, 20), (JANUARY, 30), (FEBRUARY, 25)):
        for home in (actors.municipality, moved):
            case(actors, "K20", month.replace(day=5), number, municipality=home)
            case(actors, "K20", month.replace(day=6), 10, municipality=home, numerator=0)


def test_what_happened_before_stays_the_clusters_and_the_council_begins_anew(
    actors: Actors, area: CooperationArea, moved: Organisation
) -> None:
    council = reformed(actors, area)
    happened(actors, moved)
    march = datetime(2027, 3, 15, 12, tzinfo=UTC)
    taken(march)
    assert sums(area) == {DECEMBER: (60, 40, 1)}
    assert sums(council) == {JANUARY: (80, 60, 1), FEBRUARY: (70, 50, 1)}
    assert set(sums(moved)) == {DECEMBER, JANUARY, FEBRUARY}
    assert whole(march) == []


def test_a_late_correction_of_december_restates_the_cluster_and_not_the_council(
    actors: Actors, area: CooperationArea, moved: Organisation
) -> None:
    council = reformed(actors, area)
    happened(actors, moved)
    taken(datetime(2027, 3, 15, 12, tzinfo=UTC))
    IndicatorCase.objects.filter(month=DECEMBER, numerator=0, municipality=moved).update(numerator=1)
    april = datetime(2027, 4, 12, 12, tzinfo=UTC)
    taken(april)
    assert sums(area) == {DECEMBER: (60, 50, 2)}
    assert {version for *_sums, version in sums(council).values()} == {1}
    assert PublishedFigure.objects.get(line="K20", unit=str(area.pk), cut="area", current=False).numerator == 40
    assert whole(april) == []


def test_a_municipality_that_turns_out_to_be_another_councils_is_restated_from_its_day(
    actors: Actors, area: CooperationArea, moved: Organisation
) -> None:
    council = reformed(actors, area)
    happened(actors, moved)
    taken(datetime(2027, 3, 15, 12, tzinfo=UTC))
    other = CooperationArea.objects.create(
        key="andet", name="Sundhedsråd Andet", type=AreaType.HEALTH_COUNCIL, valid_from=REFORM
    )
    member = CooperationAreaMember.objects.get(area=council, organisation=moved)
    member.valid_to = FEBRUARY
    member.save()
    CooperationAreaMember.objects.create(area=other, organisation=moved, valid_from=FEBRUARY)
    april = datetime(2027, 4, 12, 12, tzinfo=UTC)
    taken(april)
    assert sums(area) == {DECEMBER: (60, 40, 1)}
    assert sums(council) == {JANUARY: (80, 60, 1), FEBRUARY: (35, 25, 2)}
    assert sums(other) == {FEBRUARY: (35, 25, 1)}
    assert whole(april) == []


def test_the_page_names_the_council_and_the_cluster_that_was(
    actors: Actors, area: CooperationArea, moved: Organisation
) -> None:
    reformed(actors, area)
    happened(actors, moved)
    now = datetime(2027, 3, 15, 12, tzinfo=UTC)
    taken(now)
    with time_machine.travel(now, tick=False):
        client: Client = client_of(actors.cluster_administrator)
        page: Any = client.get("/noegletal/").content.decode()
        assert "Nøgletal: Sundhedsråd Prøve" in page
        assert '<optgroup label="Sundhedsråd">' in page
        assert "Midtklyngen (til 31-12-2026)" in page
        rows = client.get(f"/api/v1/figures/?scope=area-{area.pk}").json()
    told = {row["month"]: row["denominator"] for row in rows if row["line"] == "K20" and not row["by"]}
    assert told["2026-12"] == 60
    assert not told.get("2027-01")
