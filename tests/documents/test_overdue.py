"""A plan that nobody answers is watched on both sides, from when it is read until anything is said (UX §5.1)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.actions.errors import MarkSentInError
from documents.models import Delivery
from documents.selectors.overdue import overdue_answers
from journeys.actions.acting.acts import Act
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import Mistake
from journeys.models import Journey
from notifications.domain.escalation import WATCHED_FOR, Watch
from tests.actors import Actors
from tests.documents.test_forwarding import forward
from tests.documents.test_sending import lying
from tests.documents.writing import answer, send, write, written
from tests.factories.journeys import tell_journey

pytestmark = pytest.mark.django_db


def test_a_plan_without_an_answer_is_watched_for_whoever_got_it_and_whoever_sent_it(actors: Actors) -> None:
    journey, now = lying(actors), timezone.now()
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk, now=now)
    assert list(overdue_answers(now)) == []
    later = now + timedelta(minutes=5)
    sides = {item.watch: item.unit_id for item in overdue_answers(later)}
    assert sides == {Watch.TO_ANSWER: actors.municipality.pk, Watch.UNANSWERED: actors.ward.pk}
    assert len({item.key for item in overdue_answers(later)}) == 2
    assert list(overdue_answers(now + WATCHED_FOR + timedelta(hours=1))) == []
    answer(journey, plan, actors.assessor, actors.municipality.pk, now=later)
    assert list(overdue_answers(later)) == []


def test_a_korrespondance_need_not_be_answered(actors: Actors) -> None:
    journey, now = lying(actors), timezone.now()
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE, contact_phone="87654321")
    send(journey, letter, actors.nurse, actors.municipality.pk, now=now, decided=True)
    assert list(overdue_answers(now + timedelta(hours=2))) == []


def test_whoever_sent_it_on_is_asked_for_nothing_and_waits_for_the_unit_that_got_it(actors: Actors) -> None:
    journey, now = lying(actors), timezone.now()
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk, now=now - timedelta(hours=1))
    forward(journey, plan, actors, actors.assessor, actors.social_unit)
    sides = [(item.watch, item.unit_id) for item in overdue_answers(timezone.now() + timedelta(minutes=5))]
    assert sorted(sides, key=repr) == sorted(
        [
            (Watch.UNANSWERED, actors.ward.pk),
            (Watch.TO_ANSWER, actors.social_unit.pk),
            (Watch.UNANSWERED, actors.municipality.pk),
        ],
        key=repr,
    )


def test_nobody_is_asked_to_answer_a_plan_for_somebody_who_has_died(actors: Actors) -> None:
    journey, now = lying(actors), timezone.now()
    for code in (Code.CARE_PATHWAY_PLAN, Code.CORRESPONDENCE):
        letter = written(journey, actors.nurse, code)
        send(journey, letter, actors.nurse, actors.municipality.pk, now=now - timedelta(hours=1), decided=True)
    assert len(list(overdue_answers(now))) == 2
    tell_journey(journey, EventKind.DIED, at=now - timedelta(minutes=30))
    assert list(overdue_answers(now)) == []
    # A korrespondance may be about what is still to be done.
    client = Client()
    client.force_login(actors.nurse)
    for address in (f"/forloeb/{journey.pk}/", "/breve/"):
        page = client.get(address).content.decode()
        said = (page.count("borgeren er død, så der ventes ikke på svar"), page.count("ikke kvitteret endnu"))
        assert said == (1, 1), address


def test_what_was_sent_in_error_is_owed_no_answer_and_a_held_version_asks_for_none_yet(actors: Actors) -> None:
    journey, now = lying(actors), timezone.now()
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk, now=now - timedelta(hours=1))
    write(journey, plan, actors.nurse, aids="Rollator")
    send(journey, plan, actors.nurse, actors.municipality.pk, now=now)
    # Until the second is released the first is what the receiver owes an answer to; then the second alone.
    first, second = Delivery.objects.order_by("number")
    assert {item.key.split(":")[1] for item in overdue_answers(now)} == {first.key}
    later = now + timedelta(minutes=5)
    assert {item.key.split(":")[1] for item in overdue_answers(later)} == {second.key}
    unit = str(actors.municipality.pk)
    mark = MarkSentInError(document=plan, version=2, mistake=Mistake.RECEIVER, receivers=(unit,), text="Forkert")
    mark.do(Journey.objects.get(pk=journey.pk), act=Act(by=actors.nurse, now=later))
    assert list(overdue_answers(later + timedelta(minutes=5))) == []
