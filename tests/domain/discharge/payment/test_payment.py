"""RULES 2c: payable days and amounts, P1–P8 and A5–A7, A10, A13, A14."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discharge.payment.rules.days import (
    DayState,
    LeaveSpan,
    Ledger,
    PaymentStatus,
    ReadyDays,
    Rules,
    WaitingDays,
    Why,
    differences,
    lapsed,
    ledger,
)
from discharge.payment.rules.tariffs import TARIFFS
from discharge.settings.rules.open_points import Choices
from tests.domain.discharge.stories import at

# 6 March 2017 is a Monday.
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (date(2017, 3, day) for day in (6, 7, 8, 9))


def count(
    *periods: tuple[date, date | None], speciality: str | None = "somatic", today: date = THURSDAY, **rules: Any
) -> Ledger:
    return ledger(
        [ReadyDays(ready_on=ready, ended_on=ended) for ready, ended in periods],
        speciality=speciality,
        today=today,
        rules=Rules(**rules),
    )


def sums(found: Ledger) -> tuple[Any, ...]:
    return (len(found.payable), found.region_dkk, found.state_dkk, found.total_dkk)


@pytest.mark.parametrize(
    ("row", "ended", "days", "region", "state", "total"),
    [
        ("same day", MONDAY, 0, 0, 0, 0),
        ("over midnight", TUESDAY, 1, 1976, 1976, 3952),
        ("to Wednesday", WEDNESDAY, 2, 3952, 3952, 7904),
        ("to Thursday", THURSDAY, 3, 5928, 7904, 13832),
    ],
)
def test_the_vectors(row: str, ended: date, days: int, region: int, state: int, total: int) -> None:
    assert sums(count((MONDAY, ended))) == (days, region, state, total)


@pytest.mark.parametrize(
    ("row", "ready", "ended", "expected"),
    [
        ("A-16 2016, the state charged nothing", date(2016, 12, 29), date(2016, 12, 31), (2, 3952, 0, 3952)),
        ("A-16 into 2017", date(2016, 12, 31), date(2017, 1, 2), (2, 3952, 1976, 5928)),
        ("A-16 the vector", date(2016, 12, 30), date(2017, 1, 2), (3, 5928, 3952, 9880)),
        ("from 1 January 2017", date(2017, 1, 1), date(2017, 1, 3), (2, 3952, 3952, 7904)),
        ("last day of 2017", date(2017, 12, 31), date(2018, 1, 1), (1, 1976, 1976, 3952)),
        ("into 2018", date(2017, 12, 31), date(2018, 1, 2), (2, None, None, None)),
        ("before 2016", date(2015, 12, 31), date(2016, 1, 1), (1, None, 0, None)),
        ("2026", date(2026, 11, 9), date(2026, 11, 11), (2, None, None, None)),
    ],
)
def test_p1_tariffs_by_calendar_day_and_day_number(
    row: str, ready: date, ended: date, expected: tuple[Any, ...]
) -> None:
    assert sums(count((ready, ended))) == expected


def test_a16_psychiatry_had_no_state_charge_either() -> None:
    found = count((date(2016, 12, 30), date(2017, 1, 1)), speciality="psychiatric")
    assert sums(found) == (2, 3952, 0, 3952)


def test_a13_psychiatry_has_no_state_row() -> None:
    found = count((MONDAY, WEDNESDAY), speciality="psychiatric")
    assert sums(found) == (2, 3952, None, None)
    assert found.status is PaymentStatus.MISSING


def test_an_unknown_speciality_has_no_tariff() -> None:
    assert sums(count((MONDAY, TUESDAY), speciality=None)) == (1, None, None, None)


def test_no_days_cost_nothing_even_without_a_tariff() -> None:
    assert sums(count((date(2026, 1, 1), date(2026, 1, 1)), speciality="psychiatric")) == (0, 0, 0, 0)


@pytest.mark.parametrize(("today", "days"), [(MONDAY, 0), (TUESDAY, 1), (THURSDAY, 3), (date(2017, 3, 1), 0)])
def test_p1_an_open_period_counts_the_days_before_today(today: date, days: int) -> None:
    assert len(count((MONDAY, None), today=today).payable) == days


def test_p2_a5_a_minimum_of_one_day_only_if_decided() -> None:
    assert sums(count((MONDAY, MONDAY), choices=Choices({"A5": "yes"}))) == (1, 1976, 1976, 3952)


@pytest.mark.parametrize(("terminal_on", "days"), [(None, [MONDAY]), (MONDAY, [])])
def test_p7_a5_who_is_terminal_from_the_first_day_on_has_no_day(terminal_on: date | None, days: list[date]) -> None:
    period = ReadyDays(ready_on=MONDAY, ended_on=MONDAY, terminal_on=terminal_on)
    found = ledger([period], speciality="somatic", today=THURSDAY, rules=Rules(choices=Choices({"A5": "yes"})))
    assert [day.date for day in found.days] == days


def test_p4_a5_who_was_registered_long_after_leaving_waited_no_day() -> None:
    period = ReadyDays(ready_on=MONDAY, leaves=(LeaveSpan(at("2017-02-27T10:00+01:00")),))
    found = ledger([period], speciality="somatic", today=THURSDAY, rules=Rules(choices=Choices({"A5": "yes"})))
    assert [(day.date, day.why) for day in found.days] == [(MONDAY, Why.LEAVE)]


def test_p5_a6_the_counter_restarts_unless_decided_otherwise() -> None:
    periods = [(MONDAY, WEDNESDAY), (date(2017, 3, 13), date(2017, 3, 15))]
    assert [day.day_number for day in count(*periods).days] == [1, 2, 1, 2]
    assert [day.day_number for day in count(*periods, choices=Choices({"A6": "no"})).days] == [1, 2, 3, 4]


def test_p5_days_from_the_third_cost_the_state_rate_of_the_third() -> None:
    assert [day.state_dkk for day in count((MONDAY, date(2017, 3, 10))).days] == [1976, 1976, 3952, 3952]


@pytest.mark.parametrize(
    ("row", "ended", "choices", "days"),
    [
        ("P4 two days away", "2017-03-09T10:00+01:00", {}, 9),
        ("P4 a second under three days", "2017-03-10T09:59:59+01:00", {}, 9),
        ("P4 exactly three days, A10", "2017-03-10T10:00+01:00", {}, 6),
        ("A10 otherwise", "2017-03-10T10:00+01:00", {"A10": "continues"}, 9),
        ("P4 four days", "2017-03-11T10:00+01:00", {}, 5),
    ],
)
def test_p4_a_long_leave_takes_its_days_out(row: str, ended: str, choices: dict[str, str], days: int) -> None:
    leave = LeaveSpan(at("2017-03-07T10:00+01:00"), at(ended))
    period = ReadyDays(ready_on=MONDAY, ended_on=date(2017, 3, 15), leaves=(leave,))
    found = ledger([period], speciality="somatic", today=date(2017, 4, 1), rules=Rules(choices=Choices(choices)))
    assert len(found.payable) == days
    assert [day.day_number for day in found.payable] == list(range(1, days + 1))


def test_p4_a_leave_that_still_lasts_counts_until_three_days_have_passed() -> None:
    period = ReadyDays(ready_on=MONDAY, leaves=(LeaveSpan(at("2017-03-07T10:00+01:00")),))
    days = {
        on: len(ledger([period], speciality="somatic", today=on).payable)
        for on in (date(2017, 3, 10), date(2017, 3, 11))
    }
    assert days == {date(2017, 3, 10): 4, date(2017, 3, 11): 1}


def test_p4_a_leave_of_a_citizen_who_is_terminal_closes_nothing_more() -> None:
    leave = LeaveSpan(at("2017-03-07T10:00+01:00"))
    waits, terminal = (ReadyDays(ready_on=MONDAY, terminal_on=day, leaves=(leave,)) for day in (None, THURSDAY))
    now = at("2017-03-20T10:00+01:00")
    assert (lapsed(waits, now), lapsed(terminal, now)) == (True, False)


def test_p6_a_move_splits_the_payer_and_no_residence_pays_nothing() -> None:
    homes: dict[date, str] = {MONDAY: "A", TUESDAY: "B", WEDNESDAY: ""}
    found = count((MONDAY, THURSDAY), payer_on=homes.get)
    assert [day.payer for day in found.days] == ["A", "B", None]
    assert found.days[2].why is Why.NO_RESIDENCE
    assert found.total_dkk == 7904


def test_p7_a7_terminal_later_ends_the_period_and_keeps_the_days_before() -> None:
    period = ReadyDays(ready_on=MONDAY, ended_on=date(2017, 3, 20), terminal_on=WEDNESDAY)
    assert sums(ledger([period], speciality="somatic", today=THURSDAY)) == (2, 3952, 3952, 7904)
    void = Rules(choices=Choices({"A7": "all_void"}))
    assert sums(ledger([period], speciality="somatic", today=THURSDAY, rules=void)) == (0, 0, 0, 0)


def test_f14_a_wait_for_the_hospital_itself_is_not_countable() -> None:
    reasons = (
        WaitingDays("other", "hospital", MONDAY, TUESDAY),
        WaitingDays("temporary_place", "municipality", TUESDAY, primary=True),
    )
    period = ReadyDays(ready_on=MONDAY, ended_on=WEDNESDAY, reasons=reasons)
    found = ledger([period], speciality="somatic", today=THURSDAY)
    assert [day.why for day in found.days] == [Why.REASON_NOT_MUNICIPAL, None]


def test_a_dispute_is_shown_and_changes_no_amount() -> None:
    found = count((MONDAY, WEDNESDAY), disputed={TUESDAY})
    assert [day.state for day in found.days] == [DayState.COUNTABLE, DayState.DISPUTED]
    assert found.total_dkk == 7904


def test_p8_a_correction_gives_difference_lines() -> None:
    before, after = count((MONDAY, THURSDAY)).days, count((TUESDAY, THURSDAY)).days
    changed = differences(before, after)
    assert [(line.date, line.after.day_number if line.after else None) for line in changed] == [
        (MONDAY, None), (TUESDAY, 1), (WEDNESDAY, 2)
    ]  # fmt: skip


def test_amounts_are_indicative_until_rows_are_official() -> None:
    assert count((MONDAY, TUESDAY)).status is PaymentStatus.INDICATIVE
    official = [replace(row, official=True) for row in TARIFFS]
    assert count((MONDAY, TUESDAY), tariffs=official).status is PaymentStatus.OFFICIAL


def test_a14_no_row_outlives_2017() -> None:
    assert max(row.valid_to or date.max for row in TARIFFS) == date(2017, 12, 31)


@given(st.integers(0, 400), st.integers(0, 60))
def test_p1_days_are_the_difference_of_the_dates(offset: int, length: int) -> None:
    ready = MONDAY + timedelta(days=offset)
    found = count((ready, ready + timedelta(days=length)))
    assert len(found.payable) == length
    assert [day.date for day in found.days] == [ready + timedelta(days=n) for n in range(length)]
