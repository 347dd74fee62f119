"""The day's boundaries of table 2a as a letter meets them: a day is no short stay, and no action within a day."""

from datetime import timedelta

import pytest

from discharge.channel.rules.channel import Document as Code
from discharge.channel.rules.channel import Recipient
from documents.selectors.channel import channel_of
from journeys.domain.events import EventKind
from journeys.models import Journey
from tests.actors import Actors
from tests.documents.test_sending import lying
from tests.factories.journeys import tell_journey

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(hours=24), timedelta(minutes=1)


@pytest.mark.parametrize(("stay", "allowed"), [(DAY - MINUTE, False), (DAY, True), (DAY + MINUTE, True)])
def test_o1_a_stay_of_exactly_a_day_has_a_plan(stay: timedelta, allowed: bool, actors: Actors) -> None:
    journey = lying(actors, hours_ago=40)
    assert journey.admitted_at is not None
    tell_journey(journey, EventKind.DISCHARGED, at=journey.admitted_at + stay)
    journey = Journey.objects.get(pk=journey.pk)
    assert journey.discharged_at is not None
    asked = channel_of(journey, Recipient.MUNICIPALITY, now=journey.discharged_at)
    assert asked.documents[Code.CARE_PATHWAY_PLAN].allowed is allowed


@pytest.mark.parametrize(("age", "allowed"), [(DAY - MINUTE, None), (DAY, True)])
def test_o1_a_stay_that_is_a_day_old_is_no_short_one(age: timedelta, allowed: bool | None, actors: Actors) -> None:
    journey = lying(actors, hours_ago=40)
    assert journey.admitted_at is not None
    asked = channel_of(journey, Recipient.MUNICIPALITY, now=journey.admitted_at + age)
    assert asked.documents[Code.CARE_PATHWAY_PLAN].allowed is allowed
