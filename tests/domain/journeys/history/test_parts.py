"""The stays of one journey, and what was told of each (RULES 2h; 2e X1)."""

import pytest

from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import JourneyHistory
from journeys.domain.history.parts import part_of, spans_of
from tests.factories.events import at, event

SECOND = 1 / 3600
HERE = {"provider": "ward", "hospital": "a", "class": "IMP"}
STAY = [event(K.ADMITTED, 0, ref="in", **HERE), event(K.DISCHARGED, 48, ref="out", **HERE)]
AGAIN = [event(K.ADMITTED, 100, ref="again", **HERE), event(K.DISCHARGED, 120, ref="home", **HERE)]


def journey(*events: EventRecord) -> JourneyHistory:
    return JourneyHistory("j", events)


def refs(*events: EventRecord) -> list[set[str]]:
    whole = journey(*events)
    return [{each.ref for each in part_of(whole, span).counting} for span in spans_of(whole)]


@pytest.mark.parametrize(
    ("later", "stays"),
    [
        ([], 1),
        ([event(K.ADMITTED, 52, **HERE)], 1),
        ([event(K.ADMITTED, 52 + SECOND, **HERE)], 2),
        ([event(K.ACUTE_ARRIVED, 60, **HERE, episode_ids=("visit",))], 1),
        ([event(K.ACUTE_ARRIVED, 60, ref="er", **HERE), event(K.ADMITTED, 61, **HERE)], 2),
    ],
    ids=["one", "four hours later", "a second more", "a visit without a bed", "a visit that led to a bed"],
)
def test_2h_contacts_at_most_four_hours_apart_are_one_stay(later: list[EventRecord], stays: int) -> None:
    assert len(spans_of(journey(*STAY, *later))) == stays


def test_2h_of_a_journey_that_has_had_no_bed_the_visits_are_the_stays() -> None:
    visit = {"provider": "er", "hospital": "a"}
    visits = [event(kind, hours, **visit) for hours, kind in ((0, K.ACUTE_ARRIVED), (2, K.DISCHARGED))]
    later = [event(kind, hours, **visit) for hours, kind in ((20, K.ACUTE_ARRIVED), (22, K.DISCHARGED))]
    assert len(spans_of(journey(*visits, *later))) == 2
    assert [span.whole for span in spans_of(journey())] == [True]


def test_a_moment_is_of_one_stay() -> None:
    first, second = spans_of(journey(*STAY, *AGAIN))
    assert (first.holds(at(100 - SECOND)), first.holds(at(100))) == (True, False)
    assert (second.holds(at(100 - SECOND)), second.holds(at(100))) == (False, True)
    assert (first.left_at, second.left_before) == (at(48), at(48))


# (row, what was told, whether it is of the first stay and of the second)
TABLE: list[tuple[str, EventRecord, tuple[bool, bool]]] = [
    ("in the first", event(K.FMK_UPDATED, 20, ref="told"), (True, False)),
    ("at home after it", event(K.FMK_UPDATED, 60, ref="told"), (True, False)),
    ("in the second", event(K.FMK_UPDATED, 110, ref="told"), (False, True)),
    ("terminal holds in later stays too", event(K.TERMINAL_DECLARED, 20, ref="told", physician="A"), (True, True)),
    ("terminal in the second only", event(K.TERMINAL_DECLARED, 110, ref="told", physician="A"), (False, True)),
    ("an error that names the first", event(K.DOCUMENT_SENT_IN_ERROR, 110, ref="told"), (True, True)),
    ("an error before the second", event(K.DOCUMENT_SENT_IN_ERROR, 60, ref="told"), (True, False)),
    ("decided at home, of the next", event(K.ADMISSION_DECIDED, 60, ref="told"), (False, True)),
    ("decided as the first ended", event(K.ADMISSION_DECIDED, 48, ref="told"), (True, False)),
]


@pytest.mark.parametrize(("row", "told", "of"), TABLE, ids=[row[0] for row in TABLE])
def test_what_was_told_is_of_its_stay(row: str, told: EventRecord, of: tuple[bool, bool]) -> None:
    first, second = refs(*STAY, *AGAIN, told)
    assert ("told" in first, "told" in second) == of
