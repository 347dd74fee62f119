"""A round asks about what nobody has decided about; it costs no more when much was sent before (PERFORMANCE)."""

from datetime import timedelta

import pytest
from django.contrib.admin import site
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.models import Delivery
from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Journey
from medcom.actions.outgoing import send_letters
from medcom.admin import CounterpartAdmin
from medcom.domain.sending import Carrier, SendState
from medcom.models import Counterpart, OutboundMessage
from medcom.selectors.outgoing import undecided
from tests.actors import Actors
from tests.desk.documents.messages.test_by_message import named
from tests.documents.test_sending import lying
from tests.medcom.outgoing.test_letters_out import later, letter, receives, state

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def journey(actors: Actors) -> Journey:
    journey = lying(actors)
    for number, unit in ((1, actors.municipality), (2, actors.ward)):
        named(unit, number)
    return journey


def test_what_needs_no_message_is_asked_about_once(actors: Actors, journey: Journey) -> None:
    letter(actors, journey)
    assert send_letters(now=timezone.now()) == 0
    assert Delivery.objects.filter(routed_at=None).count() == 1  # it can still be undone
    with later(minutes=1):
        assert send_letters(now=timezone.now()) == 0
        assert not undecided(timezone.now()).exists()
        assert rebuild_citizen(journey.citizen_id, now=timezone.now(), check=True) == []
        rebuild_citizen(journey.citizen_id, now=timezone.now(), check=False)
        assert not undecided(timezone.now()).exists()


def test_a_round_with_nothing_to_do_reads_no_history(actors: Actors, journey: Journey) -> None:
    receives(actors.municipality)
    letter(actors, journey)
    with later(minutes=1):
        assert send_letters(now=timezone.now()) == 1
        with CaptureQueriesContext(connection) as asked:
            assert send_letters(now=timezone.now()) == 0
        assert all('"routed_at" IS NULL' in query["sql"] for query in asked if "documents_delivery" in query["sql"])
    assert Delivery.objects.get().routed_at is not None


def test_a_setting_that_counts_from_before_asks_anew(actors: Actors, journey: Journey, rf: RequestFactory) -> None:
    letter(actors, journey)
    with later(minutes=1):
        assert send_letters(now=timezone.now()) == 0
        row = Counterpart(organisation=actors.municipality, receives=Carrier.FHIR.value, since=timezone.now() - DAY)
        request = rf.post("/")
        request.user = actors.administrator
        CounterpartAdmin(Counterpart, site).save_model(request, row, None, change=False)
        assert send_letters(now=timezone.now()) == 1
    assert (state(), OutboundMessage.objects.count()) == (SendState.WRITTEN, 1)
