"""Combinations that no row names: an error mark, a readmission, a discharge that never was, two versions at once."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.channel.rules.channel import Recipient
from documents.actions.errors import MarkSentInError
from documents.models import Delivery, PlanRealism
from documents.selectors.channel import channel_of
from documents.selectors.overdue import overdue_answers
from documents.selectors.waiting import to_answer, unanswered
from journeys.actions.acting.acts import Act
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.calendar.clock import at_local
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import AnswerCode, Mistake
from journeys.models import Journey, Task
from tests.actors import Actors
from tests.documents.test_answers import code_of
from tests.documents.test_sending import lying, thread
from tests.documents.writing import answer, send, write, written
from tests.factories.agreements import agree_home
from tests.factories.journeys import admitted_journey, end_journey, tell

pytestmark = pytest.mark.django_db
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)

MORNING = at_local(date(2026, 11, 25), time(11))


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    """What is moved to another day must not hang on the hour at which somebody tests."""
    with time_machine.travel(MORNING, tick=False):
        yield


def anew(journey: Journey) -> Journey:
    return Journey.objects.get(pk=journey.pk)


def is_rebuilt(journey: Journey) -> bool:
    return rebuild_citizen(journey.citizen_id, now=timezone.now(), check=True) == []


def test_an_answer_to_the_first_of_two_versions_within_a_minute_leaves_the_second_waiting(actors: Actors) -> None:
    begun = timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        journey = lying(actors)
        plan = written(journey, actors.nurse)
        send(journey, plan, actors.nurse, actors.municipality.pk)
        clock.shift(20 * SECOND)
        write(journey, plan, actors.nurse, aids="Rollator")
        send(journey, plan, actors.nurse, actors.municipality.pk)
        # The first can be read, the second not yet: it is answered by nobody, and the first is.
        clock.shift(15 * SECOND)
        late = lambda: answer(journey, plan, actors.assessor, actors.municipality.pk, version=2)  # noqa: E731
        assert code_of(late) == "document.version_gone"
        answer(journey, plan, actors.assessor, actors.municipality.pk, version=1)
        clock.shift(MINUTE)
        now, seen = timezone.now(), Journey.objects.all()
        assert [row.number for row in to_answer(actors.assessor, seen, now=now)] == [2]
        assert [row.number for row in unanswered([actors.ward.pk], seen)] == [2]
        assert {item.key.split(":")[1] for item in overdue_answers(now)} == {Delivery.objects.get(number=2).key}
        # An answer to the first, however late, is none to the second.
        answer(journey, plan, actors.assessor, actors.municipality.pk, version=1, code=AnswerCode.CALL_ME, text="Ring")
        assert [row.number for row in to_answer(actors.assessor, seen, now=now)] == [2]
        assert thread(journey).current.unanswered == (str(actors.municipality.pk),)
        assert is_rebuilt(journey)


def test_what_was_acknowledged_and_is_then_in_error_is_called_about_and_answered_only_so(actors: Actors) -> None:
    begun = timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        journey = lying(actors)
        plan = written(journey, actors.nurse)
        send(journey, plan, actors.nurse, actors.municipality.pk)
        clock.shift(MINUTE)
        answer(journey, plan, actors.assessor, actors.municipality.pk)
        clock.shift(MINUTE)
        unit = str(actors.municipality.pk)
        mark = MarkSentInError(document=plan, version=1, mistake=Mistake.RECEIVER, receivers=(unit,), text="Forkert")
        mark.do(anew(journey), act=Act(by=actors.nurse, now=timezone.now()))
        assert thread(journey).current.hidden_from({unit}) is not None
        assert Task.objects.open().filter(journey=journey, kind__startswith="call_about_error").count() == 1
        again = lambda: answer(journey, plan, actors.assessor, actors.municipality.pk)  # noqa: E731
        assert code_of(again) == "document.in_error"
        answer(journey, plan, actors.assessor, actors.municipality.pk, code=AnswerCode.DISCARDED)
        assert not Task.objects.open().filter(journey=journey, kind__startswith="call_about_error").exists()
        # Rightly sent anew, it is asked about anew.
        clock.shift(MINUTE)
        write(journey, plan, actors.nurse, aids="Seng")
        send(journey, plan, actors.nurse, actors.municipality.pk)
        clock.shift(MINUTE)
        waiting = to_answer(actors.assessor, Journey.objects.all(), now=timezone.now())
        assert [row.number for row in waiting] == [2]
        assert is_rebuilt(journey)


def test_a_readmission_begins_a_plan_of_its_own_and_the_open_thread_stays_where_it_is(actors: Actors) -> None:
    begun = timezone.now() - timedelta(days=3)
    with time_machine.travel(begun, tick=False) as clock:
        first = lying(actors)
        agree_home(first, actors, at=begun + 20 * HOUR, now=begun)
        clock.shift(2 * MINUTE)
        plan = written(first, actors.nurse)
        send(first, plan, actors.nurse, actors.municipality.pk)
        clock.shift(20 * HOUR)
        end_journey(anew(first), EventKind.DISCHARGED, at=timezone.now())
        clock.shift(30 * HOUR)
        second = admitted_journey(actors, citizen=first.citizen, hours_ago=1, services=None)
        assert second.pk != first.pk
        # What was agreed of the first stay is nothing that is to be done now.
        asked = channel_of(anew(second), Recipient.MUNICIPALITY, now=timezone.now())
        assert asked.phone.code == "channel.phone_unknown"
        other = written(second, actors.nurse, Code.CORRESPONDENCE)
        assert other.thread != plan.thread
        rows = to_answer(actors.assessor, Journey.objects.all(), now=timezone.now())
        assert [(row.journey_id, row.document) for row in rows] == [(first.pk, plan.pk)]
        answer(first, plan, actors.assessor, actors.municipality.pk)
        assert not to_answer(actors.assessor, Journey.objects.all(), now=timezone.now()).exists()
        assert is_rebuilt(first)


def test_a_discharge_that_is_cancelled_leaves_the_confirmed_plan_confirmed_and_asked_of_again(actors: Actors) -> None:
    begun = timezone.now() - timedelta(days=2)
    with time_machine.travel(begun, tick=False) as clock:
        journey = lying(actors)
        agree_home(journey, actors, at=begun + 20 * HOUR, now=begun)
        clock.shift(2 * MINUTE)
        plan = written(journey, actors.nurse)
        send(journey, plan, actors.nurse, actors.municipality.pk)
        clock.shift(HOUR)
        answer(journey, plan, actors.assessor, actors.municipality.pk)
        clock.shift(42 * HOUR)
        gone = end_journey(anew(journey), EventKind.DISCHARGED, at=timezone.now())
        assert PlanRealism.objects.get().time_moved is True
        clock.shift(HOUR)
        tell(
            journey.citizen,
            EventKind.CANCELLED,
            at=timezone.now(),
            voids=gone.event.source_ref,
            episode=gone.event.episode_ids[0],
        )
        assert anew(journey).discharged_at is None
        version = thread(journey).current
        assert version.is_acknowledged_by(str(actors.municipality.pk))
        # It promised a time, and nobody has left: what became of it is open again.
        row = PlanRealism.objects.get()
        assert (row.left_at, row.time_moved) == (None, False)
        # The time that was agreed lies behind: whatever is to be done is to be done now.
        assert channel_of(anew(journey), Recipient.MUNICIPALITY, now=timezone.now()).phone.code == "channel.O4.soon"
        assert is_rebuilt(journey)
