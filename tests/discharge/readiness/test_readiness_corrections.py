"""Clerical correction of a ready time: proposer, another doctor, reason; the original stays (RULES 2b lifecycle 3)."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.forms.acting.discharge.readiness.corrections import ProposeCorrectionForm, corrected, proposed_words
from discharge.models import ReadyPeriod
from discharge.readiness.acts.corrections import ApproveCorrection, DeclineCorrection, ProposeCorrection
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, Refused, take_back
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind as K
from journeys.models import Journey, JourneyEvent, Task
from notifications.actions.outbox import relay_due
from notifications.models import Notification
from organisations.models import User
from organisations.selectors.permissions import NotAllowed
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, end_journey, tell_journey
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WRONG, RIGHT = NOW - timedelta(hours=2), NOW - timedelta(hours=20)


def by(user: User, minutes: float = 0) -> Act:
    return Act(by=user, now=NOW + timedelta(minutes=minutes))


@pytest.fixture
def journey(actors: Actors) -> Journey:
    found = admitted_journey(actors, now=NOW)
    make_ready(found, actors.nurse, at=WRONG)
    return found


def propose(journey: Journey, actors: Actors, at: datetime | None = RIGHT) -> None:
    ProposeCorrection(at=at, assessed_at=at, reason="Datoen er tastet forkert.").do(journey, act=by(actors.nurse))


def test_a_proposal_changes_nothing_and_is_a_doctors_task(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    task = Task.objects.open().get(kind="decide_ready_correction")
    assert (ReadyPeriod.objects.get().ready_at, task.owner, task.role) == (WRONG, actors.ward, "hospital_doctor")


def test_approved_by_a_doctor_the_original_is_voided_and_kept(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    event = ApproveCorrection().do(journey, act=by(actors.doctor, 1)).event
    original = JourneyEvent.objects.get(kind=K.READY_REGISTERED.value, voids_ref="")
    assert (ReadyPeriod.objects.get().ready_at, original.placement.voided) == (RIGHT, True)
    assert (event.payload["correction_reason"], event.payload["physician"]) == (
        "Datoen er tastet forkert.",
        "Henrik Dalsgaard",
    )


@pytest.mark.parametrize(
    ("at", "decision"),
    [(RIGHT, ApproveCorrection()), (None, ApproveCorrection()), (RIGHT, DeclineCorrection(reason="Tiden er rigtig."))],
    ids=["moved", "made in error", "declined"],
)
def test_r2_4_a_repeated_decision_is_what_it_was(
    at: datetime | None, decision: ApproveCorrection | DeclineCorrection, journey: Journey, actors: Actors
) -> None:
    propose(journey, actors, at)
    act = Act(by=actors.doctor, now=NOW + timedelta(minutes=1), key="k")
    first, again = (decision.do(Journey.objects.get(pk=journey.pk), act=act) for _ in range(2))
    assert (again.duplicate, again.event.pk) == (True, first.event.pk)


def test_d29_the_proposer_is_named_by_uuid(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    event = ApproveCorrection().do(journey, act=by(actors.doctor, 1)).event
    assert event.payload["proposed_by"] == str(actors.nurse.uuid)


def test_the_municipality_is_told_of_the_correction(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    ApproveCorrection().do(journey, act=by(actors.doctor, 1))
    relay_due(now=NOW + timedelta(minutes=2), limit=100)
    assert Notification.objects.filter(kind="correction", unit=actors.municipality).exists()


def test_when_it_was_first_told_is_kept(journey: Journey, actors: Actors) -> None:
    told = ReadyPeriod.objects.get().notified_at
    propose(journey, actors)
    ApproveCorrection().do(journey, act=by(actors.doctor, 1))
    assert ReadyPeriod.objects.get().notified_at == told


def test_a_registration_made_in_error_falls(journey: Journey, actors: Actors) -> None:
    propose(journey, actors, None)
    ApproveCorrection().do(journey, act=by(actors.doctor, 1))
    assert (ReadyPeriod.objects.count(), Journey.objects.get(pk=journey.pk).status) == (0, "admitted")


def test_nobody_approves_their_own_proposal(journey: Journey, actors: Actors) -> None:
    ProposeCorrection(at=RIGHT, assessed_at=RIGHT, reason="Tastefejl").do(journey, act=by(actors.doctor))
    with pytest.raises(RefusedByRule, match="own_correction"):
        ApproveCorrection().do(journey, act=by(actors.doctor, 1))


@pytest.mark.parametrize("name", ["nurse", "secretary", "assessor", "stranger", "gp"])
def test_only_a_doctor_of_the_hospital_approves(journey: Journey, actors: Actors, name: str) -> None:
    propose(journey, actors)
    with pytest.raises(NotAllowed):
        ApproveCorrection().do(journey, act=by(getattr(actors, name), 1))


def test_declined_the_registration_stands(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    DeclineCorrection(reason="Tiden er rigtig.").do(journey, act=by(actors.doctor, 1))
    assert ReadyPeriod.objects.get().ready_at == WRONG
    assert not Task.objects.open().filter(kind="decide_ready_correction").exists()


def test_a_reason_is_needed(journey: Journey, actors: Actors) -> None:
    with pytest.raises(RefusedByRule, match="reason_missing"):
        ProposeCorrection(at=RIGHT, reason=" ").do(journey, act=by(actors.nurse))


@pytest.mark.parametrize("at", [WRONG, NOW - timedelta(hours=31), NOW + timedelta(hours=1)])
def test_the_corrected_time_lies_in_the_stay(journey: Journey, actors: Actors, at: datetime) -> None:
    with pytest.raises(RefusedByRule, match="out_of_range"):
        propose(journey, actors, at)


def test_a_correction_cannot_be_taken_back(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    event = ApproveCorrection().do(journey, act=by(actors.doctor, 1)).event
    with pytest.raises(Refused, match="immutable"):
        take_back(event, act=by(actors.doctor, 1))


def test_after_the_discharge_the_time_is_still_corrected(journey: Journey, actors: Actors) -> None:
    end_journey(journey, K.DISCHARGED, at=NOW)
    propose(journey, actors)
    ApproveCorrection().do(journey, act=by(actors.doctor, 1))
    row = ReadyPeriod.objects.get()
    assert (row.ready_at, row.ended_at, row.end_reason) == (RIGHT, NOW, "discharge")


def test_rebuilding_changes_nothing(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    ApproveCorrection().do(journey, act=by(actors.doctor, 1))
    assert rebuild_citizen(journey.citizen_id, now=NOW, check=True) == []


BEFORE_IT, AFTER_IT = WRONG - timedelta(hours=3), WRONG + timedelta(hours=1)


def test_r2b_14_the_time_does_not_move_before_the_doctors_assessment(journey: Journey, actors: Actors) -> None:
    with pytest.raises(RefusedByRule, match="before_assessment"):
        ProposeCorrection(at=BEFORE_IT, reason="Tastefejl").do(journey, act=by(actors.nurse))
    ProposeCorrection(at=AFTER_IT, reason="Tastefejl").do(journey, act=by(actors.nurse))


@pytest.mark.parametrize("assessed_at", [WRONG, NOW - timedelta(hours=31)], ids=["after it", "before the stay"])
def test_r2b_14_nor_with_an_assessment_that_does_not_precede_it(
    journey: Journey, actors: Actors, assessed_at: datetime
) -> None:
    with pytest.raises(RefusedByRule, match="before_assessment"):
        ProposeCorrection(at=BEFORE_IT, assessed_at=assessed_at, reason="Tastefejl").do(journey, act=by(actors.nurse))


def test_r2b_14_the_assessment_is_corrected_with_the_time(journey: Journey, actors: Actors) -> None:
    propose(journey, actors, BEFORE_IT)
    event = ApproveCorrection().do(journey, act=by(actors.doctor, 1)).event
    assert (event.occurred_at, event.payload["assessed_at"]) == (BEFORE_IT, BEFORE_IT.isoformat())


def test_r2b_14_a_leave_at_the_corrected_time_is_warned_of_anew(journey: Journey, actors: Actors) -> None:
    tell_journey(journey, K.LEAVE_STARTED, at=NOW - timedelta(hours=6))
    tell_journey(journey, K.LEAVE_ENDED, at=NOW - timedelta(hours=4))
    propose(journey, actors, BEFORE_IT)
    assert "orlov" in proposed_words(journey, NOW)
    event = ApproveCorrection().do(journey, act=by(actors.doctor, 1)).event
    assert "F2b" in event.payload["warnings"]


def test_r2b_14_the_page_asks_for_both_times_and_takes_what_it_showed_for_no_change(
    journey: Journey, actors: Actors
) -> None:
    shown = ProposeCorrectionForm.known(journey, NOW)["assessed_at"]
    assert (shown, corrected(shown, shown), corrected(None, shown), corrected(RIGHT, shown)) == (
        WRONG, None, None, RIGHT
    )  # fmt: skip
