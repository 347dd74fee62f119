"""An upgrade fills the rows that the new release derives, without a command that somebody must remember (D14)."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models.signals import post_migrate
from django.utils import timezone

from discharge.apps import DischargeConfig
from discharge.models import HomeComing
from journeys.domain.events import EventKind as K
from notifications.actions.outbox import relay_due
from notifications.models import OutboxMessage
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, tell_journey

pytestmark = pytest.mark.django_db


def migrated(app: str = "discharge", *, back: bool = False) -> None:
    """What Django says at the end of `migrate`, of the one app that listens."""
    from django.apps import apps

    config = apps.get_app_config("discharge")
    assert isinstance(config, DischargeConfig)
    plan: Any = [(SimpleNamespace(app_label=app, name="0099_new_rows"), back)]
    post_migrate.send(sender=config, app_config=config, verbosity=0, interactive=False, using="default", plan=plan)


def waiting() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(topic="discharge.settings_changed"))


@pytest.mark.parametrize("app", ["discharge", "documents", "journeys"])
def test_d14_rows_of_a_new_release_come_by_themselves(actors: Actors, app: str) -> None:
    journey = admitted_journey(actors)
    expected = (timezone.now() + timedelta(days=2)).date().isoformat()
    tell_journey(journey, K.EXPECTED_DISCHARGE_STATED, on=expected)
    HomeComing.objects.all().delete()
    migrated(app)
    migrated(app)
    assert len(waiting()) == 1
    relay_due(now=timezone.now(), limit=100)
    assert HomeComing.objects.get().journey_id == journey.pk


@pytest.mark.parametrize("case", ["back", "other app", "empty database"])
def test_d14_nothing_is_derived_for_nothing(actors: Actors, case: str) -> None:
    if case != "empty database":
        admitted_journey(actors)
    migrated("medcom" if case == "other app" else "discharge", back=case == "back")
    assert waiting() == []
