"""Whom an entry by hand asks: the journey that it would join, or whoever has the citizen (DESIGN §6)."""

import pytest

from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of
from journeys.domain.history.history import History, JourneyHistory
from journeys.domain.state.claims import Claim, is_entry, standing_claim, target_of
from tests.factories.events import at, event

PLACE = {"provider": "ward", "hospital": "hospital"}
FIRST = [event(K.ADMITTED, 0, episode_ids=("a",), **PLACE), event(K.DISCHARGED, 48, episode_ids=("a",), **PLACE)]
SECOND = [event(K.ADMITTED, 200, episode_ids=("b",), **PLACE), event(K.DISCHARGED, 220, episode_ids=("b",), **PLACE)]
ENTRY = [event(K.STAY_CLAIMED, 300, episode_ids=("c",), organisation="m", stay={"kind": "admitted", **PLACE})]


def claim(kind: K, hours: float) -> Claim:
    planned = at(hours + 50) if kind is K.ADMISSION_DECIDED else None
    return Claim("claim", kind, at(hours), "m", at(400), "ward", "hospital", "m", planned_at=planned)


def asked(new: Claim, *events: EventRecord, lying: int | None = None) -> int | None:
    """The number of the journey that is asked, where the citizen lies in the one of that number."""
    groups: list[JourneyHistory] = list(histories_of(events)[0])
    groups.sort(key=lambda group: min(event.occurred_at for event in group.events))
    beds = frozenset() if lying is None else frozenset({groups[lying].id})
    found = target_of(new, groups, in_hospital=beds)
    return next((number for number, group in enumerate(groups) if group.id == found), None)


@pytest.mark.parametrize(
    ("events", "lying", "number"),
    [
        ([*FIRST, *SECOND], None, 1),
        ([*FIRST, *SECOND], 0, 0),
        ([*FIRST, *ENTRY], None, 0),
        (ENTRY, None, None),
    ],
    ids=["had the citizen last", "has the citizen", "an entry is nobody's", "there is none"],
)
def test_a_plan_asks_whoever_has_the_citizen_or_had_them_last(
    events: list[EventRecord], lying: int | None, number: int | None
) -> None:
    assert asked(claim(K.ADMISSION_DECIDED, 350), *events, lying=lying) == number


@pytest.mark.parametrize(
    ("hours", "number"),
    [(20, 0), (100, 1), (210, 1), (400, None)],
    ids=["in it", "until the next one", "in the next one", "after both"],
)
def test_a_stay_asks_the_journey_that_it_would_join(hours: float, number: int | None) -> None:
    assert asked(claim(K.ADMITTED, hours), *FIRST, *SECOND) == number


@pytest.mark.parametrize(
    ("events", "only"),
    [
        (ENTRY, True),
        ([*ENTRY, event(K.STAY_DECLINED, 301)], True),
        ([*ENTRY, *FIRST], False),
        ([*ENTRY, event(K.ADMISSION_DECIDED, 301)], False),
        (FIRST, False),
    ],
    ids=["entered", "declined", "a contact too", "a plan too", "a contact alone"],
)
def test_a_journey_of_entries_alone_has_neither_contact_nor_plan(events: list[EventRecord], only: bool) -> None:
    assert is_entry(events) is only


def entered(ref: str, hours: float) -> EventRecord:
    return event(K.STAY_CLAIMED, hours, ref=ref, organisation="m", stay={"kind": "admitted", **PLACE})


def declined(ref: str, hours: float, claim_ref: str) -> EventRecord:
    return event(K.STAY_DECLINED, hours, ref=ref, claim_ref=claim_ref)


def test_an_entry_stands_until_it_is_answered_and_again_when_the_answer_is_taken_back() -> None:
    first, second = entered("first", 300), entered("second", 310)
    no = declined("no", 305, "first")

    def standing(*events: EventRecord) -> tuple[str, object] | None:
        found = standing_claim(History(events))
        return (found.ref, found.asked_again_at) if found else None

    assert standing(first) == ("first", None)
    assert standing(first, no) is None
    assert standing(first, no, second) == ("second", None)
    assert standing(first, second, declined("no", 315, "second")) == ("first", None)
    assert standing(first, no, event(K.CANCELLED, 306, ref="undo", voids_ref="no")) == ("first", at(306))
    # What is part of a stay is no entry.
    assert standing(*FIRST, first) is None
