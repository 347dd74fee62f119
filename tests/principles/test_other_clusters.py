"""Every act on a cluster's plan, register and decisions by every role, and by another cluster's secretariat.

Whoever may is shown to be able to by the same call; of everybody else nothing in the room changes (issue 9; DESIGN §6:
only the secretariat writes of its own cluster).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils import timezone

from organisations.domain.kinds import OrganisationKind
from organisations.domain.roles import Role
from organisations.models import CooperationArea, CooperationAreaMember, User
from principles.learning.actions import nominate, save_action, show_case, tell_holder
from principles.learning.rules.asking import Holder, Tone
from principles.models import (
    Alternative,
    ApprovalStep,
    ImplementationPlan,
    LearningAction,
    PlanMeeting,
    SharedPractice,
    TrainingEvent,
)
from principles.plans.actions import begin_cycle, begin_plan, save_approval, save_meeting
from principles.registers.actions import save_alternative, save_event, save_practice
from tests.actors import Actors
from tests.factories.journeys import discharged_journey
from tests.factories.organisations import make_organisation, make_user

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Cluster:
    """A secretariat, with its plan and a meeting in it."""

    area: CooperationArea
    by: User
    plan: ImplementationPlan
    meeting: PlanMeeting


@dataclass(frozen=True, slots=True)
class Call:
    """One act: its address, and what is sent; of an action the meeting is one of the caller's own."""

    address: str
    data: dict[str, Any]

    def made_by(self, client: Client, meeting: PlanMeeting) -> int:
        data = {key: meeting.pk if value is PlanMeeting else value for key, value in self.data.items()}
        return client.post(self.address, data, content_type="application/json").status_code


def cluster_of(key: str, by: User) -> Cluster:
    area = CooperationArea.objects.create(key=key, name=key.title(), secretariat=by.unit)
    today, now = timezone.localdate(), timezone.now()
    plan = begin_plan(area, template="002", month=today, unit=None, by=by, now=now)
    meeting = save_meeting(PlanMeeting(plan=plan, kind="seminar", held_on=today, title="Læring"), by=by)
    return Cluster(area, by, plan, meeting)


def calls_on(own: Cluster, actors: Actors) -> Iterator[Call]:
    """Everything that can be written about rows of a cluster."""
    today, now, by = timezone.localdate(), timezone.now(), own.by
    day, plan = today.isoformat(), f"/api/v1/plans/{own.plan.pk}"
    task, cycle = (
        own.plan.tasks.all()[0],
        begin_cycle(own.plan, title="Ring", indicator="K5", words="Vi ringer", on=today, by=by, now=now),
    )
    approval = ApprovalStep(plan=own.plan, subject="plan", body="steering_group", place=1)
    save_approval(approval, by=by, now=now)
    yield Call(f"{plan}/tasks/", {"title": "Ny", "track": "dialogue", "status": "not_begun"})
    yield Call(f"{plan}/tasks/{task.pk}/", {"status": "under_way"})
    yield Call(f"{plan}/status/", {"month": own.plan.starts_on.isoformat(), "SQ1": "Halvvejs"})
    yield Call(f"{plan}/cycles/", {"title": "Andet", "indicator": "K5", "words": "Ord", "on": day})
    yield Call(f"{plan}/cycles/{cycle.pk}/", {"stage": "do", "words": "Gjort", "on": day})
    meeting = {"kind": "seminar", "title": "Andet", "held_on": day}
    yield Call(f"{plan}/meetings/", meeting)
    yield Call(f"{plan}/meetings/{own.meeting.pk}/", meeting)
    step = {"subject": "plan", "body": "steering_group", "place": 1, "planned_on": day}
    yield Call(f"{plan}/approvals/", {**step, "body": "coordination_committee", "place": 2})
    yield Call(f"{plan}/approvals/{approval.pk}/", step)
    yield from register_calls(own, today)
    yield action_call(own, actors)


def register_calls(own: Cluster, today: date) -> Iterator[Call]:
    """Changes of the rows of its registers."""
    now, day = timezone.now(), today.isoformat()
    offer = Alternative(area=own.area, name="Akutteamet", phone="00 00 11 01", valid_from=today)
    practice = SharedPractice(area=own.area, title="Ring", problem="x", method="y", published_on=today)
    event = TrainingEvent(area=own.area, title="Skolebænk", kind="bench", held_on=today)
    offered = save_alternative(offer, by=own.by, now=now)
    yield Call(
        f"/api/v1/registers/alternatives/{offered.pk}/change/",
        {"name": "Andet", "for_whom": "Alle", "phone": "00 00 11 02", "hours": "Altid", "valid_from": day},
    )
    shared = save_practice(practice, by=own.by, now=now)
    words = {"title": "Andet", "problem": "a", "method": "b", "published_on": day}
    yield Call(f"/api/v1/registers/practices/{shared.pk}/change/", words)
    held = save_event(event, by=own.by, now=now)
    yield Call(f"/api/v1/registers/training/{held.pk}/change/", {"title": "Nyt", "kind": "bench", "held_on": day})


def action_call(own: Cluster, actors: Actors) -> Call:
    """A change of what its meeting decided about a journey that everybody learns from."""
    today, now = timezone.localdate(), timezone.now()
    case = nominate(discharged_journey(actors), tone=Tone.WENT_WELL, words="x", by=actors.nurse, now=now)
    tell_holder(case, whom=Holder.CITIZEN, on=today, by=actors.nurse, now=now)
    show_case(case, lesson="", by=actors.assessor, now=now)
    action = LearningAction(case=case, meeting=own.meeting, decision="Vi ringer", title="Ring", indicator="K5")
    action.begins_on = today - timedelta(days=200)
    save_action(action, by=own.by, now=now)
    said = {"meeting": PlanMeeting, "decision": "Vores", "title": "Overtaget", "indicator": "K5"}
    said |= {"begins_on": today.isoformat(), "status": "under_way"}
    return Call(f"/api/v1/learning/{case.pk}/actions/{action.pk}/", said)


def everything() -> list[tuple[Any, ...]]:
    """Every row of the room."""
    return [
        row for model in apps.get_app_config("principles").get_models() for row in model._base_manager.values_list()
    ]


def test_only_the_own_secretariat_writes_of_its_cluster(actors: Actors) -> None:
    own = cluster_of("midt", actors.cluster_administrator)
    for member in (actors.hospital, actors.municipality):
        CooperationAreaMember.objects.create(area=own.area, organisation=member)
    house = make_organisation(name="Sekretariatet, vest", kind=OrganisationKind.CLUSTER_SECRETARIAT)
    other = cluster_of("vest", make_user("Vera Vest", role=Role.CLUSTER_ADMINISTRATOR, unit=house))
    people = {user.name: user for user in (*actors.everyone().values(), other.by)}
    clients = {name: Client() for name in people}
    for name, client in clients.items():
        client.force_login(people[name])
    wrong = []
    for call in list(calls_on(own, actors)):
        before = everything()
        with transaction.atomic():
            got = call.made_by(clients[own.by.name], own.meeting)
            if got not in (200, 201) or everything() == before:
                wrong.append((own.by.name, call.address, got))
            transaction.set_rollback(True)
        for name, client in clients.items():
            if name == own.by.name:
                continue
            with transaction.atomic():
                got = call.made_by(client, other.meeting)
                if got < 400 or everything() != before:
                    wrong.append((name, call.address, got))
                transaction.set_rollback(True)
    assert wrong == []
