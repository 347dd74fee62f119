"""Makes discharges whose 72 hours and letters' days are over by now: ``python -m tests.faults.programs.seed COUNT``."""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from discharge.discharge_letter.rules.deadline import letter_deadline  # noqa: E402
from journeys.actions.projection.citizen import project_citizen  # noqa: E402
from journeys.domain.citizen.citizen_facts import Affiliation  # noqa: E402
from journeys.domain.events import EventKind, EventSource  # noqa: E402
from journeys.domain.state.fold import Destination  # noqa: E402
from journeys.models import Citizen, JourneyEvent  # noqa: E402
from tests.factories.organisations import make_hospital, make_municipality, make_ward  # noqa: E402

STAYED = timedelta(days=4)
AT_A_TIME = 100
SHARES = 2


def seed(number: int) -> None:
    """Two processes share the work; each stops at the first error, and so does the whole."""
    hospital = make_hospital()
    places = {"provider": str(make_ward(hospital).pk), "hospital": str(hospital.pk)}
    places["municipality"] = str(make_municipality().pk)
    connection.close()  # each process opens its own
    with ProcessPoolExecutor(SHARES) as pool:
        list(pool.map(_seed, [number // SHARES] * SHARES, [places] * SHARES))


def _seed(number: int, places: dict[str, str]) -> None:
    """Write the events in bulk and let the projection say what follows from them."""
    now = timezone.now()
    for _ in range(0, number, AT_A_TIME):
        with transaction.atomic():
            citizens = Citizen.objects.bulk_create(Citizen(family_name="Prøve") for _ in range(AT_A_TIME))
            events = [event for citizen in citizens for event in _events(citizen, places, now)]
            JourneyEvent.objects.bulk_create(events)
            for citizen in citizens:
                project_citizen(citizen, now=now)


def _events(citizen: Citizen, places: dict[str, str], now: datetime) -> Iterator[JourneyEvent]:
    discharged_at = _discharged_at(now)
    admitted_at = discharged_at - STAYED
    episode = str(uuid4())
    nursing = {"affiliation": Affiliation.COMMUNITY_NURSING.value, "value": True}
    yield _event(citizen, EventKind.AFFILIATION_STATED, admitted_at, now, payload=nursing)
    yield _event(citizen, EventKind.ADMITTED, admitted_at, now, payload=places, episode_ids=[episode])
    home = {"destination": Destination.OWN_HOME.value}
    yield _event(citizen, EventKind.DESTINATION_STATED, discharged_at, now, payload=home, episode_ids=[episode])
    yield _event(citizen, EventKind.DISCHARGED, discharged_at, now, payload=places, episode_ids=[episode])


@cache
def _discharged_at(now: datetime) -> datetime:
    """72 hours ago, or the days before that on which the letter's last day was no day off (RULES 2f L1)."""
    ago = (now - timedelta(hours=72) - timedelta(days=days) for days in count())
    return next(moment for moment in ago if (letter_deadline(moment).due_at or now) < now)


def _event(citizen: Citizen, kind: EventKind, at: datetime, now: datetime, **values: Any) -> JourneyEvent:
    identity = uuid4()
    return JourneyEvent(
        uuid=identity,
        source_ref=str(identity),
        citizen=citizen,
        kind=kind.value,
        occurred_at=at,
        stated_at=at,
        recorded_at=now,
        released_at=now,
        source=EventSource.MESSAGE.value,
        **values,
    )


if __name__ == "__main__":
    seed(int(sys.argv[1]))
