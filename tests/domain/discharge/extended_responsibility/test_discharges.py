"""RULES 2e X1–X8: what happens to a window after the discharge, seen by folding the citizen's events."""

from itertools import permutations

import pytest

from discharge.extended_responsibility.rules.clock import WindowState
from discharge.extended_responsibility.rules.discharges import plans_of, windows_of
from discharge.settings.rules.open_points import Choices
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of
from journeys.domain.state.fold import Destination
from tests.domain.discharge.stories import (
    ELSEWHERE,
    OTHER_HOSPITAL,
    PSYCHIATRY,
    event,
    home,
    hour,
    place_of,
    state,
    stay,
)

FIRST = [*stay(), *home()]
SECOND_HOME = [
    event(K.DESTINATION_STATED, hour(60), episode="e2", destination="own_home"),
    event(K.NURSING_ANSWERED, hour(60), episode="e2", community_nursing=True),
]


@pytest.mark.parametrize(
    ("row", "later", "when", "expected"),
    [
        ("running", [], 50, "running"),
        ("expired", [], 120, "expired"),
        ("X1 admitted again", [event(K.ADMITTED, hour(60), episode="e2")], 61, "superseded"),
        ("X1 before it", [event(K.ADMITTED, hour(60), episode="e2")], 59, "running"),
        ("X1 still in bed after the end", [event(K.ADMITTED, hour(60), episode="e2")], 130, "superseded"),
        ("X1 short, A9", stay(60, 70, episode="e2"), 75, "running"),
        ("X1 short, A9, no extension", stay(60, 70, episode="e2"), 120, "expired"),
        ("X1 exactly 24 h is short", stay(60, 84, episode="e2"), 90, "running"),
        ("X1 long", [*stay(60, 90, episode="e2"), *SECOND_HOME], 95, "superseded"),
        ("X1 long without nursing", stay(60, 90, episode="e2"), 95, "superseded"),
        ("X1 short but past the end", stay(110, 125, episode="e2"), 126, "superseded"),
        ("X1 start unknown", [event(K.DISCHARGED, hour(70), episode="e2")], 75, "unknown"),
        ("X1 within four hours", stay(50, 60), 65, "superseded"),
        ("X2 acute ambulatory", [event(K.ACUTE_ARRIVED, hour(60), episode="e2")], 61, "running"),
        ("X3 112", [event(K.EMERGENCY_CALLED, hour(60))], 61, "superseded"),
        ("X3 112, after the end", [event(K.EMERGENCY_CALLED, hour(60))], 120, "expired"),
        ("X3 not admitted", [event(K.EMERGENCY_CALLED, hour(60)), event(K.EMERGENCY_ENDED, hour(62))], 63, "running"),
        ("X4 death", [event(K.DIED, hour(60), episode="e3")], 60, "expired"),
        ("X4 before it", [event(K.DIED, hour(60), episode="e3")], 59, "running"),
        ("X7 moved", [event(K.DESTINATION_STATED, hour(60), destination="hospice")], 61, "running"),
        ("exempted", [event(K.RESPONSIBILITY_EXEMPTED, hour(50), reason="terminal")], 51, "exempted"),
        ("exempted in bed", [event(K.RESPONSIBILITY_EXEMPTED, hour(40), reason="terminal")], 48, "exempted"),
        (
            "exempted exactly at the end",
            [event(K.RESPONSIBILITY_EXEMPTED, hour(120), reason="terminal")],
            120,
            "expired",
        ),
        ("exempted too late", [event(K.RESPONSIBILITY_EXEMPTED, hour(121), reason="terminal")], 122, "expired"),
        ("extended", [event(K.RESPONSIBILITY_EXTENDED, hour(60), until=hour(150).isoformat())], 149, "extended"),
        ("extended, over", [event(K.RESPONSIBILITY_EXTENDED, hour(60), until=hour(150).isoformat())], 150, "expired"),
        ("shortened", [event(K.RESPONSIBILITY_EXTENDED, hour(60), until=hour(70).isoformat())], 80, "running"),
        ("extended late", [event(K.RESPONSIBILITY_EXTENDED, hour(125), until=hour(150).isoformat())], 130, "expired"),
    ],
)
def test_what_happens_inside_the_window(row: str, later: list[EventRecord], when: float, expected: str) -> None:
    assert state([*FIRST, *later], when) == expected


