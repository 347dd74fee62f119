"""RULES 6 by hand: in which month, house and municipality a journey is counted when people move and words are late."""

from datetime import date
from uuid import uuid4

import pytest

from discharge.payment.actions.tariffs import load_tariffs
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventSource
from organisations.models import CooperationArea, CooperationAreaMember
from principles.indicators.actions.cells import keep_cells, mark_members, recount_all
from principles.indicators.rules.publication import Cut
from principles.indicators.selectors import Areas, Scope, behind_cell, inhabitants
from principles.models import IndicatorCase, IndicatorCell, Population
from tests.actors import Actors
from tests.factories.journeys import state_affiliation, tell
from tests.factories.organisations import make_hospital, make_municipality, make_ward
from tests.principles.indicators.story import DAY, CasesOf, Story, at
from tests.principles.indicators.test_by_hand import MET, MISSED, stay

pytestmark = pytest.mark.django_db


def places(story: Story, line: str) -> list[tuple[str, str, str, float | None]]:
    """By day: the day, the municipality, the hospital and the amount."""
    rows = IndicatorCase.objects.filter(journey__citizen=story.citizen, line=line).order_by("on")
    return [(f"{row.on:%d-%m}", str(row.municipality), str(row.hospital), row.amount) for row in rows]


def test_k8_whoever_moves_while_waiting_has_days_in_both_municipalities(actors: Actors) -> None:
    """Waits from Tuesday 13 to Monday 19 October, moves on Friday 16: three days there and three here (P6)."""
    story, skive = Story(actors), make_municipality("Skive Kommune", code="779")
    story.message(K.ADMITTED, 0)
    story.ready(26, "nursing_home_place")
    tell(story.citizen, K.RESIDENCE_STATED, at=at(4 * DAY), source=EventSource.FORM, organisation=skive)
    story.message(K.DISCHARGED, 26 + 6 * DAY)
    old, new, house = str(actors.municipality), str(skive), str(actors.hospital)
    assert places(story, "K8") == [("13-10", old, house, 3.0), ("16-10", new, house, 3.0)]


def test_k8_whoever_moved_before_waiting_has_no_day_where_the_month_began(actors: Actors) -> None:
    """Lived in Skive until the 8th; waits from the 13th to the 15th."""
    story, skive = Story(actors), make_municipality("Skive Kommune", code="779")
    for home, hours in ((skive, -60 * DAY), (actors.municipality, -4 * DAY)):
        tell(story.citizen, K.RESIDENCE_STATED, at=at(hours), source=EventSource.FORM, organisation=home)
    story.message(K.ADMITTED, 0)
    story.ready(26, "nursing_home_place")
    story.message(K.DISCHARGED, 26 + 2 * DAY)
    assert places(story, "K8") == [("13-10", str(actors.municipality), str(actors.hospital), 2.0)]


def test_waits_are_those_of_the_hospital_where_they_were(actors: Actors) -> None:
    """Waits in Viborg from the 13th to the 15th, and goes home from Horsens on the 17th."""
    story = Story(actors)
    story.message(K.ADMITTED, 0)
    story.ready(26, "nursing_home_place")
    story.word(K.TREATMENT_RESUMED, 26 + 2 * DAY, cause="new_condition", physician="Henrik Dalsgaard")
    story.ward, story.episode = make_ward(make_hospital("Horsens"), "Kirurgi"), str(uuid4())
    first = actors.ward
    tell(
        story.citizen,
        K.DISCHARGED,
        at=at(80),
        stated_by=first,
        provider=first,
        hospital=first.root,
        municipality=story.home,
    )
    story.message(K.ADMITTED, 81)
    story.message(K.DISCHARGED, 5 * DAY)
    here = str(actors.hospital)
    assert [place[:1] + place[2:] for place in places(story, "K8")] == [("13-10", here, 2.0)]
    assert [place[2] for line in ("K9", "K28") for place in places(story, line)] == [here, here]
    assert [place[2] for place in places(story, "K17")] == ["Horsens"]


def test_v11_days_until_a_discharge_in_doubt_are_counted_when_it_is_settled(actors: Actors) -> None:
    """How long it took is not known; that somebody waited, and for what, is (K9, K28)."""
    story = Story(actors)
    story.message(K.ADMITTED, 0)
    story.ready(26, "nursing_home_place")
    story.message(K.DISCHARGED, 26 + 2 * DAY, time_uncertain=["period_end"])
    assert story.counted("K8", "K9", "K28") == {"K9": MISSED, "K28": MISSED}
    story.word(K.DOUBT_SETTLED, 26 + 3 * DAY, settles=story.journey.doubts[0]["ref"])
    assert story.counted("K8", "K9", "K28") == {"K8": [(10, 1, 2.0)], "K9": MISSED, "K28": MISSED}


