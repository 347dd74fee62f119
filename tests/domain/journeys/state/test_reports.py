"""Reports of those who do not hold the contact: questions that change nothing (DESIGN §6; doors D1, D5)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from discharge.payment.rules.day_claims import claims_of
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.history.history import History
from journeys.domain.state.claims import standing_claim
from journeys.domain.state.doubts import Doubt, DoubtKind
from journeys.domain.state.fold import JourneyState, fold
from journeys.domain.state.status import JourneyStatus
from journeys.domain.tasks.open_tasks import TaskKind, wanted_tasks
from tests.factories.events import at, event


def state_of(*events: Any, gp: str | None = None) -> JourneyState:
    return fold(History(events), CitizenFacts(gp=gp, gp_known=gp is not None))


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
    moved = replace(event(K.RESIDENCE_STATED, hours, organisation=by), payload={"organisation": home})
    claims = claims_of(History([ADMITTED, READY]), History([moved]), side_of=sides, house_of=lambda unit: unit)
    assert bool(claims) is claimed


def test_d5_a_reported_discharge_disputes_the_days_from_then_on() -> None:
    claims = claims_of(History([ADMITTED, READY, HOME]), History([]), side_of=sides, house_of=lambda unit: unit)
    assert [date.fromisoformat(claim["from"]) for claim in claims] == [date(2026, 11, 16)]


# R2b-15: a "no" answers what had been said by then; R2b-16: a question asked again is due from then on

REPORTED = [K.DEATH_REPORTED, K.DISCHARGE_REPORTED]


@pytest.mark.parametrize("kind", REPORTED)
def test_r2b_15_a_report_said_after_the_no_is_asked_of_whatever_time_it_tells(kind: K) -> None:
    first = event(kind, 5, ref="first", organisation="town")
    no = event(K.REPORT_DECLINED, 6, reported=kind.value)
    later = event(kind, 5.5, ref="later", organisation="practice", stated_at=at(29))
    state = state_of(ADMITTED, first, no, later)
    assert [(each.ref, each.asked_at) for each in state.reports] == [("later", at(29))]
    (task,) = [task for task in wanted_tasks(state) if task.kind.startswith("answer_")]
    assert (task.opened_at, task.due_at) == (at(29), at(30))


@pytest.mark.parametrize("kind", REPORTED)
def test_r2b_15_a_no_answers_every_report_said_by_then(kind: K) -> None:
    reports = event(kind, 5, ref="first"), event(kind, 4, ref="second", stated_at=at(5.5))
    assert not state_of(ADMITTED, *reports, event(K.REPORT_DECLINED, 6, reported=kind.value)).reports


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (K.DISCHARGE_REPORTED, event(K.DISCHARGED, 5.5, ref="answer", provider="ward", hospital="house")),
        (K.DISCHARGE_REPORTED, event(K.REPORT_DECLINED, 5.5, ref="answer", reported="discharge_reported")),
        (K.DEATH_REPORTED, event(K.DIED, 4, ref="answer", stated_at=at(5.5), provider="ward", hospital="house")),
        (K.DEATH_REPORTED, event(K.REPORT_DECLINED, 5.5, ref="answer", reported="death_reported")),
    ],
    ids=["discharged", "discharge declined", "died", "death declined"],
)
def test_r2b_16_a_question_whose_answer_was_cancelled_is_due_an_hour_after_that(kind: K, answer: Any) -> None:
    back = event(K.CANCELLED, 29, ref="an", voids_ref="answer")
    state = state_of(ADMITTED, event(kind, 5, ref="report"), answer, back)
    (task,) = [task for task in wanted_tasks(state) if task.kind.startswith("answer_")]
    assert (task.opened_at, task.due_at) == (at(29), at(30))


def test_u5_an_answer_undone_before_others_read_it_moves_no_question() -> None:
    held = {"recorded_at": at(6), "released_at": at(6.01)}
    answer = event(K.REPORT_DECLINED, 6, ref="answer", reported="death_reported", **held)
    undone = event(K.CANCELLED, 6.005, ref="undo", voids_ref="answer", recorded_at=at(6.005), released_at=at(6.005))
    state = state_of(ADMITTED, DEAD, answer, undone)
    assert [each.asked_at for each in state.reports] == [at(5)]


def test_r2b_16_what_else_was_cancelled_moves_no_question() -> None:
    other = event(K.PLACED, 5.5, ref="other", provider="ward", hospital="house")
    state = state_of(ADMITTED, DEAD, other, event(K.CANCELLED, 29, ref="an", voids_ref="other"))
    assert [each.asked_at for each in state.reports] == [at(5)]


def test_r2b_16_an_entry_whose_refusal_was_taken_back_is_asked_from_then_on() -> None:
    entry = event(K.STAY_CLAIMED, 5, ref="entry", organisation="town", stay={"kind": "admitted"})
    no = event(K.STAY_DECLINED, 6, ref="no", claim_ref="entry")
    claim = standing_claim(History([entry, no, event(K.CANCELLED, 29, ref="an", voids_ref="no")]))
    assert claim is not None
    assert (claim.stated_at, claim.asked_again_at) == (at(5), at(29))


def test_r2b_16_a_doubt_whose_settlement_was_taken_back_is_asked_from_then_on() -> None:
    lost = event(K.CANCELLED, 5, ref="an", voids_ref="lost", voids_only=K.DISCHARGED, step="cancels")
    settled = event(K.DOUBT_SETTLED, 6, ref="ok", settles="an")
    assert not state_of(ADMITTED, lost, settled).doubts
    state = state_of(ADMITTED, lost, settled, event(K.CANCELLED, 29, ref="undo", voids_ref="ok"))
    (task,) = [task for task in wanted_tasks(state) if task.kind == TaskKind.SETTLE_DOUBT]
    assert (task.opened_at, task.due_at) == (at(29), at(30))


@pytest.mark.parametrize(
    ("kind", "provider", "hospital", "ward", "owner"),
    [
        (DoubtKind.UNLINKED, "holder", "house", "teller", "holder"),
        (DoubtKind.UNLINKED, None, "house", "teller", "house"),
        (DoubtKind.UNLINKED, None, None, "teller", "teller"),
        (DoubtKind.UNLINKED, "holder", None, None, "holder"),
        (DoubtKind.TIME, "holder", "house", "teller", "teller"),
        (DoubtKind.TIME, "holder", "house", None, "holder"),
        (DoubtKind.TIME, None, "house", None, "house"),
    ],
)
def test_a_doubt_is_asked_of_who_holds_the_contact_and_a_time_of_who_told_it(
    kind: DoubtKind, provider: str | None, hospital: str | None, ward: str | None, owner: str
) -> None:
    doubt = Doubt("an", kind, at(5), None, ward, K.DISCHARGED, cancels=False, target=None)
    state = replace(state_of(ADMITTED), provider=provider, hospital=hospital, doubts=(doubt, doubt))
    (task,) = [task for task in wanted_tasks(state) if task.kind == TaskKind.SETTLE_DOUBT]
    assert (task.owner, task.opened_at) == (owner, at(5))
