"""Faults of one history told twice (faults/rules.md, use.md): the acts, the lists and the panels."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from discharge.readiness.acts.registration import ResumeTreatment, ResumptionCause
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act
from journeys.domain.events import EventKind as K
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey
from organisations.models import User
from tests.actors import Actors
from tests.discharge.close_out.test_close_out import close
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey, tell, tell_journey
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_7_readiness_inside_a_leave_that_cut_the_waiting_is_refused_not_lost(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW, hours_ago=24 * 18)
    make_ready(journey, actors.nurse, at=NOW - 17 * DAY, now=NOW - 17 * DAY)
    end_journey(journey, K.LEAVE_STARTED, at=NOW - 16 * DAY)
    end_journey(journey, K.LEAVE_ENDED, at=NOW - 12 * DAY)
    journey.refresh_from_db()
    assert journey.status == JourneyStatus.ADMITTED
    with pytest.raises(RefusedByRule):
        make_ready(journey, actors.nurse, at=NOW - 14 * DAY, now=NOW)


def test_a_3_treatment_is_not_resumed_of_who_left_before_the_registration(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW, hours_ago=24 * 18)
    make_ready(journey, actors.nurse, at=NOW - 10 * DAY, now=NOW - 10 * DAY)
    end_journey(journey, K.DISCHARGED, at=NOW - 11 * DAY)
    journey.refresh_from_db()
    assert journey.status == JourneyStatus.DISCHARGED
    with pytest.raises(RefusedByRule) as refused:
        ResumeTreatment(cause=ResumptionCause.RELAPSE, physician="Henrik Dalsgaard").do(
            journey, act=Act(by=actors.nurse, now=NOW)
        )
    assert refused.value.code == "ready.not_ready"


@pytest.mark.parametrize("who", ["nurse", "assessor", "gp"])
def test_b01_a_15_closed_in_an_hour_stays_on_the_lists_while_the_72_hours_run(
    who: str, actors: Actors, client: Client
) -> None:
    now = timezone.now()
    journey = close(discharged_journey(actors, now=now), at=now - timedelta(hours=4))
    assert journey.status == JourneyStatus.CLOSED
    client.force_login(getattr(actors, who))
    address = {"nurse": "/afdeling/", "assessor": "/kommune/", "gp": "/praksis/"}[who]
    assert str(journey.pk) in client.get(address, {"vis": "72-timer"}).content.decode()


@pytest.mark.parametrize(
    ("who", "address", "over"), [("assessor", "/kommune/", "afsluttet"), ("gp", "/praksis/", "udskrevet")]
)
def test_b01_a_15_when_they_are_over_it_stands_under_closed(
    who: str, address: str, over: str, actors: Actors, client: Client
) -> None:
    now = timezone.now()
    journey = close(discharged_journey(actors, now=now, hours_ago=80), at=now - timedelta(hours=79))
    client.force_login(getattr(actors, who))
    assert str(journey.pk) not in client.get(address, {"vis": "72-timer"}).content.decode()
    assert str(journey.pk) in client.get(address, {"vis": over}).content.decode()


def later_stay(journey: Journey, actors: Actors, *, now: datetime) -> Journey:
    """An acute visit of the same citizen that is over, in a journey of its own."""
    about: dict[str, Any] = {
        "provider": actors.ward,
        "hospital": actors.hospital,
        "municipality": actors.municipality,
        "class": "EMER",
    }
    tell(journey.citizen, K.ACUTE_ARRIVED, at=now - timedelta(hours=3), episode="later", **about)
    left = tell(journey.citizen, K.DISCHARGED, at=now - timedelta(hours=1), episode="later", **about)
    assert left.journey is not None
    assert left.journey.pk != journey.pk
    return left.journey


def page_of(client: Client, user: User, journey: Journey) -> str:
    client.force_login(user)
    return " ".join(client.get(f"/forloeb/{journey.pk}/").content.decode().split())


def test_a_24_an_acute_function_that_runs_shows_on_the_newest_journey(actors: Actors, client: Client) -> None:
    now = timezone.now()
    first = discharged_journey(actors, now=now, hours_ago=30)
    tell_journey(first, K.ACUTE_FUNCTION_STARTED, at=now - timedelta(hours=20), referred_by="gp")
    shown = page_of(client, actors.gp, later_stay(first, actors, now=now))
    assert "Henvis til akutfunktionen" not in shown
    assert 'id="akutfunktion"' in shown
