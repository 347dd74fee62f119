"""Each discharge of a journey is a case of its own month, ward and words (RULES 6, rule T; 2h: a stay is one)."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from journeys.domain.events import EventKind as K
from journeys.models import Journey, JourneyEvent
from principles.indicators.actions.cells import keep_cells, recount_all
from principles.indicators.rules.publication import Cut
from principles.indicators.rules.registry import LINES
from principles.indicators.selectors import Areas, Scope, behind_cell
from principles.models import IndicatorCase, IndicatorCell
from tests.actors import Actors
from tests.factories.journeys import tell
from tests.factories.organisations import make_ward
from tests.principles.indicators.story import DAY, SECOND, CasesOf, Counted, Story, at
from tests.principles.indicators.test_by_hand import IN_TIME, MET, MISSED, everything, stay

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
# A Tuesday in November, three weeks after the first stay.
AGAIN = 22 * DAY + 4


def only_a_stay(story: Story) -> None:
    """Four days of which nobody said a word."""
    stay(story, 96, begins=AGAIN)


def a_stay_with_all(story: Story) -> None:
    """Ready and waiting, named, planned, agreed, written, called."""
    story.message(K.ADMITTED, AGAIN, report_of_admission=True)
    story.word(K.PHYSICIAN_NAMED, AGAIN + 1, name="Anna Holm", organisation=story.ward)
    story.word(K.REPORT_OF_ADMISSION_SENT, AGAIN + 2)
    story.agreed(AGAIN + 20, AGAIN + 22, AGAIN + 74)
    story.plan(AGAIN + 24, 2)
    story.ready(AGAIN + 26, "home_measures")
    story.word(K.DESTINATION_STATED, AGAIN + 70, destination="own_home")
    story.word(K.FMK_UPDATED, AGAIN + 73)
    story.message(K.DISCHARGED, AGAIN + 74)
    story.word(K.LETTER_SENT, AGAIN + 75, follow_up=False)
    story.word(K.LETTER_ACKNOWLEDGED, AGAIN + 76, positive=True)
    story.word(K.CALL_LOGGED, AGAIN + 90, caller_role="nurse", entitled=True, question="Smerter", answer="Se i morgen")


def dies_in_bed(story: Story) -> None:
    story.message(K.ADMITTED, AGAIN)
    story.ready(AGAIN + 26, "home_measures")
    story.message(K.DIED, AGAIN + 80)


def lies_there_still(story: Story) -> None:
    story.message(K.ADMITTED, AGAIN)
    story.word(K.PHYSICIAN_NAMED, AGAIN + 1, name="Anna Holm", organisation=story.ward)
    story.ready(AGAIN + 26)


def acute(story: Story) -> None:
    """Readmitted, within thirty days."""
    story.message(K.ACUTE_ARRIVED, AGAIN)
    story.message(K.ADMITTED, AGAIN + 2)
    story.message(K.DISCHARGED, AGAIN + 50)


def terminal_there(story: Story) -> None:
    story.message(K.ADMITTED, AGAIN)
    story.word(K.TERMINAL_DECLARED, AGAIN + 20, physician="Anna Holm")
    story.message(K.DISCHARGED, AGAIN + 50)


@pytest.mark.parametrize("again", [only_a_stay, a_stay_with_all, dies_in_bed, lies_there_still, acute, terminal_there])
def test_a_second_stay_in_one_journey_counts_as_one_in_a_journey_of_its_own(
    actors: Actors, again: Callable[[Story], None]
) -> None:
    """How messages name their episode changes no figure."""
    one, two = Story(actors), Story(actors)
    for story in (one, two):
        everything(story)
        if story is two:
            story.episode = str(uuid4())
        again(story)
    assert [Journey.objects.filter(citizen=story.citizen).count() for story in (one, two)] == [1, 2]
    assert one.counted() == two.counted()
    held = {line: [case for case in cases if case[0] == 10] for line, cases in one.counted().items()}
    readmitted: Counted = dict.fromkeys(("K14", "K14.window"), MET if again is acute else MISSED)
    assert {line: cases for line, cases in held.items() if cases} == {**IN_TIME, **readmitted}


def counts(story: Story, line: str = "K17") -> CasesOf:
    return story.counted(line).get(line, [])


@pytest.mark.parametrize(
    ("hours", "expected"), [(4, [(10, 0, None)]), (4 + SECOND, [(10, 0, None), (10, 0, None)])], ids=["4 h", "later"]
)
def test_a_return_within_four_hours_is_the_same_stay(actors: Actors, hours: float, expected: CasesOf) -> None:
    """Table 2h: linked contacts at most four hours apart are one stay, and one discharge."""
    story = Story(actors)
    stay(story, 48)
    stay(story, 48, begins=48 + hours)
    assert counts(story) == expected


def test_a_leg_of_a_transfer_and_a_leave_are_no_discharge(actors: Actors) -> None:
    """V4, V1: two hospitals, two hours apart, with a leave in the second; one discharge, of the second hospital."""
    story = Story(actors)
    story.message(K.ADMITTED, 0)
    story.ready(26, "nursing_home_place")
    story.message(K.DISCHARGED, 48)
    story.ward, story.episode = make_ward(name="Regionshospitalet Horsens"), str(uuid4())
    story.message(K.ADMITTED, 50)
    story.message(K.LEAVE_STARTED, 60)
    story.message(K.LEAVE_ENDED, 90)
    story.message(K.DISCHARGED, 98)
    # Ready on Tuesday, home on Friday: three days, the last of them in the second hospital, as is the second.
    found = story.counted("K17", "K7", "K8", "K10")
    assert {line: sorted(cases) for line, cases in found.items()} == {
        "K7": MISSED,
        "K8": [(10, 1, 1.0), (10, 1, 2.0)],
        "K10": MISSED,
        "K17": MISSED,
    }
    assert IndicatorCase.objects.get(line="K17").hospital_id == story.ward.root.pk


def test_an_emergency_visit_afterwards_neither_moves_nor_adds_to_a_discharge(actors: Actors) -> None:
    """2d S2: not admitted, so nobody is discharged; the stay's figures stand in their month."""
    story = Story(actors)
    everything(story)
    story.message(K.ACUTE_ARRIVED, AGAIN)
    story.message(K.DISCHARGED, AGAIN + 3)
    assert story.counted() == IN_TIME


