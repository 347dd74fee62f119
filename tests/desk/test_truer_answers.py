"""What a task and a form offer and promise, as a user met it: both answers, and no more than becomes true."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.forms.acting.buttons import task_rows
from desk.forms.acting.table import BY_SLUG
from desk.selectors.asker import Asker
from journeys.models import Journey, Task
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

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


def test_r1_19_nothing_is_said_to_be_closed_where_nobody_asked() -> None:
    assert "Spørgsmålet lukkes" not in str(BY_SLUG["er-her"].consequence)
