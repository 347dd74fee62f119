"""What was sent in error is hidden from whoever got it, until somebody there says that it is not used (DESIGN §6)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from documents.actions.errors import MarkSentInError
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

pytestmark = pytest.mark.django_db
NOW = timezone.now()
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
    units, journeys = [actors.municipality.pk], Journey.objects.all()
    assert to_answer(units, journeys, now=later).count() == 1
    mark(journey, plan, actors.nurse, str(actors.municipality.pk))
    assert to_answer(units, journeys, now=later).count() == 0


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
