"""Two people answer one plan, or one answers what another changes: the second is judged by what the first has done."""

from datetime import timedelta

import pytest

from discharge.agreement.acts import ProposeDischarge
from discharge.agreement.selectors import story_of
from discharge.wording.refused import RefusedByRule
from documents.actions.errors import MarkSentInError
from documents.actions.forwarding import ForwardDocument
from documents.models import Document
from journeys.actions.acting.acts import Act
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import AnswerCode, Mistake
from journeys.models import Journey, JourneyEvent
from organisations.models import User
from tests.actors import Actors
from tests.concurrency.test_two_people import NOW, a_database_of_files, actors, clean, journey
from tests.concurrency.threads import one_after_the_other
from tests.documents.writing import answer, send, written

__all__ = ["a_database_of_files", "actors", "journey"]
FRIDAY = NOW + timedelta(days=3)


@pytest.fixture
def plan(actors: Actors, journey: Journey) -> Document:
    document = written(journey, actors.nurse)
    send(journey, document, actors.nurse, actors.municipality.pk, decided=True, now=NOW - timedelta(hours=1))
    return document


def ready(journey: Journey, plan: Document, actors: Actors, by: User, *, seconds: int = 0) -> None:
    later = NOW + timedelta(seconds=seconds)
    answer(journey, plan, by, actors.municipality.pk, code=AnswerCode.READY, at=FRIDAY, now=later)


def propose(journey: Journey, actors: Actors, days: int, *, seconds: int = -60) -> None:
    act = Act(by=actors.nurse, now=NOW + timedelta(seconds=seconds))
    ProposeDischarge(at=NOW + timedelta(days=days), text="Ny tid").do(journey, act=act)


def test_two_who_are_ready_at_once_agree_once(journey: Journey, plan: Document, actors: Actors) -> None:
    propose(journey, actors, 3)
    one_after_the_other(
        lambda: ready(journey, plan, actors, actors.assessor),
        lambda: ready(journey, plan, actors, actors.community_nurse, seconds=1),
    )
    assert JourneyEvent.objects.filter(kind=EventKind.DISCHARGE_ACCEPTED.value).count() == 1
    assert clean(journey)


def test_a_yes_to_a_time_that_the_ward_moves_meanwhile_is_no_yes_to_the_earlier_one(
    journey: Journey, plan: Document, actors: Actors
) -> None:
    propose(journey, actors, 4)
    with pytest.raises(RefusedByRule, match="ready_later"):
        one_after_the_other(
            lambda: propose(journey, actors, 2, seconds=0),
            lambda: ready(journey, plan, actors, actors.assessor, seconds=1),
        )
    assert story_of(journey).agreement.agreed is None
    assert not JourneyEvent.objects.filter(kind=EventKind.DOCUMENT_ANSWERED.value).exists()
    assert clean(journey)


def test_what_is_marked_as_sent_in_error_meanwhile_is_not_answered_nor_sent_on(
    journey: Journey, plan: Document, actors: Actors
) -> None:
    unit = str(actors.municipality.pk)
    mark = MarkSentInError(document=plan, version=1, mistake=Mistake.RECEIVER, receivers=(unit,))
    passed = ForwardDocument(document=str(plan.pk), version=1, party=actors.municipality.pk, unit=actors.social_unit)
    with pytest.raises(RefusedByRule, match="version_gone"):
        one_after_the_other(
            lambda: mark.do(journey, act=Act(by=actors.nurse, now=NOW)),
            lambda: passed.do(journey, act=Act(by=actors.assessor, now=NOW)),
        )
    with pytest.raises(RefusedByRule, match="in_error"):
        ready(journey, plan, actors, actors.assessor)
    assert clean(journey)


def test_of_two_who_send_it_on_to_one_unit_one_does(journey: Journey, plan: Document, actors: Actors) -> None:
    passed = ForwardDocument(document=str(plan.pk), version=1, party=actors.municipality.pk, unit=actors.social_unit)
    with pytest.raises(RefusedByRule, match="forwarded"):
        one_after_the_other(
            lambda: passed.do(journey, act=Act(by=actors.assessor, now=NOW)),
            lambda: passed.do(journey, act=Act(by=actors.community_nurse, now=NOW)),
        )
    assert JourneyEvent.objects.filter(kind=EventKind.DOCUMENT_FORWARDED.value).count() == 1
    assert clean(journey)
