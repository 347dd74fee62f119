"""What was sent in error is hidden from whoever got it, until somebody there says that it is not used (DESIGN §6)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from discharge.calls.acts import LogCall
from discharge.calls.rules import CallerRole
from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.models import CloseOutCondition, DischargeLetter
from documents.actions.drafts import begin_document
from documents.actions.errors import MarkSentInError
from documents.domain.kinds.shared import BEFORE, ability_names
from documents.models import Delivery, Document, Version
from documents.selectors.drafts import draft_of, newest_of
from documents.selectors.waiting import sent_in_error, to_answer
from journeys.actions.acting.acts import Act, take_back
from journeys.actions.events import Recorded
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import AnswerCode, Mistake
from journeys.models import Journey, JourneyEvent, Task
from notifications.models import Notification
from notifications.tasks import relay_outbox
from organisations.domain.refusals import NotAllowed
from organisations.models import User
from tests.actors import Actors
from tests.documents.test_answers import code_of
from tests.documents.test_sending import lying, thread
from tests.documents.writing import answer, send, write, written
from tests.factories.journeys import discharged_journey, tell_journey

pytestmark = pytest.mark.django_db
NOW, LATER = timezone.now(), timedelta(minutes=1)
RECEIVER, CITIZEN = Mistake.RECEIVER, Mistake.CITIZEN


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


@pytest.fixture
def plan(actors: Actors, journey: Journey) -> Document:
    document = written(journey, actors.nurse)
    send(journey, document, actors.nurse, actors.municipality.pk, now=NOW - timedelta(hours=1))
    return document


def mark(
    journey: Journey, document: Document, by: User, *receivers: str, mistake: Mistake = RECEIVER, version: int = 1
) -> Recorded:
    act = MarkSentInError(document=document, version=version, mistake=mistake, receivers=receivers, text="Forkert knap")
    return act.do(Journey.objects.get(pk=journey.pk), act=Act(by=by, now=timezone.now()))


def calls(journey: Journey) -> list[object]:
    return [task.owner for task in Task.objects.open().filter(journey=journey, kind__startswith="call_about_error")]


def clean(journey: Journey) -> bool:
    return not rebuild_citizen(journey.citizen_id, now=NOW, check=True)


def test_it_is_hidden_a_call_is_asked_for_and_the_letter_that_says_so_is_begun(
    actors: Actors, journey: Journey, plan: Document
) -> None:
    unit = str(actors.municipality.pk)
    mark(journey, plan, actors.nurse, unit)
    version = thread(journey).current
    assert version.hidden_from({unit}) is not None
    assert version.hidden_from({version.unit}) is None
    assert calls(journey) == [actors.municipality]
    letter = newest_of(journey, actors.nurse)
    assert letter is not None
    assert "må ikke bruges" in draft_of(letter).values["subject"]
    assert Version.objects.get(document=plan).values["cause"]
    assert clean(journey)
    relay_outbox()
    assert Notification.objects.filter(kind="document_sent_in_error").exists()


def test_it_waits_for_no_acknowledgement_any_more(actors: Actors, journey: Journey, plan: Document) -> None:
    later = timezone.now() + timedelta(minutes=5)
    user, journeys = actors.assessor, Journey.objects.all()
    assert to_answer(user, journeys, now=later).count() == 1
    mark(journey, plan, actors.nurse, str(actors.municipality.pk))
    assert to_answer(user, journeys, now=later).count() == 0


def test_the_call_is_asked_for_until_the_receiver_says_that_it_is_not_used(
    actors: Actors, journey: Journey, plan: Document
) -> None:
    mark(journey, plan, actors.nurse, str(actors.municipality.pk))
    answered = answer(journey, plan, actors.assessor, actors.municipality.pk, code=AnswerCode.DISCARDED)
    assert calls(journey) == []
    (row,) = sent_in_error()
    assert (row.mistake, row.error_by, row.discarded_at is not None) == ("receiver", actors.nurse, True)
    take_back(answered.event, act=Act(by=actors.assessor, now=timezone.now()))
    assert calls(journey) == [actors.municipality]


def test_a_logged_call_is_the_call_that_was_asked_for(actors: Actors, journey: Journey, plan: Document) -> None:
    mark(journey, plan, actors.nurse, str(actors.municipality.pk))
    of_others = LogCall(caller_role=CallerRole.GP, question="Medicin")
    of_others.do(Journey.objects.get(pk=journey.pk), act=Act(by=actors.nurse, now=timezone.now()))
    assert calls(journey) == [actors.municipality]
    call = LogCall(caller_role=CallerRole.NURSE, question="Planen til os ved en fejl")
    call.do(Journey.objects.get(pk=journey.pk), act=Act(by=actors.nurse, now=timezone.now()))
    assert calls(journey) == []
    # Whether it is used is still to be said: data protection follows that up.
    assert sent_in_error().get().discarded_at is None


@pytest.mark.parametrize("code", [AnswerCode.ACKNOWLEDGED, AnswerCode.READY, AnswerCode.CALL_ME])
def test_nothing_else_is_answered_to_it(code: AnswerCode, actors: Actors, journey: Journey, plan: Document) -> None:
    mark(journey, plan, actors.nurse, str(actors.municipality.pk))

    def answered() -> object:
        at = NOW + timedelta(days=2)
        return answer(journey, plan, actors.assessor, actors.municipality.pk, code=code, text="x", at=at)

    assert code_of(answered) == "document.in_error"


def test_what_was_not_sent_in_error_is_not_discarded(actors: Actors, journey: Journey, plan: Document) -> None:
    assert (
        code_of(lambda: answer(journey, plan, actors.assessor, actors.municipality.pk, code=AnswerCode.DISCARDED))
        == "document.no_such_answer"
    )


def test_a_mark_taken_back_shows_it_again(actors: Actors, journey: Journey, plan: Document) -> None:
    marked = mark(journey, plan, actors.nurse, str(actors.municipality.pk))
    take_back(marked.event, act=Act(by=actors.nurse, now=timezone.now()))
    assert thread(journey).current.hidden_from({str(actors.municipality.pk)}) is None
    assert (calls(journey), sent_in_error().count()) == ([], 0)
    assert clean(journey)


def test_of_a_wrong_citizen_nobody_reads_any_version_until_then(
    actors: Actors, journey: Journey, plan: Document
) -> None:
    write(journey, plan, actors.nurse, aids="Rollator")
    send(journey, plan, actors.nurse, actors.municipality.pk, now=NOW - timedelta(minutes=30))
    mark(journey, plan, actors.nurse, mistake=CITIZEN, version=2)
    assert [bool(version.errors) for version in thread(journey).versions] == [True, True]
    assert Delivery.objects.filter(mistake="citizen").count() == 2


def test_a_version_sent_after_it_is_right(actors: Actors, journey: Journey, plan: Document) -> None:
    unit = str(actors.municipality.pk)
    mark(journey, plan, actors.nurse, unit)
    write(journey, plan, actors.nurse, aids="Rollator")
    send(journey, plan, actors.nurse, actors.municipality.pk, now=timezone.now() + timedelta(minutes=1))
    first, second = thread(journey).versions
    assert (bool(first.hidden_from({unit})), second.hidden_from({unit})) == (True, None)
    assert calls(journey) == [actors.municipality]


def test_only_the_sender_marks_it_and_once(actors: Actors, journey: Journey, plan: Document) -> None:
    unit = str(actors.municipality.pk)
    assert code_of(lambda: mark(journey, plan, actors.assessor, unit)) == "document.version_gone"
    with pytest.raises(NotAllowed):
        mark(journey, plan, actors.stranger, unit)
    assert code_of(lambda: mark(journey, plan, actors.nurse)) == "document.error_receiver"
    assert code_of(lambda: mark(journey, plan, actors.nurse, str(actors.practice.pk))) == "document.error_receiver"
    assert code_of(lambda: mark(journey, plan, actors.nurse, unit, version=7)) == "document.version_gone"
    mark(journey, plan, actors.nurse, unit)
    assert code_of(lambda: mark(journey, plan, actors.nurse, unit)) == "document.error_known"
    assert JourneyEvent.objects.filter(kind=EventKind.DOCUMENT_SENT_IN_ERROR).count() == 1


def test_a_wrong_citizen_is_said_of_a_version_that_went_to_fewer_than_the_one_before(
    actors: Actors, journey: Journey
) -> None:
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE, category="other", subject="A", text="A")
    send(journey, letter, actors.nurse, actors.municipality.pk, actors.practice.pk, now=NOW - timedelta(minutes=40))
    write(journey, letter, actors.nurse, text="B")
    send(journey, letter, actors.nurse, actors.municipality.pk, now=NOW - timedelta(minutes=30))
    mark(journey, letter, actors.nurse, mistake=CITIZEN, version=2)
    first, second = thread(journey).versions
    units = {str(actors.municipality.pk), str(actors.practice.pk)}
    assert all(first.error_of(unit) for unit in units)
    assert second.error_of(str(actors.municipality.pk)) is not None


def test_what_was_sent_in_error_is_no_letter_and_closes_nothing(actors: Actors) -> None:
    """An epikrise that nobody may use has not been sent, and its receiver's word is no receipt (2f L4)."""
    home = discharged_journey(actors, hours_ago=2)
    letter = written(home, actors.nurse, Code.DISCHARGE_LETTER, follow_up="routine", recommendation="B12")
    send(home, letter, actors.nurse, actors.practice.pk)
    assert DischargeLetter.objects.get(journey=home).sent_at
    marked = mark(home, letter, actors.nurse, mistake=CITIZEN)
    answer(home, letter, actors.gp, actors.practice.pk, code=AnswerCode.DISCARDED, now=timezone.now() + LATER)
    owed = DischargeLetter.objects.get(journey=home)
    assert (owed.sent_at, owed.acknowledged_at, owed.follow_up) == (None, None, None)
    assert CloseOutCondition.objects.get(journey=home, condition="letter").state == "open"
    assert Task.objects.open().filter(journey=home, kind="discharge_letter").exists()
    assert clean(home)
    write(home, letter, actors.nurse, findings="Den rigtige borger")
    again = send(home, letter, actors.nurse, actors.practice.pk, now=timezone.now() + 2 * LATER)
    assert DischargeLetter.objects.get(journey=home).sent_at == again.event.occurred_at
    assert marked.event.pk < again.event.pk
    assert clean(home)


