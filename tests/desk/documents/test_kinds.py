"""What the kinds of documents show besides their own words: facts of the journey, other documents (RULES 2b, 2f)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.actions.drafts import begin_document
from documents.models import Document
from journeys.domain.events import EventKind
from journeys.models import JourneyParty
from organisations.models import User
from tests.actors import Actors
from tests.desk.documents.test_pages import address, post_json, text
from tests.documents.test_sending import lying
from tests.documents.writing import send, written
from tests.factories.journeys import discharged_journey, tell_journey
from tests.later import when_released

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def test_what_the_journey_says_is_shown_and_not_typed(actors: Actors, as_user: AsUser) -> None:
    home = discharged_journey(actors, hours_ago=2)
    letter = written(home, actors.nurse, Code.DISCHARGE_LETTER)
    page = text(as_user(actors.nurse).get(address(home, letter, "skriv/")))
    assert 'name="discharged_at' not in page
    assert "Fra forløbet" in page
    sending_page = text(as_user(actors.nurse).get(address(home, letter, "send/")))
    assert "Forløbet viser straks, at epikrisen er sendt." in sending_page


def test_the_letter_is_written_from_its_panel_and_read_by_the_practice(actors: Actors, as_user: AsUser) -> None:
    home = discharged_journey(actors, hours_ago=2)
    nurse, here = as_user(actors.nurse), f"/forloeb/{home.pk}/"
    assert "Skriv epikrisen" in text(nurse.get(here))
    assert "#slags-discharge_letter" in text(nurse.get(here))
    assert "Skriv epikrisen" not in text(as_user(actors.gp).get(here))
    begun = nurse.post(here + "breve/nyt/", {"kind": "discharge_letter"})
    letter = Document.objects.get()
    assert begun.url == address(home, letter, "skriv/")
    written(home, actors.nurse, Code.DISCHARGE_LETTER, follow_up="acute", recommendation="Kalium i morgen")
    send(home, letter, actors.nurse, actors.practice.pk)
    with when_released():
        assert "Kalium i morgen" in text(as_user(actors.gp).get(f"/praksis/{home.pk}/ansvar/"))
        assert "Kalium i morgen" not in text(as_user(actors.assessor).get(here))
        assert "Det står i epikrisen." in text(as_user(actors.assessor).get(here))
        assert f'href="{address(home, letter)}"' in text(as_user(actors.gp).get(here))


def test_readers_are_told_where_the_journey_says_otherwise_by_now(actors: Actors, as_user: AsUser) -> None:
    home = discharged_journey(actors, hours_ago=2)
    letter = written(home, actors.nurse, Code.DISCHARGE_LETTER)
    send(home, letter, actors.nurse, actors.practice.pk)
    said = "Forløbet siger i dag noget andet end brevet"
    with when_released():
        assert said not in text(as_user(actors.gp).get(address(home, letter)))
        tell_journey(home, EventKind.FMK_UPDATED)
        assert said in text(as_user(actors.gp).get(address(home, letter)))


def test_a_value_taken_from_another_document_says_from_where(actors: Actors, as_user: AsUser) -> None:
    journey = lying(actors)
    report = written(journey, actors.assessor, Code.ADMISSION_REPORT, resuscitation="none", relatives_can="Indkøb")
    hospital = JourneyParty.objects.get(journey=journey, role="hospital").organisation_id
    send(journey, report, actors.assessor, hospital)
    with when_released():
        plan = begin_document(journey, Code.CARE_PATHWAY_PLAN, by=actors.nurse, now=timezone.now())
        page = text(as_user(actors.nurse).get(address(journey, plan, "skriv/")))
        assert "Udfyldt fra indlæggelsesrapport." in page
        assert "Udfyldt fra forløbet." in page
        shown = text(as_user(actors.nurse).get(address(journey, report)))
        assert '<th scope="col">Nu</th>' not in shown


def test_a_program_sends_an_epikrise_and_never_says_what_the_journey_says(actors: Actors, as_user: AsUser) -> None:
    home = discharged_journey(actors, hours_ago=2)
    where, nurse = f"/api/v1/journeys/{home.pk}/documents/", as_user(actors.nurse)
    values = {"follow_up": "none", "diagnoses": "Fald", "course": "Set", "medicine_changes": "Ingen", "told": "Alt"}
    body = {
        "kind": "discharge_letter",
        "values": {**values, "contact_phone": "00 00 00 50"},
        "receivers": [str(actors.practice.pk)],
    }
    typed = {**body, "values": {**values, "discharged_at": "2026-11-20T10:00:00+01:00"}}
    refused: Any = post_json(nurse, where, typed)
    assert (refused.status_code, refused.json()["code"]) == (400, "document.value.fixed")
    sent: Any = post_json(nurse, where, body)
    assert sent.status_code == 200
    assert sent.json()["versions"][0]["values"]["discharged_at"]
    letter = nurse.get(f"/api/v1/journeys/{home.pk}/").json()["discharge_letter"]
    assert letter["sent_at"] == sent.json()["versions"][0]["sent_at"]
