"""A leave grown long closes readiness at that moment, and every reader says so (RULES 2c P3, P4; A5, A10)."""

from datetime import date, datetime
from typing import Any

import pytest

from discharge.payment.rules.days import DayState, ReadyDays, Rules, lapsed, ledger
from discharge.payment.rules.ledger_basis import basis_of, periods_from
from discharge.payment.rules.ledger_versions import corrections_of
from discharge.responsibility.rules.situation import is_ready_at
from discharge.settings.rules.moment import long_leave
from discharge.settings.rules.open_points import Choices
from journeys.domain.calendar.clock import local_date
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import journeys_of
from journeys.domain.history.history import History
from journeys.domain.history.ready_periods import PeriodEnd, as_of
from journeys.domain.state.fold import fold
from journeys.domain.state.status import JourneyStatus
from tests.domain.discharge.stories import at, event

REASONS = [{"reason": "temporary_place", "sector": "municipality", "primary": True}]
INTERRUPTS, CONTINUES = Choices({}), Choices({"A10": "continues"})


def instant(day: int, clock: str = "10:00") -> datetime:
    return at(f"2026-11-{day:02}T{clock}:00+01:00")


STAY = [
    event(K.ADMITTED, instant(2), **{"class": "IMP"}),
    event(K.READY_REGISTERED, instant(6), reasons=REASONS),
    event(K.LEAVE_STARTED, instant(9)),
]


def back(day: int, clock: str = "10:00") -> EventRecord:
    return event(K.LEAVE_ENDED, instant(day, clock))


def countable(events: list[EventRecord], now: datetime, choices: Choices) -> int:
    rules, today = Rules(choices=choices), local_date(now)
    periods = periods_from(basis_of(History(events), History(()), choices=choices))
    return len(ledger(periods, speciality="somatic", today=today, rules=rules, now=now).payable)


def waits(events: list[EventRecord], now: datetime, choices: Choices) -> set[bool]:
    """What each reader says of one moment: the fold, the strip and the ledger."""
    leave = long_leave(choices)
    state = fold(History(events), CitizenFacts(), leave=leave)
    shown = as_of(state.ready_periods, now, leave=leave)[-1].is_open
    strip = is_ready_at(journeys_of(events)[0], now, choices)
    period = periods_from(basis_of(History(events), History(()), choices=choices))[-1]
    return {shown, strip, period.ended_on is None and not lapsed(period, now, choices)}


MOMENTS = [
    ("P4 the last second", [], instant(12, "09:59"), INTERRUPTS, True, 6),
    ("P4 three times 24 hours", [], instant(12), INTERRUPTS, False, 3),
    ("P4 days later", [], instant(20), INTERRUPTS, False, 3),
    ("A10 continues, exactly so long", [], instant(12), CONTINUES, True, 6),
    ("A10 continues, longer", [], instant(12, "10:01"), CONTINUES, False, 3),
    ("A10 interrupts, back", [back(12)], instant(13), INTERRUPTS, False, 3),
    ("A10 continues, back", [back(12)], instant(13), CONTINUES, True, 7),
    ("P4 back in time", [back(12, "09:59")], instant(13), INTERRUPTS, True, 7),
    ("P4 back too late", [back(14)], instant(15), CONTINUES, False, 3),
]


@pytest.mark.parametrize(
    ("row", "more", "now", "choices", "ready", "days"), MOMENTS, ids=[row[0].replace(" ", "-") for row in MOMENTS]
)
def test_p4_a10_fold_strip_and_ledger_say_the_same(
    row: str, more: list[EventRecord], now: datetime, choices: Choices, ready: bool, days: int
) -> None:
    events = [*STAY, *more]
    assert waits(events, now, choices) == {ready}
    assert countable(events, now, choices) == days


def test_a10_continues_the_status_after_an_exact_leave_is_ready() -> None:
    events = [*STAY, back(12)]
    assert fold(History(events), CitizenFacts(), leave=long_leave(CONTINUES)).status is JourneyStatus.READY
    assert fold(History(events), CitizenFacts()).status is JourneyStatus.ADMITTED


