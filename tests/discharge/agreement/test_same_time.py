"""A time that waits, is agreed or has passed is not said again; one reply answers every question (RULES 001-65)."""

from datetime import timedelta

import pytest

from discharge.agreement import acts
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.stated import Saying
from journeys.models import Journey
from tests.actors import Actors
from tests.discharge.agreement.test_agreement import HOME, LATER, NOW, by, propose, story
from tests.factories.journeys import admitted_journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors, now=NOW)


def test_the_time_that_waits_is_not_proposed_again(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    with pytest.raises(RefusedByRule, match="proposed_already"):
        propose(journey, actors, 1, "Igen")


def test_the_other_sides_time_is_accepted_and_not_proposed_back(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.CounterDischarge(at=LATER, text="Sengen kommer torsdag.").do(journey, act=by(actors.assessor, 1))
    with pytest.raises(RefusedByRule, match="same_time"):
        acts.ProposeDischarge(at=LATER, text="Fint").do(journey, act=by(actors.nurse, 2))


def test_the_agreed_time_is_no_other_time(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.AcceptDischarge(text="").do(journey, act=by(actors.assessor, 1))
    with pytest.raises(RefusedByRule, match="agreed_already"):
        acts.CounterDischarge(at=HOME, text="Sengen kommer.").do(journey, act=by(actors.assessor, 2))


@pytest.mark.parametrize(("since", "code"), [(timedelta(0), "time_passed"), (-timedelta(minutes=1), None)])
def test_a_time_that_has_passed_is_agreed_by_nobody(
    since: timedelta, code: str | None, journey: Journey, actors: Actors
) -> None:
    propose(journey, actors)
    refused = acts.AcceptDischarge.refusal(Journey.objects.get(pk=journey.pk), HOME + since)
    assert (refused or "").removeprefix("agreement.") == (code or "")


def test_one_reply_answers_all_that_was_asked(journey: Journey, actors: Actors) -> None:
    propose(journey, actors)
    acts.QuestionDischarge(missing="Hvilken medicin?").do(journey, act=by(actors.assessor, 1))
    acts.QuestionDischarge(missing="Hvilken seng?").do(journey, act=by(actors.assessor, 2))
    pending = story(journey).agreement.pending
    assert pending is not None
    assert [each.text for each in pending.open_questions] == ["Hvilken medicin?", "Hvilken seng?"]
    acts.AnswerQuestion(text="Paracetamol og en lav seng.").do(journey, act=by(actors.nurse, 3))
    pending = story(journey).agreement.pending
    assert pending is not None
    assert pending.open_questions == ()


ANSWERS = {
    "yes": acts.AcceptDischarge(text=""),
    "another": acts.CounterDischarge(at=LATER, text="Sengen kommer torsdag."),
    "question": acts.QuestionDischarge(missing="Hvilken seng?"),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_time_that_was_answered_is_proposed_anew_and_not_said_right(
    answer: str, journey: Journey, actors: Actors
) -> None:
    first = acts.ProposeDischarge(at=HOME, text="").do(journey, act=by(actors.nurse)).event
    ANSWERS[answer].do(journey, act=by(actors.assessor, 1))
    saying, now = Saying(actors.nurse, NOW + timedelta(minutes=2), first), Journey.objects.get(pk=journey.pk)
    with pytest.raises(RefusedByRule, match="answered_already"):
        acts.ProposeDischarge(at=HOME + timedelta(hours=2), text="Tastefejl").judge(now, saying)
    acts.ProposeDischarge(at=HOME, text="Ord").judge(now, saying)


def test_a_time_that_nobody_answered_is_said_right(journey: Journey, actors: Actors) -> None:
    first = acts.ProposeDischarge(at=HOME, text="").do(journey, act=by(actors.nurse)).event
    saying = Saying(actors.nurse, NOW + timedelta(minutes=2), first)
    acts.ProposeDischarge(at=LATER, text="").judge(Journey.objects.get(pk=journey.pk), saying)