def test_x1_a_long_readmission_opens_a_window_of_its_own() -> None:
    windows = windows_of(
        *histories_of([*FIRST, *stay(60, 90, episode="e2"), *SECOND_HOME]), now=hour(95), place_of=place_of
    )
    assert [w.state for w in windows] == [WindowState.SUPERSEDED, WindowState.RUNNING]
    assert windows[1].ends_at == hour(90 + 72)


def test_x1_within_four_hours_the_stay_is_coherent_and_the_new_window_counts_from_the_first_bed() -> None:
    said = [
        event(K.DESTINATION_STATED, hour(55), destination="own_home"),
        event(K.NURSING_ANSWERED, hour(55), community_nursing=True),
    ]
    windows = windows_of(*histories_of([*FIRST, *stay(50, 60), *said]), now=hour(65), place_of=place_of)
    assert [w.state for w in windows] == [WindowState.SUPERSEDED, WindowState.RUNNING]


CALLED = event(K.EMERGENCY_CALLED, hour(60))
AGAIN = event(K.ADMITTED, hour(60), episode="e2")
EXEMPT = event(K.RESPONSIBILITY_EXEMPTED, hour(50), reason="terminal")


@pytest.mark.parametrize(
    ("row", "told", "end"),
    [
        ("nothing", FIRST, 120),
        ("undecided", stay(), 120),
        ("exempted", [*FIRST, EXEMPT], 50),
        ("undecided and exempted", [*stay(), EXEMPT], 50),
        ("exempted in bed", [*FIRST, event(K.RESPONSIBILITY_EXEMPTED, hour(40), reason="terminal")], 48),
        ("X3", [*FIRST, CALLED], 60),
        ("X3 not admitted", [*FIRST, CALLED, event(K.EMERGENCY_ENDED, hour(62))], 120),
        ("X1 still in bed", [*FIRST, AGAIN], 60),
        ("X1 long", [*FIRST, *stay(60, 90, episode="e2")], 60),
        ("X1 short", [*FIRST, *stay(60, 70, episode="e2")], 120),
        ("X4", [*FIRST, event(K.DIED, hour(60), episode="e3")], 60),
        ("X4 as the window begins", [*FIRST, event(K.DIED, hour(48), episode="e3")], 48),
        ("extended", [*FIRST, event(K.RESPONSIBILITY_EXTENDED, hour(60), until=hour(150).isoformat())], 150),
    ],
)
def test_the_ward_may_answer_no_longer_than_something_has_ended_it(row: str, told: list[EventRecord], end: int) -> None:
    """What lists ask of a window is what its page says of it."""
    window = windows_of(*histories_of(told), now=hour(49), place_of=place_of)[0]
    assert window.could_end_at == hour(end)


def test_x5_a_corrected_discharge_has_one_window_which_counts_from_the_right_time() -> None:
    corrected = event(K.DISCHARGED, hour(50), ref="RE_SLHJ", voids=stay()[1].ref)
    windows = windows_of(*histories_of([*FIRST, corrected]), now=hour(121), place_of=place_of)
    assert [(w.state, w.ends_at) for w in windows if w.state is not WindowState.VOIDED] == [
        (WindowState.RUNNING, hour(50 + 72))
    ]


def test_b12_the_second_discharge_asks_anew_what_was_said_of_the_first() -> None:
    windows = windows_of(*histories_of([*FIRST, *stay(50, 60)]), now=hour(65), place_of=place_of)
    assert windows[1].missing == ("community_nursing", "destination")


def test_x3_a9_may_be_decided_otherwise() -> None:
    events = [*FIRST, event(K.EMERGENCY_CALLED, hour(60)), event(K.EMERGENCY_ENDED, hour(62))]
    plan = plans_of(*histories_of(events), place_of=place_of, choices=Choices({"A9": "old_window_ends"}))[0]
    assert plan.state_at(hour(63)) is WindowState.SUPERSEDED