def test_a_plan_for_rehabilitation_sent_in_error_is_still_to_be_sent(actors: Actors) -> None:
    home = discharged_journey(actors, hours_ago=2)
    tell_journey(home, EventKind.REHABILITATION_DECIDED, at=NOW - timedelta(hours=1), needed=True)
    plan = written(home, actors.nurse, Code.REHABILITATION_PLAN, level="general")
    send(home, plan, actors.nurse, actors.municipality.pk, actors.practice.pk, decided=True)
    asked = CloseOutCondition.objects.filter(journey=home, condition="rehabilitation")
    mark(home, plan, actors.nurse, str(actors.practice.pk))
    assert asked.get().state == "met"
    marked = mark(home, plan, actors.nurse, str(actors.municipality.pk))
    assert asked.get().state == "open"
    assert clean(home)
    take_back(marked.event, act=Act(by=actors.nurse, now=timezone.now()))
    assert asked.get().state == "met"
    assert clean(home)


def test_a_report_sent_in_error_has_not_come(actors: Actors, journey: Journey) -> None:
    report = written(journey, actors.assessor, Code.ADMISSION_REPORT, resuscitation="none")
    send(journey, report, actors.assessor, actors.ward.pk)
    assert Journey.objects.get(pk=journey.pk).report_sent_at
    mark(journey, report, actors.assessor, mistake=CITIZEN)
    assert Journey.objects.get(pk=journey.pk).report_sent_at is None
    assert clean(journey)


def test_words_that_were_filled_in_from_it_and_nobody_has_looked_at_go_with_it(
    actors: Actors, journey: Journey
) -> None:
    report = written(
        journey, actors.assessor, Code.ADMISSION_REPORT, resuscitation="none", relatives_can="Datteren Eva"
    )
    send(journey, report, actors.assessor, actors.ward.pk, now=NOW - timedelta(minutes=5))
    plan = begin_document(journey, Code.CARE_PATHWAY_PLAN, by=actors.nurse, now=NOW)
    assert draft_of(plan).values["relatives_can"] == "Datteren Eva"
    own = next(name for name in ability_names(BEFORE) if name in draft_of(plan).values)
    write(journey, plan, actors.nurse, **{own: draft_of(plan).values[own]})
    mark(journey, report, actors.assessor, mistake=CITIZEN)
    values = draft_of(plan).values
    assert "relatives_can" not in values
    assert own in values
