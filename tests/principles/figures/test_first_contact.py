"""K4 by hand: "first discharge-planning entry or kommune contact" within 24 hours (RULES 6): the municipality rings."""

from collections.abc import Callable
from typing import Any

import pytest

from journeys.domain.events import EventKind as K
from tests.actors import Actors
from tests.principles.indicators.story import DAY, SECOND, CasesOf, Story

pytestmark = pytest.mark.django_db
MET: CasesOf = [(10, 1, None)]
MISSED: CasesOf = [(10, 0, None)]


def rang(story: Story, hours: float, role: str = "nurse", **more: Any) -> None:
    story.word(K.CALL_LOGGED, hours, caller_role=role, question="Kommer hun hjem i morgen?", answer="Nej", **more)


def home_after_three_days(story: Story) -> None:
    story.message(K.ADMITTED, 0)
    story.message(K.DISCHARGED, 74)


def nobody_says_a_word(story: Story) -> None:
    home_after_three_days(story)


def rings_after_24_hours(story: Story) -> None:
    """To the second, and written down when the citizen has gone home: a late word."""
    home_after_three_days(story)
    rang(story, 24)


def rings_a_second_later(story: Story) -> None:
    home_after_three_days(story)
    rang(story, 24 + SECOND)


def rings_before_the_admission(story: Story) -> None:
    """Counted from the admission (STIN time)."""
    story.message(K.ADMITTED, 0)
    rang(story, -1)
    story.message(K.DISCHARGED, 74)


def the_practice_rings(story: Story) -> None:
    home_after_three_days(story)
    rang(story, 2, "gp")


def a_relative_rings(story: Story) -> None:
    home_after_three_days(story)
    rang(story, 2, "relative")


def may_not_ask_the_ward(story: Story) -> None:
    """An attempt that was pointed elsewhere."""
    home_after_three_days(story)
    rang(story, 2, "helper", entitled=False)


def sends_its_report_and_no_more(story: Story) -> None:
    """K11's, not K4's."""
    story.message(K.ADMITTED, 0, report_of_admission=True)
    story.word(K.REPORT_OF_ADMISSION_SENT, 3)
    story.message(K.DISCHARGED, 74)


def rang_about_another_citizen(story: Story) -> None:
    """The call is taken back a week after: a late correction."""
    home_after_three_days(story)
    rang(story, 2)
    story.void(K.CALL_LOGGED, 74 + 7 * DAY)


def rings_and_then_a_day_too_short(story: Story) -> None:
    """Exactly 24 hours is no more than a day."""
    story.message(K.ADMITTED, 0)
    rang(story, 2)
    story.message(K.DISCHARGED, 24)


def rings_of_one_who_dies(story: Story) -> None:
    story.message(K.ADMITTED, 0)
    rang(story, 2)
    story.message(K.DIED, 74)


STORIES: list[tuple[Callable[[Story], None], CasesOf | None]] = [
    (nobody_says_a_word, MISSED),
    (rings_after_24_hours, MET),
    (rings_a_second_later, MISSED),
    (rings_before_the_admission, MISSED),
    (the_practice_rings, MISSED),
    (a_relative_rings, MISSED),
    (may_not_ask_the_ward, MISSED),
    (sends_its_report_and_no_more, MISSED),
    (rang_about_another_citizen, MISSED),
    (rings_and_then_a_day_too_short, None),
    (rings_of_one_who_dies, None),
]


@pytest.mark.parametrize(("told", "expected"), STORIES, ids=lambda each: getattr(each, "__name__", ""))
def test_each_story(actors: Actors, told: Callable[[Story], None], expected: CasesOf | None) -> None:
    story = Story(actors)
    told(story)
    assert story.counted("K4") == ({} if expected is None else {"K4": expected})


def test_whoever_needs_nothing_of_the_municipality_is_left_out(actors: Actors) -> None:
    story = Story(actors, elder=False, nursing=False)
    story.message(K.ADMITTED, 0)
    rang(story, 2)
    story.message(K.DISCHARGED, 74)
    assert story.counted("K4") == {}
