"""Hospital and municipality agree on the discharge time (RULES 001-65, 001-83; 2g)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from discharge.agreement import acts
from discharge.agreement.selectors import StayStory, story_of
from discharge.calls.acts import LogCall
from discharge.calls.rules import CallerRole
from discharge.readiness.acts.registration import ResumeTreatment, ResumptionCause
from discharge.readiness.rules.coincidence import Delay
from discharge.readiness.selectors.periods import coincidence_of, delays_of, preparation_of
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, take_back
from journeys.actions.acting.stated import Saying
from journeys.actions.rebuild import rebuild_citizen
from journeys.actions.refusals import NOT_NOW, Refused
from journeys.domain.events import EventKind as K
from journeys.domain.state.barriers import BarrierKind, BarrierOwner
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey, ReadMark, Task
from notifications.actions.outbox import relay_due
from notifications.models import Notification
from organisations.models import User
from organisations.selectors.permissions import NotAllowed
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, cancel_journey, discharged_journey, end_journey
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
HOME = NOW + timedelta(days=2)
LATER = NOW + timedelta(days=3)


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors, now=NOW)


def by(user: User, minutes: float = 0) -> Act:
    return Act(by=user, now=NOW + timedelta(minutes=minutes))


def story(journey: Journey) -> StayStory:
    return story_of(Journey.objects.get(pk=journey.pk))


def tasks(journey: Journey) -> dict[str, object]:
    rows = Task.objects.open().filter(journey=journey, source="discharge.ready")
    return {row.kind: row.owner for row in rows}


def propose(journey: Journey, actors: Actors, minutes: float = 0, why: str = "") -> None:
    acts.ProposeDischarge(at=HOME, text=why).do(journey, act=by(actors.nurse, minutes))


def test_proposed_countered_and_accepted_is_agreed(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    assert tasks(journey) == {"answer_discharge_time": actors.municipality}
    acts.CounterDischarge(at=LATER, text="Sengen kommer torsdag.").do(journey, act=by(actors.assessor, 1))
    assert tasks(journey) == {"answer_counter_proposal": actors.ward}
    acts.AcceptCounter(text="").do(journey, act=by(actors.nurse, 2))
    agreed = story(journey).agreement.agreed
    assert agreed is not None
    assert (agreed.at, tasks(journey)) == (LATER, {})


def test_the_words_of_another_time_are_said_right_and_the_time_stands(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    late = acts.CounterDischarge(at=LATER, text="Sengen kommer.").do(journey, act=by(actors.assessor, 1)).event
    reworded = acts.CounterDischarge(at=LATER, text="Sengen kommer torsdag.")
    reworded.judge(Journey.objects.get(pk=journey.pk), Saying(actors.assessor, NOW + timedelta(minutes=2), late))


def test_the_same_time_is_no_other_time(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    with pytest.raises(RefusedByRule, match="same_time"):
        acts.CounterDischarge(at=HOME, text="Sengen kommer.").do(journey, act=by(actors.assessor, 1))


def test_the_municipality_accepts(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.AcceptDischarge(text="Vi er klar.").do(journey, act=by(actors.assessor, 1))
    agreed = story(journey).agreement.agreed
    assert agreed is not None
    assert agreed.at == HOME


def test_u6_something_missing_is_a_question_to_the_hospital(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.QuestionDischarge(missing="Hvilken medicin?").do(journey, act=by(actors.assessor, 1))
    assert tasks(journey) == {"answer_discharge_question": actors.ward}


def test_u6_the_answer_closes_the_question_and_the_proposal_stands(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.QuestionDischarge(missing="Hvilken medicin?").do(journey, act=by(actors.assessor, 1))
    acts.AnswerQuestion(text="Paracetamol.").do(journey, act=by(actors.nurse, 2))
    assert tasks(journey) == {"answer_discharge_time": actors.municipality}
    acts.AcceptDischarge(text="").do(journey, act=by(actors.assessor, 3))
    agreed = story(journey).agreement.agreed
    assert agreed is not None
    assert agreed.at == HOME


def test_u6_a_question_is_answered_in_words(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.QuestionDischarge(missing="Hvilken medicin?").do(journey, act=by(actors.assessor, 1))
    with pytest.raises(RefusedByRule, match="reply_missing"):
        acts.AnswerQuestion(text=" ").do(journey, act=by(actors.nurse, 2))


def test_u6_nothing_asked_is_not_answered(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    with pytest.raises(RefusedByRule, match="nothing_asked"):
        acts.AnswerQuestion(text="Ja").do(journey, act=by(actors.nurse, 2))


def test_u6_the_asker_does_not_answer(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.QuestionDischarge(missing="Hvilken medicin?").do(journey, act=by(actors.assessor, 1))
    with pytest.raises(NotAllowed):
        acts.AnswerQuestion(text="Ja").do(journey, act=by(actors.assessor, 2))


@pytest.mark.parametrize("name", ["stranger", "gp", "social_worker"])
def test_only_the_two_sides_agree(journey: Journey, actors: Actors, name: str) -> None:
    with pytest.raises(NotAllowed):
        acts.ProposeDischarge(at=HOME, text="").do(journey, act=by(getattr(actors, name)))
    propose(journey, actors)
    with pytest.raises(NotAllowed):
        acts.CounterDischarge(at=LATER, text="x").do(journey, act=by(getattr(actors, name)))


def agree(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.AcceptDischarge(text="").do(journey, act=by(actors.assessor, 1))


def ask_to_move(journey: Journey, actors: Actors, minutes: float = 2) -> None:
    acts.CounterDischarge(at=LATER, text="Sengen kommer torsdag.").do(journey, act=by(actors.assessor, minutes))


def standing_at(journey: Journey) -> datetime | None:
    agreed = story(journey).agreement.agreed
    return agreed.at if agreed else None


def test_the_municipality_asks_to_move_the_agreed_time_which_stands_until_the_ward_says_yes(
    journey: Journey, actors: Actors
) -> None:
    agree(journey, actors)
    ask_to_move(journey, actors)
    assert (standing_at(journey), tasks(journey)) == (HOME, {"answer_counter_proposal": actors.ward})
    acts.AcceptCounter(text="").do(journey, act=by(actors.nurse, 3))
    assert (standing_at(journey), tasks(journey)) == (LATER, {})
    assert not rebuild_citizen(journey.citizen_id, now=NOW, check=True)


def test_the_ward_says_no_to_moving_it_by_saying_the_agreed_time_again(journey: Journey, actors: Actors) -> None:
    agree(journey, actors)
    ask_to_move(journey, actors)
    propose(journey, actors, 3, "Transporten er bestilt.")
    assert (standing_at(journey), tasks(journey)) == (HOME, {})


def test_what_asked_to_move_it_taken_back_leaves_what_was_agreed(journey: Journey, actors: Actors) -> None:
    agree(journey, actors)
    asked = acts.CounterDischarge(at=LATER, text="Seng").do(journey, act=by(actors.assessor, 2))
    take_back(asked.event, act=by(actors.assessor, 2.2))
    assert (standing_at(journey), story(journey).agreement.pending, tasks(journey)) == (HOME, None, {})


@pytest.mark.parametrize("side", ["hospital", "municipality"])
def test_less_than_a_day_before_either_side_calls_first(journey: Journey, actors: Actors, side: str) -> None:
    agree(journey, actors)
    late = 25 * 60

    def ask(minutes: float) -> None:
        if side == "hospital":
            acts.ProposeDischarge(at=LATER, text="Blodprøve").do(journey, act=by(actors.nurse, minutes))
        else:
            ask_to_move(journey, actors, minutes)

    with pytest.raises(RefusedByRule, match="call_first"):
        ask(late)
    LogCall(caller_role=CallerRole.OTHER, question="Ny tid?").do(journey, act=by(actors.nurse, late + 1))
    ask(late + 2)
    assert standing_at(journey) == HOME


def test_the_municipality_is_ready_before_anybody_has_proposed_a_time(journey: Journey, actors: Actors) -> None:
    acts.OfferDischarge(at=HOME).do(journey, act=by(actors.assessor))
    assert tasks(journey) == {"answer_counter_proposal": actors.ward}
    with pytest.raises(RefusedByRule, match="time_stands"):
        acts.OfferDischarge(at=LATER).do(journey, act=by(actors.assessor, 1))
    acts.AcceptCounter(text="").do(journey, act=by(actors.nurse, 2))
    assert standing_at(journey) == HOME


def test_nobody_answers_their_own_proposal(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    with pytest.raises(RefusedByRule, match="own_proposal"):
        acts.AcceptCounter(text="").do(journey, act=by(actors.doctor, 1))


def test_no_answer_without_a_proposal(journey: Journey, actors: Actors) -> None:
    with pytest.raises(RefusedByRule, match="nothing_proposed"):
        acts.AcceptDischarge(text="").do(journey, act=by(actors.assessor))


def test_the_past_is_not_proposed(journey: Journey, actors: Actors) -> None:
    with pytest.raises(RefusedByRule, match="in_past"):
        acts.ProposeDischarge(at=NOW, text="").do(journey, act=by(actors.nurse))


def test_every_change_says_why(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    with pytest.raises(RefusedByRule, match="why_missing"):
        acts.ProposeDischarge(at=LATER, text="").do(journey, act=by(actors.nurse, 1))
    acts.ProposeDischarge(at=LATER, text="Feber i nat").do(journey, act=by(actors.nurse, 2))
    assert story(journey).agreement.proposals[-1].said.text == "Feber i nat"


def test_expected_days_keep_their_history(journey: Journey, actors: Actors) -> None:
    acts.ExpectDischarge(on=date(2026, 11, 19), text="").do(journey, act=by(actors.nurse))
    with pytest.raises(RefusedByRule, match="why_day_missing"):
        acts.ExpectDischarge(on=date(2026, 11, 21), text="").do(journey, act=by(actors.nurse, 1))
    acts.ExpectDischarge(on=date(2026, 11, 21), text="Feber").do(journey, act=by(actors.nurse, 2))
    assert [each.on.day for each in story(journey).agreement.expected] == [19, 21]


def test_only_a_citizen_in_hospital_has_a_time_proposed(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    with pytest.raises(RefusedByRule, match="not_in_hospital"):
        propose(journey, actors)


def test_both_sides_write_wishes(journey: Journey, actors: Actors) -> None:
    acts.RecordWish(said_by="citizen", text="Hjem til katten").do(journey, act=by(actors.nurse))
    acts.RecordWish(said_by="relative", text="Efter kl. 16").do(journey, act=by(actors.community_nurse, 1))
    assert [wish.said_by for wish in story(journey).agreement.wishes] == ["citizen", "relative"]


def test_each_proposal_tells_the_municipality_after_thirty_seconds(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    relay_due(now=NOW + timedelta(seconds=31), limit=100)
    told = Notification.objects.filter(kind="discharge_proposed")
    assert [row.unit for row in told] == [actors.municipality]


def test_resumed_treatment_ends_the_agreement(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.AcceptDischarge(text="").do(journey, act=by(actors.assessor, 1))
    make_ready(journey, actors.nurse, at=NOW + timedelta(minutes=2))
    act = by(actors.doctor, 3)
    ResumeTreatment(cause=ResumptionCause.RELAPSE, physician="Henrik Dalsgaard").do(journey, act=act)
    assert story(journey).agreement.agreed is None


def test_a_barrier_is_a_task_until_it_is_gone(journey: Journey, actors: Actors) -> None:
    raised = acts.RaiseBarrier(barrier=BarrierKind.AIDS, owner=BarrierOwner.MUNICIPALITY, due_at=HOME, text="Seng").do(
        journey, act=by(actors.nurse)
    )
    # Nobody has begun to plan (001-31).
    planning = {"begin_planning": actors.ward}
    assert tasks(journey) == {"clear_barriers_municipality": actors.municipality, **planning}
    acts.CloseBarrier(barrier_ref=raised.event.source_ref, text="").do(journey, act=by(actors.assessor, 1))
    assert tasks(journey) == planning
    with pytest.raises(RefusedByRule, match="not_open"):
        acts.CloseBarrier(barrier_ref=raised.event.source_ref, text="").do(journey, act=by(actors.assessor, 2))


def test_a_time_that_nobody_answered_is_not_answered_after_the_discharge(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    end_journey(journey, K.DISCHARGED, at=NOW + timedelta(minutes=1))
    with pytest.raises(RefusedByRule, match="not_in_hospital"):
        acts.AcceptDischarge(text="").do(journey, act=by(actors.assessor, 2))


def test_of_a_planned_stay_a_day_is_expected_and_no_time_proposed() -> None:
    planned = Journey(status=JourneyStatus.PLANNED.value)
    assert acts.ExpectDischarge.refusal(planned, NOW) is None
    assert acts.ProposeDischarge.refusal(planned, NOW) == "agreement.not_in_hospital"


def test_a_barrier_to_a_stay_that_was_called_off_is_not_cleared_away(journey: Journey, actors: Actors) -> None:
    raised = acts.RaiseBarrier(barrier=BarrierKind.AIDS, owner=BarrierOwner.MUNICIPALITY, due_at=HOME)
    ref = raised.do(journey, act=by(actors.nurse)).event.source_ref
    cancel_journey(journey, at=NOW + timedelta(minutes=1))
    with pytest.raises(RefusedByRule, match="not_in_hospital"):
        acts.CloseBarrier(barrier_ref=ref).do(journey, act=by(actors.nurse, 2))


def test_no_wish_is_written_down_when_the_journey_has_ended(journey: Journey, actors: Actors) -> None:
    end_journey(journey, K.DIED, at=NOW + timedelta(minutes=1))
    with pytest.raises(Refused, match=NOT_NOW):
        acts.RecordWish(said_by="citizen", text="Hjem").do(journey, act=by(actors.nurse, 2))


def test_a_barrier_of_another_kind_says_which(journey: Journey, actors: Actors) -> None:
    with pytest.raises(RefusedByRule, match="text_missing"):
        acts.RaiseBarrier(barrier=BarrierKind.OTHER, owner=BarrierOwner.HOSPITAL, due_at=HOME, text="").do(
            journey, act=by(actors.nurse)
        )


def test_a_delay_begins_when_the_agreed_time_has_passed(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.AcceptDischarge(text="").do(journey, act=by(actors.assessor, 1))
    make_ready(journey, actors.nurse, at=NOW + timedelta(minutes=2))
    found = story(journey)
    assert delays_of(journey, found, now=HOME) == ()
    (late,) = delays_of(journey, found, now=HOME + timedelta(hours=1))
    assert (late.reason, late.since) == ("temporary_place", HOME)


def test_shared_preparation_time_comes_from_the_agreement(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.AcceptDischarge(text="").do(journey, act=by(actors.assessor, 60))
    # Sent Monday 10, answered at 11, home Wednesday 10: four hours, Tuesday's seven and two on Wednesday.
    assert preparation_of(journey, story(journey)).working_for == timedelta(hours=13)


def test_t5_an_opened_journey_was_read_before_the_next_shift(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.AcceptDischarge(text="").do(journey, act=by(actors.assessor, 60))
    seen = {"seen_sequence": Journey.objects.get(pk=journey.pk).last_sequence, "seen_at": NOW + timedelta(minutes=30)}
    ReadMark.objects.update_or_create(journey=journey, unit=actors.municipality, defaults=seen)
    preparation = preparation_of(journey, story(journey))
    assert (preparation.read_at, preparation.verdict.facts["read_how"]) == (NOW + timedelta(minutes=30), "opened")


@pytest.mark.parametrize(
    ("row", "ready", "home", "coincides", "delay"),
    [
        ("K-1 same day", 1.0, 3.0, True, None),
        ("K-1 not registered", None, 3.0, True, None),
        ("K-3 over midnight", 13.9, 14.5, False, Delay.UNAGREED),
        ("K-4 agreed to be later", 1.0, 48.0, False, Delay.AGREED),
    ],
)
def test_coincidence_of_a_discharged_journey(
    journey: Journey, actors: Actors, row: str, ready: float | None, home: float, coincides: bool, delay: Delay | None
) -> None:
    if delay is Delay.AGREED:
        propose(journey, actors)
        acts.AcceptDischarge(text="").do(journey, act=by(actors.assessor, 1))
    if ready is not None:
        make_ready(journey, actors.nurse, at=NOW + timedelta(hours=ready))
    end_journey(journey, K.DISCHARGED, at=NOW + timedelta(hours=home))
    found = coincidence_of(Journey.objects.get(pk=journey.pk), story(journey))
    assert found is not None
    assert (found.coincides, found.delay) == (coincides, delay)


def test_no_coincidence_before_a_discharge(journey: Journey) -> None:
    assert coincidence_of(journey, story(journey)) is None


def test_rebuilding_changes_nothing(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.CounterDischarge(at=LATER, text="Torsdag").do(journey, act=by(actors.assessor, 1))
    acts.RaiseBarrier(barrier=BarrierKind.HOME, owner=BarrierOwner.HOSPITAL, due_at=HOME, text="").do(
        journey, act=by(actors.nurse, 2)
    )
    assert rebuild_citizen(journey.citizen_id, now=NOW, check=True) == []
