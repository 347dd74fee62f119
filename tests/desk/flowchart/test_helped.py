"""Was it of help? One answer a person and step, no names, and what may be shown of them (FQ8, K21)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organisations.models import User
from principles.flowchart.actions import answer_step
from principles.in_practice.selectors import helpfulness
from principles.models import ChartUse, StepAnswer
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def test_an_answer_is_changed_and_leads_back_to_its_step(actors: Actors, as_user: AsUser) -> None:
    gp, journey = as_user(actors.gp), admitted_journey(actors)
    address = "/aftalen/flowchart/trin/report/svar/"
    back = gp.post(address, {"helpful": "yes", "journey": str(journey.pk)})
    assert back.url == f"/forloeb/{journey.pk}/flowchart/#trin-report"
    assert gp.post(address, {"helpful": "no", "track": "akut"}).url == "/aftalen/flowchart/akut/#trin-report"
    assert StepAnswer.objects.get().helpful is False
    page = gp.get("/aftalen/flowchart/akut/").content.decode()
    assert "Du har svaret nej." in page
    assert "K21" not in page
    assert ChartUse.objects.get(track="acute").opened == 1
    assert "Svar ja eller nej." in gp.post(address, {"helpful": "x"}, follow=True).content.decode()


def test_whoever_follows_the_cooperation_reads_no_small_number(actors: Actors, as_user: AsUser) -> None:
    answering = list(User.objects.exclude(pk=actors.cluster_administrator.pk).order_by("pk")[:12])
    over = timezone.now().replace(day=1) - timedelta(days=2)
    for number, user in enumerate(answering):
        StepAnswer.objects.create(user=user, step="report", helpful=number % 2 == 0, answered_at=over)
    answer_step("letter", helpful=True, by=actors.nurse, now=timezone.now())
    cluster = as_user(actors.cluster_administrator)
    rows = {row["step"]: row for row in cluster.get("/api/v1/flowchart/helpfulness/").json()}
    # Of this month nothing is told yet.
    assert "letter" not in rows
    assert len(answering) == 12
    assert (rows["report"]["answers"], rows["report"]["helped"]) == (10, 5)
    page = cluster.get("/aftalen/flowchart/akut/").content.decode()
    assert '<td data-label="Svar">10</td>' in page
    assert not any(user.name in page for user in answering)


def test_a_change_of_mind_moves_no_figure_before_the_month_is_over(actors: Actors) -> None:
    answering = list(User.objects.order_by("pk")[:10])
    now = timezone.now().replace(day=15)
    over, next_month = now.replace(day=1) - timedelta(days=2), now.replace(day=1) + timedelta(days=40)
    for number, user in enumerate(answering):
        answer_step("report", helpful=number < 5, by=user, now=over)
    stood = helpfulness(today=now.date())
    assert (stood[0].answers, stood[0].helped) == (10, 5)
    # Five said yes: were one taken out at once, whoever changes theirs would know that the others are four.
    for helpful in (False, True, False):
        answer_step("report", helpful=helpful, by=answering[0], now=now)
        assert helpfulness(today=now.date()) == stood
    (later,) = helpfulness(today=next_month.date())
    assert later.answers is None
