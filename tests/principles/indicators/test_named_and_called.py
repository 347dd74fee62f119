"""K26 and K13 counted by hand: named by whomever, and called on whichever journey (RULES 6; 2e X1, A9)."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from journeys.domain.events import EventKind as K
from tests.actors import Actors
from tests.factories.organisations import make_ward
from tests.principles.indicators.story import Counted, Story
from tests.principles.indicators.test_by_hand import MET, called, in_72_hours, stay

pytestmark = pytest.mark.django_db


def named_and_moved_on(story: Story) -> None:
    """A doctor is named in the first hour; the hospital that takes over names nobody: named all the same (K26)."""
    story.message(K.ADMITTED, 0)
    story.word(K.PHYSICIAN_NAMED, 1, name="Henrik Dalsgaard", organisation=story.ward)
    story.ward, story.episode = make_ward(name="Regionshospitalet Horsens"), str(uuid4())
    story.message(K.ADMITTED, 20)
    story.message(K.DISCHARGED, 74)


def named_before_the_bed(story: Story) -> None:
    """In the emergency ward, and still responsible when the bed is taken."""
    story.message(K.ACUTE_ARRIVED, 0)
    story.word(K.PHYSICIAN_NAMED, 1, name="Henrik Dalsgaard", organisation=story.ward)
    story.message(K.ADMITTED, 3)
    story.message(K.DISCHARGED, 74)


def called_on_the_newer_journey(story: Story) -> None:
    """Home, back for five hours under another episode, home again: the old hours run on, and the call is one (A9)."""
    in_72_hours(story)
    story.episode = str(uuid4())
    stay(story, 5, begins=60)
    called(story, 70)


def two_windows_at_once(story: Story) -> None:
    """Home for a day, back for two, home again: the call after 70 hours is the second window's alone (X1)."""
    in_72_hours(story)
    called(story, 49)
    story.episode = str(uuid4())
    story.message(K.ADMITTED, 72)
    story.word(K.DESTINATION_STATED, 90, destination="own_home")
    story.message(K.DISCHARGED, 72 + 25)
    called(story, 118)


STORIES: list[tuple[Callable[[Story], None], Counted]] = [
    (named_and_moved_on, {"K26": MET}),
    (named_before_the_bed, {"K26": MET}),
    (called_on_the_newer_journey, {"K13.calls": [(10, 1, 100.0)]}),
    (two_windows_at_once, {"K13.calls": [(10, 1, 100.0), (10, 1, 100.0)]}),
]


@pytest.mark.parametrize(("told", "expected"), STORIES, ids=lambda each: getattr(each, "__name__", ""))
def test_each_story(actors: Actors, told: Callable[[Story], None], expected: Counted) -> None:
    story = Story(actors)
    told(story)
    assert story.counted(*expected) == expected
