"""RULES 6, K14: readmissions by whether the last plan before the discharge said what to do (001-67)."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from journeys.domain.events import EventKind as K
from tests.actors import Actors
from tests.principles.indicators.story import Counted, Story
from tests.principles.indicators.test_by_hand import MET, MISSED, no_plan_at_all

pytestmark = pytest.mark.django_db


def told_what_to_do(story: Story) -> None:
    """The last plan before going home has a contingency plan, the first had none; what comes later says nothing."""
    story.message(K.ADMITTED, 0)
    story.plan(10, written={"contingency": False})
    story.plan(20, 2, written={"contingency": True})
    story.message(K.DISCHARGED, 74)
    story.plan(75, 3, written={"contingency": False})


def not_told_what_to_do(story: Story) -> None:
    """The last plan lost it; the citizen comes back."""
    story.message(K.ADMITTED, 0)
    story.plan(10, written={"contingency": True})
    story.plan(20, 2, written={"contingency": False})
    story.message(K.DISCHARGED, 74)
    story.episode = str(uuid4())
    story.message(K.ADMITTED, 200)
    story.word(K.ADMISSION_TYPE_STATED, 200, admission_type="acute")


def planned_before_that_was_told(story: Story) -> None:
    """An event of before names no fields: what its plan said is not known."""
    story.message(K.ADMITTED, 0)
    story.plan(20)
    story.message(K.DISCHARGED, 74)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (told_what_to_do, {"K14": MISSED, "K14.contingency": MISSED}),
        (not_told_what_to_do, {"K14": MET, "K14.no_contingency": MET}),
        (planned_before_that_was_told, {"K14": MISSED}),
        (no_plan_at_all, {"K14": MISSED, "K14.no_contingency": MISSED}),
    ],
)
def test_an_index_is_counted_by_its_last_plan(told: Callable[[Story], None], expected: Counted, actors: Actors) -> None:
    story = Story(actors)
    told(story)
    assert story.counted("K14", "K14.contingency", "K14.no_contingency") == expected
