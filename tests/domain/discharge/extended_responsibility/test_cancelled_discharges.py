"""RULES 2e X6: what was decided about a discharge that was cancelled falls with it (R2b-8)."""

from dataclasses import replace

import pytest

from discharge.extended_responsibility.rules.clock import WindowState
from discharge.extended_responsibility.rules.discharges import plans_of
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.cancelled import cancelled_discharges
from journeys.domain.history.grouping import histories_of
from journeys.domain.history.history import History
from tests.domain.discharge.stories import event, home, hour, place_of, state, stay

FIRST = [*stay(), *home()]
EXEMPTED = event(K.RESPONSIBILITY_EXEMPTED, hour(50))
EXTENDED = event(K.RESPONSIBILITY_EXTENDED, hour(50), until=hour(168).isoformat())
CANCELLED = event(K.CANCELLED, hour(51), ref="an", voids=FIRST[1].ref)
ANEW = event(K.DISCHARGED, hour(60), ref="anew")


@pytest.mark.parametrize("decided", [EXEMPTED, EXTENDED], ids=["exempted", "extended"])
def test_r2b_8_what_was_decided_about_a_cancelled_discharge_does_not_hold_for_the_next(decided: EventRecord) -> None:
    plan = plans_of(*histories_of([*FIRST, decided, CANCELLED, ANEW]), place_of=place_of)[0]
    assert (plan.key, plan.start, plan.end) == ("anew", hour(60), hour(132))
    assert [plan.state_at(hour(when)) for when in (61, 132)] == [WindowState.RUNNING, WindowState.EXPIRED]


@pytest.mark.parametrize(
    ("row", "later", "expected"),
    [
        ("decided in the stay", [event(K.RESPONSIBILITY_EXEMPTED, hour(40)), CANCELLED, ANEW], "exempted"),
        ("decided anew", [EXEMPTED, CANCELLED, ANEW, event(K.RESPONSIBILITY_EXEMPTED, hour(61))], "exempted"),
        ("decided back in bed", [CANCELLED, event(K.RESPONSIBILITY_EXEMPTED, hour(55)), ANEW], "exempted"),
        ("corrected", [EXEMPTED, event(K.DISCHARGED, hour(52), ref="re", voids=FIRST[1].ref)], "exempted"),
        (
            "corrected, then cancelled",
            [
                EXEMPTED,
                event(K.DISCHARGED, hour(52), ref="re", voids=FIRST[1].ref),
                event(K.CANCELLED, hour(53), ref="an", voids="re"),
                ANEW,
            ],
            "running",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_r2b_8_what_was_decided_about_this_discharge_or_in_the_stay_holds(
    row: str, later: list[EventRecord], expected: str
) -> None:
    assert state([*FIRST, *later], 62) == expected


@pytest.mark.parametrize(
    ("row", "about", "stated", "fallen"),
    [
        ("in the very moment of the discharge", 48, 48, True),
        ("before it happened", 47, 49, False),
        ("told before the discharge was", 48, 47, False),
        ("while it is told of", 49, 50, True),
        ("in the very moment of the cancellation", 50, 51, False),
    ],
)
def test_x6_a_decision_falls_with_the_discharge_while_it_was_told_of(
    row: str, about: int, stated: int, fallen: bool
) -> None:
    decided = replace(event(K.RESPONSIBILITY_EXEMPTED, hour(about)), stated_at=hour(stated))
    (cancelled,) = cancelled_discharges(History([*FIRST, CANCELLED]))
    assert (cancelled.since, cancelled.told_at, cancelled.cancelled_at) == (hour(48), hour(48), hour(51))
    assert cancelled.was_meant_by(decided) is fallen
    assert state([*FIRST, decided, CANCELLED, ANEW], 62) == ("running" if fallen else "exempted")