@pytest.mark.parametrize(
    ("row", "later"),
    [
        ("A-18 X1 still in bed", [event(K.ADMITTED, hour(60), episode="e2")]),
        ("A-18 X1 short", stay(60, 70, episode="e2")),
        ("A-18 X1 long", stay(60, 90, episode="e2")),
        ("A-18 X3", [event(K.EMERGENCY_CALLED, hour(60))]),
    ],
)
def test_a18_nothing_happens_to_72_hours_that_never_were(row: str, later: list[EventRecord]) -> None:
    told = [*stay(), *home(nursing=False), *later]
    window = windows_of(*histories_of(told), now=hour(100), place_of=place_of)[0]
    assert {verdict.rule for verdict in window.verdicts} == {"E1", "E2", "E3", "E4", "E5"}


def test_x5_a_corrected_discharge_moves_the_same_window() -> None:
    correction = event(K.DISCHARGED, hour(50), ref="re", voids=FIRST[1].ref)
    before = windows_of(*histories_of(FIRST), now=hour(60), place_of=place_of)
    after = windows_of(*histories_of([*FIRST, correction]), now=hour(60), place_of=place_of)
    assert [w.key for w in after] == [w.key for w in before]
    assert after[0].ends_at == hour(50 + 72)


def test_x6_a_cancelled_discharge_voids_its_window() -> None:
    cancelled = event(K.CANCELLED, hour(50), ref="an", voids=FIRST[1].ref)
    (window,) = windows_of(*histories_of([*FIRST, cancelled]), now=hour(60), place_of=place_of)
    assert (window.state, window.eligible, window.key) == (WindowState.VOIDED, False, FIRST[1].ref)


def test_x6_a_new_discharge_after_the_cancelled_one_is_another_window() -> None:
    cancelled = event(K.CANCELLED, hour(50), ref="an", voids=FIRST[1].ref)
    again = event(K.DISCHARGED, hour(70), ref="again")
    windows = windows_of(*histories_of([*FIRST, cancelled, again]), now=hour(80), place_of=place_of)
    assert [(w.key, w.state) for w in windows] == [("again", "running"), (FIRST[1].ref, "voided")]


def test_x8_leave_counts_in_the_stay() -> None:
    leave = [event(K.LEAVE_STARTED, hour(2)), event(K.LEAVE_ENDED, hour(26))]
    assert state([*stay(0, 27), *leave, *home()], 30) == "running"


@pytest.mark.parametrize(
    ("case", "events", "expected"),
    [
        ("transfer inside the region", [event(K.ADMITTED, hour(0)), *stay(20, 30, hospital=OTHER_HOSPITAL)], True),
        ("from another region", [event(K.ADMITTED, hour(0), provider=ELSEWHERE, hospital="x"), *stay(20, 30)], False),
        ("from psychiatry", [event(K.ADMITTED, hour(0), provider=PSYCHIATRY, hospital="x"), *stay(20, 30)], False),
        ("acute hours do not count", [event(K.ACUTE_ARRIVED, hour(0)), *stay(10, 30)], False),
        ("to psychiatry", [event(K.ADMITTED, hour(0)), *stay(20, 60, provider=PSYCHIATRY, hospital="x")], False),
    ],
)
def test_e2_counts_the_coherent_somatic_stay_in_the_region(
    case: str, events: list[EventRecord], expected: bool
) -> None:
    (window,) = windows_of(*histories_of([*events, *home()]), now=hour(61), place_of=place_of)
    assert window.eligible is expected


@pytest.mark.parametrize(("apart", "expected"), [(4, True), (4.01, False)])
def test_e2_beds_exactly_four_hours_apart_are_one_stay(apart: float, expected: bool) -> None:
    again = 20 + apart
    said = [
        event(K.DESTINATION_STATED, hour(again), destination="own_home"),
        event(K.NURSING_ANSWERED, hour(again), community_nursing=True),
    ]
    events = [*stay(0, 20), *stay(again, again + 20), *said]
    assert windows_of(*histories_of(events), now=hour(50), place_of=place_of)[-1].eligible is expected


