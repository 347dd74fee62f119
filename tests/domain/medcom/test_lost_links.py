"""A chain with messages lost from it says what the whole chain says, or that something is missing (M02; DESIGN §4)."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import journeys_of
from journeys.domain.state.fold import JourneyState, fold
from medcom.domain.events import Places, stated_event
from medcom.parsing.building.builder import Episode
from medcom.parsing.messages.notification import read_notification
from tests.domain.medcom.stays import HOME_CARE, HOUR, MONDAY, NANCY, WARD

PLACES = Places(provider="ward", hospital="hospital", municipality="m", house="hospital")
# Steps after each state of the stay, and the state that they lead to.
STEPS = {
    "acute": {"STIN": "in", "SLHJ": "home", "MORS": "dead"},
    "in": {"STOR": "leave", "SLHJ": "home", "MORS": "dead", "STAA": "acute"},
    "leave": {"SLOR": "in", "SLHJ": "home", "MORS": "dead"},
    "home": {},
    "dead": {},
}
BEGINS = {"STIN": "in", "STAA": "acute"}


def records(names: Sequence[str]) -> list[EventRecord]:
    """The events of a stay told message by message, an hour apart; RE_ and AN_ are of the message before."""
    episode = Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, seed=5)
    for hours, name in enumerate(names):
        at = MONDAY + hours * HOUR
        if name == "RE":
            episode.revise(sent_at=at, at=at - timedelta(hours=1, minutes=-20))
        elif name == "AN":
            episode.cancel(sent_at=at)
        else:
            _step(episode, name, at)
    return [_record(bundle, number) for number, bundle in enumerate(episode.bundles, start=1)]


def _step(episode: Episode, name: str, at: object) -> None:
    if name in BEGINS:
        episode.admit(at=at, emergency=name == "STAA")  # type: ignore[arg-type]
    else:
        steps = {"STOR": episode.leave, "SLOR": episode.come_back, "SLHJ": episode.discharge, "MORS": episode.die}
        steps[name](at=at)  # type: ignore[arg-type]


def _record(bundle: dict[str, object], number: int) -> EventRecord:
    stated = stated_event(read_notification(bundle), PLACES)
    assert stated.stated_at is not None
    return EventRecord(
        ref=stated.source_ref,
        uuid=f"u{number}",
        sequence=number,
        kind=stated.kind,
        occurred_at=stated.occurred_at,
        stated_at=stated.stated_at,
        organisation="ward",
        episode_ids=stated.episode_ids,
        voids_ref=stated.voids_ref or None,
        voids_only=stated.voids_only,
        chain=stated.chain,
        payload=stated.payload,
    )


def state_of(events: Sequence[EventRecord]) -> JourneyState:
    """The one journey that the events form."""
    (journey,) = journeys_of(events)
    return fold(journey, CitizenFacts())


@st.composite
def stays(draw: st.DrawFn) -> list[str]:
    """A stay of up to eight messages; any of them may be corrected, cancelled, or corrected and then cancelled."""
    names = [draw(st.sampled_from(sorted(BEGINS)))]
    states = [BEGINS[names[0]]]
    names += draw(st.sampled_from([[], [], ["RE"], ["AN"], ["RE", "AN"]]))
    while (len(names) < 7 and names[-1] != "AN") or (len(names) < 7 and len(states) > 1):
        choices = STEPS[states[-1]]
        if not choices:
            break
        name = draw(st.sampled_from(sorted(choices)))
        names.append(name)
        after = draw(st.sampled_from([[], [], ["RE"], ["AN"], ["RE", "AN"], ["RE", "RE"]]))
        names += after
        if "AN" not in after:
            states.append(choices[name])
        if draw(st.integers(0, 3)) == 0:
            break
    return names


@settings(max_examples=120, deadline=None)
@given(names=stays())
def test_m02_any_one_or_two_lost_links_leave_the_status_as_it_is(names: list[str]) -> None:
    """As long as the last message came: it carries the chain."""
    events = records(names)
    whole = state_of(events)
    assert whole.doubts == ()
    for number in (1, 2):
        for lost in combinations(events[:-1], number):
            rest = [event for event in events if event not in lost]
            assert state_of(rest).status is whole.status, (names, [events.index(event) for event in lost])
