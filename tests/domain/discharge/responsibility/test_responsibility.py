"""RULES 2d: both pointers in every row S0–S11, the guards, and the invariants (003 #29, 003 #54; HP-2b)."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discharge.responsibility.rules.parties import (
    TABLE,
    Answer,
    PartyKind,
    ResponsibilityState,
    responsibility_at,
    timeline,
)
from discharge.responsibility.rules.situation import Story, practice_is_open
from discharge.settings.rules.open_points import Choices
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of
from tests.domain.discharge.stories import (
    GP,
    HOSPITAL,
    MUNICIPALITY,
    OTHER_HOSPITAL,
    WARD,
    event,
    home,
    hour,
    local,
    place_of,
    stay,
)

KNOWN = [
    event(K.GP_STATED, hour(-1000), organisation=GP),
    event(K.RESIDENCE_STATED, hour(-1000), organisation=MUNICIPALITY),
]
NAMED = event(K.PHYSICIAN_NAMED, hour(1), name="Anna Holm", organisation=WARD)
IN_BED = [*KNOWN, event(K.ADMITTED, hour(0)), NAMED]
GONE_HOME = [*IN_BED, event(K.DISCHARGED, hour(48)), *home()]
UNKNOWN_NURSING = [*IN_BED, event(K.DISCHARGED, hour(48)), *home(nursing=None)]
NOT_COVERED = [*IN_BED, event(K.DISCHARGED, hour(48)), *home(nursing=False)]
READY = event(K.READY_REGISTERED, hour(10))


def story(events: list[EventRecord], choices: dict[str, str] | None = None) -> Story:
    return Story.of(*histories_of(events), place_of=place_of, choices=Choices(choices or {}))


def answer(events: list[EventRecord], when: float) -> Answer:
    return responsibility_at(hour(when), story(events)).answer


def acute(when: float, by: str) -> EventRecord:
    return event(K.ACUTE_FUNCTION_STARTED, hour(when), referred_by=by, organisation="acute-unit")


def ended(when: float) -> EventRecord:
    return event(K.ACUTE_FUNCTION_ENDED, hour(when))


def over(when: float) -> EventRecord:
    return event(K.TREATMENT_OVER, hour(when))


SENT_ON = event(K.DEPARTURE_STATED, hour(50), ended_by="transferred")
AGAINST_ADVICE = event(K.DEPARTURE_STATED, hour(50), ended_by="left_against_advice")
CALLED = event(K.EMERGENCY_CALLED, hour(60))
CALL_OVER = event(K.EMERGENCY_ENDED, hour(62))
OFFERED = event(K.HANDOVER_OFFERED, hour(20), name="Bo Lind", organisation="other-ward")
ACCEPTED = event(K.HANDOVER_ACCEPTED, hour(22))
MOVED = event(K.ADMITTED, hour(10), hospital=OTHER_HOSPITAL, provider="x")
PLANNED = event(K.ADMISSION_DECIDED, hour(-5), planned_at=hour(0).isoformat(), hospital=HOSPITAL)
LEAVE = [event(K.LEAVE_STARTED, hour(20)), event(K.LEAVE_ENDED, hour(30))]

# Monday 10:00 is hour 0; hour 8 is 18:00, hour 48 Wednesday 10:00, hour 120 Saturday 10:00.
TABLE_2D: list[tuple[str, list[EventRecord], float, str, str, str]] = [
    ("S0 weekday", KNOWN, 0, "S0", "gp", "gp"),
    ("S0 evening", KNOWN, 8, "S0", "gp", "out_of_hours"),
    ("S0 Saturday", KNOWN, 120, "S0", "gp", "out_of_hours"),
    ("S1", [*KNOWN, PLANNED], -1, "S1", "gp", "referring_doctor"),
    ("S1 called off", [*KNOWN, PLANNED, event(K.ADMISSION_CALLED_OFF, hour(-2))], -1, "S0", "gp", "gp"),
    ("S1 still expected, A-21", [*KNOWN, PLANNED], 3.9, "S1", "gp", "referring_doctor"),
    ("S1 nobody came, A-21", [*KNOWN, PLANNED], 4, "S0", "gp", "gp"),
    ("S1 a year later, A-21", [*KNOWN, PLANNED], 24 * 365, "S0", "gp", "gp"),
    ("S1 begun", [*IN_BED, PLANNED], 5, "S3", "hospital_physician", "hospital"),
    ("S2", [*KNOWN, event(K.ACUTE_ARRIVED, hour(0))], 1, "S2", "gp", "hospital"),
    ("S2 home", [*KNOWN, event(K.ACUTE_ARRIVED, hour(0)), event(K.DISCHARGED, hour(2))], 3, "S7", "gp", "gp"),
    ("S3", IN_BED, 5, "S3", "hospital_physician", "hospital"),
    ("S3 unnamed", IN_BED, 0.5, "S3", "hospital_physician", "hospital"),
    ("S3b", [*IN_BED, OFFERED], 21, "S3b", "hospital_physician", "hospital"),
    ("S3b unnamed", [*IN_BED, MOVED], 10, "S3b", "hospital_physician", "hospital"),
    (
        "S3b named",
        [*IN_BED, MOVED, event(K.PHYSICIAN_NAMED, hour(11), name="Bo Lind")],
        12,
        "S3",
        "hospital_physician",
        "hospital",
    ),
    ("S3b received", [*IN_BED, OFFERED, ACCEPTED], 22, "S3", "hospital_physician", "hospital"),
    ("S3b sent on, V4", [*NOT_COVERED, SENT_ON], 51.9, "S3b", "hospital_physician", "hospital"),
    ("S7 against advice, V8", [*NOT_COVERED, AGAINST_ADVICE], 52, "S7", "gp", "gp"),
    ("S4", [*IN_BED, *LEAVE], 25, "S4", "hospital_physician", "hospital"),
    ("S4 back", [*IN_BED, *LEAVE], 30, "S3", "hospital_physician", "hospital"),
    ("S5", [*IN_BED, READY], 11, "S5", "hospital_physician", "hospital"),
    ("S5 resumed", [*IN_BED, READY, event(K.TREATMENT_RESUMED, hour(12))], 13, "S3", "hospital_physician", "hospital"),
    ("S5 terminal", [*IN_BED, READY, event(K.TERMINAL_DECLARED, hour(12))], 13, "S3", "hospital_physician", "hospital"),
    ("S5 after a short leave", [*IN_BED, READY, *LEAVE], 31, "S5", "hospital_physician", "hospital"),
    ("S5 on leave is S4", [*IN_BED, READY, *LEAVE], 25, "S4", "hospital_physician", "hospital"),
    ("S6", GONE_HOME, 48, "S6", "gp", "hospital"),
    ("S6 last second", GONE_HOME, 119.9997, "S6", "gp", "hospital"),
    ("S6u", UNKNOWN_NURSING, 50, "S6u", "gp", "unknown"),
    ("S6u is over after 72 h", UNKNOWN_NURSING, 120, "S7", "gp", "out_of_hours"),
    ("S7 expired", GONE_HOME, 120, "S7", "gp", "out_of_hours"),
    ("S7 not eligible", NOT_COVERED, 48, "S7", "gp", "gp"),
    ("S8 by gp", [*KNOWN, acute(0, "gp")], 1, "S8", "gp", "gp"),
    ("S8 by the out-of-hours service, evening", [*KNOWN, acute(0, "out_of_hours")], 9, "S8", "gp", "out_of_hours"),
    ("S8 ended", [*KNOWN, acute(0, "gp"), ended(2)], 3, "S0", "gp", "gp"),
    ("S9", [*NOT_COVERED, acute(48, "hospital")], 60, "S9", "hospital_physician", "hospital"),
    ("S9 outlives 72 h", [*GONE_HOME, acute(48, "hospital")], 200, "S9", "hospital_physician", "hospital"),
    ("S9 dominates S6, A17", [*GONE_HOME, acute(48, "hospital")], 60, "S9", "hospital_physician", "hospital"),
    (
        "S9 treatment over only",
        [*GONE_HOME, acute(48, "hospital"), over(50)],
        51,
        "S9",
        "hospital_physician",
        "hospital",
    ),
    ("S9 ended only", [*GONE_HOME, acute(48, "hospital"), ended(50)], 51, "S9", "hospital_physician", "hospital"),
    ("S9 to S6", [*GONE_HOME, acute(48, "hospital"), over(50), ended(51)], 51, "S6", "gp", "hospital"),
    ("S9 to S7", [*NOT_COVERED, acute(48, "hospital"), ended(50), over(51)], 51, "S7", "gp", "gp"),
    (
        "S9 readmitted",
        [*GONE_HOME, acute(48, "hospital"), event(K.ADMITTED, hour(60))],
        61,
        "S3",
        "hospital_physician",
        "hospital",
    ),
    ("S11", [*GONE_HOME, CALLED], 60, "S11", "gp", "prehospital"),
    ("S11 ended", [*GONE_HOME, CALLED, event(K.EMERGENCY_ENDED, hour(62))], 63, "S6", "gp", "hospital"),
    ("S11 outside the window", [*NOT_COVERED, CALLED], 61, "S11", "gp", "prehospital"),
    ("S11 outside, over", [*NOT_COVERED, CALLED, CALL_OVER], 63, "S7", "gp", "out_of_hours"),
    ("S11 never in hospital", [*KNOWN, CALLED], 61, "S11", "gp", "prehospital"),
    ("S11 spans the end", [*GONE_HOME, event(K.EMERGENCY_CALLED, hour(119))], 121, "S11", "gp", "prehospital"),
    (
        "S11 spans the end, over",
        [*GONE_HOME, event(K.EMERGENCY_CALLED, hour(119)), event(K.EMERGENCY_ENDED, hour(122))],
        123,
        "S7",
        "gp",
        "out_of_hours",
    ),
    ("S11 in S6u, A-17", [*UNKNOWN_NURSING, CALLED], 61, "S11", "gp", "prehospital"),
    ("S6u after it", [*UNKNOWN_NURSING, CALLED, CALL_OVER], 63, "S6u", "gp", "unknown"),
    ("S11 in S1", [*KNOWN, PLANNED, event(K.EMERGENCY_CALLED, hour(-2))], -1, "S11", "gp", "prehospital"),
    (
        "S11 in S9",
        [*NOT_COVERED, acute(48, "hospital"), CALLED],
        61,
        "S11",
        "hospital_physician",
        "prehospital",
    ),
    (
        "S11 ends with the admission",
        [*NOT_COVERED, CALLED, event(K.ADMITTED, hour(61), episode="e2")],
        62,
        "S3",
        "hospital_physician",
        "hospital",
    ),
    ("S3b not received in four hours", [*NOT_COVERED, SENT_ON], 52.1, "S3b", "unknown", "hospital"),
    ("X2", [*GONE_HOME, event(K.ACUTE_ARRIVED, hour(60), episode="e2")], 61, "S2", "gp", "hospital"),
    ("exempted", [*GONE_HOME, event(K.RESPONSIBILITY_EXEMPTED, hour(49))], 50, "S7", "gp", "gp"),
    ("readmitted", [*GONE_HOME, event(K.ADMITTED, hour(60), episode="e2")], 61, "S3", "hospital_physician", "hospital"),
]


@pytest.mark.parametrize(("row", "events", "when", "state", "responsible", "primary"), TABLE_2D)
def test_each_row(row: str, events: list[EventRecord], when: float, state: str, responsible: str, primary: str) -> None:
    found = answer(events, when)
    assert found.responsible_physician is not None
    assert (found.state, found.responsible_physician.kind, found.treatment[0].kind) == (state, responsible, primary)


def test_every_row_of_the_table_is_tried() -> None:
    assert (
        {row[3] for row in TABLE_2D} | {"S10"}
        == {state.value for state in ResponsibilityState}
        == {s.value for s in TABLE}
    )


def test_s10_the_dead_have_no_responsible_physician() -> None:
    found = responsibility_at(hour(61), story([*GONE_HOME, event(K.DIED, hour(60))]))
    assert (found.answer.state, found.answer.responsible_physician, found.answer.treatment) == ("S10", None, ())
    assert (found.answer.alerts, found.until) == ((), None)


def test_s10_a_cancelled_death_restores_the_state_before() -> None:
    death = event(K.DIED, hour(60), ref="death")
    assert answer([*GONE_HOME, death, event(K.CANCELLED, hour(61), voids="death")], 62).state == "S6"


@pytest.mark.parametrize(("before", "state"), [([], "S3"), ([READY], "S5"), ([event(K.LEAVE_STARTED, hour(40))], "S4")])
def test_a_cancelled_discharge_returns_to_the_state_before(before: list[EventRecord], state: str) -> None:
    discharge = event(K.DISCHARGED, hour(48), ref="slhj")
    events = [*IN_BED, *before, discharge, event(K.CANCELLED, hour(49), voids="slhj")]
    assert answer(events, 50).state == state


def test_s6_says_until_when_the_ward_answers_and_calls_it() -> None:
    found = answer(GONE_HOME, 50)
    assert found.answers_until == hour(120)
    assert found.call is not None
    assert (found.call.kind, found.call.organisation) == (PartyKind.HOSPITAL, WARD)


def test_s6u_names_the_missing_fact_its_owner_and_the_ward_to_call() -> None:
    found = answer(UNKNOWN_NURSING, 50)
    assert [(a.missing, a.owner.kind, a.owner.organisation) for a in found.alerts] == [
        (("community_nursing",), "municipality", MUNICIPALITY)
    ]
    assert found.call is not None
    assert found.call.organisation == WARD


def test_s6_a16_may_leave_the_hospital_physician_responsible() -> None:
    found = responsibility_at(hour(50), story(GONE_HOME, {"A16": "hospital_physician"})).answer
    assert found.responsible_physician is not None
    assert found.responsible_physician.person == "Anna Holm"


def test_s9_keeps_the_doctor_of_the_stay() -> None:
    found = answer([*GONE_HOME, acute(48, "hospital")], 60)
    assert found.responsible_physician is not None
    assert found.responsible_physician.person == "Anna Holm"


def test_s8_to_s9_needs_an_accepted_handover() -> None:
    events = [*NOT_COVERED, acute(60, "gp"), acute(70, "hospital")]
    assert answer(events, 71).state == "S8"
    assert [alert.code for alert in answer(events, 71).alerts] == ["acute_function.takeover_not_accepted"]
    assert answer([*events, event(K.HANDOVER_ACCEPTED, hour(72))], 73).state == "S9"


@pytest.mark.parametrize(
    ("case", "events", "person"),
    [
        ("named", IN_BED, "Anna Holm"),
        ("placed in another ward", [*IN_BED, event(K.PLACED, hour(2), provider="other-ward")], "Anna Holm"),
        ("offered, not received", [*IN_BED, OFFERED], "Anna Holm"),
        ("received", [*IN_BED, OFFERED, ACCEPTED], "Bo Lind"),
        ("another hospital", [*IN_BED, event(K.ADMITTED, hour(10), hospital=OTHER_HOSPITAL, provider="x")], None),
        (
            "a new stay",
            [*IN_BED, event(K.DISCHARGED, hour(5)), event(K.ADMITTED, hour(8), provider="x", hospital="y")],
            None,
        ),
    ],
)
def test_s3_the_named_doctor_follows_handover_not_place(
    case: str, events: list[EventRecord], person: str | None
) -> None:
    found = answer(events, 24)
    assert found.responsible_physician is not None
    assert found.responsible_physician.person == person
    assert ("pal.unnamed" in [alert.code for alert in found.alerts]) is (person is None)


@pytest.mark.parametrize(
    ("events", "kind", "code"),
    [([], "gp", "pal.gp_unknown"), ([event(K.GP_STATED, hour(-1), organisation=None)], "unknown", "pal.no_gp")],
)
def test_a_missing_gp_is_an_alert_with_an_owner(events: list[EventRecord], kind: str, code: str) -> None:
    found = answer(events, 0)
    assert found.responsible_physician is not None
    assert (found.responsible_physician.kind, found.alerts[0].code) == (kind, code)
    assert found.alerts[0].owner.kind is PartyKind.MUNICIPALITY


def test_the_answer_says_until_when_and_what_comes_next() -> None:
    found = responsibility_at(hour(50), story(GONE_HOME))
    assert found.until == hour(120)
    assert found.next is not None
    assert (found.next.state, found.next.treatment[0].kind) == ("S7", "out_of_hours")


def test_at_home_the_next_change_is_when_the_practice_closes() -> None:
    found = responsibility_at(hour(0), story(KNOWN))
    assert found.until == hour(6)
    assert found.next is not None
    assert found.next.treatment[0].kind is PartyKind.OUT_OF_HOURS


def test_an_admitted_citizen_has_no_known_next_change() -> None:
    assert responsibility_at(hour(24), story(IN_BED)).until is None


@pytest.mark.parametrize(
    ("day", "clock", "open_"),
    [
        (date(2026, 11, 9), time(7, 59, 59), False),
        (date(2026, 11, 9), time(8), True),
        (date(2026, 11, 9), time(15, 59, 59), True),
        (date(2026, 11, 9), time(16), False),
        (date(2026, 11, 14), time(10), False),
        (date(2026, 4, 2), time(10), False),
        (date(2026, 6, 5), time(10), True),
        (date(2026, 12, 24), time(10), True),
        (date(2026, 3, 30), time(8), True),
    ],
)
def test_when_general_practice_answers(day: date, clock: time, open_: bool) -> None:
    assert practice_is_open(local(day, clock)) is open_


def test_a18_an_extra_closing_day_closes_the_practice() -> None:
    day = date(2026, 12, 24)
    assert practice_is_open(local(day, time(10)), extra_closing_days=[day]) is False


ACTS = [kind for kind in K if kind not in (K.CANCELLED, K.AFFILIATION_STATED, K.RESPONSIBILITY_EXTENDED)]
PAYLOADS: dict[K, dict[str, Any]] = {
    K.NURSING_ANSWERED: {"community_nursing": True},
    K.DESTINATION_STATED: {"destination": "own_home"},
    K.ACUTE_FUNCTION_STARTED: {"referred_by": "hospital"},
    K.PHYSICIAN_NAMED: {"name": "Anna Holm"},
    K.HANDOVER_OFFERED: {"name": "Bo Lind", "organisation": "elsewhere"},
    K.GP_STATED: {"organisation": GP},
}
walks = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 40), st.booleans()), max_size=14)


def walk(steps: list[tuple[K, int, bool]]) -> list[EventRecord]:
    events, when = [], 0.0
    for number, (kind, hours, same_episode) in enumerate(steps):
        when += hours
        payload = {**PAYLOADS.get(kind, {}), "episode": "e1" if same_episode else f"e{number}"}
        events.append(event(kind, hour(when), ref=f"{number}", **payload))
    return events


@settings(max_examples=40, deadline=None)
@given(walks)
def test_invariants_one_value_no_gap_no_overlap_nobody_is_never_the_answer(steps: list[tuple[K, int, bool]]) -> None:
    events = walk(steps)
    since, until = hour(-10), hour(700)
    periods = timeline(story(events), since=since, until=until)
    assert (periods[0].since, periods[-1].until) == (since, until)
    assert all(one.until == other.since for one, other in pairwise(periods))
    assert all(period.until is not None and period.since < period.until for period in periods)
    for period in periods:
        check(period.answer, dead=any(e.kind is K.DIED and e.occurred_at <= period.since for e in events))


def check(found: Answer, *, dead: bool) -> None:
    assert (found.responsible_physician is None) is dead
    assert bool(found.treatment) is not dead
    physician = found.responsible_physician
    if physician is not None and (physician.kind is PartyKind.UNKNOWN or physician.person == physician.organisation):
        assert any(alert.code.startswith(("pal.", "acute_function.")) and alert.owner for alert in found.alerts)


@settings(max_examples=40, deadline=None)
@given(walks, st.randoms())
def test_the_order_of_arrival_does_not_matter(steps: list[tuple[K, int, bool]], random: Random) -> None:
    events = walk(steps)
    shuffled = list(events)
    random.shuffle(shuffled)
    moment: datetime = hour(100) + timedelta(minutes=1)
    assert responsibility_at(moment, story(events)).answer == responsibility_at(moment, story(shuffled)).answer


def test_cancelled_stay_is_home_again() -> None:
    admitted = event(K.ADMITTED, hour(0), ref="stin")
    assert answer([*KNOWN, admitted, event(K.CANCELLED, hour(1), voids="stin")], 2).state == "S0"


def test_a_short_readmission_revives_the_ward_that_answered() -> None:
    assert answer([*GONE_HOME, *stay(60, 70, episode="e2")], 75).state == "S6"


def test_a_referral_of_unknown_origin_is_an_alert() -> None:
    found = answer([*KNOWN, event(K.ACUTE_FUNCTION_STARTED, hour(0))], 1)
    assert (found.state, found.alerts[0].missing) == ("S8", ("referred_by",))


def test_a17_may_let_the_ward_answer_instead() -> None:
    events = [*GONE_HOME, acute(48, "hospital")]
    assert responsibility_at(hour(60), story(events, {"A17": "s6_dominates"})).answer.state == "S6"
