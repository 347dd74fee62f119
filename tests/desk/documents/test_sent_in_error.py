"""What was sent in error, on the pages of both sides, for programs, and on the list of data protection (DESIGN §6)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from documents.models import Document
from journeys.models import Journey
from organisations.models import User
from tests.actors import Actors
from tests.desk.documents.test_pages import address, text
from tests.documents.test_sending import lying
from tests.documents.writing import send, write, written
from tests.later import when_released

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
SECRET, MARKED = "Hemmelig rollator", "Sendt ved en fejl, må ikke bruges"


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


@pytest.fixture
def plan(actors: Actors, journey: Journey, as_user: AsUser) -> Document:
    """Sent to the municipality, and marked by the ward."""
    plan = written(journey, actors.nurse, aids=SECRET)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        said = {"version": 1, "mistake": "receiver", "receivers": [str(actors.municipality.pk)], "key": "a", "text": ""}
        done = as_user(actors.nurse).post(address(journey, plan, "fejl/"), said)
    assert (done.status_code, "/skriv/" in done["Location"]) == (302, True)
    return plan


def test_the_receiver_reads_that_it_must_not_be_used_and_none_of_its_words(
    actors: Actors, journey: Journey, plan: Document, as_user: AsUser
) -> None:
    with when_released():
        page = text(as_user(actors.assessor).get(address(journey, plan)))
        assert (MARKED in page, SECRET in page, "Vaske sig" in page) == (True, False, False)
        where = f"/api/v1/journeys/{journey.pk}/documents/"
        read: Any = as_user(actors.assessor).get(where)
        (version,) = read.json()["documents"][0]["versions"]
        assert (version["values"], version["sent_in_error"][0]["mistake"]) == (None, "receiver")
        here = text(as_user(actors.assessor).get(f"/forloeb/{journey.pk}/"))
        assert (MARKED in here, "Ring til afsenderen" in here, SECRET in here) == (True, True, False)
        ward = text(as_user(actors.nurse).get(address(journey, plan)))
        assert (MARKED in ward, SECRET in ward) == (True, True)


def test_the_task_leads_its_owner_to_the_letter_that_is_to_be_answered(
    actors: Actors, journey: Journey, plan: Document, as_user: AsUser
) -> None:
    with when_released():
        way = f'{address(journey, plan)}#svar"'
        assert way in as_user(actors.assessor).get(f"/forloeb/{journey.pk}/").content.decode()
        assert way not in as_user(actors.nurse).get(f"/forloeb/{journey.pk}/").content.decode()


def test_what_is_new_in_the_next_version_does_not_tell_what_was_hidden(
    actors: Actors, journey: Journey, plan: Document, as_user: AsUser
) -> None:
    write(journey, plan, actors.nurse, aids="Intet")
    with when_released():
        send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released(), when_released():
        page = text(as_user(actors.assessor).get(address(journey, plan)))
        assert ("Intet" in page, SECRET in page) == (True, False)
        read: Any = as_user(actors.assessor).get(f"/api/v1/journeys/{journey.pk}/documents/")
        assert SECRET not in read.content.decode()


def test_the_receiver_says_that_it_is_not_used(
    actors: Actors, journey: Journey, plan: Document, as_user: AsUser
) -> None:
    with when_released():
        municipality = as_user(actors.assessor)
        said = {"version": 1, "answer": "discarded", "text": "Talt med Mona", "key": "b"}
        assert municipality.post(address(journey, plan), said).status_code == 302
        assert "Ring til afsenderen" not in text(municipality.get(f"/forloeb/{journey.pk}/"))
    assert "bruger det ikke" in text(as_user(actors.administrator).get("/databeskyttelse/"))


def test_data_protection_reads_who_and_what_and_no_citizen(
    actors: Actors, journey: Journey, plan: Document, as_user: AsUser
) -> None:
    page = text(as_user(actors.administrator).get("/databeskyttelse/"))
    words = ("Plejeforløbsplan", "Forkert modtager", "Medicin 1", "Viborg", "har ikke svaret")
    assert all(word in page for word in words)
    assert not any(word in page for word in (journey.citizen.family_name, journey.citizen.cpr, SECRET))
    for other in (actors.nurse, actors.assessor, actors.gp, actors.social_worker):
        assert as_user(other).get("/databeskyttelse/").status_code == 403


def test_who_did_not_send_it_does_not_mark_it(
    actors: Actors, journey: Journey, plan: Document, as_user: AsUser
) -> None:
    with when_released():
        for other in (actors.assessor, actors.gp, actors.stranger):
            assert as_user(other).get(address(journey, plan, "fejl/")).status_code in (403, 404)


def test_what_is_hidden_is_not_said_to_be_unanswered(
    actors: Actors, journey: Journey, plan: Document, as_user: AsUser
) -> None:
    with when_released():
        page = text(as_user(actors.assessor).get(address(journey, plan)))
        assert ("ikke besvaret" in page, "Funktion" in page) == (False, False)


def test_both_sides_read_who_is_to_ring_and_the_sender_what_data_protection_calls_it(
    actors: Actors, journey: Journey, plan: Document, as_user: AsUser
) -> None:
    reference = f"henvisning {str(plan.pk)[:8]}"
    assert reference in text(as_user(actors.administrator).get("/databeskyttelse/"))
    with when_released():
        ward = as_user(actors.nurse)
        page, here = text(ward.get(address(journey, plan))), text(ward.get(f"/forloeb/{journey.pk}/"))
        assert str(plan.pk)[:8] in page
        for shown in (page, here):
            assert ("skal ringe, har ikke svaret endnu" in shown, "ikke kvitteret endnu" in shown) == (True, False)
        # The task is not the reader's: it says whom it is about.
        assert "sendt til jer" not in here


def test_the_correcting_letter_is_meant_for_whoever_got_it_in_error(
    actors: Actors, journey: Journey, plan: Document, as_user: AsUser
) -> None:
    with when_released():
        nurse, letter = as_user(actors.nurse), Document.objects.exclude(pk=plan.pk).get()
        page = nurse.get(address(journey, letter, "send/")).content.decode()
        assert page.count('name="receivers"') > 1
        marked = re.findall(r'<input[^>]*name="receivers"[^>]*>', page)
        assert [str(actors.municipality.pk) in box for box in marked if " checked" in box] == [True]