def test_an_acute_ambulatory_visit_opens_no_window() -> None:
    events = [event(K.ACUTE_ARRIVED, hour(0)), event(K.DISCHARGED, hour(5), **{"class": "EMER"})]
    assert windows_of(*histories_of(events), now=hour(6), place_of=place_of) == ()


def test_an_unknown_admission_time_is_asked_for() -> None:
    (window,) = windows_of(*histories_of([event(K.DISCHARGED, hour(48)), *home()]), now=hour(50), place_of=place_of)
    assert (window.eligible, window.missing) == (None, ("admitted_at",))


def test_e2_exactly_24_hours_from_an_unknown_beginning_are_asked_about() -> None:
    """The beginning lies before the leave: a stay of more than 24 hours is likely, but nobody has said it."""
    events = [event(K.LEAVE_STARTED, hour(0), provider="ward"), event(K.DISCHARGED, hour(24)), *home()]
    (window,) = windows_of(*histories_of(events), now=hour(25), place_of=place_of)
    assert (window.eligible, window.missing) == (None, ("admitted_at",))


def test_an_admission_known_only_from_leave_is_long_enough_when_leave_alone_is() -> None:
    events = [event(K.LEAVE_STARTED, hour(0), provider="ward"), event(K.DISCHARGED, hour(48)), *home()]
    assert windows_of(*histories_of(events), now=hour(50), place_of=place_of)[0].eligible is True


@pytest.mark.parametrize(
    ("affiliated", "answered", "expected"),
    [(True, None, True), (False, None, False), (False, True, True), (True, False, False), (None, None, None)],
)
def test_e4_the_answer_for_this_discharge_beats_the_affiliation(
    affiliated: bool | None, answered: bool | None, expected: bool | None
) -> None:
    events = [*stay(), *home(nursing=answered)]
    if affiliated is not None:
        events.append(event(K.AFFILIATION_STATED, hour(-100), affiliation="community_nursing", value=affiliated))
    assert windows_of(*histories_of(events), now=hour(50), place_of=place_of)[0].eligible is expected


def test_a_late_destination_answers_the_question() -> None:
    events = [*stay(), event(K.NURSING_ANSWERED, hour(0), community_nursing=True)]
    assert state(events, 50) == "unknown"
    assert state([*events, event(K.DESTINATION_STATED, hour(55), destination=Destination.OWN_HOME)], 50) == "running"


def test_left_against_advice_is_asked_of_the_ward() -> None:
    events = [event(K.ADMITTED, hour(0)), event(K.DISCHARGED, hour(48), ended_by="left_against_advice"), *home()]
    assert windows_of(*histories_of(events), now=hour(50), place_of=place_of)[0].missing == ("medically_ready",)


# V8: what the ward says of a citizen who left against advice, and what A8 decides instead.
LEFT_TABLE = [
    ("A8 unknown, nothing said", None, {}, None, "window.E3.left_unknown"),
    ("A8 unknown, ready", True, {}, True, "window.E3.left_ready"),
    ("A8 unknown, not ready", False, {}, False, "window.E3.left_not_ready"),
    ("A8 eligible", None, {"A8": "eligible"}, True, "window.E3.left_met"),
    ("A8 excluded beats the ward", True, {"A8": "excluded"}, False, "window.E3.left_excluded"),
]


@pytest.mark.parametrize(("row", "ready", "decided", "eligible", "code"), LEFT_TABLE, ids=[r[0] for r in LEFT_TABLE])
def test_a26_e3_against_advice(
    row: str, ready: bool | None, decided: dict[str, str], eligible: bool | None, code: str
) -> None:
    said = {} if ready is None else {"medically_ready": ready}
    stated = event(K.DEPARTURE_STATED, hour(49), ended_by="left_against_advice", **said)
    found = windows_of(
        *histories_of([*stay(), stated, *home()]), now=hour(50), place_of=place_of, choices=Choices(decided)
    )[0]
    assert found.eligible is eligible
    assert code in [verdict.code for verdict in found.verdicts]


