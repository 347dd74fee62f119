"""Documents where journeys are joined, close, or end: nothing of them is lost (DESIGN §2; RULES 2i)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discharge.channel.rules.channel import Document as Code
from documents.models import Delivery
from documents.selectors.drafts import own_document
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from tests.actors import Actors
from tests.documents.test_sending import lying
from tests.documents.writing import answer, send, written
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
