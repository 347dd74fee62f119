"""RULES 6: what one journey adds to K4–K28, counted by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from discharge.readiness.rules.coincidence import CoincidenceFacts, coincidence
from journeys.domain.calendar.clock import local_date
from journeys.domain.history.departures import EndedBy
from journeys.domain.history.ready_periods import PeriodEnd, ReadyPeriod, WaitingReason
from principles.indicators.rules.cases import Case, Left, Measure
from principles.indicators.rules.facts import JourneyFacts, LetterFacts, WaitingDay, WindowFacts
from principles.indicators.rules.registry import INDICATORS, KEPT_LINES, LINES
from principles.indicators.texts.definitions import DEFINITIONS
from principles.indicators.texts.names import NAMES
from principles.indicators.texts.words import ABSENT, LEFT
from tests.factories.events import at

HOME_AT = at(48)
FACTS = JourneyFacts(
    admitted_at=at(0), discharged_at=HOME_AT, ended_by=EndedBy.DISCHARGED, municipal_need=True, has_practice=True
)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
CHRISTMAS, SATURDAY = datetime(2026, 12, 25, 11, tzinfo=UTC), datetime(2026, 12, 11, 23, 30, tzinfo=UTC)
EARLIER = ((at(20), HOME_AT),)
MOVED = {"ended_by": EndedBy.TRANSFERRED}


def waited(end: PeriodEnd | None = PeriodEnd.DISCHARGE, *reasons: WaitingReason) -> ReadyPeriod:
    return ReadyPeriod("r", at(20), at(20), at(44) if end else None, end, reasons)


def compared(**facts: Any) -> Any:
    return coincidence(CoincidenceFacts(**{"discharged_at": HOME_AT, **facts}))


def measure_of(line: str) -> Measure:
    """A line of journeys has one."""
    found = LINES[line].measure
    assert found is not None
    return found


WAITED = WaitingDay(date(2026, 11, 17), "nursing_home", "municipality")
CHARGED = replace(WAITED, region_dkk=Decimal(1976), state_dkk=Decimal("3952.50"))
LATER, DOUBT = replace(WAITED, on=date(2026, 11, 18)), Left.TIME_IN_DOUBT
REASON = WaitingReason("nursing_home", "municipality", at(20), None, True)
LETTER = LetterFacts(due_at=at(50), sent_at=at(49), received_at=at(49))
OPEN = WindowFacts(eligible=True)

ROWS: list[tuple[str, str, dict[str, Any], int | float | Left]] = [
    # K4: within 24 hours of the admission, of stays of more than 24 hours with a municipal need.
    ("K4 at 24 hours", "K4", {"planning_began_at": at(24)}, 1),
    ("K4 a second later", "K4", {"planning_began_at": at(24) + SECOND}, 0),
    ("K4 never", "K4", {}, 0),
    ("K4 a stay of exactly 24 hours", "K4", {"discharged_at": at(24)}, Left.SHORT_STAY),
    ("K4 a second more than 24 hours", "K4", {"discharged_at": at(24) + SECOND, "planning_began_at": at(1)}, 1),
    ("K4 no need", "K4", {"municipal_need": False}, Left.NO_NEED),
    ("K4 need unknown", "K4", {"municipal_need": None}, Left.NEED_UNKNOWN),
    ("K4 cancelled", "K4", {"cancelled": True}, Left.CANCELLED),
    ("K4 died", "K4", {"discharged_at": None, "ended_by": EndedBy.DIED}, Left.DIED),
    ("K4 still there", "K4", {"discharged_at": None, "ended_by": None}, Left.NOT_DISCHARGED),
    ("K4 to another hospital", "K4", {"ended_by": EndedBy.TRANSFERRED}, Left.TRANSFERRED),
    ("K5 before the discharge", "K5", {"plan_applies": True, "first_plan_at": at(47)}, 1),
    ("K5 with the discharge", "K5", {"plan_applies": True, "first_plan_at": HOME_AT}, 0),
    ("K5 none", "K5", {"plan_applies": True}, 0),
    ("K5 the plan is not used (C3)", "K5", {"plan_applies": False}, Left.PLAN_NOT_USED),
    ("K5 affiliation unknown", "K5", {}, Left.NEED_UNKNOWN),
    ("K5 lead", "K5.lead", {"plan_applies": True, "first_plan_at": at(18)}, 30.0),
    ("K5 lead without a plan", "K5.lead", {"plan_applies": True}, Left.NO_PLAN),
    ("K5 lead of a plan with the discharge", "K5.lead", {"plan_applies": True, "first_plan_at": HOME_AT}, Left.NO_PLAN),
    (
        "K5 lead where none is used (C3)",
        "K5.lead",
        {"plan_applies": False, "first_plan_at": at(18)},
        Left.PLAN_NOT_USED,
    ),
    (
        "K5 lead at 24 hours",
        "K5.lead",
        {"plan_applies": True, "first_plan_at": at(1), "discharged_at": at(24)},
        Left.SHORT_STAY,
    ),
    ("K20 the time is in doubt (V11)", "K20", {"agreed_at": at(40), "left_in_doubt": True}, Left.TIME_IN_DOUBT),
    ("K16 cancelled and in doubt", "K16", {"cancelled": True, "left_in_doubt": True}, Left.CANCELLED),
    ("K6 stood", "K6", {"plan_versions": 1}, 1),
    ("K6 changed", "K6", {"plan_versions": 1, "plan_changed": True}, 0),
    ("K6 no plan", "K6", {"plan_changed": True}, Left.NO_PLAN),
    ("K6 three plans are two revisions", "K6.versions", {"plan_versions": 3}, 2.0),
    ("K6 one plan is none", "K6.versions", {"plan_versions": 1}, 0.0),
    ("K6 versions of none", "K6.versions", {}, Left.NO_PLAN),
    ("K7 the same day", "K7", {"coincidence": compared()}, 1),
    ("K7 waited a day", "K7", {"coincidence": compared(periods=((at(20), HOME_AT),))}, 0),
    ("K7 terminal", "K7", {"coincidence": compared(terminal=True)}, Left.NOT_COMPARABLE),
    ("K7 registered only", "K7.registered", {"coincidence": compared()}, Left.NOT_REGISTERED),
    (
        "K7 registered",
        "K7.registered",
        {"periods": (waited(),), "coincidence": compared(periods=((at(20), HOME_AT),))},
        0,
    ),
    ("K8 no day", "K8", {}, Left.NO_WAITING),
    ("K8 until a time in doubt (V11)", "K8", {"waiting_days": (WAITED,), "left_in_doubt": True}, Left.TIME_IN_DOUBT),
    ("K8 cancelled", "K8", {"waiting_days": (WAITED,), "cancelled": True}, Left.CANCELLED),
    ("K9 home at a time in doubt", "K9", {"periods": (waited(),), "left_in_doubt": True}, 0),
    ("K28 home at a time in doubt", "K28", {"periods": (waited(),), "left_in_doubt": True}, 1),
    ("K9 resumed", "K9", {"periods": (waited(PeriodEnd.RESUMPTION),)}, 1),
    ("K9 home", "K9", {"periods": (waited(),)}, 0),
    ("K9 goes on", "K9", {"periods": (waited(None),)}, 0),
    ("K9 did not wait", "K9", {}, Left.NO_WAITING),
    ("K8 what the region charges", "K8.region", {"waiting_days": (CHARGED,)}, 1976.0),
    ("K8 what the state charges", "K8.state", {"waiting_days": (CHARGED,)}, 3952.5),
    ("K8 no tariff", "K8.region", {"waiting_days": (WAITED,)}, 0),
    ("K8 a tariff for one of two days", "K8.state", {"waiting_days": (CHARGED, LATER)}, 0),
    ("K8 a charge until a time in doubt", "K8.state", {"waiting_days": (CHARGED,), "left_in_doubt": True}, DOUBT),
    ("K8 psychiatry", "K8.psychiatric", {"waiting_days": (CHARGED,)}, 1976.0),
    ("K8 psychiatry, the state's", "K8.psychiatric_state", {"waiting_days": (CHARGED,)}, 3952.5),
    ("K8 agreed on a later day", "K8.agreed", {"coincidence": compared(periods=EARLIER, agreed_at=HOME_AT)}, 1),
    ("K8 a later day, not agreed", "K8.agreed", {"coincidence": compared(periods=EARLIER)}, 0),
    ("K8 home the same day", "K8.agreed", {"coincidence": compared()}, Left.NO_WAITING),
    ("K8 agreed, terminal", "K8.agreed", {"coincidence": compared(terminal=True)}, Left.NOT_COMPARABLE),
    ("K10 in time", "K10", {"letter": LETTER}, 1),
    ("K10 a second before the deadline", "K10", {"letter": replace(LETTER, sent_at=at(50) - SECOND)}, 1),
    ("K10 as the day ends (L1)", "K10", {"letter": replace(LETTER, sent_at=at(50))}, 0),
    ("K10 sent, not received (L4)", "K10", {"letter": replace(LETTER, received_at=None)}, 0),
    ("K10 received later (L4)", "K10", {"letter": replace(LETTER, received_at=at(90))}, 1),
    ("K10 no practice", "K10", {"letter": LETTER, "has_practice": False}, Left.NO_PRACTICE),
    ("K10 practice not known", "K10", {"letter": LETTER, "has_practice": None}, Left.PRACTICE_UNKNOWN),
    ("K10 no deadline", "K10", {"letter": replace(LETTER, due_at=None)}, Left.DEADLINE_UNKNOWN),
    ("K10 strict", "K10.strict", {"letter": replace(LETTER, strict=True)}, 1),
    ("K10 not strict", "K10.strict", {"letter": LETTER}, Left.DEADLINE_UNKNOWN),
    ("K11 at 24 hours", "K11", {"report_asked_at": at(0), "report_sent_at": at(24)}, 1),
    ("K11 later", "K11", {"report_asked_at": at(0), "report_sent_at": at(25)}, 0),
    ("K11 not known to elder care", "K11", {"report_asked_at": at(0), "elder_care": False}, Left.NO_NEED),
    ("K11 known to nobody", "K11", {"report_asked_at": at(0), "municipal_need": None}, Left.NEED_UNKNOWN),
    ("K11 known to elder care alone", "K11", {"report_asked_at": at(0), "elder_care": True, "municipal_need": None}, 0),
    ("K11 not asked", "K11", {}, Left.NOT_ASKED),
    ("K13 opened", "K13", {"window": OPEN}, 1),
    ("K13 a fact is missing", "K13", {"window": WindowFacts(eligible=None)}, 0),
    ("K13 excluded (E2)", "K13", {"window": WindowFacts(eligible=False)}, Left.NO_WINDOW),
    ("K13 calls", "K13.calls", {"window": replace(OPEN, calls=2)}, 200.0),
    ("K13 attempts", "K13.wrong", {"window": replace(OPEN, attempts=1)}, 100.0),
    ("K13 an answered call", "K13.answered", {"window": replace(OPEN, calls=1)}, 1),
    ("K13 a call of whoever may not", "K13.answered", {"window": replace(OPEN, attempts=1)}, 0),
    ("K13 nobody called", "K13.answered", {"window": OPEN}, Left.NOT_CALLED),
    ("K13 answered without a window", "K13.answered", {}, Left.NO_WINDOW),
    ("K13 exempted", "K13.exempted", {"window": replace(OPEN, exempted=True)}, 1),
    ("K13 not extended", "K13.extended", {"window": OPEN}, 0),
    ("K13 calls without a window", "K13.calls", {}, Left.NO_WINDOW),
    ("K14 back", "K14", {"readmitted": True}, 1),
    ("K14 not back", "K14", {"readmitted": False}, 0),
    ("K14 no index", "K14", {}, Left.NO_INDEX),
    ("K14 back after a window", "K14.window", {"readmitted": True, "window": OPEN}, 1),
    ("K14 back without a window", "K14.window", {"readmitted": True}, Left.NO_WINDOW),
    ("K14 window, no index", "K14.window", {"window": OPEN}, Left.NO_INDEX),
    ("K14 a window that did not open", "K14.window", {"window": WindowFacts(eligible=None)}, Left.NO_WINDOW),
    ("K14 psychiatry", "K14.psychiatric", {"readmitted": True}, 1),
    ("K14 the plan says what then", "K14.contingency", {"readmitted": True, "contingency": True}, 1),
    ("K14 the plan does not", "K14.contingency", {"readmitted": True, "contingency": False}, Left.OTHER_CONTINGENCY),
    ("K14 not known", "K14.contingency", {"readmitted": True}, Left.CONTINGENCY_UNKNOWN),
    ("K14 no index", "K14.contingency", {"contingency": True}, Left.NO_INDEX),
    ("K14 no contingency", "K14.no_contingency", {"readmitted": False, "contingency": False}, 0),
    ("K14 a contingency", "K14.no_contingency", {"readmitted": False, "contingency": True}, Left.OTHER_CONTINGENCY),
    ("K14 not known, not counted", "K14.no_contingency", {"readmitted": False}, Left.CONTINGENCY_UNKNOWN),
    ("K16 at 72 hours", "K16", {"closed_at": at(120)}, 1),
    ("K16 a second later", "K16", {"closed_at": at(120) + SECOND}, 0),
    ("K16 open", "K16", {}, 0),
    ("K17 before", "K17", {"record_updated_at": HOME_AT}, 1),
    ("K17 afterwards", "K17", {"record_updated_at": HOME_AT + SECOND}, 0),
    ("K20 agreed", "K20", {"agreed_at": at(40)}, 1),
    ("K20 nothing agreed", "K20", {}, 0),
    ("K20 agreed afterwards", "K20", {"agreed_at": at(49)}, 0),
    ("K20 agreed as they left", "K20", {"agreed_at": HOME_AT}, 1),
    ("K20 hours", "K20.hours", {"agreed_at": at(40), "preparation_for": timedelta(hours=7, minutes=30)}, 7.5),
    (
        "K20 hours of a time agreed afterwards",
        "K20.hours",
        {"agreed_at": at(49), "preparation_for": timedelta(hours=1)},
        Left.NOTHING_AGREED,
    ),
    ("K20 hours unknown", "K20.hours", {}, Left.NOTHING_AGREED),
    ("K20 notice", "K20.notice", {"agreed_at": at(40)}, 8.0),
    ("K20 notice of a time agreed afterwards", "K20.notice", {"agreed_at": at(49)}, Left.NOTHING_AGREED),
    (
        "K20 notice of one who died",
        "K20.notice",
        {"agreed_at": at(40), "discharged_at": None, "ended_by": EndedBy.DIED},
        Left.DIED,
    ),
    ("K20 notice, no need", "K20.notice", {"agreed_at": at(40), "municipal_need": False}, Left.NO_NEED),
    ("K20 a Wednesday", "K20.weekend", {"agreed_at": at(40)}, 0),
    ("K20 a Saturday", "K20.weekend", {"agreed_at": at(40), "discharged_at": at(5 * 24)}, 1),
    ("K20 a public holiday on a Friday", "K20.weekend", {"agreed_at": at(40), "discharged_at": CHRISTMAS}, 1),
    ("K20 the day before (A18)", "K20.weekend", {"agreed_at": at(40), "discharged_at": CHRISTMAS - DAY}, 0),
    ("K20 Saturday here, Friday in UTC", "K20.weekend", {"agreed_at": at(40), "discharged_at": SATURDAY}, 1),
    ("K20 need unknown", "K20", {"agreed_at": at(40), "municipal_need": None}, Left.NEED_UNKNOWN),
    ("K20 hours of one who needs nothing", "K20.hours", {"agreed_at": at(40), "municipal_need": False}, Left.NO_NEED),
    ("K20 agreed, and moved to another hospital", "K20", {**MOVED, "agreed_at": at(40)}, Left.TRANSFERRED),
    ("K20 not agreed, no weekend", "K20.weekend", {}, Left.NOTHING_AGREED),
    ("K26 named", "K26", {"physician_at": at(24)}, 1),
    ("K26 later", "K26", {"physician_at": at(24) + SECOND}, 0),
    ("K28 no reason", "K28", {"periods": (waited(),)}, 1),
    ("K28 a reason", "K28", {"periods": (waited(PeriodEnd.DISCHARGE, REASON),)}, 0),
    ("K28 events in order", "K28.order", {}, 0),
    ("K28 events out of order", "K28.order", {"out_of_order": True}, 1),
    ("K28 a letter with a receipt", "K28.receipt", {"letter": LETTER}, 0),
    ("K28 a letter without", "K28.receipt", {"letter": replace(LETTER, received_at=None)}, 1),
    ("K28 no letter", "K28.receipt", {"letter": replace(LETTER, sent_at=None)}, Left.NOT_SENT),
    ("K28 no practice", "K28.receipt", {"letter": LETTER, "has_practice": False}, Left.NO_PRACTICE),
    ("K28 did not wait", "K28", {}, Left.NO_WAITING),
]


@pytest.mark.parametrize(("row", "line", "facts", "expected"), ROWS)
def test_each_row(row: str, line: str, facts: dict[str, Any], expected: int | float | Left) -> None:
    outcome = measure_of(line)(replace(FACTS, **facts))
    if isinstance(expected, Left):
        assert outcome is expected
        return
    assert not isinstance(outcome, Left)
    (case,) = outcome
    assert expected == (case.amount if isinstance(expected, float) else case.numerator)


def test_every_line_has_rows() -> None:
    assert {line for _, line, *_ in ROWS} == set(LINES)


def test_k8_days_fall_in_their_own_months_by_reason_and_sector() -> None:
    days = [
        WaitingDay(date(2026, 10, 30), "nursing_home", "municipality"),
        WaitingDay(date(2026, 10, 31), "nursing_home", "municipality"),
        WaitingDay(date(2026, 11, 1), "nursing_home", "municipality"),
        WaitingDay(date(2026, 11, 2), "home_measures", "municipality"),
    ]
    outcome = measure_of("K8")(replace(FACTS, waiting_days=tuple(days)))
    assert not isinstance(outcome, Left)
    assert [(local_date(case.at).month, case.detail, case.amount) for case in outcome] == [
        (10, "nursing_home|municipality", 2.0),
        (11, "home_measures|municipality", 1.0),
        (11, "nursing_home|municipality", 1.0),
    ]


def test_k8_an_amount_is_of_the_days_of_its_case_and_unknown_as_soon_as_one_of_them_is() -> None:
    """Two days in October with tariffs, two in November of which one has none: no sum of the one that has."""
    costs = [
        (date(2026, 10, 30), 1976),
        (date(2026, 10, 31), 1976),
        (date(2026, 11, 1), 2000),
        (date(2026, 11, 2), None),
    ]
    days = [
        replace(WAITED, on=on, region_dkk=None if cost is None else Decimal(cost), state_dkk=Decimal(0))
        for on, cost in costs
    ]
    facts = replace(FACTS, waiting_days=tuple(days))
    outcome, of_state, of_days = (measure_of(line)(facts) for line in ("K8.region", "K8.state", "K8"))
    assert not isinstance(outcome, Left)
    assert [(case.numerator, case.amount) for case in outcome] == [(1, 3952.0), (0, None)]
    assert not isinstance(of_state, Left)
    assert [(case.numerator, case.amount) for case in of_state] == [(1, 0.0), (1, 0.0)]
    assert not isinstance(of_days, Left)
    assert [(case.at, case.counts_from, case.detail) for case in of_days] == [
        (case.at, case.counts_from, case.detail) for case in outcome
    ]


def test_k9_and_k28_a_wait_counts_by_when_it_began() -> None:
    for line in ("K9", "K28"):
        outcome = measure_of(line)(replace(FACTS, periods=(waited(PeriodEnd.RESUMPTION), waited(None))))
        assert not isinstance(outcome, Left)
        assert [(case.at, case.counts_from) for case in outcome] == [(at(20), at(20))] * 2, line


def test_k8_days_fall_where_the_citizen_lived_and_lay() -> None:
    """Two days of Viborg, one of Skive, one of Skive in another hospital: each from its own first day."""
    places = [(9, "viborg", "a"), (10, "viborg", "a"), (11, "skive", "a"), (12, "skive", "b")]
    days = [WaitingDay(date(2026, 11, day), "", "", home, hospital) for day, home, hospital in places]
    outcome = measure_of("K8")(replace(FACTS, waiting_days=tuple(days)))
    assert not isinstance(outcome, Left)
    assert sorted((local_date(case.at).day, case.amount) for case in outcome) == [(9, 2.0), (11, 1.0), (12, 1.0)]


@pytest.mark.parametrize(
    ("row", "line", "facts", "from_"),
    [
        ("K10 not before its deadline", "K10", {"letter": LETTER}, at(50)),
        ("K16 not before 72 hours", "K16", {}, at(120)),
        ("K14 not before 30 days", "K14", {"readmitted": False}, at(48 + 720)),
        ("K28 a receipt not before the deadline", "K28.receipt", {"letter": LETTER}, at(50)),
        ("K4 at once", "K4", {}, at(48)),
    ],
)
def test_it_counts_only_when_it_is_decided(row: str, line: str, facts: dict[str, Any], from_: datetime) -> None:
    outcome = measure_of(line)(replace(FACTS, **facts))
    assert not isinstance(outcome, Left)
    assert outcome[0].counts_from == from_


def test_a_cancelled_journey_adds_nothing_to_any_figure() -> None:
    for line in LINES.values():
        assert isinstance(measure_of(line.key)(replace(FACTS, cancelled=True, periods=(waited(),))), Left), line.key


def test_the_registry_is_whole_and_says_why_a_figure_is_missing() -> None:
    assert list(INDICATORS) == [f"K{number}" for number in range(1, len(INDICATORS) + 1)]
    assert len(INDICATORS) >= 28
    for each in INDICATORS.values():
        assert bool(each.lines) != (each.absent is not None), each.id
        assert each.clauses, each.id
        assert each.id in NAMES, f"{each.id} has no name in principles/indicators/texts/names.py"
        assert bool(each.kept) == bool({line.key for line in each.lines} & set(KEPT_LINES)), each.id
    assert set(DEFINITIONS) == set(LINES) | set(KEPT_LINES)
    assert set(NAMES) == set(INDICATORS) | set(LINES) | set(KEPT_LINES)
    assert (set(ABSENT), set(LEFT)) == ({i.absent for i in INDICATORS.values() if i.absent}, set(Left))


def test_of_an_amount_the_unit_says_what_is_done_with_it() -> None:
    measured: dict[str, Callable[[Case], bool]] = {
        "share": lambda case: case.amount is None,
        "hours": lambda case: case.amount is not None,
        "mean": lambda case: case.amount is not None,
        "days": lambda case: case.amount is not None,
        "kroner": lambda case: (case.amount is not None) == bool(case.numerator),
    }
    for _, key, facts, expected in ROWS:
        outcome = measure_of(key)(replace(FACTS, **facts))
        if not isinstance(expected, Left):
            assert not isinstance(outcome, Left)
            assert all(measured[LINES[key].unit](case) for case in outcome)
