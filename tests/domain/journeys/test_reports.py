"""Reports of those who do not hold the contact: questions that change nothing (DESIGN §6; doors D1, D5)."""

from datetime import date
from typing import Any

import pytest

from discharge.domain.day_claims import claims_of
from journeys.domain.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.fold import JourneyState, fold
from journeys.domain.status import JourneyStatus
from journeys.domain.tasks import TaskKind, wanted_tasks
from tests.factories.events import at, event


def state_of(*events: Any, gp: str | None = None) -> JourneyState:
    return fold(events, CitizenFacts(gp=gp, gp_known=gp is not None))


ADMITTED = event(K.ADMITTED, 0, provider="ward", hospital="house", municipality="town")
DEAD = event(K.DEATH_REPORTED, 5, ref="dead", organisation="town")
HOME = event(K.DISCHARGE_REPORTED, 5, ref="home", organisation="town")


@pytest.mark.parametrize("report", [DEAD, HOME], ids=["death", "discharge"])
def test_d1_a_report_changes_no_status_clock_or_period(report: Any) -> None:
    ready = event(K.READY_REGISTERED, 2, reasons=[])
    plain, reported = state_of(ADMITTED, ready), state_of(ADMITTED, ready, report)
    assert [each.ref for each in reported.reports] == [report.ref]
    for name in ("status", "discharged_at", "deceased_at", "contacts", "stays", "ready_periods", "municipality"):
        assert getattr(reported, name) == getattr(plain, name), name


@pytest.mark.parametrize(
    "answer",
    [
        event(K.DISCHARGED, 4, provider="ward", hospital="house"),
        event(K.DISCHARGED, 6, provider="ward", hospital="house"),
        event(K.REPORT_DECLINED, 6, reported="discharge_reported"),
        event(K.ADMITTED, 6, provider="other", hospital="other house"),
        event(K.DIED, 6, provider="ward", hospital="house"),
    ],
    ids=["discharged before", "discharged", "declined", "moved", "died"],
)
def test_d1_the_hospitals_word_answers_a_reported_discharge(answer: Any) -> None:
    assert not state_of(ADMITTED, HOME, answer).reports


def test_d1_a_reported_death_waits_until_somebody_says_yes_or_no() -> None:
    assert state_of(ADMITTED, DEAD, event(K.DISCHARGED, 6, provider="ward")).reports
    assert not state_of(ADMITTED, DEAD, event(K.REPORT_DECLINED, 6, reported="death_reported")).reports
    assert not state_of(ADMITTED, DEAD, event(K.DIED, 6, provider="ward")).reports


def test_d1_an_answer_that_is_taken_back_asks_again() -> None:
    no = event(K.REPORT_DECLINED, 6, ref="no", reported="death_reported")
    assert state_of(ADMITTED, DEAD, no, event(K.CANCELLED, 7, voids_ref="no")).reports


@pytest.mark.parametrize(
    ("events", "owner"),
    [((ADMITTED, DEAD), "ward"), ((ADMITTED, event(K.DISCHARGED, 1, provider="ward"), DEAD), "practice")],
    ids=["in hospital the ward", "at home the practice"],
)
def test_d1_a_report_is_a_task_of_the_holder(events: Any, owner: str) -> None:
    tasks = {task.kind: task.owner for task in wanted_tasks(state_of(*events, gp="practice"))}
    assert tasks[TaskKind.ANSWER_DEATH] == owner


@pytest.mark.parametrize("kind", [K.DEATH_REPORTED, K.DISCHARGE_REPORTED])
def test_r1_1_the_holder_has_an_hour_from_when_it_was_asked(kind: K) -> None:
    reported = event(kind, 4, stated_at=at(6))
    asked = [task for task in wanted_tasks(state_of(ADMITTED, reported)) if task.kind.startswith("answer_")]
    assert [(task.opened_at, task.due_at) for task in asked] == [(at(6), at(7))]


def test_d1_an_ended_journey_still_asks_whether_the_citizen_is_dead() -> None:
    gone = state_of(ADMITTED, DEAD, event(K.CANCELLED, 7, voids_ref=ADMITTED.ref))
    assert gone.status is JourneyStatus.CANCELLED
    assert [task.kind for task in wanted_tasks(gone)] == [TaskKind.ANSWER_DEATH]


def sides(organisation: str | None) -> str | None:
    return {"town": "municipality", "other town": "municipality", "ward": "hospital"}.get(organisation or "")


READY = event(K.READY_REGISTERED, 2, reasons=[], organisation="ward")


@pytest.mark.parametrize(
    ("by", "home", "hours", "claimed"),
    [
        ("town", "other town", 30, True),
        ("town", "town", 30, False),
        ("ward", "other town", 30, False),
        ("town", "other town", 1, False),
    ],
    ids=["the payer moves it off", "the payer takes it on", "the hospital says so", "before anybody waited"],
)
def test_d5_a_payer_who_says_that_another_pays_makes_a_claim(by: str, home: str, hours: float, claimed: bool) -> None:
    moved = event(K.RESIDENCE_STATED, hours, organisation=by)
    moved = type(moved)(**{**{n: getattr(moved, n) for n in moved.__slots__}, "payload": {"organisation": home}})
    claims = claims_of([ADMITTED, READY], [moved], side_of=sides, house_of=lambda unit: unit)
    assert bool(claims) is claimed


def test_d5_a_reported_discharge_disputes_the_days_from_then_on() -> None:
    claims = claims_of([ADMITTED, READY, HOME], [], side_of=sides, house_of=lambda unit: unit)
    assert [date.fromisoformat(claim["from"]) for claim in claims] == [date(2026, 11, 16)]
