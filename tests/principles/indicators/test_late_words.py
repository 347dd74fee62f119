"""Every figure of journeys is restated by a late word, in the month, and in the area that the house was in then."""

from datetime import UTC, date, datetime
from typing import TypeAlias

import pytest

from journeys.domain.events import EventKind as K
from journeys.domain.events import EventSource
from organisations.models import CooperationArea, CooperationAreaMember
from principles.indicators.actions.cells import keep_cells, recount_all
from principles.indicators.rules.registry import LINES
from principles.models import IndicatorCell
from tests.actors import Actors
from tests.factories.journeys import tell
from tests.factories.organisations import make_ward
from tests.principles.indicators.story import DAY, Story, at

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 20, 12, 0, tzinfo=UTC)
# Saturday 31 October, 23:30 in Copenhagen, where the clocks have changed.
LAST = 19 * DAY + 16.5
# By month and area: how many, how many met, what they add up to, and how often that was said.
Held: TypeAlias = dict[tuple[int, str], tuple[int, int, float, int]]


@pytest.fixture
def areas(actors: Actors) -> None:
    """The municipality moves from Midtklyngen to Østklyngen as November begins."""
    turn = date(2026, 11, 1)
    for name, span in (("midt", {"valid_to": turn}), ("oest", {"valid_from": turn})):
        area = CooperationArea.objects.create(key=name, name=name)
        CooperationAreaMember.objects.create(area=area, organisation=actors.municipality, **span)


def held() -> dict[str, Held]:
    """The stored cells, which a recount says as well."""
    keep_cells(now=NOW)
    assert list(recount_all(now=NOW, check=True)) == []
    names = {str(area.pk): area.key for area in CooperationArea.objects.all()}
    found: dict[str, Held] = {}
    for row in IndicatorCell.objects.filter(line__in=LINES).order_by("line", "month"):
        cells, place = found.setdefault(row.line, {}), (row.month.month, names[row.area])
        number, met, amount, version = cells.get(place, (0, 0, 0.0, 0))
        told = number + row.number, met + row.numerator, amount + row.amount, max(version, row.version)
        cells[place] = told
    return found


def stay(story: Story, *, contingency: bool = True) -> str:
    """Ready on Friday 30 October, home on the 31st at 23:30 as agreed, with a call of each kind; the discharge's id."""
    story.message(K.ADMITTED, LAST - 100, report_of_admission=True)
    story.word(K.PHYSICIAN_NAMED, LAST - 99, name="Henrik Dalsgaard", organisation=story.ward)
    story.word(K.REPORT_OF_ADMISSION_SENT, LAST - 98)
    story.plan(LAST - 60, written={"contingency": contingency})
    story.agreed(LAST - 50, LAST - 48, LAST)
    story.word(K.DESTINATION_STATED, LAST - 40, destination="own_home")
    story.ready(LAST - 30, "home_measures")
    story.word(K.FMK_UPDATED, LAST - 1)
    left = story.message(K.DISCHARGED, LAST)
    story.word(K.LETTER_SENT, LAST + 1, follow_up=False)
    for hours, entitled in ((30, True), (31, False)):
        story.word(
            K.CALL_LOGGED,
            LAST + hours,
            caller_role="nurse",
            entitled=entitled,
            question="Smerter",
            answer="Se i morgen",
        )
    return left


# Not by the month of the discharge.
_OWN_DAYS = {"K9", "K28", *(key for key, line in LINES.items() if line.by_reason)}


def test_a_discharge_that_is_corrected_moves_every_line_to_its_month_and_its_area(actors: Actors, areas: None) -> None:
    """RE_SLHJ from 31 October 23:30 to 2 November 00:30; a stay in psychiatry, and one without a contingency plan."""
    somatic, psychiatric, other = Story(actors), Story(actors), Story(actors)
    psychiatric.ward = make_ward(actors.hospital, "Psykiatri 1", speciality="psychiatric")
    stays = [(each, stay(each)) for each in (somatic, psychiatric)] + [(other, stay(other, contingency=False))]
    before = held()
    assert set(before) == set(LINES)
    assert {line: set(cells) for line, cells in before.items()} == {line: {(10, "midt")} for line in LINES}
    for story, left in stays:
        story.message(K.DISCHARGED, LAST + 25, voids=left, voids_only=K.DISCHARGED)
    after = held()
    assert set(after) == set(LINES)
    for line in set(LINES) - _OWN_DAYS:
        assert after[line][10, "midt"] == (0, 0, 0.0, 2), line
        assert after[line][11, "oest"][0] == before[line][10, "midt"][0], line
    # Three citizens' days of 30 and 31 October, and those of 1 November where the house is by then.
    assert before["K8"] == {(10, "midt"): (3, 3, 3.0, 1)}
    assert after["K8"] == {(10, "midt"): (3, 3, 6.0, 2), (11, "oest"): (3, 3, 3.0, 1)}
    # A wait counts on the day on which it began.
    assert (after["K9"], after["K28"]) == (before["K9"], before["K28"])


def test_k9_and_k28_are_restated_where_the_wait_began(actors: Actors, areas: None) -> None:
    """Ready without a reason on 30 October; resumed on 3 November, ready anew on the 4th."""
    story = Story(actors)
    story.message(K.ADMITTED, LAST - 100)
    story.ready(LAST - 30)
    assert held() == {"K9": {(10, "midt"): (1, 0, 0.0, 1)}, "K28": {(10, "midt"): (1, 1, 0.0, 1)}}
    reasons = [{"reason": "home_measures", "sector": "municipality", "primary": True}]
    story.word(K.REASONS_STATED, LAST - 29, reasons=reasons)
    story.word(K.TREATMENT_RESUMED, LAST + 60, cause="relapse", physician="Henrik Dalsgaard")
    story.ready(LAST + 84)
    found = held()
    assert found["K9"] == {(10, "midt"): (1, 1, 0.0, 2), (11, "oest"): (1, 0, 0.0, 1)}
    assert found["K28"] == {(10, "midt"): (1, 0, 0.0, 2), (11, "oest"): (1, 1, 0.0, 1)}


def test_a_citizen_who_moves_house_is_counted_where_they_lived_on_the_day(actors: Actors, areas: None) -> None:
    """A move that is told late, with a date before the discharge: whoever has no area is in none of the clusters."""
    story = Story(actors)
    stay(story)
    assert held()["K20"] == {(10, "midt"): (1, 1, 0.0, 1)}
    elsewhere = make_ward(name="x").root
    tell(story.citizen, K.RESIDENCE_STATED, at=at(LAST - 2), source=EventSource.FORM, organisation=elsewhere)
    keep_cells(now=NOW)
    rows = IndicatorCell.objects.filter(line="K20").order_by("-area").values_list("number", "area", "version")
    assert [row[:1] + row[2:] for row in rows] == [(0, 2), (1, 1)]
    assert rows[1][1] == ""
