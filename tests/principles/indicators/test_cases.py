"""The stored cases follow the events: late corrections, annulments, and a move between areas (RULES 6)."""

from datetime import UTC, datetime, timedelta

import pytest

from journeys.actions.rebuild import rebuild_citizen, recount
from journeys.domain.events import EventKind as K
from journeys.models import Journey, JourneyEvent
from principles.indicators.actions.cells import keep_cells
from principles.models import IndicatorCase, IndicatorCell
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, tell, tell_journey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def cases(journey: Journey) -> dict[str, tuple[int, float | None]]:
    rows = IndicatorCase.objects.filter(journey=journey).order_by("line", "number")
    return {row.line: (row.numerator, row.amount) for row in rows}


def held(line: str) -> set[tuple[int, int]]:
    """What the stored cells say once the periodic task has been."""
    keep_cells(now=NOW)
    return {(row.number, row.numerator) for row in IndicatorCell.objects.filter(line=line)}


def test_whoever_is_in_a_bed_is_counted_in_nothing(actors: Actors) -> None:
    assert cases(admitted_journey(actors, now=NOW)) == {}


def test_a_discharge_is_counted_by_its_month_hospital_and_municipality(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    found = cases(journey)
    assert [found[line] for line in ("K10", "K16", "K17", "K20")] == [(0, None)] * 4
    row = IndicatorCase.objects.get(journey=journey, line="K20")
    assert (f"{row.month}", row.hospital, row.municipality) == ("2026-11-01", actors.hospital, actors.municipality)


def test_a_late_word_corrects_the_case_and_a_taken_back_discharge_removes_it(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    tell_journey(
        journey, K.FMK_UPDATED, at=journey.discharged_at - timedelta(minutes=1) if journey.discharged_at else NOW
    )
    assert cases(journey)["K17"] == (1, None)
    assert held("K17") == {(1, 1)}
    discharge = JourneyEvent.objects.get(placement__journey=journey, kind=K.DISCHARGED.value)
    tell(
        journey.citizen,
        K.CANCELLED,
        at=NOW,
        voids=discharge.as_record().ref,
        voids_only=K.DISCHARGED,
        anchor=journey.pk,
    )
    assert cases(journey) == {}
    assert held("K17") == {(0, 0)}
    assert list(recount(now=NOW, check=True)) == []
    assert rebuild_citizen(journey.citizen_id, now=NOW, check=True) == []


def test_rebuild_finds_a_case_that_the_events_do_not_say(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    IndicatorCase.objects.filter(journey=journey, line="K17").update(numerator=1)
    differences = rebuild_citizen(journey.citizen_id, now=NOW, check=True)
    assert {difference.table for difference in differences} == {"indicator_case"}


@pytest.mark.parametrize(("cpr", "group"), [("7101501234", ""), ("1101501234", "65-79")])
def test_the_age_by_a_replacement_number_is_not_known(actors: Actors, cpr: str, group: str) -> None:
    journey = discharged_journey(actors, now=NOW, citizen=make_citizen(cpr=cpr))
    assert IndicatorCase.objects.get(journey=journey, line="K20").age_group == group
