"""`manage.py explain payment`: days, their numbers and amounts, and what is refused (DESIGN §8; RULES 2c)."""

from pathlib import Path
from typing import Any

import pytest

from tests.domain.discharge.explain.test_explain import facts_file, refused, run

__all__ = ["facts_file"]


def test_payment(facts: Path) -> None:
    answer = run(
        facts, "payment", {"speciality": "somatic", "periods": [{"ready_on": "2017-03-06", "ended_on": "2017-03-09"}]}
    )
    assert [answer[name] for name in ("days", "region_dkk", "state_dkk", "total_dkk")] == [3, 5928, 7904, 13832]


FIRST = {"ready_on": "2017-03-06", "ended_on": "2017-03-09"}
SECOND = {"ready_on": "2017-03-13", "ended_on": "2017-03-15"}


@pytest.mark.parametrize(
    ("point", "end_reason", "numbers"),
    [
        ({"A26": "continues"}, "leave", [1, 2, 3, 4, 5]),
        ({"A26": "continues"}, "closed_by_leave", [1, 2, 3, 4, 5]),
        ({"A26": "continues"}, "resumption", [1, 2, 3, 1, 2]),
        ({"A26": "continues"}, None, [1, 2, 3, 1, 2]),
        ({"A6": "no"}, "resumption", [1, 2, 3, 4, 5]),
        ({"A6": "no"}, None, [1, 2, 3, 4, 5]),
        ({"A6": "no"}, "leave", [1, 2, 3, 1, 2]),
        ({"A6": "no"}, "discharge", [1, 2, 3, 1, 2]),
        ({"A7": "all_void"}, "terminal", [None, None, None, 1, 2]),
    ],
)
def test_r2b_12_how_a_period_ended_decides_whether_the_counter_goes_on(
    facts: Path, point: dict[str, str], end_reason: str | None, numbers: list[int | None]
) -> None:
    first = {**FIRST, "end_reason": end_reason} if end_reason else FIRST
    data = {"speciality": "somatic", "open_points": point, "periods": [SECOND, first]}
    assert [line["day_number"] for line in run(facts, "payment", data)["lines"]] == numbers


def test_r2b_12_an_end_that_no_rule_knows_is_refused(facts: Path) -> None:
    data = {"speciality": "somatic", "periods": [{**FIRST, "end_reason": "tired"}]}
    assert refused(facts, "payment", data) == [("periods[0].end_reason", "not_a_choice")]


def test_payment_of_an_open_period_without_tariff(facts: Path) -> None:
    data = {"speciality": "somatic", "periods": [{"ready_on": "2026-11-09"}], "today": "2026-11-11"}
    answer = run(facts, "payment", data)
    assert [answer[name] for name in ("days", "region_dkk", "total_dkk", "status")] == [2, None, None, "missing"]


def test_payment_of_a_terminal_citizen_is_rejected(facts: Path) -> None:
    answer = run(facts, "payment", {"speciality": "somatic", "terminal": True, "periods": [{"ready_on": "2017-03-06"}]})
    assert [answer[name] for name in ("days", "total_dkk", "status")] == [0, None, "rejected"]


def test_payment_takes_leave_reasons_and_instants(facts: Path) -> None:
    period = {
        "ready_at": "2017-03-06T23:30+01:00",
        "ended_at": "2017-03-16T00:15+01:00",
        "leaves": [{"start": "2017-03-07T10:00+01:00", "end": "2017-03-11T10:00+01:00"}],
        "reasons": [{"reason": "temporary_place", "sector": "municipality"}],
    }
    assert run(facts, "payment", {"speciality": "somatic", "periods": [period]})["days"] == 6


def test_p1_a_day_counts_while_a_reason_of_the_municipality_holds(facts: Path) -> None:
    reason = {"reason": "temporary_place", "sector": "municipality", "from": "2017-03-07", "to": "2017-03-09"}
    period = {"ready_on": "2017-03-06", "ended_on": "2017-03-10", "reasons": [reason]}
    lines = run(facts, "payment", {"speciality": "somatic", "periods": [period]})["lines"]
    held = {line["date"]: line["why"] for line in lines}
    assert {day for day, why in held.items() if why is None} == {"2017-03-07", "2017-03-08"}
    assert set(held.values()) == {None, "no_reason_holds"}


@pytest.mark.parametrize(
    ("period", "field", "code"),
    [
        ({"ready_on": "2017-02-30"}, "periods[0].ready_on", "day_invalid"),
        ({"ended_on": "2017-02-20"}, "periods[0].ready_on", "day_missing"),
        ({"ready_on": "2017-02-20", "ended_on": "2017-02-19"}, "periods[0].ended_on", "order"),
    ],
)
def test_payment_refuses_bad_days(facts: Path, period: dict[str, Any], field: str, code: str) -> None:
    assert refused(facts, "payment", {"speciality": "somatic", "periods": [period]}) == [(field, code)]


def test_payment_without_periods_is_refused(facts: Path) -> None:
    assert refused(facts, "payment", {"speciality": "somatic"}) == [("periods", "list_missing")]
    assert refused(facts, "payment", {"periods": 3}) == [("periods", "list_invalid")]


def test_a_reason_without_a_first_day_is_of_the_whole_period(facts: Path) -> None:
    days = {"ready_on": "2026-03-06", "ended_on": "2026-03-09"}
    reason = {"reason": "nursing_home", "primary": True}
    unsaid, said = ({"periods": [{**days, "reasons": [{**reason, **more}]}]} for more in ({}, {"from": "2026-03-06"}))
    answers = [run(facts, "payment", {"speciality": "somatic", **periods}) for periods in (unsaid, said)]
    assert answers[0] == answers[1]
    assert answers[0]["days"] == 3
