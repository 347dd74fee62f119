"""Documents where journeys are joined, close, or end: nothing of them is lost (DESIGN §2; RULES 2i)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.models import Delivery
from documents.selectors.drafts import own_document
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from tests.actors import Actors
from tests.documents.test_sending import lying
from tests.documents.writing import answer, send, write, written
from tests.factories.journeys import cancel_journey, discharged_journey, tell
from tests.later import when_released

pytestmark = pytest.mark.django_db


def test_of_joined_journeys_the_documents_lie_in_the_one_that_is_left_and_part_again(actors: Actors) -> None:
    now = timezone.now()
    first = discharged_journey(actors, now=now, hours_ago=200, stayed=50)
    second = discharged_journey(actors, now=now, hours_ago=80, stayed=50, citizen=first.citizen)
    letter = written(second, actors.nurse, Code.CORRESPONDENCE)
    unsent = written(second, actors.nurse, Code.CORRESPONDENCE, subject="Kladden")
    send(second, letter, actors.nurse, actors.municipality.pk, decided=True)
    discharge = JourneyEvent.objects.get(kind="discharged", placement__journey=first)
    place = {"provider": actors.ward, "hospital": actors.hospital, "municipality": actors.municipality}
    # It was one stay: the first one ended when the second began.
    at = now - timedelta(hours=132)
    tell(first.citizen, EventKind.DISCHARGED, at=at, ref="moved", voids=discharge.source_ref, now=now, **place)
    second.refresh_from_db()
    assert second.merged_into == first
    assert own_document(first, unsent.pk, actors.nurse) == unsent
    assert Delivery.objects.get().journey == first
    client = Client()
    client.force_login(actors.nurse)
    page = client.get(f"/forloeb/{first.pk}/").content.decode()
    assert "Kladde, ikke sendt" in page
    assert f"/forloeb/{first.pk}/breve/{letter.pk}/" in page
    assert client.get(f"/forloeb/{second.pk}/breve/{unsent.pk}/skriv/", follow=True).status_code == 200
    send(first, unsent, actors.nurse, actors.municipality.pk, decided=True)
    assert rebuild_citizen(first.citizen_id, now=now, check=True) == []
    # It was not: each has its own again.
    tell(
        first.citizen, EventKind.DISCHARGED, at=now - timedelta(hours=200), ref="back", voids="moved", now=now, **place
    )
    second.refresh_from_db()
    assert second.merged_into is None
    assert rebuild_citizen(first.citizen_id, now=now, check=True) == []
    with when_released():
        assert client.get(f"/forloeb/{second.pk}/breve/{letter.pk}/").status_code == 200


@pytest.mark.parametrize("kind", ["died", "cancelled"])
def test_what_was_sent_is_read_and_answered_after_the_end(kind: str, actors: Actors) -> None:
    journey = lying(actors)
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    if kind == "died":
        at, place = timezone.now(), {"provider": actors.ward, "hospital": actors.hospital}
        tell(journey.citizen, EventKind.DIED, at=at, stated_by=actors.ward, **place)
    else:
        cancel_journey(journey, at=timezone.now())
    client = Client()
    client.force_login(actors.assessor)
    with when_released():
        assert client.get(f"/forloeb/{journey.pk}/breve/{plan.pk}/").status_code == 200
        answer(Journey.objects.get(pk=journey.pk), plan, actors.assessor, actors.municipality.pk)
    assert rebuild_citizen(journey.citizen_id, now=timezone.now(), check=True) == []


def test_a_version_for_another_receiver_takes_nothing_from_whoever_got_the_one_before(actors: Actors) -> None:
    journey = lying(actors)
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE, text="Til kommunen")
    send(journey, letter, actors.nurse, actors.municipality.pk)
    write(journey, letter, actors.nurse, text="Til lægen", subject="Nyt emne")
    send(journey, letter, actors.nurse, actors.practice.pk)
    write(journey, letter, actors.nurse, text="Til begge")
    address, clients = f"/forloeb/{journey.pk}/breve/{letter.pk}/", {}
    for person in (actors.assessor, actors.gp, actors.nurse):
        clients[person] = Client()
        clients[person].force_login(person)
    with when_released():
        page = clients[actors.assessor].get(address).content.decode()
        assert "Til kommunen" in page
        assert "nyere version" not in page
        assert "?version=2" not in page
        row = clients[actors.assessor].get(f"/forloeb/{journey.pk}/").context["panels"]["documents"].rows[0]
        assert (row.version.number, row.news) == (1, 0)
        assert "Til lægen" in clients[actors.gp].get(address).content.decode()
        assert address in clients[actors.assessor].get("/breve/").content.decode()
        send(journey, letter, actors.nurse, actors.municipality.pk, actors.practice.pk)
        with when_released():
            # What is new to each reader: the municipality did not get the second.
            for person, news in ((actors.assessor, 2), (actors.gp, 1), (actors.nurse, 1)):
                assert len(clients[person].get(address).context["page"].changes) == news
