"""Two discharges that both wait for their letter: which of them a sending or a receipt is of (RULES 2f L4)."""

import pytest

from discharge.discharge_letter.rules.deadline import due_order
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.letters import letters_of
from tests.factories.events import at, event

PLACE = {"provider": "ward", "hospital": "a"}
STAYS = [
    event(K.ADMITTED, 0, ref="in", **PLACE, **{"class": "IMP"}),
    event(K.DISCHARGED, 48, ref="first", **PLACE),
    event(K.ADMITTED, 60, ref="back", **PLACE, **{"class": "IMP"}),
    event(K.DISCHARGED, 100, ref="second", **PLACE),
]


def sent(hours: float, ref: str) -> EventRecord:
    return event(K.LETTER_SENT, hours, ref=ref)


def receipt(hours: float, of: str = "", *, positive: bool = True) -> EventRecord:
    return event(K.LETTER_ACKNOWLEDGED, hours, letter_ref=of, positive=positive)


def document(hours: float, number: int, name: str = "doc") -> EventRecord:
    about = {"document": name, "document_kind": "discharge_letter", "version": number, "receivers": ["p"]}
    return event(
        K.DOCUMENT_SENT,
        hours,
        ref=f"{name}-{number}",
        roles={"p": "general_practice"},
        stated={"follow_up": "none"},
        **about,
    )


# What was told, and then of each letter, oldest first: when it was sent, and when it was received.
STORIES = [
    ("the newest waits first", [sent(101, "s")], [(None, None), (101, None)]),
    ("a receipt told of none is of the one under way", [sent(101, "s"), receipt(102)], [(None, None), (101, 102)]),
    ("then the older one", [sent(101, "s"), receipt(102), sent(103, "t")], [(103, None), (101, 102)]),
    (
        "and its receipt",
        [sent(101, "s"), receipt(102), sent(103, "t"), receipt(104, "t")],
        [(103, 104), (101, 102)],
    ),
    (
        "a second receipt of a letter sent twice acknowledges no other",
        [sent(101, "s"), sent(102, "t"), receipt(103, "t"), receipt(104, "s")],
        [(None, None), (101, 103)],
    ),
    (
        "taken back, its receipt falls with it",
        [sent(101, "s"), receipt(102, "s"), event(K.CANCELLED, 103, voids_ref="s")],
        [(None, None), (None, None)],
    ),
    (
        "and one that named none",
        [sent(101, "s"), receipt(102), event(K.CANCELLED, 103, voids_ref="s")],
        [(None, None), (None, None)],
    ),
    (
        "sent anew it has a receipt of its own",
        [sent(101, "s"), receipt(102, "s"), event(K.CANCELLED, 103, voids_ref="s"), sent(104, "t"), receipt(105, "t")],
        [(None, None), (104, 105)],
    ),
    (
        "a sending whose time was corrected keeps its receipt",
        [sent(101, "s"), receipt(103, "s"), event(K.LETTER_SENT, 102, ref="t", voids_ref="s")],
        [(None, None), (102, 103)],
    ),
    (
        "a late receipt of the first finds the first",
        [sent(49, "s"), sent(101, "t"), receipt(102, "s")],
        [(49, 102), (101, None)],
    ),
    (
        "told of none while only the older is under way",
        [sent(49, "s"), receipt(102)],
        [(49, 102), (None, None)],
    ),
    (
        "a refused one is sent again",
        [sent(101, "s"), receipt(102, "s", positive=False), sent(103, "t")],
        [(None, None), (103, None)],
    ),
    (
        "a new version stays with its document",
        [document(101, 1), receipt(102, "doc-1"), document(103, 2)],
        [(None, None), (101, 102)],
    ),
    (
        "another document is the older one's",
        [document(101, 1), receipt(102, "doc-1"), document(103, 1, "other")],
        [(103, None), (101, 102)],
    ),
]


@pytest.mark.parametrize(("story", "told", "expected"), STORIES, ids=[story for story, _, _ in STORIES])
def test_l4_each_sending_is_of_one_letter(
    story: str, told: list[EventRecord], expected: list[tuple[float | None, float | None]]
) -> None:
    letters = letters_of(History(sorted([*STAYS, *told], key=lambda each: each.occurred_at)))
    found = [(letter.sent_at, letter.acknowledged_at) for letter in letters]
    assert found == [tuple(at(hours) if hours is not None else None for hours in pair) for pair in expected], story


def test_l1_the_letter_due_first_matters_also_when_its_discharge_was_later() -> None:
    early, late = due_order(at(0), at(120), "a"), due_order(at(48), at(72), "b")
    assert min(early, late) == late
    # One whose deadline nobody knows counts from its discharge.
    assert min(due_order(at(0), None, "a"), late) == (at(0), "a")
