"""What is answered to a plan is the fact of the agreement and of the close-out, once (UX §1.b; 001-65, 001-03)."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from desk.actions.taking_back import take_back_act
from discharge.agreement.acts import AcceptCounter, ProposeDischarge, QuestionDischarge
from discharge.agreement.rules.agreement import Agreement, AgreementSide
from discharge.agreement.selectors import story_of
from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.models import JourneyLedger
from discharge.wording.refused import RefusedByRule
from documents.models import Document
from journeys.actions.acting.acts import Act
from journeys.actions.rebuild import rebuild_citizen
from journeys.actions.stays.reports import DeclineDischarge
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.domain.state.close_out import ConditionState, close_out_conditions
from journeys.models import Journey, JourneyEvent, Task
from notifications.models import Notification
from notifications.tasks import relay_outbox
from organisations.domain.refusals import NotAllowed
from organisations.models import Organisation
from tests.actors import Actors
from tests.documents.test_sending import lying, thread
from tests.documents.writing import answer, send, write, written
from tests.factories.journeys import tell_journey
from tests.factories.readiness import make_ready
from tests.later import when_released

pytestmark = pytest.mark.django_db
A = AnswerCode
NOW = timezone.now()
FRIDAY = (NOW + timedelta(days=3)).replace(second=0, microsecond=0)
MONDAY = FRIDAY + timedelta(days=3)
Answers = Callable[..., JourneyEvent]


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


@pytest.fixture
def plan(actors: Actors, journey: Journey) -> Document:
    document = written(journey, actors.nurse)
    send(journey, document, actors.nurse, actors.municipality.pk, now=NOW - timedelta(hours=1))
    return document


@pytest.fixture
def says(actors: Actors, journey: Journey, plan: Document) -> Answers:
    """What the municipality answers to the plan, so many minutes from now."""

    def said(
        code: AnswerCode, at: datetime | None = None, *, minutes: float = 1, text: str = "", field: str = ""
    ) -> JourneyEvent:
        later = NOW + timedelta(minutes=minutes)
        done = answer(
            journey, plan, actors.assessor, actors.municipality.pk, code=code, at=at, text=text, field=field, now=later
        )
        return done.event

    return said


def propose(journey: Journey, actors: Actors, at: datetime = FRIDAY, minutes: float = 0, why: str = "") -> None:
    act = Act(by=actors.nurse, now=NOW + timedelta(minutes=minutes))
    ProposeDischarge(at=at, text=why).do(Journey.objects.get(pk=journey.pk), act=act)


def agreement(journey: Journey) -> Agreement:
    return story_of(Journey.objects.get(pk=journey.pk)).agreement


def tasks(journey: Journey) -> set[str]:
    return set(Task.objects.open().filter(journey=journey).values_list("kind", flat=True))


def told(unit: Organisation) -> Counter[str]:
    """What it was told, each kind as often as it was."""
    return Counter(Notification.objects.filter(unit=unit).values_list("kind", flat=True))


def clean(journey: Journey) -> bool:
    return not rebuild_citizen(journey.citizen_id, now=NOW, check=True)


def code_of(does: Callable[[], object]) -> str:
    with pytest.raises(RefusedByRule) as refused:
        does()
    return str(refused.value.code)


@pytest.mark.parametrize("earlier", [timedelta(0), timedelta(hours=3)])
def test_ready_by_the_time_proposed_is_a_yes_to_it(
    journey: Journey, actors: Actors, says: Answers, earlier: timedelta
) -> None:
    propose(journey, actors)
    assert "answer_discharge_time" in tasks(journey)
    says(A.READY, FRIDAY - earlier)
    agreed = agreement(journey).agreed
    assert agreed is not None
    assert agreed.at == FRIDAY
    assert "answer_discharge_time" not in tasks(journey)
    assert (thread(journey).current.unanswered, thread(journey).current.questions) == ((), ())
    assert clean(journey)


def test_ready_later_than_the_time_that_stands_is_no_yes(journey: Journey, actors: Actors, says: Answers) -> None:
    propose(journey, actors)
    assert code_of(lambda: says(A.READY, MONDAY)) == "document.ready_later"
    assert not JourneyEvent.objects.filter(kind=EventKind.DOCUMENT_ANSWERED).exists()


def test_ready_before_any_time_is_proposed_is_a_time_of_ones_own(
    journey: Journey, actors: Actors, says: Answers
) -> None:
    says(A.READY, FRIDAY)
    assert (agreement(journey).waits_for, "answer_counter_proposal" in tasks(journey)) == (AgreementSide.HOSPITAL, True)


def test_ready_by_the_agreed_time_states_nothing_twice(journey: Journey, actors: Actors, says: Answers) -> None:
    propose(journey, actors)
    says(A.READY, FRIDAY)
    before = JourneyEvent.objects.filter(kind=EventKind.DISCHARGE_ACCEPTED).count()
    says(A.READY, FRIDAY - timedelta(hours=1), minutes=2)
    assert JourneyEvent.objects.filter(kind=EventKind.DISCHARGE_ACCEPTED).count() == before == 1


def test_cannot_make_it_is_a_time_of_ones_own_and_the_agreed_one_stands(
    journey: Journey, actors: Actors, says: Answers
) -> None:
    propose(journey, actors)
    says(A.READY, FRIDAY)
    says(A.CANNOT, MONDAY, minutes=2, text="Sengen kommer mandag.")
    said = agreement(journey)
    assert said.agreed is not None
    assert said.pending is not None
    assert (said.agreed.at, said.pending.at, said.waits_for) == (FRIDAY, MONDAY, AgreementSide.HOSPITAL)
    AcceptCounter().do(Journey.objects.get(pk=journey.pk), act=Act(by=actors.nurse, now=NOW + timedelta(minutes=3)))
    moved = agreement(journey).agreed
    assert moved is not None
    assert moved.at == MONDAY
    assert clean(journey)


def test_what_is_missing_is_asked_once_and_the_next_version_answers_it(
    journey: Journey, actors: Actors, plan: Document, says: Answers
) -> None:
    propose(journey, actors)
    says(A.MISSING, field="aids", text="Hvem bestiller badebænken?")
    pending = agreement(journey).pending
    assert pending is not None
    assert pending.open_question is not None
    assert pending.open_question.text == "Hjælpemidler aftales: Hvem bestiller badebænken?"
    assert "answer_discharge_question" in tasks(journey)
    write(journey, plan, actors.nurse, aids="Hospitalet bestiller badebænken.")
    send(journey, plan, actors.nurse, actors.municipality.pk, now=NOW + timedelta(minutes=5))
    pending = agreement(journey).pending
    assert pending is not None
    assert pending.questions[-1].reply is not None
    assert pending.questions[-1].reply.text == "Svaret står i plejeforløbsplan, version 2."
    assert "answer_discharge_time" in tasks(journey)


def test_a_new_version_answers_no_question_that_was_asked_beside_the_plan(
    journey: Journey, actors: Actors, plan: Document, says: Answers
) -> None:
    propose(journey, actors)
    says(A.MISSING, field="aids", text="Hvem bestiller badebænken?")
    write(journey, plan, actors.nurse, aids="Hospitalet bestiller badebænken.")
    send(journey, plan, actors.nurse, actors.municipality.pk, now=NOW + timedelta(minutes=5))
    by_phone = Act(by=actors.assessor, now=NOW + timedelta(minutes=6))
    QuestionDischarge(missing="Hvem henter medicinen?").do(Journey.objects.get(pk=journey.pk), act=by_phone)
    write(journey, plan, actors.nurse, aids="Hospitalet bestiller også en rollator.")
    send(journey, plan, actors.nurse, actors.municipality.pk, now=NOW + timedelta(minutes=7))
    pending = agreement(journey).pending
    assert pending is not None
    assert pending.open_question is not None
    assert pending.open_question.text == "Hvem henter medicinen?"


def test_where_no_time_waits_what_is_missing_is_about_the_plan_alone(journey: Journey, says: Answers) -> None:
    says(A.MISSING, field="aids")
    (asked,) = thread(journey).current.questions
    assert (asked.field, agreement(journey).proposals) == ("aids", ())


@pytest.mark.parametrize(
    ("code", "said", "refusal"),
    [
        (A.READY, {}, "document.time_missing"),
        (A.CANNOT, {"text": "Seng"}, "document.time_missing"),
        (A.CANNOT, {"at": MONDAY}, "agreement.nothing_proposed"),
        (A.MISSING, {}, "document.answer_text"),
        (A.MISSING, {"field": "nonsense"}, "document.value.unknown_field"),
        (A.CALL_ME, {}, "document.answer_text"),
        (A.READY, {"at": NOW - timedelta(days=1)}, "agreement.in_past"),
        (A.READY, {"at": datetime(9999, 12, 31, tzinfo=UTC)}, "document.value.form"),
        (A.HOME, {"at": datetime(1, 1, 1, tzinfo=UTC)}, "document.value.form"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(
    code: AnswerCode, said: dict[str, object], refusal: str, says: Answers
) -> None:
    assert code_of(lambda: says(code, **said)) == refusal


@pytest.mark.parametrize("code", [A.READY, A.CANNOT, A.MISSING, A.HOME])
def test_all_that_an_answer_states_is_taken_back_with_it(
    code: AnswerCode, journey: Journey, actors: Actors, says: Answers
) -> None:
    propose(journey, actors)
    before = tasks(journey)
    event = says(code, {A.READY: FRIDAY, A.CANNOT: MONDAY}.get(code), text="x")
    assert tasks(journey) != before
    act = Act(by=actors.assessor, now=NOW + timedelta(minutes=1, seconds=9))
    take_back_act(event, act=act, journey=Journey.objects.get(pk=journey.pk))
    assert tasks(journey) == before
    assert agreement(journey).agreed is None
    assert thread(journey).current.unanswered
    assert clean(journey)


def enrolled(journey: Journey) -> ConditionState:
    row = Journey.objects.get(pk=journey.pk)
    return close_out_conditions(story_of(row), municipal_services=True)[1].state


def test_home_closes_the_thread_and_the_municipalitys_task(journey: Journey, actors: Actors, says: Answers) -> None:
    tell_journey(journey, EventKind.DISCHARGED, at=NOW - timedelta(minutes=30))
    assert "enrol" in tasks(journey)
    says(A.HOME)
    assert (enrolled(journey), "enrol" in tasks(journey)) == (ConditionState.MET, False)
    assert thread(journey).current.is_acknowledged_by(str(actors.municipality.pk))
    assert not JourneyEvent.objects.filter(kind=EventKind.DISCHARGE_REPORTED).exists()


def test_home_without_a_discharge_asks_the_ward_and_disputes_the_days(
    journey: Journey, actors: Actors, says: Answers
) -> None:
    make_ready(journey, actors.nurse, at=NOW - timedelta(hours=20))
    says(A.HOME, NOW - timedelta(minutes=10))
    row = Journey.objects.get(pk=journey.pk)
    assert (row.status, "answer_discharge" in tasks(journey)) == ("ready", True)
    assert enrolled(journey) is ConditionState.MET
    claims = JourneyLedger.objects.get(journey=row).claims
    assert [claim["kind"] for claim in claims] == ["discharge_reported"]
    assert clean(journey)


def test_home_said_twice_asks_the_ward_once(journey: Journey, actors: Actors, says: Answers) -> None:
    says(A.HOME, NOW - timedelta(minutes=10))
    says(A.HOME, NOW - timedelta(minutes=5), minutes=2)
    assert JourneyEvent.objects.filter(kind=EventKind.DISCHARGE_REPORTED).count() == 1
    assert clean(journey)


def test_the_wards_no_opens_again_what_the_home_coming_had_closed(
    journey: Journey, actors: Actors, says: Answers
) -> None:
    says(A.HOME)
    act = Act(by=actors.nurse, now=NOW + timedelta(minutes=5))
    DeclineDischarge(text="Ligger på stue 4.").do(Journey.objects.get(pk=journey.pk), act=act)
    assert (enrolled(journey), thread(journey).current.unanswered) == (
        ConditionState.OPEN,
        (str(actors.municipality.pk),),
    )
    assert clean(journey)


@pytest.mark.parametrize("code", [A.READY, A.CANNOT, A.HOME])
def test_only_the_municipality_says_when_and_that_it_has_the_citizen(
    code: AnswerCode, journey: Journey, actors: Actors, plan: Document
) -> None:
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.practice.pk, now=NOW - timedelta(hours=1))
    with pytest.raises((NotAllowed, RefusedByRule)):
        answer(journey, letter, actors.gp, actors.practice.pk, code=code, at=FRIDAY, text="x")
    with pytest.raises((NotAllowed, RefusedByRule)), when_released():
        answer(journey, plan, actors.gp, actors.municipality.pk, code=code, at=FRIDAY, text="x")


@pytest.mark.parametrize(
    ("code", "at", "proposed", "kind"),
    [
        (A.CANNOT, MONDAY, True, "discharge_countered"),
        (A.READY, FRIDAY, True, "discharge_agreed"),
        (A.READY, FRIDAY, False, "discharge_countered"),
        (A.MISSING, None, True, "discharge_questioned"),
        (A.HOME, None, False, "discharge_reported"),
        (A.ACKNOWLEDGED, None, True, "document_answered"),
    ],
)
def test_one_answer_is_told_once(
    journey: Journey, actors: Actors, says: Answers, code: AnswerCode, at: datetime | None, proposed: bool, kind: str
) -> None:
    """As what it states of the discharge, where it states something."""
    if proposed:
        propose(journey, actors)
    says(code, at, text="Sengen mangler." if code in (A.MISSING, A.CANNOT) else "")
    with time_machine.travel(NOW + timedelta(minutes=3)):
        relay_outbox()
    assert told(actors.ward) == Counter({kind: 1})


def test_a_plan_that_answers_what_was_asked_of_the_time_is_told_once(
    journey: Journey, actors: Actors, plan: Document, says: Answers
) -> None:
    propose(journey, actors)
    says(A.MISSING, text="Hvem kommer med sengen?", field="aids")
    with time_machine.travel(NOW + timedelta(minutes=3)):
        relay_outbox()
    before = told(actors.municipality)
    write(journey, plan, actors.nurse, aids="Hospitalet kommer med sengen.")
    send(journey, plan, actors.nurse, actors.municipality.pk, now=NOW + timedelta(minutes=4))
    assert JourneyEvent.objects.filter(kind=EventKind.DISCHARGE_ANSWERED).exists()
    with time_machine.travel(NOW + timedelta(minutes=6)):
        relay_outbox()
    assert told(actors.municipality) - before == Counter({"document_sent": 1})