def test_each_discharge_has_its_own_ward_speciality_and_month(actors: Actors) -> None:
    story, later = Story(actors), make_ward(actors.hospital, "Psykiatri 1", speciality="psychiatric")
    first = story.ward
    everything(story)
    story.ward = later
    only_a_stay(story)
    rows = IndicatorCase.objects.filter(line="K20").order_by("month")
    assert [(row.month.month, row.ward, row.speciality) for row in rows] == [
        (10, first, "somatic"),
        (11, later, "psychiatric"),
    ]
    # Psychiatry is none of K7 and has a K14 of its own.
    assert [counts(story, line) for line in ("K7", "K14", "K14.psychiatric")] == [MET, MISSED, [(11, 0, None)]]


def cells(line: str) -> dict[int, tuple[int, int]]:
    keep_cells(now=NOW)
    assert list(recount_all(now=NOW, check=True)) == []
    return {row.month.month: (row.number, row.numerator) for row in IndicatorCell.objects.filter(line=line)}


def test_cells_lists_and_a_discharge_that_is_taken_back_follow(actors: Actors) -> None:
    """AN_SLHJ of the first: the citizen was in a bed all the time, so the second is the only one."""
    story = Story(actors)
    everything(story)
    only_a_stay(story)
    assert cells("K17") == {10: (1, 1), 11: (1, 0)}
    scope, areas = Scope(Cut.HOSPITAL, actors.hospital.pk), Areas()
    for month in (10, 11):
        behind = behind_cell(scope, "K17", "", datetime(2026, month, 1, tzinfo=UTC).date(), areas=areas, now=NOW)
        assert (behind.weights()[0], behind.journeys) == (1, {story.journey.pk})
    left = JourneyEvent.objects.filter(citizen=story.citizen, kind=K.DISCHARGED.value).earliest("occurred_at")
    where = {"episode": story.episode, "stated_by": story.ward}
    tell(story.citizen, K.CANCELLED, at=at(AGAIN + 200), voids=left.source_ref, voids_only=K.DISCHARGED, **where)
    assert cells("K17")[10] == (0, 0)
    assert len(counts(story)) == 1


def test_a_word_that_comes_in_the_second_stay_is_of_the_discharge_that_it_names(actors: Actors) -> None:
    """A letter sent late, a plan in error, a doubt settled: said of the first stay while the second goes on."""
    story = Story(actors)
    everything(story)
    left = JourneyEvent.objects.filter(citizen=story.citizen, kind=K.DISCHARGED.value).get()
    only_a_stay(story)
    named = JourneyEvent.objects.filter(citizen=story.citizen, kind=K.DOCUMENT_SENT.value).get().payload
    wrong = {"mistake": "citizen", "receivers": [str(actors.visitation.pk)]}
    story.word(K.DOCUMENT_SENT_IN_ERROR, AGAIN + 5, **wrong, document=named["document"], version=named["version"])
    assert counts(story, "K5")[0] == (10, 0, None)
    story.word(K.DEPARTURE_STATED, AGAIN - 5, ended_by="transferred")
    assert [month for month, *_ in counts(story)] == [11]
    assert left.kind == K.DISCHARGED.value


def test_a_letter_sent_when_the_citizen_had_come_back_is_of_the_first_discharge(actors: Actors) -> None:
    """Home on Wednesday at 8, back at 18, the letter that evening: in time (2f L1)."""
    story = Story(actors)
    stay(story, 48)
    story.message(K.ADMITTED, 58)
    story.word(K.LETTER_SENT, 60, follow_up=False)
    story.word(K.LETTER_ACKNOWLEDGED, 61, positive=True)
    story.message(K.DISCHARGED, 200)
    assert counts(story, "K10") == [(10, 1, None), (10, 0, None)]
    assert story.counted("K28.receipt") == {"K28.receipt": MISSED}


def test_nothing_of_a_line_is_lost(actors: Actors) -> None:
    """Every line of one discharge has its case twice after two alike."""
    story = Story(actors)
    everything(story)
    once = story.counted()
    everything_again(story)
    twice = story.counted()
    assert {line: len(cases) for line, cases in twice.items()} == dict.fromkeys(once, 2)
    assert set(once) <= set(LINES)


def everything_again(story: Story) -> None:
    story.message(K.ADMITTED, AGAIN, report_of_admission=True)
    story.word(K.PHYSICIAN_NAMED, AGAIN + 24, name="Henrik Dalsgaard", organisation=story.ward)
    story.word(K.REPORT_OF_ADMISSION_SENT, AGAIN + 24)
    story.plan(AGAIN + 10, 2)
    story.agreed(AGAIN + 20, AGAIN + 22, AGAIN + 74)
    story.word(K.DESTINATION_STATED, AGAIN + 70, destination="own_home")
    story.word(K.FMK_UPDATED, AGAIN + 74)
    story.message(K.DISCHARGED, AGAIN + 74)
    story.word(K.LETTER_SENT, AGAIN + 75, follow_up=False)
    story.word(K.LETTER_ACKNOWLEDGED, AGAIN + 76, positive=True)