def test_v4_the_leg_of_a_transfer_opens_no_window() -> None:
    elsewhere = event(K.ADMITTED, hour(50), provider=ELSEWHERE, hospital=OTHER_HOSPITAL)
    found = windows_of(*histories_of([*stay(), *home(), elsewhere]), now=hour(49.5), place_of=place_of)[0]
    assert "window.E3.transferred" in [verdict.code for verdict in found.verdicts]


def test_a25_a_region_stated_by_the_ward_answers_the_question() -> None:
    nowhere = {"provider": None, "hospital": "unknown"}
    events = [*stay(**nowhere), event(K.SPECIALITY_STATED, hour(1), speciality="somatic"), *home()]
    assert windows_of(*histories_of(events), now=hour(50), place_of=place_of)[0].missing == ("region",)
    stated = event(K.REGION_STATED, hour(49), region="1082")
    assert windows_of(*histories_of([*events, stated]), now=hour(50), place_of=place_of)[0].eligible is True


def test_any_order_gives_the_same_windows() -> None:
    events = [*FIRST, event(K.DISCHARGED, hour(50), ref="re", voids=FIRST[1].ref)]
    found = {
        windows_of(*histories_of(order), now=hour(60), place_of=place_of)[0].ends_at for order in permutations(events)
    }
    assert found == {hour(50 + 72)}


def test_a_bed_after_another_in_the_readmission_lets_the_last_one_decide() -> None:
    again = [event(K.ADMITTED, hour(60), episode="e2"), *stay(65, 70, episode="e2", provider="b", hospital="b")]
    assert state([*FIRST, *again], 66) == "superseded"
    assert state([*FIRST, *again], 75) == "running"


def test_an_unstated_stay_before_a_known_one_is_not_counted_unless_long_enough() -> None:
    unknown = event(K.ADMITTED, hour(0), provider=None, hospital="x")
    assert windows_of(*histories_of([unknown, *stay(20, 30), *home()]), now=hour(31), place_of=place_of)[0].missing == (
        "admitted_at",
    )
    assert (
        windows_of(*histories_of([unknown, *stay(20, 60), *home()]), now=hour(61), place_of=place_of)[0].eligible
        is True
    )


@pytest.mark.parametrize("target", ["unknown-message", "admission"])
def test_x5_a_correction_of_something_else_names_the_window_by_what_is_known(target: str) -> None:
    admission = event(K.ADMITTED, hour(0), ref="admission")
    correction = event(K.DISCHARGED, hour(48), ref="re", voids=target, period_start=hour(0).isoformat())
    (window,) = windows_of(*histories_of([admission, correction, *home()]), now=hour(50), place_of=place_of)
    assert window.key == ("unknown-message" if target == "unknown-message" else "re")


def test_the_effects_are_said_in_the_verdicts() -> None:
    events = [
        *FIRST,
        event(K.EMERGENCY_CALLED, hour(50)),
        event(K.EMERGENCY_ENDED, hour(51)),
        event(K.RESPONSIBILITY_EXTENDED, hour(52), until=hour(200).isoformat()),
        *stay(60, 70, episode="e2"),
        event(K.RESPONSIBILITY_EXEMPTED, hour(55)),
        event(K.DIED, hour(150), episode="e3"),
    ]
    window = windows_of(*histories_of(events), now=hour(151), place_of=place_of)[0]
    assert [(v.rule, v.code, v.outcome) for v in window.verdicts[5:]] == [
        ("X1", "window.X1.short", True),
        ("X3", "window.X3.ended", True),
        ("X4", "window.X4", False),
        ("exemption", "window.exempted", False),
        ("extension", "window.extended", True),
    ]


def test_r2b_18_a_second_time_of_the_same_discharge_leaves_no_cancelled_window() -> None:
    twice = event(K.DISCHARGED, hour(50), ref="twice")
    assert [plan.adjustments.voided for plan in plans_of(*histories_of([*FIRST, twice]), place_of=place_of)] == [False]
