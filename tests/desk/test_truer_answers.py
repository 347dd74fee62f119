"""What a task and a form offer and promise, as a user met it: both answers, and no more than becomes true."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.forms.acting.buttons import task_rows
from desk.forms.acting.table import BY_SLUG
from desk.selectors.asker import Asker
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent, Task
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, end_journey
from tests.later import when_released

AsUser = Callable[[User], Client]


def act(client: Client, journey: Journey, slug: str, **said: Any) -> Any:
    return client.post(f"/forloeb/{journey.pk}/handling/{slug}/", said)


@pytest.mark.parametrize("slug", ["doed", "bekraeft-doed"])
def test_r1_12_a_death_says_that_the_letter_stays_open(slug: str) -> None:
    promise = str(BY_SLUG[slug].consequence)
    assert "alle åbne opgaver" not in promise.lower()
    assert "epikrise til egen læge skal stadig sendes" in promise


@pytest.mark.parametrize("what", ["doed", "udskrevet"])
def test_r1_18_a_task_that_asks_for_yes_or_no_offers_both(what: str, actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    assert act(as_user(actors.assessor), journey, f"meld-{what}", occurred_at=at).status_code == 302
    journey.refresh_from_db()
    tasks = list(Task.objects.open().filter(journey=journey, kind__startswith="answer_d"))
    (row,) = task_rows(Asker(actors.nurse, timezone.now()), journey, tasks)
    assert row.button
    assert row.no
    assert (row.button.slug, row.no.slug) == (f"bekraeft-{what}", f"afvis-{what}")
    shown = as_user(actors.nurse).get(f"/forloeb/{journey.pk}/").content.decode()
    panel = shown[shown.index('id="opgaver"') :]
    assert f"handling/afvis-{what}/" in panel[: panel.index("</ul>")]


@pytest.mark.parametrize("slug", ["doed", "udskrevet"])
def test_r1_17_the_second_question_is_a_calm_notice_with_the_focus(slug: str, actors: Actors, as_user: AsUser) -> None:
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    asked = act(as_user(actors.doctor), admitted_journey(actors), slug, occurred_at=at)
    body = asked.content.decode()
    notice = body[body.index("banner banner-info") : body.index("Én gang til: er det rigtigt?")]
    assert asked.status_code == 422
    assert 'role="status"' in notice
    assert "data-focus-first" in notice
    assert "Svar på dette" not in body


def test_r1_11_a_refusal_leads_back_to_the_journey(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    act(as_user(actors.assessor), journey, "note", text="Fra kommunen")
    event = JourneyEvent.objects.order_by("pk").last()
    assert event is not None
    with when_released():
        refused = as_user(actors.nurse).get(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/")
    assert refused.status_code == 403
    assert f'href="/forloeb/{journey.pk}/"' in refused.content.decode()


def test_r1_22_an_overtaken_act_keeps_the_text_and_offers_no_save(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client, version = as_user(actors.assessor), journey.last_sequence
    end_journey(journey, EventKind.DIED, at=timezone.now() - timedelta(minutes=5))
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    late = act(client, journey, "meld-doed", occurred_at=at, text="Hørt af datteren", version=version)
    body = late.content.decode()
    assert late.status_code in (409, 422)
    assert "Ret dette, før der gemmes" not in body
    assert "Gem alligevel" not in body
    assert "Hørt af datteren</textarea>" in body
    assert f'<a href="/forloeb/{journey.pk}/">Se forløbet' in body
    assert "button-primary" not in body[body.index("act-panel") :]


def test_r1_19_nothing_is_said_to_be_closed_where_nobody_asked() -> None:
    assert "Spørgsmålet lukkes" not in str(BY_SLUG["er-her"].consequence)
