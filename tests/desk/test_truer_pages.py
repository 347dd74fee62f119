"""What a page says and offers, as a user met it: no more than is true, no button that is then refused."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.forms.acting.buttons import buttons_of
from desk.selectors.asker import Asker
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey
from tests.later import when_released

AsUser = Callable[[User], Client]


def page(client: Client, journey: Journey) -> str:
    return " ".join(client.get(f"/forloeb/{journey.pk}/").content.decode().split())


def act(client: Client, journey: Journey, slug: str, **said: Any) -> Any:
    return client.post(f"/forloeb/{journey.pk}/handling/{slug}/", said)


def test_r1_4_after_the_stay_the_panel_names_no_second_responsible_doctor(actors: Actors, as_user: AsUser) -> None:
    label = "<dt>Patientansvarlig læge</dt>"
    assert label in page(as_user(actors.gp), admitted_journey(actors))
    home = page(as_user(actors.gp), discharged_journey(actors))
    assert label not in home
    assert "<dt>Hospitalets læge i opholdet</dt>" in home


def test_r1_11_ret_stands_at_ones_own_words_alone(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    act(as_user(actors.assessor), journey, "note", text="Fra kommunen")
    with when_released():
        theirs, ours = page(as_user(actors.nurse), journey), page(as_user(actors.assessor), journey)
    assert not re.search(r'event-correct"[^>]*Fra kommunen', theirs)
    assert re.search(r'event-correct"[^>]*Fra kommunen', ours)


def test_r1_12_a_registered_death_is_not_said_to_be_reported(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    end_journey(journey, EventKind.DIED, at=timezone.now() - timedelta(minutes=5))
    shown = page(as_user(actors.nurse), journey)
    assert "Registrerede, at borgeren er død" in shown
    assert "Meldte" not in shown
    assert "efter de 72 timer" not in shown


@pytest.mark.parametrize(
    ("who", "at_home", "registers", "reports"),
    [
        ("nurse", False, {"doed", "udskrevet"}, set()),
        ("assessor", False, set(), {"meld-doed", "meld-udskrevet"}),
        ("gp", True, {"doed"}, set()),
        ("assessor", True, set(), {"meld-doed"}),
    ],
)
def test_r1_14_whoever_registers_is_not_offered_to_report(
    who: str, at_home: bool, registers: set[str], reports: set[str], actors: Actors
) -> None:
    journey = discharged_journey(actors) if at_home else admitted_journey(actors)
    offered = {
        each.slug for row in buttons_of(Asker(getattr(actors, who), timezone.now()), journey).values() for each in row
    }
    assert offered & {"doed", "udskrevet"} == registers
    assert offered & {"meld-doed", "meld-udskrevet"} == reports


def test_r1_17_a_second_question_is_not_said_to_be_an_error(actors: Actors, as_user: AsUser) -> None:
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    asked = act(as_user(actors.doctor), admitted_journey(actors), "doed", occurred_at=at)
    assert asked.status_code == 422
    body = asked.content.decode()
    assert "form-asked" in body
    assert "form-error " not in body
    assert "Fejl:" not in body


def test_r1_20_no_day_chosen_is_said_of_days(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    assert "Vælg mindst én dag." in act(as_user(actors.nurse), journey, "enig-i-dage").content.decode()


def test_r1_16_bytes_that_are_no_text_are_refused_and_nothing_is_stored(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    address, form = f"/forloeb/{journey.pk}/handling/note/", "application/x-www-form-urlencoded"
    answer = as_user(actors.nurse).post(address, "text=a%ED%A0%80b", content_type=form)
    assert answer.status_code == 422
    assert not JourneyEvent.objects.filter(kind=EventKind.NOTE_WRITTEN.value).exists()
