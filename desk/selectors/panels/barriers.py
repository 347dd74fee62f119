"""The panel of what stands in the way, each with owner and due time (RULES 001-22; UX §1.e)."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.selectors.panels.words import sector_word, who_of
from discharge.agreement.selectors import kept_story
from discharge.wording.sentences import barrier_words
from journeys.domain.state.barriers import Barrier
from journeys.models import Journey, JourneyEvent


@dataclass(frozen=True, slots=True)
class BarrierView:
    """One barrier in words."""

    barrier: Barrier
    what: str
    owner: str
    who: str


def barrier_views(journey: Journey, events: Sequence[JourneyEvent]) -> list[BarrierView]:
    """Open barriers first, soonest due first; then those out of the way."""
    story, rows = kept_story(journey, events), {event.source_ref: event for event in events}
    ordered = sorted(story.barriers, key=lambda each: (not each.is_open, each.due_at or each.raised_at))
    return [
        BarrierView(
            each, barrier_words(each.kind.value, each.text), sector_word(each.owner.value), who_of(rows, each.ref)
        )
        for each in ordered
    ]