def test_p4_an_open_leave_that_has_grown_long_says_leave_and_when() -> None:
    (period,) = as_of(fold(History(STAY), CitizenFacts()).ready_periods, instant(12))
    assert (period.ended_at, period.end_reason) == (instant(12), PeriodEnd.LEAVE)
    assert all(reason.to == instant(12) for reason in period.reasons)


def test_p8_the_version_of_a_leave_grown_long_is_of_that_day() -> None:
    (correction,) = corrections_of(History(STAY), History(()))
    assert (correction.as_of, correction.stated_at) == (date(2026, 11, 12), None)


def test_p4_registered_again_while_still_away_is_no_second_waiting() -> None:
    again = event(K.READY_REGISTERED, instant(13), ref="again", reasons=REASONS)
    assert not any(p.is_open for p in as_of(fold(History([*STAY, again]), CitizenFacts()).ready_periods, instant(14)))


@pytest.mark.parametrize("second_end", [9, 11])
def test_a5_a_date_has_one_line_however_many_periods(second_end: int) -> None:
    day = date(2026, 11, 9)
    periods = [
        ReadyDays(ready_on=day, ended_on=day),
        ReadyDays(ready_on=day, ended_on=date(2026, 11, second_end)),
    ]
    rules = Rules(choices=Choices({"A5": "yes"}))
    dates = [line.date for line in ledger(periods, speciality="somatic", today=date(2026, 11, 20), rules=rules).days]
    assert len(dates) == len(set(dates)) == max(1, second_end - 9)


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_f3_terminal_in_the_very_minute_of_readiness_voids_it_for_every_reader(order: tuple[str, str]) -> None:
    """001-89; P3: whichever was written first, there is no period, and the ward is asked about the registration."""
    said: list[Any] = [
        event(K.READY_REGISTERED, instant(6), ref=order[0], reasons=REASONS),
        event(K.TERMINAL_DECLARED, instant(6), ref=order[1]),
    ]
    events = [STAY[0], *said]
    journey = journeys_of(events)[0]
    assert fold(History(events), CitizenFacts()).ready_periods == ()
    assert [each.ref for each in journey.void_registrations] == [order[0]]
    assert all(day.state is not DayState.COUNTABLE for day in _lines(events))


def _lines(events: list[EventRecord]) -> Any:
    return ledger(
        periods_from(basis_of(History(events), History(()))), speciality="somatic", today=date(2026, 11, 20)
    ).days


VISIT = {"provider": "emergency", "hospital": "elsewhere", "class": "EMER"}


@pytest.mark.parametrize(
    ("row", "more", "now", "days"),
    [
        ("still away", [], instant(14), 3),
        ("back", [back(13)], instant(14), 3),
        ("back in time", [back(11)], instant(14), 8),
    ],
)
def test_r2b_9_a_visit_elsewhere_during_a_leave_does_not_cut_it_in_two(
    row: str, more: list[EventRecord], now: datetime, days: int
) -> None:
    there = [
        event(K.ACUTE_ARRIVED, instant(10), **VISIT),
        event(K.DISCHARGED, instant(10, "15:00"), **VISIT),
    ]
    events = [*STAY, *there, *more]
    assert countable(events, now, INTERRUPTS) == days
    assert countable([*STAY, *more], now, INTERRUPTS) == days
    assert waits(events, now, INTERRUPTS) == {row == "back in time"}


@pytest.mark.parametrize("moves", [[10], [9, 10]])
def test_r10_5_a_move_to_another_ward_does_not_cut_a_leave_in_two(moves: list[int]) -> None:
    moved = [event(K.ADMITTED, instant(day), provider=f"ward{day}", hospital="h") for day in moves]
    told = countable([*STAY, *moved, back(11)], instant(14), INTERRUPTS)
    assert told == countable([*STAY, back(11)], instant(14), INTERRUPTS)
