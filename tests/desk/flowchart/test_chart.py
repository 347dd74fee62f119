"""Chart and next step are one; the pages of the chart (issue 9, done-when 5)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from desk.forms.acting.buttons import next_row, task_rows
from desk.selectors.asker import Asker
from desk.selectors.page.journey import JourneyPage
from desk.selectors.page.opened import open_journey
from desk.views.flowchart import journey_chart
from journeys.models import Journey
from organisations.models import User
from principles.flowchart.rules.position import StepState
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey
from tests.factories.readiness import make_ready
from tests.factories.stories import tell_story

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def agrees(user: User, journey: Journey) -> int:
    """That the chart asks for what the page asks for; how many tasks that was."""
    asker = Asker(user, timezone.now())
    opened = open_journey(asker, journey.pk)
    assert opened is not None
    page = JourneyPage(asker, opened.journey)
    rows, steps = task_rows(asker, opened.journey, page.tasks), journey_chart(page).steps
    shown = [row.task.pk for step in steps for row in step.rows]
    assert sorted(shown) == sorted(row.task.pk for row in rows)
    for step in steps:
        assert step.standing is not None
        assert bool(step.rows) is (step.standing.state is StepState.NEXT)
    first, leading = next_row(asker, rows), [step for step in steps if step.leads]
    assert [first.task.pk in {row.task.pk for row in step.rows} for step in leading] == ([True] if first else [])
    return len(rows)


def read(client: Client, address: str) -> Any:
    return html.fromstring(client.get(address).content.decode())


def test_chart_and_next_step_agree_through_a_stay(actors: Actors) -> None:
    journey = admitted_journey(actors)
    make_ready(journey, actors.nurse, at=timezone.now() - timedelta(hours=2))
    left = discharged_journey(actors, hours_ago=2)
    people = (actors.nurse, actors.assessor, actors.gp)
    assert all(agrees(user, each) for each in (journey, left) for user in people)


@pytest.mark.parametrize("seed", range(3))
def test_chart_and_next_step_agree_on_a_random_walk(actors: Actors, seed: int) -> None:
    journey = tell_story(actors, seed=seed, until=timezone.now())
    for user in (actors.nurse, actors.assessor, actors.gp):
        if Asker(user, timezone.now()).own_journeys().filter(pk=journey.pk).exists():
            agrees(user, journey)


def test_from_the_journey_page_to_the_step_and_its_act(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    make_ready(journey, actors.nurse, at=timezone.now() - timedelta(hours=2))
    client = as_user(actors.nurse)
    page = read(client, f"/forloeb/{journey.pk}/")
    (address,) = page.xpath("//*[@id='opgaver']//a[contains(@href, '/flowchart/')]/@href")
    assert address == f"/forloeb/{journey.pk}/flowchart/#trin-agreed_time"
    chart = read(client, address)
    (step,) = chart.xpath("//li[@id='trin-agreed_time']")
    assert "flowchart-leads" in step.get("class")
    assert step.xpath(".//a[contains(@href, '/handling/')]")


def test_every_box_of_the_picture_leads_to_its_step_in_the_list(actors: Actors, as_user: AsUser) -> None:
    for slug in ("akut", "planlagt", "psykiatri"):
        page = read(as_user(actors.nurse), f"/aftalen/flowchart/{slug}/")
        boxes = [address.removeprefix("#") for address in page.xpath("//*[local-name()='svg'][@role]//a/@href")]
        assert boxes == page.xpath("//li[starts-with(@id, 'trin-')]/@id")
    assert as_user(actors.nurse).get("/aftalen/flowchart/andet/").status_code == 404


def test_programs_read_the_chart_that_people_see(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(actors.nurse)
    chart = client.get(f"/api/v1/journeys/{journey.pk}/flowchart/").json()
    assert chart["steps"][-1]["number"] == len(chart["steps"])
    shown = read(client, f"/forloeb/{journey.pk}/flowchart/")
    titles = " ".join(shown.text_content().split())
    assert all(step["title"] in titles for step in chart["steps"])
    assert sum(step["leads"] for step in chart["steps"]) <= 1
    assert as_user(actors.stranger).get(f"/api/v1/journeys/{journey.pk}/flowchart/").status_code == 404


def test_the_agreement_leads_to_the_charts_and_the_plans(actors: Actors, as_user: AsUser) -> None:
    nurse, citizen = (read(as_user(user), "/aftalen/") for user in (actors.nurse, actors.citizen))
    links = [str(link) for link in nurse.xpath("//main//a/@href")]
    assert {"/aftalen/flowchart/akut/", "/implementering/"} <= set(links)
    assert not citizen.xpath("//main//a[@href='/implementering/']")
