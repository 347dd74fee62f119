"""What is said to be wrong is sent no more, and its words go no further (DESIGN §6; DICTIONARY 8.2)."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.actions.errors import MarkSentInError
from documents.models import Document
from journeys.actions.acting.acts import Act, take_back
from journeys.actions.events import Recorded
from journeys.domain.events.payloads.documents import Mistake
from journeys.models import Journey
from medcom.actions.outgoing import send_letters
from medcom.domain.sending import SendState
from medcom.models import Sending
from medcom.parsing.checking.checker import check
from medcom.parsing.messages.care_communication import read_care_communication
from medcom.parsing.problems.problem import Severity
from tests.actors import Actors
from tests.desk.documents.messages.test_by_message import come, named, person
from tests.documents.test_sending import lying
from tests.documents.writing import send, write, written
from tests.domain.medcom.letters import letter_bundle
from tests.medcom.outgoing.test_letters_out import acknowledge, later, letter, receives, rounds, state, tasks

pytestmark = pytest.mark.django_db
SECRET = "Hemmeligt om en anden"


@pytest.fixture
def journey(actors: Actors) -> Journey:
    journey = lying(actors)
    for number, unit in ((1, actors.municipality), (2, actors.ward)):
        named(unit, number)
    receives(actors.municipality)
    return journey


def mark(actors: Actors, journey: Journey, document: Document, mistake: Mistake = Mistake.CITIZEN) -> Recorded:
    to = (str(actors.municipality.pk),) if mistake is Mistake.RECEIVER else ()
    act = MarkSentInError(document=document, version=1, mistake=mistake, receivers=to)
    return act.do(Journey.objects.get(pk=journey.pk), act=Act(by=actors.nurse, now=timezone.now()))


@pytest.mark.parametrize("mistake", Mistake)
def test_what_is_said_to_be_wrong_before_it_is_handed_over_never_leaves(
    actors: Actors, journey: Journey, tmp_path: Path, mistake: Mistake
) -> None:
    document = letter(actors, journey, SECRET)
    with later(minutes=1):
        send_letters(now=timezone.now())
        mark(actors, journey, document, mistake)
        assert rounds(tmp_path) == []
    with later(minutes=40):
        assert rounds(tmp_path) == []
        assert (state(), tasks()) == (SendState.STOPPED, [])


def test_a_marking_that_is_taken_back_lets_it_leave(actors: Actors, journey: Journey, tmp_path: Path) -> None:
    document = letter(actors, journey)
    with later(minutes=1):
        send_letters(now=timezone.now())
        done = mark(actors, journey, document)
        assert rounds(tmp_path) == []
        take_back(done.event, act=Act(by=actors.nurse, now=timezone.now()))
        assert len(rounds(tmp_path)) == 1


def test_it_is_not_sent_again_and_nobody_is_asked_to_carry_it(actors: Actors, journey: Journey, tmp_path: Path) -> None:
    document = letter(actors, journey)
    with later(minutes=1):
        (bundle,) = rounds(tmp_path)
        mark(actors, journey, document)
    for minutes in (32, 64, 96, 128):
        with later(minutes=minutes):
            assert rounds(tmp_path) == []
    assert (state(), Sending.objects.count(), tasks()) == (SendState.STOPPED, 1, [])
    with later(minutes=130):
        # That it came there is worth knowing: somebody there has to throw it away.
        acknowledge(tmp_path, bundle)
        rounds(tmp_path)
        assert state() is SendState.RECEIVED


def test_a_marking_of_a_moment_ago_may_still_be_taken_back(actors: Actors, journey: Journey, tmp_path: Path) -> None:
    document = letter(actors, journey)
    with later(minutes=1):
        rounds(tmp_path)
    with later(minutes=32):
        done = mark(actors, journey, document)
        assert rounds(tmp_path) == []
        assert state() is SendState.HANDED_OVER
        take_back(done.event, act=Act(by=actors.nurse, now=timezone.now()))
    with later(minutes=34):
        assert len(rounds(tmp_path)) == 1


def test_the_letter_that_corrects_it_does_not_carry_its_words(actors: Actors, journey: Journey, tmp_path: Path) -> None:
    document = letter(actors, journey, SECRET)
    with later(minutes=1):
        (first,) = rounds(tmp_path)
        mark(actors, journey, document)
        correction = Document.objects.exclude(pk=document.pk).get()
        write(journey, correction, actors.nurse, contact_phone="87654321", category="other")
        send(journey, correction, actors.nurse, actors.municipality.pk, decided=True)
    with later(minutes=3):
        (second,) = rounds(tmp_path)
    assert SECRET in json.dumps(first, ensure_ascii=False)
    assert SECRET not in json.dumps(second, ensure_ascii=False)
    found = read_care_communication(second)
    assert found.previous_id == read_care_communication(first).message_id
    assert [part.text for part in found.segments][:1] == ["Sendt ved en fejl, må ikke bruges."]
    assert not [problem for problem in check(second) if problem.severity is Severity.ERROR]


def test_an_answer_carries_nothing_about_somebody_else_of_the_same_thread(
    actors: Actors, journey: Journey, tmp_path: Path
) -> None:
    """A thread's id is the other system's word: two citizens under one are two threads."""
    ward, there = named(actors.ward, 2), named(actors.municipality, 1)
    other = lying(actors)
    assert other.citizen_id != journey.citizen_id
    about = {"sender": there, "receiver": ward, "at": timezone.now()}
    come(letter_bundle("Først", SECRET, patient=person(other), seed=5, **about))
    asked = come(letter_bundle("Hvornår?", patient=person(journey), seed=6, **about))
    answer = written(journey, actors.nurse, Code.CORRESPONDENCE, text="I morgen.", contact_phone="87654321")
    Document.objects.filter(pk=answer.pk).update(thread=UUID(str(asked.thread)))
    send(journey, answer, actors.nurse, actors.municipality.pk, decided=True)
    with later(minutes=1):
        (bundle,) = rounds(tmp_path)
    assert SECRET not in json.dumps(bundle, ensure_ascii=False)
    segments = read_care_communication(bundle).segments
    assert [part.text for part in segments] == ["Hvornår?", "I morgen."]
