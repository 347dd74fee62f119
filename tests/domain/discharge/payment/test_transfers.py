"""A discharge that is only a leg of a transfer ends no stay: the days go on (RULES 2i V3-V5; 2c P1, P3). By hand."""

from datetime import date, datetime
from itertools import permutations
from typing import Any

import pytest

from discharge.agreement.rules.agreement import agreement_of
from discharge.payment.rules.days import Follows, ledger
from discharge.payment.rules.ledger_basis import basis_of, periods_from
from discharge.payment.rules.ledger_versions import corrections_of, days_of
from discharge.readiness.rules.coincidence import CoincidenceFacts, coincidence
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.departures import EndedBy, departure_of
from journeys.domain.history.history import History
from journeys.domain.history.ready_periods import PeriodEnd
from journeys.domain.state.barriers import barriers
from journeys.domain.state.close_out import Condition, ConditionState
from journeys.domain.state.fold import Destination, JourneyState, fold
from journeys.domain.state.status import JourneyStatus
from tests.domain.discharge.readiness.test_ready_and_stay import admitted, days, instant, ready
from tests.domain.discharge.stories import OTHER_HOSPITAL, event

B = {"hospital": OTHER_HOSPITAL, "provider": "ward-b"}
C = {"hospital": "third-hospital", "provider": "ward-c"}
# Admitted on Monday 2 November, ready on Monday the 9th; another hospital takes over on the 11th; home on the 16th.
FB, LEG = ready(9), event(K.DISCHARGED, instant(11), ref="LEG", **{"class": "IMP"})
HOME_FROM_B = event(K.DISCHARGED, instant(16), ref="HOME", **B)
ALL = list(range(9, 16))
BEFORE = [9, 10]


def second(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02}T{clock}+01:00")


def bed(day: int, clock: str, place: dict[str, str] = B, **more: Any) -> EventRecord:
    return event(K.ADMITTED, instant(day, clock), ref=f"STIN-{place['hospital']}", **place, **more)


def said(way: EndedBy, day: int = 11) -> EventRecord:
    return event(K.DEPARTURE_STATED, instant(day, "10:30"), ref="SAID", ended_by=way.value)


# What happens from the leg on, and the days of November that are paid.
TABLE: list[tuple[str, list[EventRecord], list[int]]] = [
    ("V4 a bed elsewhere two hours later", [LEG, bed(11, "12:00"), HOME_FROM_B], ALL),
    ("V4 exactly four hours later", [LEG, bed(11, "14:00"), HOME_FROM_B], ALL),
    ("V4 a second later than that", [LEG, event(K.ADMITTED, second(11, "14:00:01"), **B), HOME_FROM_B], BEFORE),
    ("V4 in the minute of the leg", [LEG, bed(11, "10:00"), HOME_FROM_B], ALL),
    (
        "V4 over midnight",
        [event(K.DISCHARGED, instant(11, "23:00"), ref="LEG"), bed(12, "01:00"), HOME_FROM_B],
        ALL,
    ),
    ("V4 without a discharge between", [bed(11, "12:00"), HOME_FROM_B], ALL),
    (
        "V4 the same hospital again: home, and readmitted",
        [LEG, event(K.ADMITTED, instant(11, "12:00"), ref="AGAIN"), event(K.DISCHARGED, instant(16), ref="HOME")],
        BEFORE,
    ),
    (
        "V5 a person says that it was a move, the same hospital",
        [
            LEG,
            said(EndedBy.TRANSFERRED),
            event(K.ADMITTED, instant(11, "12:00"), ref="AGAIN"),
            event(K.DISCHARGED, instant(16), ref="HOME"),
        ],
        ALL,
    ),
    ("V4 a person says home", [LEG, said(EndedBy.DISCHARGED), bed(11, "12:00"), HOME_FROM_B], BEFORE),
    ("V8 a person says against advice", [LEG, said(EndedBy.LEFT_AGAINST_ADVICE), bed(11, "12:00")], BEFORE),
    ("V4 said to be a transfer, taken over too late", [LEG, said(EndedBy.TRANSFERRED), bed(11, "15:00")], BEFORE),
    ("V4 said to be a transfer, taken over by nobody", [LEG, said(EndedBy.TRANSFERRED)], BEFORE),
    (
        "V4 two legs",
        [
            LEG,
            bed(11, "12:00"),
            event(K.DISCHARGED, instant(13), ref="LEG-2", **B),
            bed(13, "13:00", C),
            event(K.DISCHARGED, instant(16), ref="HOME", **C),
        ],
        ALL,
    ),
    (
        "V4 through the other hospital's emergency ward",
        [LEG, event(K.ACUTE_ARRIVED, instant(11, "11:00"), **B, **{"class": "EMER"}), bed(11, "13:00"), HOME_FROM_B],
        ALL,
    ),
    (
        "V12 which sends an end of its own",
        [
            LEG,
            event(K.ACUTE_ARRIVED, instant(11, "11:00"), ref="STAA", episode="e2", **B, **{"class": "EMER"}),
            event(K.DISCHARGED, instant(11, "12:00"), ref="VISIT", episode="e2", **B, **{"class": "EMER"}),
            bed(11, "13:00"),
            HOME_FROM_B,
        ],
        ALL,
    ),
    (
        "P3 resumed in the second hospital",
        [LEG, bed(11, "12:00"), event(K.TREATMENT_RESUMED, instant(13)), HOME_FROM_B],
        [9, 10, 11, 12],
    ),
    (
        "P3 terminal in the second hospital",
        [LEG, bed(11, "12:00"), event(K.TERMINAL_DECLARED, instant(13)), HOME_FROM_B],
        [9, 10, 11, 12],
    ),
    ("P3 dies in the second hospital", [LEG, bed(11, "12:00"), event(K.DIED, instant(13), **B)], [9, 10, 11, 12]),
    ("F4 said again there", [LEG, bed(11, "12:00"), ready(12, ref="FB-2"), HOME_FROM_B], ALL),
    (
        "P8 the bed never was",
        [LEG, bed(11, "12:00"), event(K.CANCELLED, instant(12), voids=f"STIN-{OTHER_HOSPITAL}")],
        BEFORE,
    ),
]


