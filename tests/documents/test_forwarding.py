"""A municipality sends a version on to another of its units, which sees that version and no other."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from discharge.wording.refused import RefusedByRule
from documents.actions.errors import MarkSentInError
from documents.actions.forwarding import ForwardDocument
from documents.models import Delivery, Document
from documents.selectors.sent import reading_ids
from documents.selectors.waiting import to_answer, unanswered
from journeys.actions.acting.acts import Act, take_back
from journeys.actions.events import Recorded
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import AnswerCode, Mistake
from journeys.models import Journey, JourneyEvent, JourneyParty, Task
from journeys.selectors.sight import visible_journeys
from medcom.domain.sending import Carrier
from medcom.models import Counterpart
from medcom.selectors.outgoing import unsent
from organisations.domain.refusals import NotAllowed
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.documents.test_answers import code_of
from tests.documents.test_sending import lying, thread
from tests.documents.writing import answer, send, write, written

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


@pytest.fixture
def plan(actors: Actors, journey: Journey) -> Document:
    document = written(journey, actors.nurse)
    send(journey, document, actors.nurse, actors.municipality.pk, now=NOW - timedelta(hours=1))
    return document


def forward(
    journey: Journey, document: Document, actors: Actors, by: User, to: Organisation, *, version: int = 1
) -> Recorded:
    act = ForwardDocument(
        document=str(document.pk), version=version, party=actors.municipality.pk, unit=to, text="Bostøtte"
    )
    return act.do(Journey.objects.get(pk=journey.pk), act=Act(by=by, now=timezone.now()))


def sees(user: User, journey: Journey) -> bool:
    return visible_journeys(user, now=timezone.now()).filter(pk=journey.pk).exists()


def clean(journey: Journey) -> bool:
    return not rebuild_citizen(journey.citizen_id, now=NOW, check=True)


def test_the_unit_is_a_receiver_of_that_version_and_sees_the_journey(
    actors: Actors, journey: Journey, plan: Document
) -> None:
    assert not sees(actors.social_worker, journey)
    forward(journey, plan, actors, actors.assessor, actors.social_unit)
    version = thread(journey).current
    assert version.receivers == (str(actors.municipality.pk), str(actors.social_unit.pk))
    assert version.concerns(reading_ids(actors.social_worker))
    assert sees(actors.social_worker, journey)
    assert JourneyParty.objects.filter(journey=journey, organisation=actors.social_unit, role="social").exists()
    row = Delivery.objects.get(receiver=actors.social_unit)
    assert row.sender == actors.municipality
    assert clean(journey)


def test_it_answers_for_itself(actors: Actors, journey: Journey, plan: Document) -> None:
    forward(journey, plan, actors, actors.assessor, actors.social_unit)
    later = timezone.now() + timedelta(minutes=1)
    answer(journey, plan, actors.social_worker, actors.social_unit.pk, now=later)
    version, municipality = thread(journey).current, actors.municipality
    assert version.unanswered == ()
    row = Delivery.objects.get(receiver=municipality)
    assert (row.answer, version.answer_of(str(municipality.pk))) == (AnswerCode.ACKNOWLEDGED.value, None)
    told = JourneyEvent.objects.get(kind=EventKind.DOCUMENT_ANSWERED.value).payload["receivers"]
    assert told == [str(actors.ward.pk), str(municipality.pk)]
    # The municipality does not answer in its place, and still answers for itself.
    with pytest.raises(RefusedByRule, match="version_gone"):
        answer(journey, plan, actors.assessor, actors.social_unit.pk, now=later)
    answer(journey, plan, actors.assessor, municipality.pk, now=later)
    assert clean(journey)


def test_it_waits_on_the_list_of_the_unit_that_got_it_and_no_longer_on_that_of_the_others(
    actors: Actors, journey: Journey, plan: Document
) -> None:
    later, journeys = timezone.now() + timedelta(minutes=1), Journey.objects.all()

    def waiting(user: User, now: datetime = later) -> list[Organisation]:
        return [row.receiver for row in to_answer(user, journeys, now=now)]

    assert (waiting(actors.assessor), waiting(actors.social_worker)) == ([actors.municipality], [])
    passed = forward(journey, plan, actors, actors.assessor, actors.social_unit)
    assert (waiting(actors.assessor), waiting(actors.social_worker)) == ([], [actors.social_unit])
    # It can still be undone: nobody there is asked yet.
    assert waiting(actors.social_worker, timezone.now()) == []
    assert [row.receiver for row in unanswered([actors.municipality.pk], journeys)] == [actors.social_unit]
    assert [row.receiver for row in unanswered([actors.ward.pk], journeys)] == [actors.municipality]
    take_back(passed.event, act=Act(by=actors.assessor, now=timezone.now()))
    assert (waiting(actors.assessor), waiting(actors.social_worker)) == ([actors.municipality], [])


def test_nobody_there_answers_or_sends_on_what_can_still_be_undone(
    actors: Actors, journey: Journey, plan: Document
) -> None:
    forward(journey, plan, actors, actors.assessor, actors.social_unit)
    assert code_of(lambda: answer(journey, plan, actors.social_worker, actors.social_unit.pk)) == (
        "document.version_gone"
    )


def test_sent_on_over_two_units_it_comes_to_the_last_one(actors: Actors, journey: Journey, plan: Document) -> None:
    nursing = actors.community_nurse.unit
    assert nursing is not None
    forward(journey, plan, actors, actors.assessor, nursing)
    on = ForwardDocument(document=str(plan.pk), version=1, party=nursing.pk, unit=actors.social_unit)
    by = actors.community_nurse
    assert code_of(lambda: on.do(journey, act=Act(by=by, now=timezone.now()))) == "document.version_gone"
    later = timezone.now() + timedelta(minutes=1)
    on.do(Journey.objects.get(pk=journey.pk), act=Act(by=by, now=later))
    back = ForwardDocument(document=str(plan.pk), version=1, party=nursing.pk, unit=actors.municipality)
    assert code_of(lambda: back.do(journey, act=Act(by=by, now=later))) == "document.forwarded"
    assert thread(journey).current.unanswered == (str(actors.social_unit.pk),)
    assert clean(journey)


def test_the_ward_does_not_send_the_same_once_more_because_it_was_sent_on(
    actors: Actors, journey: Journey, plan: Document
) -> None:
    forward(journey, plan, actors, actors.assessor, actors.social_unit)
    later = timezone.now() + timedelta(minutes=1)
    again = code_of(lambda: send(journey, plan, actors.nurse, actors.municipality.pk, now=later))
    assert again == "document.nothing_new"


def test_inside_the_house_no_message_goes_out(actors: Actors, journey: Journey, plan: Document) -> None:
    since = NOW - timedelta(days=1)
    Counterpart.objects.create(organisation=actors.social_unit, receives=Carrier.FHIR, since=since)
    forward(journey, plan, actors, actors.assessor, actors.social_unit)
    assert not unsent(timezone.now() + timedelta(minutes=1)).filter(receiver=actors.social_unit).exists()


def test_a_newer_version_does_not_go_on_by_itself(actors: Actors, journey: Journey, plan: Document) -> None:
    forward(journey, plan, actors, actors.assessor, actors.social_unit)
    write(journey, plan, actors.nurse, aids="Rollator")
    send(journey, plan, actors.nurse, actors.municipality.pk, now=timezone.now() + timedelta(minutes=1))
    theirs = thread(journey).seen_by(reading_ids(actors.social_worker))
    assert [version.number for version in theirs.versions] == [1]


def test_taken_back_it_was_never_theirs(actors: Actors, journey: Journey, plan: Document) -> None:
    passed = forward(journey, plan, actors, actors.assessor, actors.social_unit)
    take_back(passed.event, act=Act(by=actors.assessor, now=timezone.now()))
    assert thread(journey).current.receivers == (str(actors.municipality.pk),)
    assert not sees(actors.social_worker, journey)
    assert clean(journey)


def test_only_the_municipality_sends_it_on_inside_itself_and_once(
    actors: Actors, journey: Journey, plan: Document
) -> None:
    for other in (actors.nurse, actors.gp, actors.social_worker, actors.stranger):
        with pytest.raises(NotAllowed):
            forward(journey, plan, actors, other, actors.social_unit)
    assert code_of(lambda: forward(journey, plan, actors, actors.assessor, actors.practice)) == "document.forward_unit"
    assert (
        code_of(lambda: forward(journey, plan, actors, actors.assessor, actors.social_unit, version=7))
        == "document.version_gone"
    )
    forward(journey, plan, actors, actors.assessor, actors.social_unit)
    assert code_of(lambda: forward(journey, plan, actors, actors.assessor, actors.social_unit)) == "document.forwarded"


def test_what_was_sent_in_error_is_hidden_from_whoever_got_it_on_too(
    actors: Actors, journey: Journey, plan: Document
) -> None:
    forward(journey, plan, actors, actors.assessor, actors.social_unit)
    wrong = MarkSentInError(
        document=plan, version=1, mistake=Mistake.RECEIVER, receivers=(str(actors.municipality.pk),)
    )
    wrong.do(Journey.objects.get(pk=journey.pk), act=Act(by=actors.nurse, now=timezone.now()))
    assert thread(journey).current.hidden_from(reading_ids(actors.social_worker)) is not None
    told = JourneyEvent.objects.get(kind=EventKind.DOCUMENT_SENT_IN_ERROR.value).payload["receivers"]
    assert told == [str(actors.municipality.pk), str(actors.social_unit.pk)]
    called = Task.objects.open().filter(journey=journey, kind__startswith="call_about_error")
    assert set(called.values_list("kind", flat=True)) == {"call_about_error_municipality", "call_about_error_social"}
    later = timezone.now() + timedelta(minutes=1)
    answer(journey, plan, actors.social_worker, actors.social_unit.pk, code=AnswerCode.DISCARDED, now=later)
    assert called.count() == 1
    assert (
        code_of(lambda: forward(journey, plan, actors, actors.assessor, actors.social_unit)) == "document.version_gone"
    )
