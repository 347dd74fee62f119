"""What hides nothing and stands not for ever: several plans, transfers without receipt, 112 calls (RULES 2d)."""

import pytest

from discharge.responsibility.rules.open_ends import situation_tasks
from discharge.responsibility.rules.situation import Story
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of
from journeys.domain.state.fold import fold
from tests.domain.discharge.responsibility.test_responsibility import (
    CALL_OVER,
    CALLED,
    IN_BED,
    KNOWN,
    NOT_COVERED,
    SENT_ON,
    answer,
)
from tests.domain.discharge.stories import OTHER_HOSPITAL, WARD, event, hour, place_of


def plan(ref: str, planned: float, by: str) -> EventRecord:
    moment = hour(planned).isoformat()
    return event(K.ADMISSION_DECIDED, hour(-9), ref=ref, episode=ref, planned_at=moment, hospital=ref, referred_by=by)


def test_s1_two_planned_stays_both_stand() -> None:
    """RULES 2d S1: each referring doctor answers until the arrival; the later plan hides the sooner one no more."""
    found = answer([*KNOWN, plan("a", 40, "first"), plan("b", 20, "second")], -1)
    assert [party.organisation for party in found.treatment] == ["second", "first"]


@pytest.mark.parametrize("gone", [K.ADMISSION_CALLED_OFF, None], ids=["V7 called off", "V8 lapsed"])
def test_s1_one_plan_ends_and_the_other_stands(gone: K | None) -> None:
    plans = [*KNOWN, plan("a", 0, "first"), plan("b", 40, "second")]
    over = [event(gone, hour(-2), episode="b")] if gone else []
    found = answer([*plans, *over], -1 if gone else 10)
    assert (found.state, [party.organisation for party in found.treatment]) == ("S1", ["first" if gone else "second"])


def test_s3b_after_four_hours_the_sending_ward_is_asked() -> None:
    """V4, 2h: a bed taken later is no transfer; the sender answers until receipt, and nobody guesses who is it."""
    found = answer([*NOT_COVERED, SENT_ON], 60)
    assert [(alert.code, alert.owner.kind) for alert in found.alerts] == [("transfer.not_received", "hospital")]
    assert found.call == found.treatment[0]


@pytest.mark.parametrize(("hours", "alerts"), [(3.99, []), (4, ["transfer.not_received"])])
def test_s3b_exactly_four_hours_are_enough(hours: float, alerts: list[str]) -> None:
    """RULES 2d S3b, 2i V4: a bed taken exactly then would be the last that is a transfer; none is told, so it asks."""
    result = answer([*NOT_COVERED, SENT_ON], 48 + hours)
    assert [alert.code for alert in result.alerts] == alerts


SAID_AGAIN = event(K.DEPARTURE_STATED, hour(53), ended_by="transferred")
RECEIVED = event(K.ADMITTED, hour(50.5), provider="x", hospital=OTHER_HOSPITAL)
OPEN_ENDS = [
    ("S3b", [*NOT_COVERED, SENT_ON], ["confirm_transfer"]),
    ("S3b received", [*NOT_COVERED, SENT_ON, RECEIVED], []),
    ("S3b confirmed by the ward", [*NOT_COVERED, SENT_ON, SAID_AGAIN], []),
    ("S3b dead", [*NOT_COVERED, SENT_ON, event(K.DIED, hour(55))], []),
    ("S11", [*NOT_COVERED, CALLED], ["state_emergency_outcome"]),
    ("S11 over", [*NOT_COVERED, CALLED, CALL_OVER], []),
]


@pytest.mark.parametrize(("row", "events", "expected"), OPEN_ENDS, ids=[row[0] for row in OPEN_ENDS])
def test_what_would_stand_for_ever_is_asked(row: str, events: list[EventRecord], expected: list[str]) -> None:
    story = Story.of(*histories_of(events), place_of=place_of)
    journey = story.journeys[-1]
    tasks = situation_tasks(story, journey, fold(journey, CitizenFacts()))
    assert [task.kind for task in tasks] == expected
    assert all(task.shown_from and task.shown_from > task.opened_at for task in tasks)


@pytest.mark.parametrize(
    ("events", "when"), [(IN_BED, 5), ([*NOT_COVERED, SENT_ON], 51)], ids=["in the bed", "sent on, not received"]
)
def test_the_ward_of_the_bed_answers_until_another_has_the_citizen(events: list[EventRecord], when: float) -> None:
    found = answer(events, when)
    assert [party.organisation for party in found.treatment] == [WARD]
    assert found.call is not None
    assert found.call.organisation == WARD
