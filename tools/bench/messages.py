"""Notifications of invented people, whom no region has, as the gateway brings them."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from desk.actions.demo.cast import person_of
from desk.actions.demo.gateway import party
from medcom.actions.intake import receive
from medcom.domain.states import Door, MessageState
from medcom.models import InboundMessage
from medcom.parsing.building.builder import Episode
from organisations.models import Organisation
from organisations.selectors.organisations import organisation_by_key

TYPE = "application/fhir+json"
WARD, MUNICIPALITY = "rh-viborg-m1", "kommune-791"
# Beyond the number of every journey of a region; other people and messages in each run, the same in all its processes.
_FIRST_PERSON = 11_000_000
RUN = int(os.environ.setdefault("BENCH_RUN", str(time.time_ns() // 10**9 % 7_000_000)))
_OF_A_STAY = 4


def episode(person: int, stay: int = 0) -> Episode:
    """A stay of a person to be told, other identifiers for each."""
    random = Random(f"{RUN}/{person}/{stay}")  # noqa: S311 - the same in every process of a run
    patient = person_of(_FIRST_PERSON + RUN + person, random=random)
    return Episode(
        patient=patient, sender=party(_unit(WARD)), receiver=party(_unit(MUNICIPALITY)), seed=random.getrandbits(40)
    )


def _unit(key: str) -> Organisation:
    unit = organisation_by_key(key)
    assert unit is not None, f"{key} is not here: the demo's overlay is missing"
    return unit


def as_bytes(body: Mapping[str, Any]) -> bytes:
    """As it lies on the wire."""
    return json.dumps(body).encode()


def deliver(raw: bytes, *, now: datetime) -> InboundMessage:
    """Through the same intake as every message; RuntimeError when it is not accepted."""
    message = receive(raw, content_type=TYPE, door=Door.COMMAND, now=now)
    if message.state != MessageState.ACCEPTED:
        raise RuntimeError(f"a message of the bench was not accepted: {message.state} {message.problems}")
    return message


def told_of(person: int, *, events: int, until: datetime) -> None:
    """Earlier stays of the person, four events each: in, on leave, back and out."""
    for number in range(events // _OF_A_STAY):
        for body, at in _stay(episode(person, 1 + number), until - timedelta(days=60 - 10 * number)):
            deliver(as_bytes(body), now=at + timedelta(seconds=4))


def _stay(told: Episode, begun: datetime) -> Iterator[tuple[Mapping[str, Any], datetime]]:
    steps = ((told.admit, 0), (told.leave, 24), (told.come_back, 36), (told.discharge, 72))
    for step, hours in steps:
        at = begun + timedelta(hours=hours)
        yield step(at=at), at
