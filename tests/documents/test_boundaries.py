"""The day's boundaries of table 2a as a letter meets them: a day is no short stay, and no action within a day."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.channel.rules.channel import ChannelFacts, ChannelPermission, Recipient, channel
from discharge.explain.rules.channel_reader import read_channel_facts
from discharge.explain.rules.facts_reader import FactsReader
from documents.domain.kinds import KINDS
from documents.selectors.channel import channel_of
from documents.selectors.choice import KindChoice, ReceiverChoice
from journeys.domain.events import EventKind
from journeys.models import Journey
from organisations.models import Organisation
from tests.actors import Actors
from tests.documents.test_sending import lying
from tests.documents.writing import send, written
from tests.factories.agreements import agree_home
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


# The discharge is agreed to Monday 30 November at 16 on Danish clocks; all times below are UTC.
HOME = datetime(2026, 11, 30, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("case", "agreed_before", "plan_before", "now_before", "recipient", "code"),
    [
        ("2-5 by a plan of yesterday", 30, 28, 3, Recipient.MUNICIPALITY, "O4.plan_in_time"),
        ("2-5 by a plan of noon", 30, 4, 3, Recipient.MUNICIPALITY, "O4.plan_in_time"),
        ("2-5 a minute past noon", 30, 4 - 1 / 60, 3, Recipient.MUNICIPALITY, "O4.soon"),
        ("2-5 this is the plan", 30, None, 5, Recipient.MUNICIPALITY, "O4.soon"),
        ("2-5 the social area got no plan", 30, 28, 3, Recipient.MUNICIPAL_SOCIAL, "O4.soon"),
        ("1-40 tomorrow, whatever was planned", 50, 40, 23, Recipient.MUNICIPALITY, "O4.soon"),
        ("O4 in more than a day", 50, 40, 25, Recipient.MUNICIPALITY, "phone_not_required"),
    ],
)
def test_o4_a_plan_in_time_spares_the_call_in_the_choice_as_in_explain(
    actors: Actors,
    case: str,
    agreed_before: float,
    plan_before: float | None,
    now_before: float,
    recipient: Recipient,
    code: str,
) -> None:
    def before(hours: float) -> datetime:
        return HOME - timedelta(hours=hours)

    with time_machine.travel(before(60), tick=False) as clock:
        journey = lying(actors)
        clock.move_to(before(agreed_before))
        agree_home(journey, actors, at=HOME, now=before(agreed_before))
        if plan_before is not None:
            clock.move_to(before(plan_before))
            send(journey, written(journey, actors.nurse), actors.nurse, actors.municipality.pk)
        clock.move_to(before(now_before))
        journey = Journey.objects.get(pk=journey.pk)
        asked = channel_of(journey, recipient, now=before(now_before))
    assert asked.phone.code == f"channel.{code}", case
    sent = before(plan_before).isoformat() if plan_before is not None and recipient is Recipient.MUNICIPALITY else None
    stay = {"elder_care": True, "social": False, "speciality": "somatic", "stay_hours": 110 - now_before}
    moments = {"discharge_at": HOME.isoformat(), "sent_at": before(now_before).isoformat(), "plan_first_sent_at": sent}
    explained = channel(read_channel_facts(FactsReader({**stay, **moments}), before(now_before)))
    assert explained.phone.code == asked.phone.code


def test_o4_a_plan_of_another_day_tells_nothing_of_today(actors: Actors) -> None:
    """The plan said Wednesday; that it is today was agreed since."""
    with time_machine.travel(HOME - timedelta(hours=40), tick=False) as clock:
        journey = lying(actors)
        agree_home(journey, actors, at=HOME + timedelta(days=2), now=HOME - timedelta(hours=40))
        send(journey, written(journey, actors.nurse), actors.nurse, actors.municipality.pk)
        clock.move_to(HOME - timedelta(hours=8))
        agree_home(Journey.objects.get(pk=journey.pk), actors, at=HOME, now=HOME - timedelta(hours=8))
        clock.move_to(HOME - timedelta(hours=3))
        asked = channel_of(Journey.objects.get(pk=journey.pk), Recipient.MUNICIPALITY, now=HOME - timedelta(hours=3))
    assert asked.phone.code == "channel.O4.soon"


def test_c7_a_need_that_this_stay_has_proved_opens_the_case(actors: Actors) -> None:
    """RULES 2b F10a: a waiting reason of the municipality proves the need, whatever it gives today."""
    journey = lying(actors, elder=False, social=False)
    now = timezone.now()
    before = channel_of(journey, Recipient.MUNICIPALITY, now=now).documents[Code.CARE_PATHWAY_PLAN].verdict
    reasons = [{"reason": "home_measures", "sector": "municipality", "primary": True}]
    tell_journey(
        journey, EventKind.READY_REGISTERED, at=now, assessed_by="Bo Lund", assessed_title="Overlæge", reasons=reasons
    )
    journey = Journey.objects.get(pk=journey.pk)
    assert journey.municipal_services is True
    after = channel_of(journey, Recipient.MUNICIPALITY, now=now).documents[Code.CARE_PATHWAY_PLAN].verdict
    assert (before.rule, after.rule, after.outcome) == ("C10", "C7", True)


@pytest.mark.parametrize(
    ("answers", "allowed"),
    [((True, None, False), True), ((None, False), None), ((False, None), None), ((False, False), False), ((), False)],
)
def test_o9_c10_a_kind_is_offered_where_one_may_get_it_and_refused_only_where_nobody_may(
    answers: tuple[bool | None, ...], allowed: bool | None
) -> None:
    """What is unknown of one receiver is asked, though another is refused; nothing is offered instead of it."""
    verdict = channel(ChannelFacts()).phone
    receivers = (
        ReceiverChoice(Organisation(), ChannelPermission(answer, verdict, Code.CORRESPONDENCE), verdict, None)
        for answer in answers
    )
    choice = KindChoice(KINDS[Code.CARE_PATHWAY_PLAN], tuple(receivers))
    assert choice.allowed is allowed
    assert (choice.instead is not None) == (allowed is False and bool(answers))
