"""What the ledger counts of a journey's whole story: reasons, settings, residence (RULES 2b F14; 2c P3–P8)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from discharge.payment.rules.day_claims import claims_of, disputed_with
from discharge.payment.rules.days import Follows, PayableDay, Rules, Why, ledger
from discharge.payment.rules.ledger_basis import answers_at_from, basis_of, payer_from, periods_from
from discharge.readiness.rules.corrections import moved_reasons
from discharge.readiness.rules.tasks import reason_tasks
from discharge.settings.rules.decisions import Decision
from discharge.settings.rules.moment import answers_at
from discharge.settings.rules.open_points import DEFAULTS, Choices, DatedChoices
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.fold import fold
from tests.domain.discharge.readiness.test_ready_and_stay import TODAY, admitted, instant, ready
from tests.domain.discharge.stories import event

MUNICIPAL, HOSPITAL = "municipality", "hospital"
Reason = tuple[str, int | None, int | None]


def reasons(*stated: Reason) -> list[dict[str, Any]]:
    """Each as its sector, the day from which and the day until which it holds, as far as those were stated."""
    return [
        {
            "reason": "other",
            "sector": sector,
            "from": instant(since).isoformat() if since else None,
            "to": instant(until).isoformat() if until else None,
            "primary": number == 0,
        }
        for number, (sector, since, until) in enumerate(stated)
    ]


def registered(day: int, *stated: Reason) -> EventRecord:
    return event(K.READY_REGISTERED, instant(day, "14:00"), ref="FB", reasons=reasons(*stated))


def restated(day: int, *stated: Reason) -> EventRecord:
    return event(K.REASONS_STATED, instant(day), reasons=reasons(*stated))


def left(day: int, clock: str = "10:00", ref: str = "SLHJ") -> EventRecord:
    return event(K.DISCHARGED, instant(day, clock), ref=ref)


def lines(*events: EventRecord, choices: Choices = DEFAULTS) -> tuple[PayableDay, ...]:
    periods = periods_from(basis_of(History(events), History(()), choices=choices))
    return ledger(periods, speciality="somatic", today=TODAY, rules=Rules(choices=choices)).days


def counted(*events: EventRecord, choices: Choices = DEFAULTS) -> dict[int, int | None]:
    return {line.date.day: line.day_number for line in lines(*events, choices=choices) if line.why is None}


@pytest.mark.parametrize(
    ("stated", "countable"),
    [
        ([registered(9, (HOSPITAL, 9, 11))], []),
        ([registered(9, (HOSPITAL, 9, 11), (MUNICIPAL, 13, None))], [13, 14, 15]),
        ([registered(9, (MUNICIPAL, 13, None))], [13, 14, 15]),
        ([registered(9, (MUNICIPAL, 9, 11))], [9, 10]),
        ([registered(9, (HOSPITAL, None, None)), restated(11)], []),
        ([registered(9, (MUNICIPAL, None, None)), restated(11, (HOSPITAL, 13, None))], [9, 10]),
        ([registered(9, (MUNICIPAL, None, None)), restated(11)], [9, 10]),
        ([registered(9)], [9, 10, 11, 12, 13, 14, 15]),
    ],
    ids=[
        "the last reason has run out",
        "a day between two reasons",
        "the first reason has not begun",
        "the municipality's own has run out",
        "none left when they were stated anew",
        "the new one has not begun",
        "taken away without another",
        "no reason was ever stated",
    ],
)
def test_r2b_1_a_day_on_which_no_stated_reason_holds_is_not_the_municipalitys(
    stated: list[EventRecord], countable: list[int]
) -> None:
    assert list(counted(admitted(), *stated, left(16))) == countable


def test_r2b_1_the_line_says_that_no_reason_holds() -> None:
    days = lines(admitted(), registered(9, (HOSPITAL, 9, 11)), left(13))
    assert [line.why for line in days] == [
        Why.REASON_NOT_MUNICIPAL, Why.REASON_NOT_MUNICIPAL, Why.NO_REASON_HOLDS, Why.NO_REASON_HOLDS
    ]  # fmt: skip


@pytest.mark.parametrize(("sector", "countable"), [(MUNICIPAL, [9]), (HOSPITAL, [])])
def test_r2b_1_a5_the_reason_holds_on_the_one_day_of_a_period_that_ends_on_it(
    sector: str, countable: list[int]
) -> None:
    story = (admitted(), registered(9, (sector, None, None)), left(9, "18:00"))
    assert list(counted(*story, choices=Choices({"A5": "yes"}))) == countable


@pytest.mark.parametrize(
    ("stated", "asked_on"),
    [
        ([(HOSPITAL, 9, 11)], 11),
        ([(HOSPITAL, 9, 11), (MUNICIPAL, 9, 13)], 13),
        ([(HOSPITAL, 9, 11), (MUNICIPAL, 13, None)], None),
        ([(MUNICIPAL, 9, None)], None),
    ],
)
def test_r2b_1_the_ward_is_asked_why_when_the_last_reason_has_run_out(
    stated: list[Reason], asked_on: int | None
) -> None:
    in_bed = event(K.ADMITTED, instant(2), ref="STIN", provider="ward", hospital="house", **{"class": "IMP"})
    waiting = [in_bed, registered(9, *stated)]
    asked = [("state_reasons", "ward", instant(asked_on))] if asked_on else []
    tasks = reason_tasks(fold(History(waiting), CitizenFacts()))
    assert [(task.kind, task.owner, task.shown_from) for task in tasks] == asked
    gone = event(K.DISCHARGED, instant(10), ref="SLHJ", provider="ward", hospital="house")
    assert reason_tasks(fold(History([*waiting, gone]), CitizenFacts())) == ()


M, M2, M3, WARD = "m", "m2", "m3", "ward"


def home(day: int, municipality: str, *, by: str, stated: int) -> EventRecord:
    """That the citizen lives in a municipality from a day on, as somebody said on another day."""
    ref = f"{municipality}-{day}-{by}-{stated}"
    fact = event(K.RESIDENCE_STATED, instant(day), ref=ref, organisation=municipality)
    return replace(fact, stated_at=instant(stated), organisation=by)


def payers(*statements: EventRecord, more: Sequence[EventRecord] = ()) -> dict[int, str]:
    """Who pays for each day from the 9th to the 13th; a question mark where the day is disputed."""
    stay = event(K.ADMITTED, instant(2), ref="STIN", **{"class": "IMP"}, municipality=M)
    story = [stay, registered(9, (MUNICIPAL, None, None)), *more, left(14)]
    claims = claims_of(
        History(story),
        History(statements),
        side_of=lambda unit: HOSPITAL if unit == WARD else MUNICIPAL,
        house_of=lambda unit: unit,
    )
    payer_on, disputed = payer_from(basis_of(History(story), History(statements))), disputed_with((), claims)
    days = [date(2026, 11, day) for day in range(9, 14)]
    return {day.day: f"{payer_on(day)}{'?' if day in disputed else ''}" for day in days}


MOVED_ON_11 = home(11, M2, by=M, stated=12)


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([MOVED_ON_11], "m m m2? m2? m2?"),
        ([MOVED_ON_11, home(10, M2, by=M, stated=13)], "m m2? m2? m2? m2?"),
        ([home(10, M2, by=M, stated=12), home(12, M2, by=M, stated=13)], "m m2? m2? m2? m2?"),
        ([MOVED_ON_11, home(3, M, by=WARD, stated=13)], "m m m m m"),
        ([MOVED_ON_11, home(11, M2, by=M2, stated=13)], "m m m2 m2 m2"),
        ([MOVED_ON_11, home(11, M2, by=WARD, stated=13)], "m m m2 m2 m2"),
        ([MOVED_ON_11, home(13, M3, by=WARD, stated=13)], "m m m2? m2? m3"),
        ([MOVED_ON_11, home(12, M2, by=WARD, stated=13)], "m m m2? m2 m2"),
        ([home(11, M2, by=M, stated=8)], "m m m2 m2 m2"),
        ([replace(home(11, M2, by=M, stated=9), stated_at=instant(9, "14:00"))], "m m m2? m2? m2?"),
    ],
    ids=[
        "said once",
        "an earlier day said later",
        "a later day said later",
        "overruled by the ward from an earlier day",
        "accepted by the other",
        "confirmed by the ward",
        "the ward knows of the next move",
        "confirmed from a later day",
        "said before the readiness",
        "said at the moment of the readiness",
    ],
)
def test_r2b_17_the_days_that_a_statement_moves_are_disputed(statements: list[EventRecord], expected: str) -> None:
    for arrived in (statements, statements[::-1]):
        assert " ".join(payers(*arrived).values()) == expected


def test_r2b_17_what_was_said_between_two_registrations_is_said_after_the_readiness() -> None:
    resumed = event(K.TREATMENT_RESUMED, instant(10, "08:00"), ref="resumed")
    anew = replace(registered(12, (MUNICIPAL, None, None)), ref="FB2")
    said = payers(home(9, M2, by=M, stated=11), more=[resumed, anew])
    assert said[12] == f"{M2}?"


def again(day: int, clock: str, ref: str) -> EventRecord:
    return event(K.ADMITTED, instant(day, clock), ref=ref, **{"class": "IMP"})


RESUMED = event(K.TREATMENT_RESUMED, instant(11))
AWAY = (event(K.LEAVE_STARTED, instant(10)), event(K.LEAVE_ENDED, instant(14)))
HOME_AND_BACK = (left(12, ref="S1"), again(12, "13:00", "STIN2"))
HOME_AFTER_LEAVE = (left(14, "12:00", ref="S1"), again(14, "15:00", "STIN2"))


@pytest.mark.parametrize(
    ("point", "story", "number"),
    [
        ({"A6": "no"}, (RESUMED, ready(13, ref="FB2")), 3),
        ({"A6": "no"}, (*HOME_AND_BACK, ready(13, ref="FB2")), 1),
        ({"A6": "no"}, (RESUMED, *HOME_AND_BACK, ready(13, ref="FB2")), 1),
        ({"A6": "no"}, (*AWAY, ready(15, ref="FB2")), 1),
        ({"A26": "continues"}, (*AWAY, ready(15, ref="FB2")), 2),
        ({"A26": "continues"}, (*AWAY, *HOME_AFTER_LEAVE, ready(15, ref="FB2")), 1),
        ({"A26": "continues"}, (RESUMED, ready(13, ref="FB2")), 1),
    ],
    ids=[
        "A6 resumed",
        "A6 discharged and admitted again",
        "A6 resumed, discharged and admitted again",
        "A6 says nothing of a leave",
        "A26 after a leave",
        "A26 after a leave, a discharge and a new admission",
        "A26 says nothing of a resumption",
    ],
)
def test_r2b_4_the_day_counter_goes_on_in_one_stay_only(
    point: dict[str, str], story: tuple[EventRecord, ...], number: int
) -> None:
    found = lines(admitted(), ready(9), *story, left(18), choices=Choices(point))
    assert next(line.day_number for line in found if line.period == 2) == number


CONTINUES_SINCE_6 = DatedChoices.of([Decision("A10", "continues", date(2026, 11, 6))])
TAKEN_BACK = [ready(4, ref="F0"), event(K.CANCELLED, instant(5), ref="AN", voids="F0")]
EXACTLY_72_HOURS = [event(K.LEAVE_STARTED, instant(10)), event(K.LEAVE_ENDED, instant(13))]


@pytest.mark.parametrize(
    ("first", "on"),
    [
        (TAKEN_BACK, 9),
        ([event(K.READY_REGISTERED, instant(1), ref="outside the stay")], 9),
        ([ready(4, ref="F0"), event(K.READY_REGISTERED, instant(8), ref="F1", voids="F0")], 8),
        ([ready(4, ref="F0"), event(K.TREATMENT_RESUMED, instant(5))], 4),
    ],
    ids=["taken back", "a data error", "corrected", "it counts"],
)
def test_r2b_11_the_first_registration_that_counts_chooses_the_answers(first: list[EventRecord], on: int) -> None:
    story = [admitted(), *first, ready(9, ref="FB")]
    moment = answers_at(History(story))
    assert moment is not None
    assert moment.day == on
    assert answers_at_from(basis_of(History(story), History(()))) == moment


def test_r2b_11_both_halves_of_the_ledger_go_by_the_same_answers() -> None:
    story = [admitted(), *TAKEN_BACK, ready(9), *EXACTLY_72_HOURS, left(17)]
    moment = answers_at(History(story))
    assert moment is not None
    assert list(counted(*story, choices=CONTINUES_SINCE_6.at(moment))) == [9, 10, 11, 12, 13, 14, 15, 16]


def test_r2b_11_where_no_registration_counts_any_more_the_first_one_chooses_for_what_was_shown() -> None:
    story = [admitted(), *TAKEN_BACK]
    assert answers_at_from(basis_of(History(story), History(()))) == answers_at(History(story)) == instant(4, "14:00")


def test_r2b_11_nobody_was_ever_ready() -> None:
    assert answers_at(History([admitted()])) is answers_at_from(basis_of(History([admitted()]), History(()))) is None


@pytest.mark.parametrize(
    ("since", "corrected_to", "becomes"),
    [(None, 8, None), (9, 8, None), (11, 8, 11), (7, 8, 7), (9, 10, 9)],
    ids=["with the waiting", "its day written out", "later", "before the corrected time", "moved forward"],
)
def test_r2b_14_a_reason_that_began_with_the_waiting_moves_with_its_time(
    since: int | None, corrected_to: int, becomes: int | None
) -> None:
    stated = reasons((MUNICIPAL, since, None))
    (moved,) = moved_reasons(stated, was_at=instant(9, "14:00"), at=instant(corrected_to))
    assert moved["from"] == (instant(becomes).isoformat() if becomes else None)


def test_a_basis_keeps_a_reason_as_it_was_stated() -> None:
    stated = {"reason": "other", "sector": HOSPITAL, "text": "Transport", "primary": True}
    told = event(K.READY_REGISTERED, instant(9, "14:00"), ref="FB", reasons=[stated])
    (period,) = basis_of(History([admitted(), told]), History(()))["periods"]
    assert period["reasons"] == [{**stated, "from": instant(9, "14:00").isoformat(), "to": None}]


@pytest.mark.parametrize(("continues", "follows"), [(True, Follows.LEAVE), (False, Follows.RESUMPTION)])
def test_r2b_4_r2b_11_a_basis_written_before_is_read_as_it_was(continues: bool, follows: Follows) -> None:
    basis = basis_of(History([admitted(), ready(9)]), History(()))
    (period,) = basis["periods"]
    older = {key: value for key, value in period.items() if key != "follows"} | {"continues": continues}
    before = {"periods": [older], "payers": basis["payers"]}
    assert periods_from(before)[0].follows is follows
    assert answers_at_from(before) == answers_at_from(basis)
