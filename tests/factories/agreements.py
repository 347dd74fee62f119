"""Discharge times that were expected, proposed or agreed; every one goes through the actions."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from discharge.agreement import acts
from journeys.actions.acting.acts import Act
from journeys.models import Journey
from tests.actors import Actors


def expect_home(journey: Journey, actors: Actors, *, on: date, now: datetime) -> None:
    """The ward states the day on which it expects the citizen to leave."""
    acts.ExpectDischarge(on=on, text="").do(journey, act=Act(by=actors.nurse, now=now))


def propose_home(journey: Journey, actors: Actors, *, at: datetime, now: datetime) -> None:
    """The ward proposes a time."""
    acts.ProposeDischarge(at=at, text="Ny plan").do(journey, act=Act(by=actors.nurse, now=now, key=uuid4().hex))


def agree_home(journey: Journey, actors: Actors, *, at: datetime, now: datetime) -> None:
    """The ward proposes a time and the municipality says yes a minute later."""
    propose_home(journey, actors, at=at, now=now)
    yes = Act(by=actors.assessor, now=now + timedelta(minutes=1), key=uuid4().hex)
    acts.AcceptDischarge(text="").do(Journey.objects.get(pk=journey.pk), act=yes)