def paid(*events: EventRecord) -> list[int]:
    periods = periods_from(basis_of(History(events), History(())))
    return [each.date.day for each in ledger(periods, speciality="somatic", today=date(2026, 11, 25)).payable]


@pytest.mark.parametrize(("row", "told", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_v4_the_days_of_a_stay_that_goes_on_elsewhere(row: str, told: list[EventRecord], expected: list[int]) -> None:
    assert paid(admitted(), FB, *told) == expected


@pytest.mark.parametrize(("row", "told", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_v4_the_departure_and_the_period_say_the_same(row: str, told: list[EventRecord], expected: list[int]) -> None:
    """Two readers of one end: whichever the departure calls a transfer that a bed took over ends no period."""
    history = History([admitted(), FB, *told])
    ended = [period.ended_at for period in history.ready_periods() if period.end_reason is PeriodEnd.DISCHARGE]
    legs = [each.occurred_at for each in history.discharges if each.ref in history.legs]
    assert not {*ended} & {*legs}
    for each in history.discharges:
        if each.ref in history.legs:
            assert departure_of(history, each).ended_by is EndedBy.TRANSFERRED


def test_v4_arrival_order_does_not_matter() -> None:
    for order in permutations((admitted(), FB, LEG, bed(11, "12:00"))):
        (period,) = History(order).ready_periods()
        assert period.is_open


def test_v5_on_the_way_the_stay_is_over_until_the_bed_is_told_of() -> None:
    """What the second hospital tells restates the days; until then nobody waits in a bed."""
    assert days(admitted(), FB, LEG) == 2
    assert fold(History([admitted(), FB, LEG]), CitizenFacts()).status is JourneyStatus.DISCHARGED
    taken_over = History([admitted(), FB, LEG, bed(11, "12:00")])
    assert fold(taken_over, CitizenFacts()).status is JourneyStatus.READY


@pytest.mark.parametrize(
    ("between", "follows"), [([bed(11, "12:00")], Follows.RESUMPTION), ([bed(11, "15:00")], Follows.NOTHING)]
)
def test_p5_resumed_before_and_ready_after_the_leg_is_one_stay(between: list[EventRecord], follows: Follows) -> None:
    told = [event(K.TREATMENT_RESUMED, instant(10)), LEG, *between, ready(12, ref="FB-2"), HOME_FROM_B]
    first, later = periods_from(basis_of(History([admitted(), FB, *told]), History(())))
    assert (first.follows, later.follows) == (Follows.NOTHING, follows)


AGAIN = event(K.ADMITTED, instant(11, "12:00"), ref="AGAIN")
LATE_AT_NIGHT = event(K.DISCHARGED, instant(11, "23:00"), ref="LEG")


@pytest.mark.parametrize(
    ("told", "days_before", "days_after"),
    [
        pytest.param([LEG, AGAIN, said(EndedBy.TRANSFERRED, day=14)], BEFORE, [9, 10, 11, 12, 13], id="said later"),
        pytest.param([LATE_AT_NIGHT, bed(12, "01:00")], BEFORE, [9, 10, 11], id="a bed after midnight"),
        pytest.param(
            [LEG, bed(11, "12:00"), said(EndedBy.DISCHARGED, day=14)], [*BEFORE, 11, 12, 13], BEFORE, id="home"
        ),
    ],
)
def test_p8_a_word_that_makes_or_unmakes_a_leg_is_a_version(
    told: list[EventRecord], days_before: list[int], days_after: list[int]
) -> None:
    """What was counted on the day on which it is said, before and after it."""
    (found,) = corrections_of(History([admitted(), FB, *told]), History(()))
    assert [line.date.day for line in days_of(found.before, today=found.as_of)] == days_before
    assert [line.date.day for line in days_of(found.after, today=found.as_of)] == days_after


def test_k2_the_period_that_the_last_discharge_closed_is_the_one_of_the_first_hospital() -> None:
    history = History([admitted(), FB, LEG, bed(11, "12:00"), HOME_FROM_B])
    periods = [(period.ready_at, period.ended_at) for period in history.ready_periods()]
    assert periods == [(instant(9, "14:00"), instant(16))]
    found = coincidence(
        CoincidenceFacts(discharged_at=instant(16), periods=periods, speciality="somatic", agreed_at=None)
    )
    assert (found.coincides, found.hours) == (False, 164)


SAID_BEFORE = (
    event(K.DESTINATION_STATED, instant(10), destination=Destination.NURSING_HOME.value),
    event(K.NURSING_ANSWERED, instant(10), community_nursing=True),
    event(K.FMK_UPDATED, instant(10)),
    event(K.REHABILITATION_DECIDED, instant(10), needed=False),
    event(K.BARRIER_RAISED, instant(10), ref="BARRIER", barrier="medicine", owner="hospital"),
    event(K.DISCHARGE_PROPOSED, instant(10), ref="PROPOSED", at=instant(16).isoformat(), by="hospital"),
    event(K.DISCHARGE_ACCEPTED, instant(10, "11:00"), proposal_ref="PROPOSED", by="municipality"),
)


def standing(state: JourneyState) -> dict[Condition, ConditionState]:
    return {each.condition: each.state for each in state.close_out}


@pytest.mark.parametrize("home", [[], [HOME_FROM_B]], ids=["in the second bed", "home from it"])
def test_v4_a_leg_leaves_what_a_move_without_a_discharge_leaves(home: list[EventRecord]) -> None:
    """Destination, nursing, medication record, rehabilitation, agreed time: said in the stay, not of another one."""
    moved = History([admitted(), FB, *SAID_BEFORE, bed(11, "12:00"), *home])
    leg = History([admitted(), FB, *SAID_BEFORE, LEG, bed(11, "12:00"), *home])
    expected, found = fold(moved, CitizenFacts()), fold(leg, CitizenFacts())
    assert (found.destination, found.community_nursing) == (Destination.NURSING_HOME, True)
    assert standing(found) == standing(expected)
    assert standing(found)[Condition.FMK] is ConditionState.MET
    assert standing(found)[Condition.DISCHARGED] is (ConditionState.MET if home else ConditionState.OPEN)
    agreed = agreement_of(leg).agreed
    assert agreed is not None
    assert agreed == agreement_of(moved).agreed
    assert barriers(leg.counting, leg.legs) == barriers(moved.counting)
    assert found.status is expected.status
