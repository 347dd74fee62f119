"""How far a letter has come, on its page and in the API, and seeing to one that did not reach the other system."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from journeys.models import Journey, Task
from medcom.actions.outgoing import send_letters
from medcom.domain.sending import Carrier
from medcom.models import OutboundMessage
from medcom.parsing.codes import ResponseCode
from organisations.models import User
from tests.actors import Actors
from tests.desk.documents.messages.test_by_message import named
from tests.documents.test_sending import lying
from tests.medcom.outgoing.test_letters_out import acknowledge, later, letter, receives, rounds

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(actors: Actors) -> Journey:
    journey = lying(actors)
    for number, unit in ((1, actors.municipality), (2, actors.ward)):
        named(unit, number)
    return journey


@pytest.mark.parametrize(
    ("code", "words"), [(ResponseCode.OK, "modtaget af deres system"), (ResponseCode.FATAL_ERROR, "afvist af deres")]
)
def test_its_steps_stand_on_the_senders_page_and_in_the_api(
    actors: Actors, journey: Journey, as_user: AsUser, tmp_path: Path, code: ResponseCode, words: str
) -> None:
    receives(actors.municipality)
    document = letter(actors, journey)
    with later(minutes=1):
        (bundle,) = rounds(tmp_path)
        acknowledge(tmp_path, bundle, code)
        rounds(tmp_path)
        nurse, address = as_user(actors.nurse), f"/forloeb/{journey.pk}/breve/{document.pk}/"
        page = nurse.get(address).content.decode()
        assert [step in page for step in ("skrevet", "afleveret til deres system", words)] == [True] * 3
        (told,) = nurse.get(f"/api/v1/journeys/{journey.pk}/documents/").json()["documents"][0]["versions"]
        message = OutboundMessage.objects.get()
        assert told["delivery"][0]["message_id"] == str(message.pk)
        assert told["delivery"][0]["answer"] == code.value
        assert [sent["envelope_id"] for sent in told["delivery"][0]["sendings"]] == [bundle["id"]]
        assert words not in as_user(actors.assessor).get(address).content.decode()


def test_a_task_leads_to_the_letter_and_is_settled_there(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    receives(actors.municipality, Carrier.PAPER)
    document = letter(actors, journey)
    with later(minutes=1):
        send_letters(now=timezone.now())
        nurse, address = as_user(actors.nurse), f"/forloeb/{journey.pk}/breve/{document.pk}/"
        assert f"{address}?version=1#levering" in nurse.get(f"/forloeb/{journey.pk}/").content.decode()
        case = str(OutboundMessage.objects.get().pk)
        assert case in nurse.get(address).content.decode()
        for user in (actors.assessor, actors.stranger):
            assert as_user(user).post(f"{address}levering/", {"case": case}).status_code == 404
        assert nurse.post(f"{address}levering/", {"case": case}).status_code == 302
        assert "klaret på anden måde" in nurse.get(address).content.decode()
    assert not Task.objects.open().filter(kind="message_not_received").exists()


@pytest.mark.parametrize(
    ("carrier", "words"),
    [(Carrier.FHIR, "får brevet i deres eget system"), (Carrier.PAPER, "får det ikke i deres eget system")],
)
def test_before_sending_it_says_where_the_receiver_reads_it(
    actors: Actors, journey: Journey, as_user: AsUser, carrier: Carrier, words: str
) -> None:
    document = letter(actors, journey)
    nurse, address = as_user(actors.nurse), f"/forloeb/{journey.pk}/breve/{document.pk}/send/"
    assert words not in nurse.get(address).content.decode()
    receives(actors.municipality, carrier)
    assert words in nurse.get(address).content.decode()
    nurse.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "own system" in nurse.get(address).content.decode()