@pytest.mark.parametrize(
    ("elder", "services", "expected"),
    [(True, True, MISSED), (None, True, MISSED), (False, True, []), (None, None, []), (None, False, [])],
)
def test_k11_is_of_those_who_are_known_to_elder_care(
    actors: Actors, elder: bool | None, services: bool | None, expected: CasesOf
) -> None:
    story = Story(actors, elder=elder, nursing=None)
    if services is not None:
        state_affiliation(story.citizen, Affiliation.MUNICIPAL_SERVICES, services, at=at(-700))
    stay(story, 48, report_of_admission=True)
    assert story.counted("K11").get("K11", []) == expected


def test_a_discharge_that_is_corrected_to_the_next_month_leaves_the_first_one(actors: Actors) -> None:
    """RE_SLHJ from 31 October 23:30 to 1 November 00:30; ready on the 31st, so that K7 turns as well."""
    story, last = Story(actors), 19 * DAY + 16.5
    story.message(K.ADMITTED, last - 100)
    story.ready(last - 2, "home_measures")
    first = story.message(K.DISCHARGED, last)
    lines = ("K7", "K8", "K9", "K17")
    assert story.counted(*lines) == {"K7": MET, "K9": MISSED, "K17": MISSED}
    story.message(K.DISCHARGED, last + 1, voids=first, voids_only=K.DISCHARGED)
    assert story.counted(*lines) == {
        "K7": [(11, 0, None)],
        "K8": [(10, 1, 1.0)],
        "K9": MISSED,
        "K17": [(11, 0, None)],
    }


def moved_on_the_15th(actors: Actors) -> tuple[CooperationArea, CooperationArea]:
    """The municipality goes from one cluster to the other in the middle of October."""
    old, new = (CooperationArea.objects.create(key=key, name=key.title()) for key in ("vest", "oest"))
    on = date(2026, 10, 15)
    CooperationAreaMember.objects.create(area=old, organisation=actors.municipality, valid_to=on)
    CooperationAreaMember.objects.create(area=new, organisation=actors.municipality, valid_from=on)
    return old, new


def test_k8_days_are_those_of_the_cluster_on_each_of_them(actors: Actors) -> None:
    """Waits from Tuesday 13 to Monday 19 October: two days are the old cluster's, four the new one's."""
    old, new = moved_on_the_15th(actors)
    load_tariffs(demo=True)
    story = Story(actors)
    story.message(K.ADMITTED, 0)
    story.ready(26, "nursing_home_place")
    story.message(K.DISCHARGED, 26 + 6 * DAY)
    keep_cells(now=at(30 * DAY))
    cells = IndicatorCell.objects.filter(line__in=("K8", "K8.region", "K8.state"), number=1)
    assert {(cell.line, cell.area): cell.amount for cell in cells} == {
        ("K8", str(old.pk)): 2.0,
        ("K8", str(new.pk)): 4.0,
        ("K8.region", str(old.pk)): 5040.0,
        ("K8.region", str(new.pk)): 10080.0,
        ("K8.state", str(old.pk)): 5040.0,
        ("K8.state", str(new.pk)): 20160.0,
    }
    behind = {
        area.key: [
            (case.on.day, case.amount)
            for case in behind_cell(
                Scope(Cut.AREA, area.pk),
                "K8",
                "nursing_home_place|municipality",
                date(2026, 10, 1),
                areas=Areas(),
                now=at(30 * DAY),
            ).cases
        ]
        for area in (old, new)
    }
    assert behind == {"vest": [(13, 2.0)], "oest": [(15, 4.0)]}
    # It turns out that it never left: everything is the old cluster's again.
    CooperationAreaMember.objects.filter(area=new).delete()
    CooperationAreaMember.objects.update(valid_to=None)
    mark_members(actors.municipality.pk)
    keep_cells(now=at(31 * DAY))
    assert {(cell.area, cell.amount) for cell in cells.filter(line="K8")} == {(str(old.pk), 6.0)}
    assert list(recount_all(now=at(31 * DAY), check=True)) == []


def test_k8_per_inhabitant_is_of_those_who_were_members_on_each_day(actors: Actors) -> None:
    """20.000 inhabitants for 14 of 31 days, beside 31.000 who stay: the first of January says nothing of October."""
    old, new = moved_on_the_15th(actors)
    skive = make_municipality("Skive Kommune", code="779")
    CooperationAreaMember.objects.create(area=new, organisation=skive)
    for home, number in ((actors.municipality, 20_000), (skive, 31_000)):
        Population.objects.create(municipality=home, year=2026, inhabitants=number, source="Opdigtet")
    months = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1), date(2027, 1, 1)]

    def told(area: CooperationArea) -> dict[int, float]:
        found = inhabitants(Scope(Cut.AREA, area.pk), months, areas=Areas())
        return {month.month: round(number, 2) for month, number in found.items()}

    assert told(old) == {9: 20_000, 10: round(20_000 * 14 / 31, 2)}
    assert told(new) == {9: 31_000, 10: round(31_000 + 20_000 * 17 / 31, 2), 11: 51_000}
