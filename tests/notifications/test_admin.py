"""The administrator's view of the outbox: read and revive, nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from notifications.actions.outbox import publish
from notifications.domain.outbox import OutboxState
from notifications.models import OutboxMessage
from tests.actors import Actors
from tests.notifications.conftest import NOW

pytestmark = pytest.mark.django_db
LIST = "admin:notifications_outboxmessage_changelist"


@pytest.fixture
def administrator(client: Client, actors: Actors) -> Client:
    client.force_login(actors.administrator)
    return client


@pytest.fixture
def dead_row() -> OutboxMessage:
    publish("test", {}, key="a", now=NOW)
    OutboxMessage.objects.update(state=OutboxState.DEAD, settled_at=NOW)
    return OutboxMessage.objects.get()


def test_dead_rows_are_listed(administrator: Client, dead_row: OutboxMessage) -> None:
    page = administrator.get(reverse(LIST), {"state": "dead"}, secure=True)
    assert dead_row.key in page.content.decode()


def test_a_dead_row_is_revived_from_the_list(administrator: Client, dead_row: OutboxMessage) -> None:
    choice = {"action": "revive_rows", "_selected_action": [dead_row.pk]}
    administrator.post(reverse(LIST), choice, secure=True)
    assert OutboxMessage.objects.get().state == OutboxState.PENDING


@pytest.mark.parametrize("name", ["change", "delete"])
def test_a_row_can_be_neither_rewritten_nor_deleted(administrator: Client, dead_row: OutboxMessage, name: str) -> None:
    address = reverse(f"admin:notifications_outboxmessage_{name}", args=[dead_row.pk])
    assert administrator.post(address, {"post": "yes"}, secure=True).status_code == 403
