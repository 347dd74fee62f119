"""At admission to psychiatry: early contact, and what the municipality knows (001 bilag 2, B2-P3 b, B2-P4 b)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.models import Journey, Task
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors
from tests.documents.writing import send, written
from tests.factories.journeys import admitted_journey, make_citizen, state_affiliation
from tests.factories.organisations import make_user

pytestmark = pytest.mark.django_db


def asked(journey: Journey) -> set[str]:
    kinds = Task.objects.open().filter(journey=journey, source="psychiatric_contact").values_list("kind", flat=True)
    return set(kinds)


def test_the_ward_writes_to_the_municipality_of_a_child_from_the_task(
    actors: Actors, as_user: Callable[[User], Client]
) -> None:
    citizen = make_citizen("Anna Prøve Ung", cpr="0205124002")
    journey = admitted_journey(actors, citizen=citizen, ward=actors.psychiatric_ward, services=False)
    nurse = make_user("Mona Ravn", role=Role.HOSPITAL_NURSE, unit=actors.psychiatric_ward)
    assert asked(journey) == {"contact_municipality"}
    page = as_user(nurse).get(f"/forloeb/{journey.pk}/").content.decode()
    assert "Kontakt kommunen tidligt: borgeren er under 18 år" in page
    assert "Kommunen kender ofte ikke børn og unge" in page
    assert f"/forloeb/{journey.pk}/breve/nyt/#slags-correspondence" in page
    letter = written(journey, nurse, Code.CORRESPONDENCE)
    send(journey, letter, nurse, actors.municipality.pk, needs=True, decided=True)
    assert asked(journey) == set()


def test_the_municipality_tells_the_ward_by_korrespondance(actors: Actors, as_user: Callable[[User], Client]) -> None:
    citizen = make_citizen()
    for affiliation, value in ((Affiliation.SOCIAL, True), (Affiliation.ELDER_CARE, False)):
        state_affiliation(citizen, affiliation, value, at=timezone.now() - timedelta(days=90))
    journey = admitted_journey(actors, citizen=citizen, ward=actors.psychiatric_ward)
    assert asked(journey) == {"correspondence_at_admission"}
    page = as_user(actors.assessor).get(f"/forloeb/{journey.pk}/").content.decode()
    assert "Send afdelingen det, I ved om borgeren, i en korrespondance" in page
    assert "#slags-correspondence" in page
    letter = written(journey, actors.assessor, Code.CORRESPONDENCE)
    send(journey, letter, actors.assessor, actors.psychiatric_ward.pk)
    assert asked(journey) == set()
