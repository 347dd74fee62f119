"""The demo is told by messages, once, and only where a demo is wanted (DESIGN §7)."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from desk.actions.demo.cast import cast
from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Citizen, Journey
from medcom.models import InboundMessage
from medcom.parsing.checker import check
from medcom.parsing.problems import refused
from organisations.domain.identifiers import cpr_birth_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEMO = True
    settings.DEMO_PASSWORD = "invented-for-the-test"
    settings.MEDCOM_DEMO_TOKEN = "invented-for-the-test"


def test_the_region_is_populated_and_every_message_accepted(demo: None, tmp_path: Path) -> None:
    call_command("load_demo", stdout=StringIO())
    statuses = set(Journey.objects.current().values_list("status", flat=True))
    assert statuses >= {"planned", "admitted", "acute_ambulatory", "on_leave", "ready", "discharged", "closed"}
    assert set(InboundMessage.objects.values_list("state", flat=True)) == {"accepted"}
    before = (Citizen.objects.count(), InboundMessage.objects.count())
    call_command("load_demo", stdout=StringIO())
    assert (Citizen.objects.count(), InboundMessage.objects.count()) == before
    somebody = Journey.objects.current().filter(status="closed").first()
    assert somebody is not None
    assert rebuild_citizen(somebody.citizen_id, now=somebody.closed_at or somebody.discharged_at, check=True) == []

    path = tmp_path / "admission.json"
    call_command("example_message", str(path))
    assert not refused(check(json.loads(path.read_text())))


def test_without_demo_nothing_is_loaded(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("example_message")


def test_the_cast_has_numbers_that_were_never_issued() -> None:
    for person in cast(200, seed=1):
        born = cpr_birth_date(person.cpr)
        weights = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
        total = sum(int(digit) * weight for digit, weight in zip(person.cpr, weights, strict=True))
        assert born is not None
        assert born.year < 1960
        assert (born.month, born.day) != (1, 1)
        assert total % 11 != 0
