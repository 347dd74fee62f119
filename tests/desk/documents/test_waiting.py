"""*Breve*: what waits for an answer on both sides, oldest first, kept by the events themselves (DESIGN §2; UX §5.1)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from documents.models import Delivery
from journeys.actions.acting.acts import Act, take_back
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.models import Journey
from organisations.models import User
from tests.actors import Actors
from tests.documents.test_sending import lying
from tests.documents.writing import answer, send, write, written
from tests.factories.journeys import tell_journey
from tests.later import when_released

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
TO_US, FROM_US = "Til os, ikke kvitteret", "Sendt af os, ikke kvitteret"


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def lists(client: Client) -> tuple[str, str]:
    """What the page says of each list."""
    page = str(client.get("/breve/").content.decode())
    assert page.index(TO_US) < page.index(FROM_US)
    there = page.index(f'<h2 id="sendt">{FROM_US}')
    return page[page.index(TO_US) : there], page[there:]


def test_it_waits_on_both_sides_until_somebody_acknowledges(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    # Held for half a minute: the sender waits already, the receiver has heard of nothing.
    assert "Plejeforløbsplan" in lists(as_user(actors.nurse))[1]
    assert "Der er ikke kommet noget, som I mangler at kvittere for." in lists(as_user(actors.assessor))[0]
    with when_released():
        assert "Plejeforløbsplan" in lists(as_user(actors.assessor))[0]
        answer(journey, plan, actors.assessor, actors.municipality.pk, code=AnswerCode.MISSING, text="Hvem bestiller?")
        assert "Der er ikke kommet noget, som I mangler at kvittere for." in lists(as_user(actors.assessor))[0]
        assert "Mangler oplysninger" in lists(as_user(actors.nurse))[1]
        answer(journey, plan, actors.assessor, actors.municipality.pk)
        assert "I har ikke sendt noget, som mangler kvittering." in lists(as_user(actors.nurse))[1]


def test_a_new_version_waits_anew_and_one_taken_back_waits_no_more(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        answer(journey, plan, actors.assessor, actors.municipality.pk)
        write(journey, plan, actors.nurse, aids="Seng")
        second = send(journey, plan, actors.nurse, actors.municipality.pk)
        assert Delivery.objects.values_list("number", "answer").get(followed_at=None) == (2, "")
        take_back(second.event, act=Act(by=actors.nurse, now=timezone.now()))
        assert Delivery.objects.values_list("number", "answer").get() == (1, "acknowledged")


def test_while_a_newer_version_is_held_the_one_before_waits_as_if_there_were_none(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        write(journey, plan, actors.nurse, aids="Seng")
        send(journey, plan, actors.nurse, actors.municipality.pk)
        held = lists(as_user(actors.assessor))[0]
        assert "Plejeforløbsplan" in held
        assert "version 2" not in held
        assert lists(as_user(actors.nurse))[1].count("/breve/") == 1
        with when_released():
            released = lists(as_user(actors.assessor))[0]
            assert released.count(f"/breve/{plan.pk}/") == 1
            assert "version 2" in released


@pytest.mark.parametrize("person", ["gp", "social_worker", "stranger", "community_nurse"])
def test_only_the_house_that_got_it_sees_it(person: str, actors: Actors, journey: Journey, as_user: AsUser) -> None:
    tell_journey(journey, EventKind.SHARED, unit=actors.social_unit, stated_by=actors.visitation)
    send(journey, written(journey, actors.nurse), actors.nurse, actors.municipality.pk)
    with when_released():
        shown = "Plejeforløbsplan" in lists(as_user(getattr(actors, person)))[0]
    assert shown is (person == "community_nurse")


def test_the_rows_are_what_the_events_say(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk, now=timezone.now() - timedelta(minutes=2))
    answer(journey, plan, actors.assessor, actors.municipality.pk)
    assert rebuild_citizen(journey.citizen_id, now=timezone.now(), check=True) == []
    Delivery.objects.update(answer="")
    differences: list[Any] = rebuild_citizen(journey.citizen_id, now=timezone.now(), check=True)
    assert {difference.table for difference in differences} == {"delivery"}


def test_a_row_says_which_other_unit_of_the_house_got_it(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    to = f"til {actors.social_unit.label}"
    with when_released():
        assert to not in lists(as_user(actors.assessor))[0]
        Delivery.objects.update(receiver=actors.social_unit)
        assert to in lists(as_user(actors.assessor))[0]
        assert to not in lists(as_user(actors.social_worker))[0]
