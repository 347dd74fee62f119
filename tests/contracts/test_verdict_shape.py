"""A verdict has one shape, whichever answer of the API carries it (DESIGN §2, §8)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.verdicts import VerdictOut
from journeys.domain.events import EventKind
from journeys.models import Journey
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, end_journey
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db
ADDRESSES = ("", "responsibility/")


def _verdicts(answer: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every verdict of an answer, with the path to it."""
    if isinstance(answer, list):
        for item in answer:
            yield from _verdicts(item, path)
    elif isinstance(answer, dict):
        if "outcome" in answer:
            yield path, answer
        for name, value in answer.items():
            yield from _verdicts(value, f"{path}/{name}")


@pytest.fixture
def journey(actors: Actors) -> Journey:
    """One that was ready, then discharged: with payable days, window, letter and preparation."""
    now = timezone.now()
    stay = admitted_journey(actors, now=now, hours_ago=200, nursing=True)
    make_ready(stay, actors.nurse, at=now - timedelta(hours=100), now=now - timedelta(hours=100))
    end_journey(stay, EventKind.DISCHARGED, at=now - timedelta(hours=5))
    return Journey.objects.get(pk=stay.pk)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_answer_carries_verdicts_of_one_shape(language: str, journey: Journey, actors: Actors) -> None:
    client = Client(headers={"accept-language": language})
    client.force_login(actors.nurse)
    verdicts: list[tuple[str, dict[str, Any]]] = []
    for address in ADDRESSES:
        verdicts += _verdicts(client.get(f"/api/v1/journeys/{journey.pk}/{address}").json())
    assert {path.split("/")[1] for path, _ in verdicts} >= {"payment", "extended_responsibility", "discharge_letter"}
    for path, verdict in verdicts:
        assert list(verdict) == list(VerdictOut().fields), path
        assert verdict["sentence"] == verdict[f"sentence_{language}"], path
