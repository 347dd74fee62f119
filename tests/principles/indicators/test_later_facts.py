"""What held as the citizen left is what counts: what comes later changes no month (RULES 2a O8; rule T)."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from tests.actors import Actors
from tests.principles.indicators.story import DAY, SECOND, CasesOf, Story
from tests.principles.indicators.test_by_hand import IN_TIME, MET, MISSED, everything, stay

pytestmark = pytest.mark.django_db
LATER: tuple[tuple[str, Callable[[Story], None]], ...] = (
    ("dies after the thirty days", lambda story: story.word(K.DIED, 74 + 45 * DAY, at_home=True)),
    ("elder care ends", lambda story: story.known(Affiliation.ELDER_CARE, False, 74 + 40 * DAY)),
    ("nursing ends", lambda story: story.known(Affiliation.COMMUNITY_NURSING, False, 74 + 40 * DAY)),
    ("no services at all", lambda story: story.known(Affiliation.MUNICIPAL_SERVICES, False, 74 + 40 * DAY)),
    ("moves to a nursing home", lambda story: story.known(Affiliation.NURSING_HOME, True, 74 + 40 * DAY)),
    ("leaves the practice", lambda story: story.practice(None, 74 + 40 * DAY)),
    ("said again of the record", lambda story: story.word(K.FMK_UPDATED, 150)),
    ("agreed when the citizen had left", lambda story: story.agreed(74.5, 75, 90)),
    ("an entry that nobody answered", lambda story: story.claimed(74 + 10 * DAY)),
)


@pytest.mark.parametrize("later", [told for _, told in LATER], ids=[name for name, _ in LATER])
def test_what_comes_later_changes_no_month(actors: Actors, later: Callable[[Story], None]) -> None:
    story = Story(actors)
    everything(story)
    later(story)
    assert story.counted() == IN_TIME


@pytest.mark.parametrize(("hours", "counted"), [(12 - SECOND, MISSED), (12, MET)])
def test_a_readmission_that_a_death_ends_is_as_long_as_it_was(actors: Actors, hours: float, counted: CasesOf) -> None:
    """At least 12 hours (2h)."""
    story = Story(actors)
    stay(story, 48)
    story.episode = str(uuid4())
    story.message(K.ACUTE_ARRIVED, 200)
    story.message(K.ADMITTED, 200)
    story.message(K.DIED, 200 + hours)
    assert story.counted("K14") == {"K14": counted}
