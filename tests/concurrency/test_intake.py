"""The same message in several hands at once counts once; strangers who register the same houses get one each."""

import pytest

from journeys.models import Citizen, JourneyEvent
from medcom.actions.parties import Unknown
from medcom.domain.states import MessageState
from medcom.models import InboundMessage
from organisations.models import Organisation
from tests.concurrency.threads import at_once
from tests.medcom.gateway.test_builder_scripts import play
from tests.medcom.world import deliver

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_the_same_message_eight_times_is_one_event() -> None:
    (bundle,) = play(["STIN"])
    states = [message.state_value for message in at_once(lambda: deliver(bundle, unknown=Unknown.REGISTER))]
    assert sorted(states) == sorted([MessageState.ACCEPTED, *[MessageState.DUPLICATE] * 7])
    assert JourneyEvent.objects.count() == 1
    assert InboundMessage.objects.count() == 8


def test_eight_messages_of_one_new_citizen_are_one_citizen_in_known_houses_once() -> None:
    bundles = play(["STIN", "STOR", "SLOR", "STOR2", "SLOR2", "SLHJ", "AN-SLHJ", "MORS"])
    waiting = list(bundles)
    messages = at_once(lambda: deliver(waiting.pop(), unknown=Unknown.REGISTER))
    for message in messages:
        assert message.state_value is MessageState.ACCEPTED, message.processing_error
    assert Citizen.objects.count() == 1
    assert Organisation.objects.count() == 2
    assert JourneyEvent.objects.count() == 8
