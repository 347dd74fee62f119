"""V9: which two rows of a person may be joined, and what the events say of it (A-27)."""

import pytest

from journeys.domain.citizen.joining import Identity, join_problem, standing_members
from journeys.domain.events import EventKind as K
from tests.factories.events import event

REAL, OTHER_REAL = Identity("real", "0201501234"), Identity("other", "0301501234")
REPLACEMENT, UNKNOWN = Identity("replacement", "6201501234"), Identity("unknown", None)


@pytest.mark.parametrize(
    ("absorbed", "kept", "problem"),
    [
        (REPLACEMENT, REAL, None),
        (UNKNOWN, REAL, None),
        (REAL, REAL, "join.same"),
        (OTHER_REAL, REAL, "join.number_is_real"),
        (UNKNOWN, REPLACEMENT, "join.not_a_real_number"),
        (Identity("x", None, joined=True), REAL, "join.already_joined"),
        (UNKNOWN, Identity("y", "0201501234", joined=True), "join.already_joined"),
    ],
)
def test_v9_only_a_provisional_number_gives_way_to_a_real_one(
    absorbed: Identity, kept: Identity, problem: str | None
) -> None:
    assert join_problem(absorbed, kept) == problem


def test_v9_the_events_say_who_is_joined_now() -> None:
    joined, other = event(K.CITIZEN_JOINED, 0, citizen="a"), event(K.CITIZEN_JOINED, 1, citizen="b")
    parted = event(K.CITIZEN_PARTED, 2, citizen="a")
    assert standing_members([joined, other, parted]) == {"b"}
    assert standing_members([joined, other, parted, event(K.CITIZEN_JOINED, 3, citizen="a")]) == {"a", "b"}
