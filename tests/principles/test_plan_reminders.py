"""A task of a plan whose day is over is told to its owner, once; a day that moves calls it off (001-22, IP-24)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from journeys.domain.calendar.clock import local_date
from notifications.actions.escalation import escalate_due
from notifications.channels.email.sending import make_due
from notifications.domain.escalation import WATCHED_FOR
from notifications.domain.groups import NewsGroup
from notifications.domain.mail import MailWay
from notifications.models import Addressee, EscalationStep, Mail, Notification
from organisations.models import CooperationArea, CooperationAreaMember
from principles.models import PlanTask
from principles.plans.actions import begin_plan, save_task
from principles.plans.selectors import overdue_plan_tasks
from tests.actors import Actors
from tests.notifications.mailing import choose

pytestmark = pytest.mark.django_db
KIND = "plan_task_late"


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def task(actors: Actors, now: datetime) -> PlanTask:
    """Late since yesterday, owned by the ward; the only one that is."""
    EscalationStep.objects.create(watch="plan_task", waits_minutes=0, valid_from=(now - timedelta(days=90)).date())
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    CooperationAreaMember.objects.create(area=area, organisation=actors.hospital)
    by = actors.cluster_administrator
    begun_at = now - WATCHED_FOR - timedelta(days=60)
    plan = begin_plan(area, template="002", month=timezone.localdate(), unit=None, by=by, now=begun_at)
    plan.tasks.update(due_on=timezone.localdate() + timedelta(days=90))
    row: PlanTask = plan.tasks.all()[0]
    row.owner, row.first_on, row.due_on = actors.ward, None, timezone.localdate() - timedelta(days=1)
    return save_task(row, by=by, now=now)


def told() -> list[Any]:
    return list(Notification.objects.filter(kind=KIND).order_by("created_at"))


def test_it_is_told_once_to_its_owner_and_stands_where_they_read(actors: Actors, task: PlanTask, now: datetime) -> None:
    choose(actors.nurse, MailWay.DIGEST, NewsGroup.PLANS)
    for _ in range(3):
        escalate_due(now=now)
    assert [row.unit_id for row in told()] == [actors.ward.pk]
    assert Addressee.objects.get().user_id == actors.nurse.pk
    make_due(now=now + timedelta(days=2))
    assert Mail.objects.get().way == MailWay.DIGEST.value
    client = Client()
    client.force_login(actors.nurse)
    assert "Forsinket i implementeringsplanen" in client.get("/nyt/").content.decode()


def test_without_an_owner_the_secretariat_is_told(actors: Actors, task: PlanTask, now: datetime) -> None:
    task.owner = None
    save_task(task, by=actors.cluster_administrator, now=now)
    escalate_due(now=now)
    assert [row.unit_id for row in told()] == [actors.secretariat.pk]


def test_a_day_that_moves_calls_the_reminder_off_and_is_told_anew(
    actors: Actors, task: PlanTask, now: datetime
) -> None:
    choose(actors.nurse, MailWay.DIGEST, NewsGroup.PLANS)
    escalate_due(now=now)
    task.due_on = timezone.localdate() + timedelta(days=5)
    save_task(task, by=actors.cluster_administrator, now=now)
    make_due(now=now + timedelta(days=2))
    assert not Mail.objects.exists()
    escalate_due(now=now)
    assert len(told()) == 1
    escalate_due(now=now + timedelta(days=6))
    assert [row.seen_at is None for row in told()] == [False, True]


def test_a_round_that_is_killed_is_made_good_by_the_next(
    task: PlanTask, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("notifications.actions.escalation.notify_unit", killed)
        assert escalate_due(now=now) == 0
    assert escalate_due(now=now) == 1
    assert len(told()) == 1


def test_another_owner_calls_off_what_the_first_was_told(actors: Actors, task: PlanTask, now: datetime) -> None:
    escalate_due(now=now)
    task.owner = actors.municipality
    save_task(task, by=actors.cluster_administrator, now=now)
    assert [row.seen_at for row in told()] == [now]


@pytest.mark.parametrize(("days", "watched"), [(0, True), (1, False)])
def test_what_was_late_too_long_ago_is_not_told_of_any_more(
    task: PlanTask, now: datetime, days: int, watched: bool
) -> None:
    PlanTask.objects.filter(pk=task.pk).update(due_on=local_date(now - WATCHED_FOR) - timedelta(days=days))
    assert bool(list(overdue_plan_tasks(now))) is watched
