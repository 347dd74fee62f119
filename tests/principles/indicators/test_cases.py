"""The stored cases follow the events: late corrections, annulments, and a move between areas (RULES 6)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from journeys.actions.rebuild import rebuild_citizen, recount
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.domain.history.history import History
from journeys.domain.state.planning import report_first_sent_at
from journeys.models import Journey, JourneyEvent
from principles.indicators.actions import cells
from principles.indicators.actions.cells import keep_cells
from principles.models import CellMark, IndicatorCase, IndicatorCell
from tests.actors import Actors
from tests.factories.journeys import (
    admitted_journey,
    discharged_journey,
    end_journey,
    make_citizen,
    state_affiliation,
    tell,
    tell_journey,
)

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


PLAN = {"document": str(uuid5(NAMESPACE_URL, "plan")), "document_kind": "care_pathway_plan", "version": 1}


def home_after_a_plan(actors: Actors, **stay: Any) -> Journey:
    """Admitted 77 hours ago, a plan four hours later, home five hours ago; known to elder care."""
    journey = admitted_journey(actors, now=NOW, hours_ago=77, **stay)
    state_affiliation(journey.citizen, Affiliation.ELDER_CARE, True, at=NOW - timedelta(hours=77))
    roles = {str(actors.visitation.pk): "municipality"}
    tell_journey(
        journey,
        K.DOCUMENT_SENT,
        at=NOW - timedelta(hours=73),
        receivers=list(roles),
        roles=roles,
        stated_by=actors.ward,
        **PLAN,
    )
    end_journey(journey, K.DISCHARGED, at=NOW - timedelta(hours=5))
    return journey


@pytest.mark.parametrize(
    ("speciality", "counted"),
    [
        pytest.param("somatic", {"K4": (1, None), "K5": (1, None), "K5.lead": (1, 68.0)}, id="C1"),
        pytest.param("psychiatric", {"K4": (1, None)}, id="C2 is none of K5"),
        pytest.param("unknown", {"K4": (1, None)}, id="C1 or C2 is not known"),
    ],
)
def test_k5_is_of_c1_c5_and_c7(actors: Actors, speciality: str, counted: dict[str, Any]) -> None:
    actors.ward.speciality = actors.hospital.speciality = speciality
    actors.ward.save()
    actors.hospital.save()
    found = cases(home_after_a_plan(actors))
    assert {line: found[line] for line in ("K4", "K5", "K5.lead") if line in found} == counted


def test_a_plan_in_error_and_a_report_sent_anew_later(actors: Actors) -> None:
    """By hand: K4 loses its plan, K11 keeps its first report of the day (001-31, 001-32)."""
    journey = home_after_a_plan(actors)
    for hours in (70, 20):
        tell_journey(journey, K.REPORT_OF_ADMISSION_SENT, at=NOW - timedelta(hours=hours))
    found = cases(journey)
    assert (found["K4"], found["K5"]) == ((1, None), (1, None))
    wrong = {"mistake": "citizen", "receivers": [str(actors.visitation.pk)], "document": PLAN["document"], "version": 1}
    tell_journey(journey, K.DOCUMENT_SENT_IN_ERROR, at=NOW - timedelta(hours=1), **wrong)
    found = cases(journey)
    assert (found["K4"], found["K5"], "K5.lead" in found) == ((0, None), (0, None), False)
    asked = History(row.as_record() for row in JourneyEvent.objects.filter(citizen=journey.citizen))
    assert report_first_sent_at(asked) == NOW - timedelta(hours=70)


def test_v11_a_discharge_whose_time_is_in_doubt_is_counted_when_that_is_settled(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    end_journey(journey, K.DISCHARGED, at=NOW - timedelta(hours=2), time_uncertain=["period_end"])
    journey.refresh_from_db()
    assert [doubt["kind"] for doubt in journey.doubts] == ["time"]
    assert cases(journey) == {}
    tell_journey(journey, K.DOUBT_SETTLED, at=NOW - timedelta(hours=1), settles=journey.doubts[0]["ref"])
    assert cases(journey)["K20"] == (0, None)
    assert rebuild_citizen(journey.citizen_id, now=NOW, check=True) == []


def test_a_place_with_many_marks_is_counted_once(actors: Actors, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        discharged_journey(actors, now=NOW)
    assert CellMark.objects.count() > CellMark.objects.values("month", "hospital", "municipality").distinct().count()
    recount_place, counted = cells._recount, []

    def counting(place: Any, areas: Any, **rest: Any) -> int:
        counted.append(place)
        return recount_place(place, areas, **rest)

    monkeypatch.setattr(cells, "_recount", counting)
    monkeypatch.setattr(cells, "_PLACES", 1)
    keep_cells(now=NOW)
    assert len(counted) == len(set(counted)) > 0
    assert not CellMark.objects.exists()
    assert list(recount(now=NOW, check=True)) == []
