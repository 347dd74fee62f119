"""Broken letters and acknowledgements: no server error, each is kept as it came and answered (issue 8, done-when 6).

``MUTATIONS=10000`` breaks that many; a few always are.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from documents.models import Document
from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Journey
from medcom.actions.gateways import create_gateway
from medcom.actions.outgoing import send_letters
from medcom.domain.states import RETRIABLE, MessageState
from medcom.models import InboundMessage, Letter, Sending
from medcom.parsing.codes import ResponseCode
from medcom.parsing.envelope import read_envelope
from medcom.parsing.messages.acknowledgement import build_acknowledgement
from medcom.parsing.problems.problem import Problem
from medcom.selectors.outgoing import envelope_of
from organisations.models import User
from tests.actors import Actors
from tests.desk.documents.messages.test_by_message import named, to_ward, with_file
from tests.documents.test_sending import lying
from tests.medcom.gateway.test_gateway import URL, acknowledged
from tests.medcom.mutations import resource
from tests.medcom.official import load
from tests.medcom.outgoing.test_letters_out import later, letter, receives
from tests.medcom.wild import broken
from tests.services.medcom import medcom_folder

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
MUTATIONS = int(os.environ.get("MUTATIONS", "40"))
# What one journey has to hold at a time: each letter costs as much as all that it finds there.
OF_A_BATCH = 20


class _Undo(Exception):
    pass


@pytest.fixture
def journey(actors: Actors) -> Journey:
    journey = lying(actors)
    for number, unit in ((3, actors.municipality), (2, actors.ward)):
        named(unit, number)
    receives(actors.municipality)
    return journey


def test_whatever_comes_is_kept_and_answered_and_shown(
    actors: Actors, journey: Journey, as_user: AsUser, record_property: Callable[[str, object], None]
) -> None:
    _gateway, token = create_gateway("VANS", now=timezone.now(), all_senders=True)
    letter(actors, journey)
    states: Counter[str] = Counter()
    with later(minutes=1):
        send_letters(now=timezone.now())
        bases = [*_letters(actors, journey), *_answers(), *_official(actors, journey)]
        for first in range(0, MUTATIONS, OF_A_BATCH):
            with suppress(_Undo):
                numbers = range(first, min(first + OF_A_BATCH, MUTATIONS))
                _batch(actors, journey, as_user, partial(_broken, bases, token), numbers, states)
    record_property("states", dict(states))
    assert {"accepted", "rejected", "acknowledgement"} <= set(states)


@transaction.atomic
def _batch(
    actors: Actors,
    journey: Journey,
    as_user: AsUser,
    deliver: Callable[[int], str],
    numbers: range,
    states: Counter[str],
) -> None:
    """A few in one journey, which is put back."""
    states.update(deliver(number) for number in numbers)
    _is_shown(actors, journey, as_user)
    raise _Undo


def _broken(bases: list[dict[str, Any]], token: str, number: int) -> str:
    random = Random(number)
    return _delivered(token, *broken(random.choice(bases), random), number)


def _delivered(token: str, body: bytes, content_type: str, number: int) -> str:
    """The state that it came to."""
    before = set(InboundMessage.objects.values_list("pk", flat=True))
    # `post` of the client would write the bytes anew in the charset that is stated.
    response: Any = Client().generic("POST", URL, body, content_type, headers={"authorization": f"Bearer {token}"})
    row = InboundMessage.objects.exclude(pk__in=before).get()
    assert bytes(row.body) == body, number
    assert row.state_value not in RETRIABLE, (number, row.processing_error)
    if response.status_code == 200:
        acknowledged(response)
    elif row.state_value is MessageState.ACKNOWLEDGEMENT:
        assert (response.status_code, response.content) == (202, b""), number
    else:
        assert 400 <= response.status_code < 500, number
        assert response.json()["code"], number
    return row.state


def _is_shown(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    """What was taken in stands on pages and in the API of whoever reads it, and can be derived again."""
    pages = ["/breve/", f"/forloeb/{journey.pk}/", f"/api/v1/journeys/{journey.pk}/documents/"]
    pages += [f"/forloeb/{journey.pk}/breve/{key}/" for key in Document.objects.values_list("pk", flat=True)]
    for user in (actors.nurse, actors.assessor):
        client = as_user(user)
        for address in pages:
            assert client.get(address).status_code in (200, 404), address
    for key in Letter.objects.filter(event=None).values_list("pk", flat=True):
        assert as_user(actors.assessor).get(f"/breve/uden-forloeb/{key}/").status_code in (200, 404)
    assert as_user(actors.administrator).get("/administration/beskeder/").status_code == 200
    assert rebuild_citizen(journey.citizen_id, now=timezone.now(), check=True) == []


def _letters(actors: Actors, journey: Journey) -> Iterator[dict[str, Any]]:
    """New, answering, forwarded, with a file, of a stay, to somebody there, and about a replacement number."""
    yield to_ward(actors, journey)
    yield to_ward(actors, journey, "Første", "Andet", "Tredje", activity="reply-message", seed=2)
    yield with_file(to_ward(actors, journey, "Videre", "Her", activity="forward-message", seed=3, specific="Team 3"))
    yield to_ward(actors, journey, "Om forløbet", seed=4, episode="abc-1", category="other")
    replaced = to_ward(actors, journey, "Om en uden nummer", seed=5)
    resource(replaced, "Patient")["identifier"] = [{"system": "urn:oid:1.2.208.176.1.6.1.3", "value": "0703921VJ5"}]
    yield replaced


def _answers() -> Iterator[dict[str, Any]]:
    """To the letter that went out."""
    envelope = read_envelope(envelope_of(Sending.objects.get()))
    for code in ResponseCode:
        problems = [] if code is ResponseCode.OK else [Problem("intake.receiver_unknown", "Bundle.entry[0]")]
        yield build_acknowledgement(envelope, code=code, problems=problems, now=timezone.now())


def _official(actors: Actors, journey: Journey) -> Iterator[dict[str, Any]]:
    """MedCom's own, where they are here, between our two and about our citizen; the largest are left out."""
    folder = medcom_folder()
    files = sorted(folder.glob("examples/fhir/*/Bundle-*.json")) if folder else []
    for file in files:
        if file.stat().st_size > 50_000 or "hospitalnotification" in file.parent.name:
            continue
        bundle = load(file)
        envelope = read_envelope(bundle)
        text = json.dumps(bundle).replace("2509479989", journey.citizen.cpr or "")
        for party, unit in ((envelope.sender, actors.municipality), (envelope.receiver, actors.ward)):
            if party and party.sor and party.gln:
                text = text.replace(party.sor, str(unit.sor)).replace(party.gln, str(unit.gln))
        yield json.loads(text)
