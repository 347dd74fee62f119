"""Of whom a chain is when it is told of two citizens, and what each of them is asked about (RULES 2i V14)."""

from itertools import permutations
from typing import Any

import pytest

from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.strangers import chain_keys, stranger_marks
from tests.factories.events import event


def admitted(ref: str, hours: float, *episodes: str) -> EventRecord:
    return event(K.ADMITTED, hours, ref=ref, episode_ids=episodes, provider="ward", hospital="a")


def named(message: str, hours: float, keys: tuple[str, ...], **more: Any) -> EventRecord:
    """That another citizen's message is of a chain which is known here."""
    return event(K.OTHER_CITIZEN_NAMED, hours, ref=f"{message}!mark", message=message, keys=list(keys), **more)


OWN = (admitted("first", 10, "e1"), admitted("second", 12, "e1"))


def asked(*events: EventRecord) -> list[tuple[str, object]]:
    """Which questions are asked, and of which event: the same, whichever came first."""
    (one,) = {tuple((each.ref, each.payload["here"]) for each in stranger_marks(way)) for way in permutations(events)}
    return list(one)


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        # The chain is this citizen's, of whom it was told first: the other's message is the stranger.
        (named("strange", 20, ("e1",)), [("strange!2", "first")]),
        (named("strange", 20, ("second", "e1"), here="second"), [("strange!2", "second")]),
        # What it names is no part of that chain: the first said stands for it.
        (named("strange", 20, ("e1",), here="second"), [("strange!2", "first")]),
        # The chain is the other's: each message of this citizen is a stranger there.
        (named("strange", 5, ("e1",)), [("first!1", "first"), ("second!1", "second")]),
        # Another chain, or the citizen's own message: nothing is asked.
        (named("strange", 20, ("e2",)), []),
        (named("first", 20, ("e1",)), []),
    ],
)
def test_whose_the_chain_is_and_what_is_asked(mark: EventRecord, expected: list[tuple[str, object]]) -> None:
    assert asked(*OWN, mark) == expected


def test_a_stranger_among_strangers_hears_of_those_that_name_his_own_alone() -> None:
    earlier = named("earlier", 5, ("e1",))
    naming, silent = named("naming", 20, ("first", "e1"), here="first"), named("silent", 21, ("e1",))
    found = dict(asked(*OWN, earlier, naming, silent))
    assert set(found) == {"first!1", "second!1", "naming!2"}


def test_what_was_decided_on_arrival_is_asked_of_one_side() -> None:
    old = event(K.OTHER_CITIZEN_NAMED, 20, ref="old", message="m1", here="first")
    both = [event(K.OTHER_CITIZEN_NAMED, 20 + side, ref=f"m2!{side}", message="m2", here="first") for side in (1, 2)]
    assert [each.ref for each in stranger_marks([*OWN, old, *both])] == ["old"]
    assert stranger_marks([*OWN, *both]) == []


def test_a_message_is_known_by_its_own_its_chains_and_its_episodes_names() -> None:
    assert chain_keys("b", ["c", "b"], ["a"]) == ["a", "b", "c"]
